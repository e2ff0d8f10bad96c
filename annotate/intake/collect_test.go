package intake

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"parley/annotate"
)

// tree writes files into a new folder.
func tree(t *testing.T, files map[string]string) string {
	folder := t.TempDir()
	for name, data := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestCollect(t *testing.T) {
	folder := tree(t, map[string]string{
		"10.txt": "ten ü", "2.txt": "two 📌", "a/1.md": "# one", "a/b/deep.html": "<p>deep سلام", "again.txt": "two 📌\r\n", "same.txt": "two 📌", "known.txt": "known",
		".hidden.txt": "no", "__MACOSX/x.txt": "no", ".git/x": "no", "empty.txt": "", "pic.txt": "\x00\x01", "paper.pdf": "%PDF-1.4", "set.json": `{"format": "parley-dataset"}`,
	})
	if err := os.Symlink("..", filepath.Join(folder, "a", "up")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	var told []string
	r, err := Collect(context.Background(), Request{
		Paths:    []string{folder, filepath.Join(folder, "2.txt"), filepath.Join(folder, "none.txt")},
		Known:    func(sum [32]byte) bool { return sum == sha256.Sum256([]byte("known")) },
		Progress: func(p Progress) { told = append(told, fmt.Sprintf("%d/%d", p.Done, p.Total)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	rel := func(path string) string { s, _ := filepath.Rel(folder, path); return filepath.ToSlash(s) }
	var drafts, skipped, refused []string
	for _, d := range r.Drafts {
		drafts = append(drafts, rel(d.Path))
	}
	for _, s := range r.Skipped {
		same := s.Same
		if same != "" {
			same = rel(same)
		}
		skipped = append(skipped, rel(s.Path)+"="+same)
	}
	for _, f := range r.Refused {
		refused = append(refused, f.Err.Error())
		if strings.ContainsAny(f.Err.Error(), "\n") {
			t.Errorf("more than a line: %s", f.Err)
		}
	}
	for _, c := range []struct{ got, want []string }{
		{drafts, []string{"2.txt", "10.txt", "a/1.md", "a/b/deep.html", "again.txt"}},
		{skipped, []string{"known.txt=", "same.txt=2.txt"}},
		{refused, []string{"none.txt: " + syscall.ENOENT.Error(), "empty.txt: there is no text in it", "paper.pdf: it is a PDF: this kind of file is not read", "pic.txt: byte 0 is NUL: it is not text"}},
		{told, []string{"0/11", "1/11", "2/11", "3/11", "4/11", "5/11", "6/11", "7/11", "8/11", "9/11", "10/11", "11/11"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if len(r.Datasets) != 1 || rel(r.Datasets[0]) != "set.json" {
		t.Errorf("datasets %q", r.Datasets)
	}
}

func TestCollectStops(t *testing.T) {
	files := map[string]string{}
	for i := range 50 {
		files[fmt.Sprintf("%d.txt", i)] = fmt.Sprint("text ", i)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Collect(ctx, Request{Paths: []string{tree(t, files)}, Progress: func(p Progress) {
		if p.Done == 10 {
			cancel()
		}
	}})
	if !errors.Is(err, annotate.ErrCanceled) || r.Drafts != nil {
		t.Errorf("%d drafts, %v", len(r.Drafts), err)
	}
	if _, err := Collect(ctx, Request{Paths: []string{"."}}); !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("stopped before the start: %v", err)
	}
}

func TestCollectNamesWhatCannotBeRead(t *testing.T) {
	folder := tree(t, map[string]string{"locked.txt": "x", "closed/x.txt": "x", "open.txt": "y"})
	os.Chmod(filepath.Join(folder, "locked.txt"), 0)
	os.Chmod(filepath.Join(folder, "closed"), 0)
	t.Cleanup(func() { os.Chmod(filepath.Join(folder, "closed"), 0o755) })
	if f, err := os.Open(filepath.Join(folder, "locked.txt")); err == nil {
		f.Close()
		t.Skip("permissions do not bind this user")
	}
	r, err := Collect(context.Background(), Request{Paths: []string{folder}})
	if err != nil || len(r.Drafts) != 1 || len(r.Refused) != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	for _, f := range r.Refused {
		if !errors.Is(f.Err, fs.ErrPermission) {
			t.Error(f.Err)
		}
	}
}

func TestFindFollowsALinkOnce(t *testing.T) {
	folder := tree(t, map[string]string{"a/x.txt": "x"})
	if err := os.Symlink(filepath.Join(folder, "a"), filepath.Join(folder, "b")); err != nil {
		t.Skip(err)
	}
	os.Symlink("nowhere", filepath.Join(folder, "broken"))
	os.Symlink("self", filepath.Join(folder, "self"))
	files, refused, err := Find(context.Background(), []string{folder, folder})
	if err != nil || len(files) != 1 || len(refused) != 2 {
		t.Errorf("%q, %v, %v", files, refused, err)
	}
}

func TestReadFromTakesNoMoreThanItMust(t *testing.T) {
	r := &endless{}
	if _, err := ReadFrom("x.txt", r, Options{}); !errors.Is(err, annotate.ErrTooLarge) || r.n > MaxBytes+1 {
		t.Errorf("%d bytes taken, %v", r.n, err)
	}
}

type endless struct{ n int }

func (e *endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	e.n += len(b)
	return len(b), nil
}

func TestNatural(t *testing.T) {
	want := []string{"1.txt", "2.txt", "02b.txt", "10.txt", "A1", "a2", "a10", "b", "ü1", "ü10"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
