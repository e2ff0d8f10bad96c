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
	unit     text.Unit
	report   *codec.Report
	ids      map[string]annotate.ID // of statements, by what the file calls them
	used     map[annotate.ID]bool
	told     map[annotate.ID]bool // annotators whose progress is in
}

func (c *collection) document(rows []row, report *codec.Report) (*codec.Document, error) {
	r := reading{collection: c, report: report, ids: map[string]annotate.ID{}, used: map[annotate.ID]bool{}, told: map[annotate.ID]bool{}}
	if err := r.begin(rows); err != nil {
		if !errors.Is(err, annotate.ErrInvalid) {
			return nil, err
		}
		for _, w := range rows {
			report.Refused.Add(codec.Problem{Place: fmt.Sprintf("line %d", w.line), Text: err.Error()})
		}
		return nil, errRefused
	}
	r.decide(rows)
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
	d := &codec.Document{Place: fmt.Sprintf("line %d", first.line)}
	r.document = d
	codec.SetMetadata(&d.Head, first.metadata())
	body := ""
	for _, w := range rows {
		if body == "" {
			body = w.get(textColumn)
		}
	}
	raw, err := codec.NewRaw(body)
	if err != nil {
		return fmt.Errorf("its text: %w: %w", err, annotate.ErrInvalid)
	}
	there, err := r.known(first.get("document"), raw, d.Head.Title)
	if err != nil {
		return err
	}
	if !there.IsZero() {
		return r.into(there)
	}
	if strings.TrimSpace(body) == "" {
		return fmt.Errorf("the file has no text of its document, and no document of the project is that: %w", annotate.ErrInvalid)
	}
	r.raw, d.Text = raw, raw.Text
	if d.Head.Title == "" {
		d.Head.Title = codec.Title(raw.Text)
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
func (r *reading) into(id annotate.ID) error {
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
	return nil
}

// decide is what the positions count: what the options say, or what the quotes do.
func (r *reading) decide(rows []row) {
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
	if r.unit, _ = r.raw.Decide(list, text.CodePoint, text.UTF16); r.unit != text.CodePoint {
		r.report.Repaired.Add(codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: "its positions count UTF-16 units, as its quotes say"})
	}
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
