package parley_test

import (
	"bytes"
	"io"
	"testing"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
)

// lending is a Reader that lends: what is returned to it, it spoils. It refuses to lend
// every third document, as one that is damaged.
type lending struct {
	session.Reader
	lent, refused int
}

type spoiling struct {
	from *lending
	out  []session.Records
}

func (l *lending) Lend() session.Loan { return &spoiling{from: l} }

func (s *spoiling) Read(id annotate.ID) (r session.Records, err error) {
	if s.from.lent++; s.from.lent%3 == 0 {
		s.from.refused++
		return r, annotate.ErrDamaged
	}
	if r.Body, err = s.from.Body(id); err != nil {
		return r, err
	}
	progress, err := s.from.Progress(id)
	annotations, err2 := s.from.Annotations(id)
	relations, err3 := s.from.Relations(id)
	r.Progress, r.Annotations, r.Relations = copies(progress), copies(annotations), copies(relations)
	s.out = append(s.out, r)
	for _, e := range []error{err, err2, err3} {
		if e != nil {
			return r, e
		}
	}
	return r, nil
}

func copies[T any](list []*T) (out []*T) {
	for _, r := range list {
		c := *r
		out = append(out, &c)
	}
	return out
}

func spoil[T any](list []*T) {
	for i, r := range list {
		var blank T
		*r, list[i] = blank, nil
	}
}

func (s *spoiling) Return() {
	for _, r := range s.out {
		spoil(r.Progress)
		spoil(r.Annotations)
		spoil(r.Relations)
	}
	s.out = nil
}

// TestLentRecords wants the same bytes of a Reader that lends and of one that does not.
func TestLentRecords(t *testing.T) {
	for name, r := range map[string]session.Reader{"awkward": awkward(t), "sample": makeSample(t), "many": newSynthetic(t, 400)} {
		for _, lines := range []bool{false, true} {
			l := &lending{Reader: r}
			if got := export(t, l, lines); !bytes.Equal(got, export(t, r, lines)) {
				t.Errorf("%s: lent records give other bytes", name)
			}
			if l.lent == 0 || name == "many" && l.refused == 0 {
				t.Errorf("%s: %d lent, %d refused", name, l.lent, l.refused)
			}
		}
	}
}

// TestLentToABrokenWriter wants an error, and an end, whatever is on its way.
func TestLentToABrokenWriter(t *testing.T) {
	r, w := io.Pipe()
	r.Close()
	if _, err := parley.Write(w, &lending{Reader: newSynthetic(t, 2000)}, parley.Options{}); err == nil {
		t.Error("a broken writer is no error")
	}
}
