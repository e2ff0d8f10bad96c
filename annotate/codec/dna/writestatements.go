package dna

import (
	"fmt"

	"parley/annotate"
	"parley/annotate/codec"
)

// mostCopies is as how many statements one annotation is written.
const mostCopies = 256

// put writes a sheet.
func (w *writer) put(s *sheet) error {
	if s.body == "" {
		return nil
	}
	kept, err := w.reader.Originals(s.head.ID)
	if err != nil {
		return err
	}
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: s.head.Title, Place: o.Name})
	}
	id, err := w.add("DOCUMENTS", words(s.title), words(s.body), whole(s.coder), words(s.author), words(s.outlet), words(s.section), words(s.head.Note), words(s.kind), whole(s.date))
	if err != nil {
		return fmt.Errorf("%s: %w", s.head.Title, err)
	}
	for i := range s.statements {
		if err := w.statement(id, &s.statements[i]); err != nil {
			return fmt.Errorf("%s: annotation %s: %w", s.head.Title, s.statements[i].annotation, err)
		}
	}
	w.report.Documents++
	w.report.Annotations += s.annotations
	return nil
}

func (w *writer) statement(document int64, p *placed) error {
	id, err := w.add("STATEMENTS", whole(p.kind.id), whole(document), whole(p.start), whole(p.stop), whole(p.coder))
	if err != nil {
		return err
	}
	for i, s := range p.kind.slots {
		if err := w.data(id, s, &p.cells[i]); err != nil {
			return err
		}
	}
	return nil
}

// data writes the value of one variable of one statement.
func (w *writer) data(statement int64, s *slot, c *cell) error {
	table, value := "", whole(c.n)
	switch s.dataType {
	case shortText:
		entity, err := w.entityRow(s, c)
		if err != nil {
			return err
		}
		table, value = "DATASHORTTEXT", whole(entity)
	case longText:
		table, value = "DATALONGTEXT", words(c.words)
	case boolean:
		table = "DATABOOLEAN"
	case integer:
		table = "DATAINTEGER"
	default:
		return nil
	}
	_, err := w.add(table, whole(statement), whole(s.id), value)
	return err
}

// entityRow is the row of a short text, made when there is none.
func (w *writer) entityRow(s *slot, c *cell) (int64, error) {
	if c.n != 0 {
		return c.n, nil
	}
	if !c.actor.IsZero() {
		return w.actor(s, c.actor)
	}
	if row := s.rows[w.short(s.feature.Name, c.words)]; row != 0 {
		return row, nil
	}
	return w.entity(s, c.words, 0, 0, nil)
}

// words is v in words; a value of another type than the variable comes back as is told.
func (w *teller) words(s *slot, v *annotate.Value, own annotate.FeatureType, p codec.Problem) string {
	if v == nil {
		return ""
	}
	p.Text = s.feature.Name
	if v.Type == annotate.TypeAnnotation {
		w.lose(lostValue, p, s.feature.Name+v.Ref.String())
		return ""
	}
	if v.Type != own {
		w.lose(lostType, p, fmt.Sprint(s.feature.Name, *v))
	}
	return codec.Said(v, s.tagset, func(id annotate.ID) string {
		if e := w.actors[id]; e != nil {
			return e.Name
		}
		return ""
	})
}
