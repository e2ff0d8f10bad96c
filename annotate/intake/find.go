package intake

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotate"
)

// Find lists the files under paths, folders to the bottom, in natural order of names: 2
// before 10. Within folders, hidden files and what macOS adds to archives are passed over;
// a link is followed once: a folder that was met is not entered again. What cannot be
// listed is refused. The only error is annotate.ErrCanceled.
func Find(ctx context.Context, paths []string) (files []string, refused []Refusal, err error) {
	f := finder{ctx: ctx}
	for _, p := range paths {
		f.visit(p)
	}
	if ctx.Err() != nil {
		return nil, nil, fmt.Errorf("listing of files: %w", annotate.ErrCanceled)
	}
	return f.files, f.refused, nil
}

type finder struct {
	ctx     context.Context
	files   []string
	refused []Refusal
	met     map[string]bool // folders, and files named twice, by their real path
}

func (f *finder) visit(path string) {
	if f.ctx.Err() != nil {
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		f.refuse(path, plain(err))
	case !f.first(path):
	case info.IsDir():
		f.enter(path)
	case !info.Mode().IsRegular():
		f.refuse(path, fmt.Errorf("it is no file: %w", annotate.ErrUnsupported))
	default:
		f.files = append(f.files, path)
	}
}

// first reports whether path is met for the first time, by whatever links.
func (f *finder) first(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return true
	}
	if f.met[real] {
		return false
	}
	if f.met == nil {
		f.met = map[string]bool{}
	}
	f.met[real] = true
	return true
}

func (f *finder) enter(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.refuse(folder, plain(err))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return natural(a.Name(), b.Name()) })
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "__MACOSX" {
			f.visit(filepath.Join(folder, e.Name()))
		}
	}
}

func (f *finder) refuse(path string, err error) {
	f.refused = append(f.refused, Refusal{path, fmt.Errorf("%s: %w", filepath.Base(path), err)})
}

// natural orders names as people do: numbers in them by their value, letters in any case.
func natural(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		var p, q string
		p, x = part(x)
		q, y = part(y)
		if c := compareParts(p, q); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

func compareParts(p, q string) int {
	if isDigit(p[0]) && isDigit(q[0]) {
		p, q = strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
		return cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q))
	}
	return cmp.Compare(p, q)
}

// part cuts a run of digits, or one character, off the front of s.
func part(s string) (first, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	return s[:n], s[n:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
