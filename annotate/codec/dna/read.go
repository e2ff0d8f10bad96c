package dna

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// document reads one with its statements.
func (c *collection) document(ctx context.Context, id int64, report *codec.Report) (*codec.Document, error) {
	d := &codec.Document{Place: place(id), Head: annotate.Document{Source: annotate.Source{Name: c.source.Name, Format: "dna", Encoding: "UTF-8"}}}
	var body, section, kind string
	var date, coder int64
	h := &d.Head
	err := c.base.each(ctx, `SELECT COALESCE(CAST(Title AS TEXT), ''), COALESCE(CAST(Text AS TEXT), ''), COALESCE(CAST(Author AS TEXT), ''), COALESCE(CAST(Source AS TEXT), ''),
		COALESCE(CAST(Section AS TEXT), ''), COALESCE(CAST(Notes AS TEXT), ''), COALESCE(CAST(Type AS TEXT), ''), COALESCE(CAST(Date AS INTEGER), 0), COALESCE(CAST(Coder AS INTEGER), 0)
		FROM DOCUMENTS WHERE ID = ?`, []any{id}, func(scan func(...any) error) error {
		return scan(&h.Title, &body, &h.Author, &h.Outlet, &section, &h.Note, &kind, &date, &coder)
	})
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(body) == "" {
		return nil, fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	}
	raw, err := codec.NewRaw(body)
	if err != nil {
		return nil, err
	}
	d.Text = raw.Text
	for _, s := range []*string{&h.Title, &h.Author, &h.Outlet, &section, &h.Note, &kind} {
		*s = strings.ToValidUTF8(*s, "")
	}
	if strings.TrimSpace(h.Title) == "" {
		h.Title = codec.Title(d.Text)
	}
	fields := []annotate.Field{{Name: "section", Value: section}, {Name: "type", Value: kind}, {Name: "time", Value: c.when(h, date)}}
	if coder > 1 {
		fields = append(fields, annotate.Field{Name: "coder", Value: c.coderNames[coder]})
	}
	codec.SetMetadata(h, fields)
	if strings.Contains(body, "\r") {
		report.Doubtful.Add(codec.Problem{Document: h.Title, Place: d.Place, Text: "its text has CRLF line ends; positions are taken as DNA shows it, with LF"})
	}
	return d, c.statements(ctx, id, d, report)
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

// statement is one as the database has it.
type statement struct {
	id, kind, coder int64
	start, stop     int64
	annotation      *annotate.Annotation
}

func (c *collection) statements(ctx context.Context, document int64, d *codec.Document, report *codec.Report) error {
	byID := map[int64]*statement{}
	refuse := func(id int64, err error) {
		report.Refused.Add(codec.Problem{Document: d.Head.Title, Place: d.Place, Record: fmt.Sprintf("statement %d", id), Text: err.Error()})
	}
	query := `SELECT ID, COALESCE(CAST(StatementTypeId AS INTEGER), 0), COALESCE(CAST(Start AS INTEGER), -1), COALESCE(CAST(Stop AS INTEGER), -1), COALESCE(CAST(Coder AS INTEGER), 0)
		FROM STATEMENTS WHERE DocumentId = ? ORDER BY ID`
	err := c.base.each(ctx, query, []any{document}, func(scan func(...any) error) error {
		s := &statement{}
		if err := scan(&s.id, &s.kind, &s.start, &s.stop, &s.coder); err != nil {
			return err
		}
		if err := c.take(s, d); err != nil {
			refuse(s.id, err)
			return nil
		}
		byID[s.id] = s
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range []string{"DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"} {
		if err := c.data(ctx, t, document, byID, refuse); err != nil {
			return err
		}
	}
	return c.links(ctx, document, d, byID, refuse)
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
	s.annotation = &annotate.Annotation{ID: c.options.ID(), Layer: layer, Annotator: c.coder(s.coder), Fragments: []text.Span{at}}
	d.Annotations = append(d.Annotations, s.annotation)
	return nil
}

func (c *collection) coder(id int64) annotate.ID {
	if a, ok := c.coders[id]; ok {
		return a
	}
	return c.options.Annotator
}

// data reads the values of one table.
func (c *collection) data(ctx context.Context, table string, document int64, byID map[int64]*statement, refuse func(int64, error)) error {
	value, join := "CAST(d.Value AS TEXT)", ""
	if table == "DATASHORTTEXT" && !c.old {
		value, join = "CAST(e.Value AS TEXT)", " JOIN ENTITIES e ON e.ID = d.Entity"
	}
	query := `SELECT d.StatementId, d.VariableId, COALESCE(` + value + `, '') FROM STATEMENTS s JOIN ` + table + ` d ON d.StatementId = s.ID` + join +
		` WHERE s.DocumentId = ? ORDER BY d.StatementId, d.ID`
	return c.base.each(ctx, query, []any{document}, func(scan func(...any) error) error {
		var id, variable int64
		var words string
		if err := scan(&id, &variable, &words); err != nil {
			return err
		}
		s, v := byID[id], c.variables[variable]
		if s == nil {
			return nil // it was refused
		}
		if v == nil || v.kindOf != s.kind {
			refuse(id, fmt.Errorf("a value of variable %d, which its type does not have: %w", variable, annotate.ErrInvalid))
			return nil
		}
		if set, ok := c.value(v, strings.ToValidUTF8(words, "")); ok {
			s.annotation.Features = annotate.SetValues(s.annotation.Features, c.schema.Layer(v.layer).Features, v.feature, set)
		}
		return nil
	})
}

// value is what words say as a value of v; none when they are empty.
func (c *collection) value(v *variable, words string) (annotate.Value, bool) {
	plain := strings.TrimSpace(words)
	switch v.dataType {
	case boolean:
		return annotate.Value{Type: annotate.TypeBoolean, Bool: plain != "0" && plain != "0.0"}, plain != ""
	case integer:
		var n float64
		_, err := fmt.Sscan(plain, &n)
		return annotate.Value{Type: annotate.TypeNumber, Number: n}, err == nil && n-n == 0
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

// links reads what version 2 has between statements.
func (c *collection) links(ctx context.Context, document int64, d *codec.Document, byID map[int64]*statement, refuse func(int64, error)) error {
	if len(c.schema.Relations) == 0 {
		return nil
	}
	query := `SELECT l.SourceId, l.TargetId FROM STATEMENTS s JOIN STATEMENTLINKS l ON l.SourceId = s.ID WHERE s.DocumentId = ? ORDER BY l.ID`
	return c.base.each(ctx, query, []any{document}, func(scan func(...any) error) error {
		var from, to int64
		if err := scan(&from, &to); err != nil {
			return err
		}
		if byID[from] == nil || byID[to] == nil {
			refuse(from, fmt.Errorf("its link to statement %d leads out of the document: %w", to, annotate.ErrInvalid))
			return nil
		}
		d.Relations = append(d.Relations, &annotate.Relation{ID: c.options.ID(), Type: "link", From: byID[from].annotation.ID, To: byID[to].annotation.ID, Annotator: byID[from].annotation.Annotator})
		return nil
	})
}
