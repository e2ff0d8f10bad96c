package parley

import (
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"parley/annotate"
	"parley/annotate/session"
)

// Options say how a dataset is written.
type Options struct {
	// Lines writes JSONL: a header line, then one document a line. Otherwise it is one
	// JSON document.
	Lines bool
	// Salvage leaves out what cannot be read and reports it, where writing would fail.
	Salvage bool
	// Progress, if any, is told how many documents are read, on the caller's goroutine; its error stops the writing.
	Progress func(documents int) error
}

// flushAt is how much is gathered before it is written.
const flushAt = 256 << 10

// Write writes the project of r as a dataset. The same project gives the same bytes. It
// holds one document and the register of entities at a time. The report counts what was
// written and names what could not be: annotations whose quote is not what the text says,
// and relations that have lost an end.
func Write(w io.Writer, r session.Reader, o Options) (*Report, error) {
	e := &encoder{out: w, from: r, options: o, report: &Report{}, names: map[annotate.ID][]byte{}}
	if err := e.dataset(); err != nil {
		return nil, fmt.Errorf("write dataset: %w", err)
	}
	return e.report, nil
}

// encoder writes one dataset. What it appends gathers in b.
type encoder struct {
	out     io.Writer
	from    session.Reader
	options Options
	report  *Report
	schema  *annotate.Schema
	names   map[annotate.ID][]byte // of entities, as JSON
	times   stamps
	body    []byte // of the document that is read
	b       []byte
	failed  error       // of out
	broken  atomic.Bool // whether failed
}

func (e *encoder) dataset() error {
	if err := e.header(); err != nil {
		return err
	}
	if e.options.Lines {
		e.text("}\n")
	} else {
		e.text(",")
		e.line()
		e.text(`"documents":[`)
	}
	if err := e.documents(); err != nil {
		return err
	}
	if !e.options.Lines {
		e.text("]}\n")
	}
	e.flush(0)
	return e.failed
}

func (e *encoder) header() error {
	project, err := e.from.Project()
	if err != nil {
		return err
	}
	if e.schema, err = e.from.Schema(); err != nil {
		return err
	}
	schema, err := schemaBytes(e.schema)
	if err != nil {
		return err
	}
	annotators, err := e.from.Annotators()
	if err != nil {
		return err
	}
	e.text(`{"format":"` + Format + `","version":`)
	e.int(Version)
	e.text(`,"offset_unit":"codepoint",`)
	e.line()
	e.text(`"project":`)
	e.project(project)
	e.text(",")
	e.line()
	e.text(`"schema":`)
	e.b = append(e.b, schema...)
	e.text(",")
	e.line()
	if err := e.versions(); err != nil {
		return err
	}
	e.text(",")
	e.line()
	e.annotators(annotators)
	e.text(",")
	e.line()
	if err := e.entities(); err != nil {
		return err
	}
	return e.collectionOriginals()
}

func (e *encoder) progressed(documents int) error {
	if e.options.Progress == nil {
		return nil
	}
	return e.options.Progress(documents)
}

// lost reports what cannot be read when it may be left out.
func (e *encoder) lost(document, record string, err error) bool {
	if !e.options.Salvage || !(errors.Is(err, annotate.ErrDamaged) || errors.Is(err, annotate.ErrNotFound)) {
		return false
	}
	e.report.Refused.Add(Problem{Document: document, Record: record, Text: err.Error()})
	return true
}

func (e *encoder) text(s string) { e.b = append(e.b, s...) }

// line breaks the line where that is only for the eye.
func (e *encoder) line() {
	if !e.options.Lines {
		e.b = append(e.b, '\n')
	}
}

// flush writes what has gathered once it is more than n bytes.
func (e *encoder) flush(n int) {
	if len(e.b) <= n {
		return
	}
	if e.failed == nil {
		_, e.failed = e.out.Write(e.b)
		e.broken.Store(e.failed != nil)
	}
	e.b = e.b[:0]
}
