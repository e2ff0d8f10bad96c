package intake

import (
	"archive/zip"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// entry is a file, or one of an archive.
type entry struct {
	path   string    // of one in an archive: that of the archive and its own
	member *zip.File // nil: it is a file
}

func (e entry) read(o Options) (Draft, error) {
	if e.member == nil {
		return ReadFile(e.path, o)
	}
	f, err := e.member.Open()
	if err != nil {
		return Draft{}, fmt.Errorf("%s: %w: %w", filepath.Base(e.path), err, annotate.ErrUndecodable)
	}
	defer f.Close()
	d, err := ReadFrom(e.path, f, o)
	d.Path = e.path
	return d, err
}

// unpacked are files with those of archives in the place of these; done closes the archives.
// What only ends as an archive stays a file, and is refused as such.
func (c *collector) unpacked(files []string) (list []entry, done func()) {
	var open []*zip.ReadCloser
	for _, path := range files {
		if !strings.EqualFold(filepath.Ext(path), ".zip") {
			list = append(list, entry{path: path})
			continue
		}
		z, err := zip.OpenReader(path)
		if err != nil {
			list = append(list, entry{path: path})
			continue
		}
		open = append(open, z)
		list = append(list, c.members(path, &z.Reader)...)
	}
	return list, func() {
		for _, z := range open {
			z.Close() // it was only read
		}
	}
}

// members are the files of an archive in natural order. One that leads out of itself, or
// unpacks to more than anybody has, is refused whole.
func (c *collector) members(path string, z *zip.Reader) (list []entry) {
	if err := codec.CheckArchive(z); err != nil {
		c.result.Refused = append(c.result.Refused, Refusal{path, fmt.Errorf("%s: %w", filepath.Base(path), err)})
		return nil
	}
	for _, f := range z.File {
		if f.Mode().IsRegular() && !strings.HasSuffix(f.Name, "/") && !passedOver(f.Name) {
			list = append(list, entry{path + "/" + f.Name, f})
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return natural(a.path, b.path) })
	if len(list) == 0 {
		c.result.Refused = append(c.result.Refused, Refusal{path, fmt.Errorf("%s: there is no file in it: %w", filepath.Base(path), annotate.ErrEmpty)})
	}
	return list
}

// passedOver reports whether a file of an archive is one that nobody put there: see [Find].
func passedOver(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return strings.HasPrefix(part, ".") || part == "__MACOSX" })
}
