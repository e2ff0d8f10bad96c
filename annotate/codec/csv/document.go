package csv

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// errRefused says that a document stays out, and that the report has it.
var errRefused = errors.New("refused")

// reading is of the rows of one document.
type reading struct {
	*collection
	document *codec.Document
	raw      *codec.Raw
	broken   error // why there is no text
	unit     text.Unit
	shifted  bool // unit is what the quotes say, and not what the format does
	report   *codec.Report
	ids      map[string]annotate.ID // of statements, by what the file calls them
	used     map[annotate.ID]bool
	told     map[annotate.ID]bool // annotators whose progress is in
}

// look finds out what the rows of one document say by themselves: their text, and what
// positions in that count. It is done ahead.
func (c *collection) look(g group) *reading {
	r := &reading{collection: c, document: &codec.Document{}, ids: map[string]annotate.ID{}, used: map[annotate.ID]bool{}, told: map[annotate.ID]bool{}}
	body := ""
	for _, w := range looked(g.rows) {
		if body == "" {
			body = w.get(textColumn)
		}
	}
	if r.raw, r.broken = codec.NewRaw(body); r.broken == nil {
		r.decide(g.rows)
	}
	return r
}

// read is the document of rows that are looked at.
func (r *reading) read(rows []row, report *codec.Report) (*codec.Document, error) {
	r.report = report
	if err := r.begin(rows); err != nil {
		if !errors.Is(err, annotate.ErrInvalid) {
			return nil, err
		}
		for _, w := range rows {
			report.Refused.Add(codec.Problem{Place: fmt.Sprintf("line %d", w.line), Text: err.Error()})
		}
		return nil, errRefused
	}
	if r.shifted {
		report.Repaired.Add(codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: "its positions count UTF-16 units, as its quotes say"})
	}
	statements := together(rows)
	for _, s := range statements {
		r.name(s[0])
	}
	for _, s := range statements {
		r.statement(s)
	}
	r.settle()
	return r.document, nil
}

// begin finds the text.
func (r *reading) begin(rows []row) error {
	first := rows[0]
	d := r.document
	d.Place = fmt.Sprintf("line %d", first.line)
	codec.SetMetadata(&d.Head, first.metadata())
	if r.broken != nil {
		return fmt.Errorf("its text: %w: %w", r.broken, annotate.ErrInvalid)
	}
	there, err := r.known(first.get("document"), r.raw, d.Head.Title)
	if err != nil {
		return err
	}
	if !there.IsZero() {
		return r.into(there, rows)
	}
	if strings.TrimSpace(r.raw.Text.String()) == "" {
		return fmt.Errorf("the file has no text of its document, and no document of the project is that: %w", annotate.ErrInvalid)
	}
	d.Text = r.raw.Text
	if d.Head.Title == "" {
		d.Head.Title = codec.Title(d.Text)
	}
	d.Head.Source = annotate.Source{Name: r.source.Name, Format: "csv", Encoding: "UTF-8"}
	return nil
}

// known is the document of the project that has this ID, this text or, alone, this title.
func (r *reading) known(id string, raw *codec.Raw, title string) (annotate.ID, error) {
	if r.options.Into == nil {
		return annotate.ID{}, nil
	}
	if id, err := annotate.ParseID(id); err == nil {
		if h, err := r.options.Into.Document(id); err == nil {
			return h.ID, nil
		} else if !errors.Is(err, annotate.ErrNotFound) {
			return annotate.ID{}, err
		}
	}
	if raw.Text.Len() == 0 {
		return r.titles[title], nil
	}
	there, err := r.options.Into.DocumentWithText(sha256.Sum256([]byte(raw.Text.String())))
	if errors.Is(err, annotate.ErrNotFound) {
		err = nil
	}
	return there, err
}

// into takes the head and the text that the project has.
func (r *reading) into(id annotate.ID, rows []row) error {
	h, err := r.options.Into.Document(id)
	if err != nil {
		return err
	}
	body, err := r.options.Into.Body(id)
	if err != nil {
		return err
	}
	if r.raw, err = codec.NewRaw(body); err != nil {
		return err
	}
	r.document.Head, r.document.Text, r.document.There = *h, r.raw.Text, true
	r.decide(rows)
	return nil
}

// decide is what the positions count: what the options say, or what the quotes do.
func (r *reading) decide(rows []row) {
	r.shifted = false
	if r.unit = text.CodePoint; r.options.Unit != nil {
		r.unit = *r.options.Unit
		return
	}
	if r.raw.Same(text.CodePoint, text.UTF16) {
		return
	}
	var list []codec.Position
	for _, w := range rows {
		if p, err := positions(w); err == nil && len(p) == 1 && p[0].Quote != "" {
			list = append(list, p[0])
		}
	}
	r.unit, _ = r.raw.Decide(list, text.CodePoint, text.UTF16)
	r.shifted = r.unit != text.CodePoint
}

// together are the rows of each statement: one, unless a row is a value.
func together(rows []row) (list [][]row) {
	for _, w := range rows {
		n := len(list)
		switch {
		case !w.statement():
		case n > 0 && w.byValue && list[n-1][0].same() == w.same():
			list[n-1] = append(list[n-1], w)
		default:
			list = append(list, []row{w})
		}
	}
	return list
}

// name gives a statement an ID: that of the file where the project is meant, else a new one.
func (r *reading) name(w row) {
	id := w.get("id")
	if id == "" || !r.ids[id].IsZero() {
		return
	}
	r.ids[id] = r.options.ID()
	if own, err := annotate.ParseID(id); err == nil && r.document.There {
		r.ids[id] = own
	}
}
