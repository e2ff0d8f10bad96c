package textlayout

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"
)

// A character no shipped face has is a box with its code point, until a face arrives.
func TestSystemFaces(t *testing.T) {
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	arrived := make(chan struct{}, 8)
	f.UseSystemFonts(t.TempDir(), func() { arrived <- struct{}{} })
	p := prepare(t, f, "a\U000F1234 ➤", Options{})
	l := p.Wrap(reading)
	var line Line
	l.Line(0, &line)
	g := line.Runs[0].Glyphs()
	if len(g) < 2 || g[1].Face != Box || g[1].ID != 0xF1234 {
		t.Fatalf("glyphs %+v", g)
	}
	f.settle()
	if l.Line(0, &line); len(arrived) > 0 != (f.Generation() > 0) {
		t.Errorf("%d arrivals were told, the generation is %d", len(arrived), f.Generation())
	}
	if len(arrived) == 0 {
		t.Log("this machine has no face for ➤: only the box is tested")
	}
}

// Scripts that no shipped face has come from the machine's, each from its own.
func TestSystemFacesOfManyScripts(t *testing.T) {
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	f.UseSystemFonts(t.TempDir(), nil)
	boxes := func(s string) int {
		var line Line
		f.SingleLine(s, Options{Style: Sans}, 13, &line)
		n := 0
		for i := range line.Runs {
			for _, g := range line.Runs[i].Glyphs() {
				if g.Face == Box {
					n++
				}
			}
		}
		return n
	}
	scripts := []string{"नमस्ते", "ܫܠܡܐ", "สวัสดี", "Հայ", "ქარ"}
	for _, s := range scripts {
		boxes(s)
	}
	found := findable(scripts)
	f.settle()
	for _, s := range scripts {
		if found[s] && boxes(s) > 0 {
			t.Errorf("%s is shown as boxes, though the machine has a face for it", s)
		}
	}
	t.Logf("%d of %d scripts are on this machine", len(found), len(scripts))
}

// settle waits until no search for faces is under way.
func (f *Fonts) settle() {
	for range 3000 {
		f.mu.Lock()
		running := f.sys.running
		f.mu.Unlock()
		if !running {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// findable are those of texts that some file of the machine has all characters of, found by
// looking into each file.
func findable(texts []string) map[string]bool {
	out := map[string]bool{}
	for _, dir := range []string{"/usr/share/fonts", "/usr/local/share/fonts"} {
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, "tf") {
				return nil
			}
			file, err := os.Open(path)
			if err != nil {
				return nil
			}
			defer file.Close()
			face, err := font.ParseTTF(file)
			for _, s := range texts {
				all := err == nil
				for _, r := range s {
					all = all && has(face, r)
				}
				if all {
					out[s] = true
				}
			}
			return nil
		})
	}
	return out
}
