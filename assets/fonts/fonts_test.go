package fonts_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"

	"parley/assets/fonts"
)

// Every face parses, is the family it says, and has the letters it is shipped for.
func TestFaces(t *testing.T) {
	for _, c := range []struct {
		name, family, letters string
		file                  []byte
	}{
		{"serif", "Gentium Book Plus", "aüḥʿʾāЖω\u0301", fonts.SerifRegular()},
		{"serif bold", "Gentium Book Plus", "aüḥʿʾāЖω", fonts.SerifBold()},
		{"sans", "Noto Sans", "aüḥāЖω0", fonts.SansRegular()},
		{"sans bold", "Noto Sans", "aüḥāЖω0", fonts.SansBold()},
		{"arabic", "Noto Naskh Arabic", "سلامپچگڕێ،؟۔\u064B\u064E\u0651\u0652\u0670\u0640", fonts.ArabicRegular()},
		{"arabic bold", "Noto Naskh Arabic", "سلامپچگڕێ،؟۔\u064B\u064E\u0651\u0652\u0670\u0640", fonts.ArabicBold()},
		{"hebrew", "Noto Sans Hebrew", "שלום\u05B0\u05B8\u05BC\u05C1\u05C2־״", fonts.HebrewRegular()},
		{"hebrew bold", "Noto Sans Hebrew", "שלום\u05B0\u05B8\u05BC\u05C1\u05C2־״", fonts.HebrewBold()},
	} {
		face, err := font.ParseTTF(bytes.NewReader(c.file))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := face.Describe().Family; got != c.family {
			t.Errorf("%s: family %q, want %q", c.name, got, c.family)
		}
		for _, r := range c.letters {
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%s lacks %q", c.name, r)
			}
		}
	}
}

func TestLicencesStandBeside(t *testing.T) {
	for _, name := range []string{"OFL-Gentium.txt", "OFL-Noto.txt"} {
		b, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(b), "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The files are those that the log tells of, unaltered, and each is told of.
func TestFilesAreUnmodified(t *testing.T) {
	log, err := os.ReadFile("FONTLOG.txt")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".ttf") {
			continue
		}
		seen++
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		if !strings.Contains(string(log), hex.EncodeToString(sum[:])+"  "+f.Name()+"\n") {
			t.Errorf("FONTLOG.txt does not tell of this %s", f.Name())
		}
	}
	if seen != 8 {
		t.Errorf("%d faces, want 8", seen)
	}
}
