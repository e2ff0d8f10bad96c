package cas

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/codec/uima"
)

// nested are files of a source together with those in archives inside it, as INCEpTION packs
// what somebody made of a document with its type system.
type nested struct {
	fs.FS
	inner map[string]inner // by the names under which they are seen
}

// typeSystem is what a type system's file is called.
const typeSystem = "TypeSystem.xml"

// inner is a file in an archive.
type inner struct{ archive, entry string }

// Open implements [fs.FS].
func (n nested) Open(name string) (fs.File, error) {
	in, is := n.inner[name]
	if !is {
		return n.FS.Open(name)
	}
	z, err := archive(n.FS, in.archive)
	if err != nil {
		return nil, err
	}
	return z.Open(in.entry)
}

// archive opens one, which must not lead out of itself or unpack to more than anybody has.
func archive(f fs.FS, name string) (*zip.Reader, error) {
	b, err := codec.Source{FS: f}.Read(name, mostFile)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err == nil {
		err = codec.CheckArchive(z)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return z, nil
}

// packed are the archives in s that hold what somebody made of a document.
func packed(s codec.Source) []string {
	return slices.DeleteFunc(s.Ending(".zip"), func(f string) bool { document, _ := uima.Whose(f); return document == "" })
}

// unpack is s with what archives inside it hold, each under the name of its archive:
// "annotation/report.txt/lina.zip" is "annotation/report.txt/lina.xmi". The first type system
// is that of the whole, and another one stands in a folder named as its file.
func (d dialect) unpack(s codec.Source) codec.Source {
	n := nested{s.FS, map[string]inner{}}
	has, loose := map[string]bool{}, false
	for _, f := range s.Files {
		has[f], loose = true, loose || strings.EqualFold(path.Base(f), typeSystem)
	}
	var first *zip.FileHeader // type system, as that of the whole
	see := func(name, archive, entry string) {
		n.inner[name] = inner{archive, entry}
		s.Files = append(slices.Clip(s.Files), name)
	}
	for _, f := range packed(s) {
		name := strings.TrimSuffix(f, path.Ext(f))
		if has[name+d.ext] {
			continue
		}
		content, system := d.entries(s.FS, f)
		if content == "" {
			continue
		}
		see(name+d.ext, f, content)
		switch {
		case system == nil:
		case first == nil && !loose:
			first = system
			see(typeSystem, f, system.Name)
		case first == nil || system.CRC32 != first.CRC32 || system.UncompressedSize64 != first.UncompressedSize64:
			see(path.Join(name, typeSystem), f, system.Name)
		}
	}
	if len(n.inner) > 0 {
		s.FS = n
		slices.Sort(s.Files)
	}
	return s
}

// entries are the CAS in an archive, "" when it holds none, and its type system. Of an archive
// that cannot be read the CAS has a name, so that this is told when it is read.
func (d dialect) entries(f fs.FS, name string) (content string, system *zip.FileHeader) {
	z, err := archive(f, name)
	if err != nil {
		return "unreadable", nil
	}
	for _, e := range z.File {
		switch base := path.Base(e.Name); {
		case strings.HasPrefix(base, "."):
		case strings.EqualFold(base, typeSystem):
			system = &e.FileHeader
		case strings.EqualFold(path.Ext(base), d.ext) && content == "":
			content = e.Name
		}
	}
	return content, system
}
