package conll

import (
	"bytes"
	"context"
	"slices"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Scheme is how tags say where an entity begins and ends.
type Scheme uint8

// The schemes.
const (
	IOB2  Scheme = iota // B-X I-X I-X
	IOB1                // I-X I-X I-X, and B-X directly behind an X
	BIOES               // B-X I-X E-X, and S-X alone
)

var schemeNames = [...]string{IOB2: "IOB2", IOB1: "IOB1", BIOES: "BIOES"}

// String is the scheme's name.
func (s Scheme) String() string { return schemeNames[min(s, BIOES)] }

// Options are what a file may be like.
type Options struct{ Scheme Scheme }

// Format is the format with tags in IOB2.
func Format() codec.Format { return Options{}.Format() }

// Format is the format as o says.
func (o Options) Format() codec.Format {
	return codec.Format{
		Name: "conll", Title: "CoNLL columns", Extensions: []string{".conll", ".conllu", ".iob", ".bio"}, Unit: text.CodePoint,
		Carries: codec.Spans, Detect: detect, Open: open,
		Write: func(ctx context.Context, r session.Reader, to codec.Target, w codec.WriteOptions) (*codec.Report, error) {
			return write(ctx, r, to, w, o)
		},
	}
}

// filesOf are the files of a source: one alone whatever its name, or those that end so.
func filesOf(s codec.Source) (list []string) {
	if s.Only() != "" {
		return []string{s.Only()}
	}
	for _, ext := range Format().Extensions {
		list = append(list, s.Ending(ext)...)
	}
	slices.Sort(list)
	return list
}

// detect looks at the beginning of the first file.
func detect(s codec.Source) codec.Guess {
	files := filesOf(s)
	if len(files) == 0 {
		return codec.Guess{}
	}
	head := s.Head(files[0], 64<<10)
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 && len(head) == 64<<10 {
		head = head[:i]
	}
	l := layoutOf(bytes.NewReader(head))
	switch {
	case l.lines < 2 || l.odd*4 > l.lines:
		return codec.Guess{}
	case l.universal:
		return codec.Guess{Likelihood: 90, Why: "its lines have the ten columns of CoNLL-U"}
	case len(l.tags) > 0:
		return codec.Guess{Likelihood: 93, Why: "its lines are tokens with tags as B-PER and O"}
	}
	return codec.Guess{}
}
