package codectest

import (
	"archive/zip"
	"io"
	"strings"
)

// unpacked are the files of an archive, as [codec.OpenSource] has it; nil when one is none.
func unpacked(one string) Files {
	z, err := zip.NewReader(strings.NewReader(one), int64(len(one)))
	if err != nil {
		return nil
	}
	files := Files{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return nil
		}
		files[f.Name] = string(b)
	}
	return files
}
