package parley

import (
	"io"

	"parley/annotate/codec"
	"parley/annotate/session"
)

// WriteFile writes the project of r to path as [Write] does, by [codec.Replace].
func WriteFile(path string, r session.Reader, o Options) (report *Report, err error) {
	err = codec.Replace(path, func(w io.Writer) error {
		report, err = Write(w, r, o)
		return err
	})
	if err != nil {
		return nil, err
	}
	return report, nil
}
