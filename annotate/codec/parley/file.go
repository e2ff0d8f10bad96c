package parley

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"parley/annotate"
	"parley/annotate/text"
)

// head is what stands in a dataset beside its documents, still as JSON.
type head struct {
	members   map[string][]byte
	documents int64 // where in the file they begin
	line      int   // there
	lines     bool  // JSONL: the documents follow the header
}

// headMembers are the members of a dataset. All but documents make up its header.
var headMembers = [...]string{"format", "version", "offset_unit", "project", "schema", "schema_versions", "annotators", "entities"}

// mayHave is the member that stands there only when it is not empty.
const mayHave = "originals"

// readHead reads all that is not documents, wherever it stands: a program that sorts
// members puts the documents before the schema.
func readHead(r io.ReadSeeker) (*head, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	s := newStream(r)
	h := &head{members: map[string][]byte{}, documents: -1}
	if err := s.want('{'); err != nil {
		return nil, fmt.Errorf("it is no dataset: %w", err)
	}
	if err := h.read(s, true); err != nil {
		return nil, err
	}
	if h.documents < 0 {
		h.lines, h.documents, h.line = true, s.offset(), s.line
	}
	return h, h.check()
}

// read reads members up to the end of the object; it may stop at the documents, when
// nothing is missing.
func (h *head) read(s *stream, first bool) error {
	for ; !s.take('}'); first = false {
		if !first {
			if err := s.want(','); err != nil {
				return err
			}
		}
		name, err := readName(s)
		if err != nil {
			return err
		}
		if name == "documents" {
			if h.documents >= 0 {
				return s.fail(`"documents" is there twice`)
			}
			s.peek()
			h.documents, h.line = s.offset(), s.line
			if h.complete() {
				return nil
			}
			if err := eachDocument(s, func([]byte, int64, int) error { return nil }); err != nil {
				return err
			}
			continue
		}
		if _, twice := h.members[name]; twice {
			return s.fail(fmt.Sprintf("%q is there twice", name))
		}
		b, err := s.value()
		if err != nil {
			return err
		}
		if h.members[name], err = wellFormed(b, s.offset()-int64(len(b))); err != nil {
			return err
		}
	}
	return nil
}

func (h *head) complete() bool {
	for _, m := range headMembers {
		if h.members[m] == nil {
			return false
		}
	}
	return true
}

func readName(s *stream) (string, error) {
	if s.peek() != '"' {
		return "", s.fail("want a member")
	}
	b, err := s.value()
	if err != nil {
		return "", err
	}
	scan := scanner{b: b, base: s.offset() - int64(len(b))}
	name := string(scan.str())
	if scan.err != nil {
		return "", scan.err
	}
	return name, s.want(':')
}

// wellFormed is a copy of b, which must be one JSON value.
func wellFormed(b []byte, at int64) ([]byte, error) {
	scan := scanner{b: b, base: at}
	scan.skip()
	return slices.Clone(b), scan.end()
}

// eachDocument hands over the elements of the array that comes next.
func eachDocument(s *stream, visit func(b []byte, at int64, line int) error) error {
	if err := s.want('['); err != nil {
		return err
	}
	for first := true; !s.take(']'); first = false {
		if !first {
			if err := s.want(','); err != nil {
				return err
			}
		}
		if err := nextDocument(s, visit); err != nil {
			return err
		}
	}
	return nil
}

func nextDocument(s *stream, visit func(b []byte, at int64, line int) error) error {
	s.peek()
	line := s.line
	b, err := s.value()
	if err != nil {
		return err
	}
	return visit(b, s.offset()-int64(len(b)), line)
}

// check wants a dataset of a version that is known.
func (h *head) check() error {
	scan := func(name string) *scanner { return &scanner{b: h.members[name]} }
	if format := scan("format").str(); string(format) != Format {
		return fmt.Errorf("it is no dataset: format %q: want %q: %w", format, Format, annotate.ErrInvalid)
	}
	version, ok := wholeNumber(scan("version").number())
	if !ok || version < 1 {
		return fmt.Errorf("version %s: want a number from 1: %w", h.members["version"], annotate.ErrInvalid)
	}
	if version > Version {
		return fmt.Errorf("dataset version %d: %w", version, annotate.ErrNewer)
	}
	if h.members["schema"] == nil {
		return fmt.Errorf("it has no schema: %w", annotate.ErrInvalid)
	}
	_, err := h.unit()
	return err
}

// unit is what the file's positions count.
func (h *head) unit() (text.Unit, error) {
	s := scanner{b: h.members["offset_unit"]}
	u, err := text.ParseUnit(string(s.str()))
	if err = errors.Join(s.err, err); err != nil {
		return 0, fmt.Errorf("offset_unit: %w: %w", err, annotate.ErrInvalid)
	}
	return u, nil
}

// each hands over the documents of r one by one, and then checks that the file ends as
// it should.
func (h *head) each(r io.ReadSeeker, visit func(b []byte, at int64, line int) error) error {
	if _, err := r.Seek(h.documents, io.SeekStart); err != nil {
		return err
	}
	s := &stream{r: r, base: h.documents, line: h.line}
	if h.lines {
		for !s.atEnd() {
			if err := nextDocument(s, visit); err != nil {
				return err
			}
		}
		return s.err
	}
	if err := eachDocument(s, visit); err != nil {
		return err
	}
	rest := &head{members: map[string][]byte{}, documents: h.documents}
	if err := rest.read(s, false); err != nil {
		return err
	}
	if !s.atEnd() {
		return s.fail("there is more after the end")
	}
	return nil
}
