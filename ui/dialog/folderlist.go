package dialog

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// entry is a file or a folder that can be chosen.
type entry struct {
	name   string
	folder bool
}

// entries are the folders in dir, and unless folders are wanted the files with one of a
// filter's endings: folders first, by name, whatever the case.
func entries(dir string, f Filter, folders bool) ([]entry, error) {
	found, err := os.ReadDir(dir)
	list := make([]entry, 0, len(found))
	for _, d := range found {
		e := entry{d.Name(), isFolder(dir, d)}
		if e.folder || !folders && f.takes(e.name) {
			list = append(list, e)
		}
	}
	key := make(map[string]string, len(list))
	for _, e := range list {
		key[e.name] = folded(e.name)
	}
	slices.SortFunc(list, func(a, b entry) int {
		if a.folder != b.folder {
			return map[bool]int{true: -1, false: 1}[a.folder]
		}
		return cmp.Or(strings.Compare(key[a.name], key[b.name]), strings.Compare(a.name, b.name))
	})
	return list, err
}

// isFolder follows links.
func isFolder(dir string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.IsDir()
	}
	info, err := os.Stat(filepath.Join(dir, d.Name()))
	return err == nil && info.IsDir()
}

// takes reports whether a file of that name is one of what f names.
func (f Filter) takes(name string) bool {
	return len(f.Endings) == 0 || slices.ContainsFunc(f.Endings, func(e string) bool {
		return strings.HasSuffix(strings.ToLower(name), strings.ToLower(e))
	})
}

// beginning are those of list whose names begin with start, in any case and however their
// letters are composed. Names that begin with a dot are found by who writes the dot.
func beginning(list []entry, start string) []entry {
	start = folded(start)
	out := make([]entry, 0, len(list))
	for _, e := range list {
		if strings.HasPrefix(e.name, ".") && !strings.HasPrefix(start, ".") {
			continue
		}
		if strings.HasPrefix(folded(e.name), start) {
			out = append(out, e)
		}
	}
	return out
}

func folded(s string) string { return strings.ToLower(norm.NFC.String(s)) }
