package dna

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// made is a document of a record, but for the IDs of what is recorded in it. It is made
// while others are.
type made struct {
	*codec.Document
	record *record
	report codec.Report
	err    error // why it is refused
}

func (c *collection) make(r *record) *made {
	m := &made{record: r, err: r.err}
	m.Document = &codec.Document{Place: place(r.id), Head: r.head}
	m.Head.Source = annotate.Source{Name: c.source.Name, Format: "dna", Encoding: "UTF-8"}
	if m.err == nil {
		m.err = c.words(m)
	}
	if m.err != nil {
		return m
	}
	for _, s := range r.statements {
		if err := c.take(s, m.Document); err != nil {
			m.refuse(s.id, err)
		}
	}
	for _, s := range r.statements {
		if s.annotation != nil { // or it was refused
			c.data(s, m)
		}
	}
	for _, l := range r.links {
		if !l.stands() {
			m.refuse(l.from.id, fmt.Errorf("its link to statement %d leads out of the document: %w", l.id, annotate.ErrInvalid))
			continue
		}
		m.Relations = append(m.Relations, &annotate.Relation{Type: "link", Annotator: l.from.annotation.Annotator})
	}
	return m
}

func (m *made) refuse(statement int64, err error) {
	m.report.Refused.Add(codec.Problem{Document: m.Head.Title, Place: m.Place, Record: fmt.Sprintf("statement %d", statement), Text: err.Error()})
}

// named is the document when what is recorded in it has got IDs.
func (m *made) named(id func() annotate.ID) *codec.Document {
	for _, a := range m.Annotations {
		a.ID = id()
	}
	n := 0
	for _, l := range m.record.links {
		if l.stands() {
			r := m.Relations[n]
			r.ID, r.From, r.To = id(), l.from.annotation.ID, l.to.annotation.ID
			n++
		}
	}
	return m.Document
}

// words makes the text and the head.
func (c *collection) words(m *made) error {
	r, h := m.record, &m.Head
	if strings.TrimSpace(r.body) == "" {
		return fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	}
	raw, err := codec.NewRaw(r.body)
	if err != nil {
		return err
	}
	m.Text = raw.Text
	for _, s := range []*string{&h.Title, &h.Author, &h.Outlet, &r.section, &h.Note, &r.kind} {
		*s = strings.ToValidUTF8(*s, "")
	}
	if strings.TrimSpace(h.Title) == "" {
		h.Title = codec.Title(m.Text)
	}
	fields := []annotate.Field{{Name: "section", Value: r.section}, {Name: "type", Value: r.kind}, {Name: "time", Value: c.when(h, r.date)}}
	if r.coder > 1 {
		fields = append(fields, annotate.Field{Name: "coder", Value: c.coderNames[r.coder]})
	}
	codec.SetMetadata(h, fields)
	if strings.Contains(r.body, "\r") {
		m.report.Doubtful.Add(codec.Problem{Document: h.Title, Place: m.Place, Text: "its text has CRLF line ends; positions are taken as DNA shows it, with LF"})
	}
	return nil
}

// when puts a point in time into h, and gives its time of day when it has one.
func (c *collection) when(h *annotate.Document, date int64) string {
	t := time.Unix(date, 0).UTC()
	if c.old {
		t = time.UnixMilli(date).UTC()
	}
	if date == 0 || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	h.Date = annotate.DateOf(t)
	if t.Hour()+t.Minute()+t.Second() == 0 {
		return ""
	}
	return t.Format(time.TimeOnly)
}

// take makes an annotation of s.
func (c *collection) take(s *statement, d *codec.Document) error {
	layer, ok := c.layers[s.kind]
	if !ok {
		return fmt.Errorf("its type, %d, is not there: %w", s.kind, annotate.ErrInvalid)
	}
	end := int64(len(d.Text.String()))
	if s.start < 0 || s.stop > end || s.start >= s.stop {
		return fmt.Errorf("%d–%d is no piece of its text: %w", s.start, s.stop, annotate.ErrInvalid)
	}
	at, err := codec.Position{Start: int(s.start), End: int(s.stop)}.Span(d.Text, c.unit)
	if err != nil {
		return err
	}
	s.annotation = &annotate.Annotation{Layer: layer, Annotator: c.coder(s.coder), Fragments: []text.Span{at}}
	d.Annotations = append(d.Annotations, s.annotation)
	return nil
}

func (c *collection) coder(id int64) annotate.ID {
	if a, ok := c.coders[id]; ok {
		return a
	}
	return c.options.Annotator
}

// data gives s its values, in the order of its layer's features.
func (c *collection) data(s *statement, m *made) {
	var set []annotate.FeatureValue // by the places of features
	for _, d := range s.data {
		v := c.variables[d.variable]
		if v == nil || v.kindOf != s.kind {
			m.refuse(s.id, fmt.Errorf("a value of variable %d, which its type does not have: %w", d.variable, annotate.ErrInvalid))
			continue
		}
		if value, ok := c.value(v, strings.ToValidUTF8(d.words, "")); ok {
			if set == nil {
				set = make([]annotate.FeatureValue, len(c.schema.Layer(v.layer).Features))
			}
			set[v.at] = annotate.FeatureValue{Feature: v.feature, Values: []annotate.Value{value}}
		}
	}
	s.annotation.Features = slices.DeleteFunc(set, func(f annotate.FeatureValue) bool { return len(f.Values) == 0 })
}

// value is what words say as a value of v; none when they are empty.
func (c *collection) value(v *variable, words string) (annotate.Value, bool) {
	plain := strings.TrimSpace(words)
	switch v.dataType {
	case boolean:
		return annotate.Value{Type: annotate.TypeBoolean, Bool: plain != "0" && plain != "0.0"}, plain != ""
	case integer:
		n, ok := amount(plain)
		return annotate.Value{Type: annotate.TypeNumber, Number: n}, ok
	case shortText:
		e := c.values[v.id][plain]
		switch {
		case e == nil:
			return annotate.Value{}, false
		case v.tags:
			return annotate.Value{Type: annotate.TypeTag, Tag: e.tag}, true
		}
		return annotate.Value{Type: annotate.TypeEntity, Ref: e.actor}, true
	}
	words = strings.ReplaceAll(words, "\r\n", "\n")
	return annotate.Value{Type: annotate.TypeText, Text: words}, plain != ""
}

// amount is a finite number that words begin with.
func amount(words string) (n float64, ok bool) {
	if i, err := strconv.ParseInt(words, 10, 64); err == nil {
		return float64(i), true
	}
	_, err := fmt.Sscan(words, &n)
	return n, err == nil && n-n == 0
}
