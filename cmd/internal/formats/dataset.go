package formats

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/intake"
	"parley/annotate/session"
	"parley/annotate/text"
)

// everything is what a dataset carries: all there is.
func everything() (all codec.Carries) {
	for _, c := range codec.Each() {
		all |= c
	}
	return all
}

// dataset is Parley's own format, as all the others are told.
func dataset(name, title string, lines bool, extension string) codec.Format {
	return codec.Format{
		Name: name, Title: title, Extensions: []string{extension}, Unit: text.CodePoint, Carries: everything(),
		Detect: func(s codec.Source) codec.Guess { return detectDataset(s, lines) },
		Open:   openDataset,
		Write: func(_ context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
			w, err := to.Create("")
			if err != nil {
				return nil, err
			}
			report, err := parley.Write(w, r, parley.Options{Lines: lines, Progress: o.Progress})
			return report, errors.Join(err, w.Close())
		},
	}
}

// IsDataset reports whether f is Parley's own: [parley.Read] brings it in as it was.
func IsDataset(f codec.Format) bool { return f.Name == "parley" || f.Name == "jsonl" }

func detectDataset(s codec.Source, lines bool) codec.Guess {
	head := []byte(nil)
	if name := s.Only(); name != "" {
		head = s.Head(name, 4<<10)
	}
	if intake.Sniff(s.Name, head) != intake.Parley {
		return codec.Guess{}
	}
	// Of a dataset in lines the first holds all but the documents; in one document it breaks
	// behind the unit.
	if line, _, broken := bytes.Cut(head, []byte("\n")); lines == (broken && len(line) < 200) {
		return codec.Guess{Likelihood: 90, Why: "it says that it is a dataset of Parley"}
	}
	return codec.Guess{Likelihood: 100, Why: "it says that it is a dataset of Parley"}
}

// read is a dataset that was read into a project, whose file goes with it.
type read struct {
	codec.Collection
	done func() error
}

// Close implements [codec.Collection].
func (r read) Close() error { return r.done() }

// openDataset reads a dataset into a project of its own, since what it holds may stand in
// any order. What is refused there cannot be told here, and so refuses the whole.
func openDataset(s codec.Source, _ codec.OpenOptions) (codec.Collection, error) {
	store, done, err := Scratch()
	if err != nil {
		return nil, err
	}
	report, err := fillDataset(context.Background(), store, s, FillOptions{})
	if err == nil && report.Refused.Total > 0 {
		err = fmt.Errorf("%s: %s: %w", s.Name, report.Refused.First[0], annotate.ErrInvalid)
	}
	var c codec.Collection
	if err == nil {
		c, err = codec.Project(store)
	}
	if err != nil {
		return nil, errors.Join(err, done())
	}
	return read{c, done}, nil
}

// opened is the one file of s, to be read twice: what is packed is laid aside for it.
func opened(s codec.Source) (io.ReadSeeker, func() error, error) {
	name := s.Only()
	if name == "" {
		return nil, nil, fmt.Errorf("%s: want one file: %w", s.Name, annotate.ErrInvalid)
	}
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, nil, err
	}
	if seeks, can := f.(io.ReadSeeker); can && !strings.HasSuffix(strings.ToLower(s.Name), ".zip") {
		return seeks, f.Close, nil
	}
	defer f.Close()
	aside, err := os.CreateTemp("", "parley-*")
	if err != nil {
		return nil, nil, err
	}
	done := func() error { return errors.Join(aside.Close(), os.Remove(aside.Name())) }
	if _, err := io.Copy(aside, f); err != nil {
		return nil, nil, errors.Join(err, done())
	}
	return aside, done, nil
}
