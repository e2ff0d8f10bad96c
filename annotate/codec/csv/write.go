package csv

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What a table has no place for.
var (
	lostText     = codec.Kind{One: "text left out, for which reading needs the project", Many: "texts left out, for which reading needs the project"}
	lostDocument = codec.Kind{One: "document without statements left out", Many: "documents without statements left out"}
	lostRelation = codec.Kind{One: "relation left out", Many: "relations left out"}
	lostHead     = codec.Kind{One: "document written without its direction, its speakers or who its author is", Many: "documents written without their directions, their speakers or who their authors are"}
	lostField    = codec.Kind{One: "metadata field left out, as the table has a column of its name", Many: "metadata fields left out, as the table has columns of their names"}
	lostActor    = codec.Kind{One: "actor written with its name only", Many: "actors written with their names only"}
	lostMention  = codec.Kind{One: "value written without the mention it was read from", Many: "values written without the mentions they were read from"}
	lostRecheck  = codec.Kind{One: "statement written without why it should be looked at again", Many: "statements written without why they should be looked at again"}
	lostProgress = codec.Kind{One: "state of a document left out, as its annotator has no statement in it", Many: "states of documents left out, as their annotators have no statements in them"}
	lostOrder    = codec.Kind{One: "order of tags left out", Many: "orders of tags left out"}
)

// without is what else stays out of a table that is read without the project.
var without = codec.Without{Parts: true, Types: true, Tags: true}

type writer struct {
	Options
	reader  session.Reader
	schema  *annotate.Schema
	report  *codec.Report
	unit    text.Unit
	people  map[annotate.ID]string
	met     map[annotate.ID]bool // annotators who have a statement
	actors  map[annotate.ID]*annotate.Entity
	custom  []string // metadata of the project's own
	columns []*column
	comma   rune
}

func write(ctx context.Context, r session.Reader, to codec.Target, w codec.WriteOptions, o Options, comma rune) (*codec.Report, error) {
	x := &writer{Options: o, reader: r, report: &codec.Report{}, unit: text.CodePoint, comma: comma}
	if w.Unit != nil {
		x.unit = *w.Unit
	}
	if err := x.prepare(); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	err = x.all(ctx, f, w)
	return x.report, errors.Join(err, f.Close())
}

func (w *writer) prepare() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	if w.Text { // else it comes back into the project, which has the rest
		if err := without.Project(w.report, w.reader); err != nil {
			return err
		}
	}
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	w.met = map[annotate.ID]bool{}
	w.people, w.actors = map[annotate.ID]string{}, map[annotate.ID]*annotate.Entity{}
	for _, p := range people {
		w.people[p.ID] = p.Name
	}
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e
		if more(e) {
			w.report.Lose(lostActor, codec.Problem{Record: e.Name})
		}
	}
	w.columns = columns(w.schema, w.Wide && !w.ByValue, w.Text)
	return w.fields()
}

// more reports whether an actor has more than a name.
func more(e *annotate.Entity) bool {
	return len(e.Aliases)+len(e.Affiliations)+len(e.Apart) > 0 || !e.Parent.IsZero() ||
		e.Kind+e.Side+e.Country+e.ExternalID+e.Note != "" || e.Colour != 0 || e.Exact != 0
}

// fields gathers the names of the project's own metadata.
func (w *writer) fields() error {
	there := map[string]bool{}
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err != nil {
			return err
		}
		for _, f := range d.Custom {
			name := "document_" + f.Name
			if slices.ContainsFunc(before, func(s string) bool { return strings.EqualFold(s, name) }) || strings.EqualFold(name, textColumn) {
				w.report.Lose(lostField, codec.Problem{Document: d.Title, Text: f.Name})
				continue
			}
			there[f.Name] = true
		}
	}
	w.custom = slices.Sorted(maps.Keys(there))
	return nil
}

func (w *writer) header() []string {
	names := slices.Clone(before)
	for _, c := range w.custom {
		names = append(names, "document_"+c)
	}
	if w.Text {
		names = append(names, textColumn)
	}
	names = append(names, place...)
	if w.ByValue {
		names = append(names, "feature", "value", "value.code", "value.id", "value.type")
	} else {
		for _, c := range w.columns {
			names = append(names, c.header()...)
		}
	}
	return append(names, noteColumn)
}

func (w *writer) all(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	if w.BOM {
		if _, err := io.WriteString(f, "\uFEFF"); err != nil {
			return err
		}
	}
	head := w.newRows()
	if err := head.put(w.header()); err != nil {
		return err
	}
	if err := head.writeTo(f); err != nil {
		return err
	}
	err := codec.Render(ctx, codec.Pages{Reader: w.reader, Options: o, Report: w.report}, w.render, func(p *page) error {
		for _, a := range p.annotations {
			w.met[a.Annotator] = true
		}
		return p.writeTo(f)
	})
	return errors.Join(err, w.absent())
}

// rows are some of a table.
type rows struct {
	table *csv.Writer
	bytes *bytes.Buffer
}

func (w *writer) newRows() rows {
	r := rows{bytes: &bytes.Buffer{}}
	r.table = csv.NewWriter(r.bytes)
	r.table.Comma = w.comma
	return r
}

// put adds one. Its cells are guarded where they stand.
func (r rows) put(cells []string) error {
	for i, c := range cells {
		cells[i] = guard(c)
	}
	return r.table.Write(cells)
}

func (r rows) writeTo(f io.Writer) error {
	r.table.Flush()
	_, err := f.Write(r.bytes.Bytes())
	return errors.Join(r.table.Error(), err)
}

// absent tells who has no statement, and what is not written of those who have.
func (w *writer) absent() error {
	if !w.Text {
		return nil
	}
	people, err := w.reader.Annotators()
	for _, p := range people {
		switch {
		case !w.met[p.ID]:
			w.report.Lose(codec.LostAnnotator, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	return err
}

// render makes the rows of a document.
func (w *writer) render(d *codec.Loaded, report *codec.Report) (*page, error) {
	mine := *w
	mine.report = report
	p := &page{writer: &mine, rows: w.newRows(), head: d.Head, text: d.Text, annotations: slices.Clone(d.Annotations), progress: d.Progress, cells: w.head(d.Head)}
	slices.SortFunc(p.annotations, annotate.ComparePlace)
	p.tell(d.Relations)
	if len(p.annotations) == 0 {
		return p, p.empty()
	}
	for _, a := range p.annotations {
		if err := p.statement(a); err != nil {
			return nil, err
		}
	}
	report.Documents++
	return p, nil
}

// head are the cells of the document's columns.
func (w *writer) head(h *annotate.Document) []string {
	cells := []string{h.ID.String(), h.Title, h.Author, h.Outlet, h.Date.String(), h.URL, h.Language, h.Note}
	for _, name := range w.custom {
		value := ""
		for _, f := range h.Custom {
			if f.Name == name {
				value = f.Value
			}
		}
		cells = append(cells, value)
	}
	return cells
}

// name is the actor's, or its ID where there is none.
func (w *writer) name(id annotate.ID) string {
	if e := w.actors[id]; e != nil {
		return e.Name
	}
	return id.String()
}

func record(a *annotate.Annotation) string { return fmt.Sprintf("annotation %s", a.ID) }
