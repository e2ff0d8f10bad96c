package parley

import (
	"strconv"
	"strings"
	"time"

	"parley/annotate"
)

// The members below stand in the order in which they are written, always all of them.

func (e *encoder) str(key, value string) { e.b = appendString(append(e.b, key...), value) }
func (e *encoder) id(key string, id annotate.ID) {
	e.b = appendID(append(e.b, key...), id)
}
func (e *encoder) time(key string, t time.Time) { e.b = e.times.append(append(e.b, key...), t) }
func (e *encoder) int(n int)                    { e.b = strconv.AppendInt(e.b, int64(n), 10) }
func (e *encoder) date(key string, d annotate.Date) {
	e.b = appendDate(append(e.b, key...), d)
}

func (e *encoder) project(p *annotate.Project) {
	e.id(`{"id":`, p.ID)
	e.str(`,"name":`, p.Name)
	e.str(`,"note":`, p.Note)
	e.time(`,"created":`, p.Created)
	e.text("}")
}

func (e *encoder) annotators(list []*annotate.Annotator) {
	e.text(`"annotators":[`)
	for i, a := range list {
		e.next(i)
		e.id(`{"id":`, a.ID)
		e.str(`,"name":`, a.Name)
		e.str(`,"initials":`, a.Initials)
		e.time(`,"created":`, a.Created)
		e.text("}")
	}
	e.text("]")
	e.report.Annotators = len(list)
}

// next begins element i of a list.
func (e *encoder) next(i int) {
	if i > 0 {
		e.text(",")
	}
	e.line()
}

func (e *encoder) entities() error {
	e.text(`"entities":[`)
	for n, err := range e.from.Entities() {
		if err != nil {
			if e.lost("", "entity", err) {
				continue
			}
			return err
		}
		e.next(e.report.Entities)
		e.entity(n)
		e.flush(flushAt)
		e.names[n.ID] = appendString(nil, n.Name)
		e.report.Entities++
	}
	e.text("]")
	return nil
}

func (e *encoder) entity(n *annotate.Entity) {
	e.id(`{"id":`, n.ID)
	e.str(`,"name":`, n.Name)
	e.exact(n.Exact)
	e.text(`,"aliases":[`)
	for i, a := range n.Aliases {
		if i > 0 {
			e.text(",")
		}
		e.str(`{"name":`, a.Name)
		e.str(`,"language":`, a.Language)
		e.exact(a.Exact)
		e.text("}")
	}
	e.str(`],"kind":`, n.Kind)
	e.id(`,"parent":`, n.Parent)
	e.text(`,"affiliations":[`)
	for i, a := range n.Affiliations {
		if i > 0 {
			e.text(",")
		}
		e.id(`{"entity":`, a.Entity)
		e.str(`,"role":`, a.Role)
		e.date(`,"from":`, a.From)
		e.date(`,"to":`, a.To)
		e.text("}")
	}
	if len(n.Apart) > 0 {
		open := `],"apart":[`
		for _, id := range n.Apart {
			e.id(open, id)
			open = ","
		}
	}
	e.str(`],"side":`, n.Side)
	e.str(`,"country":`, n.Country)
	e.str(`,"external_id":`, n.ExternalID)
	e.text(`,"colour":`)
	e.int(n.Colour)
	e.str(`,"note":`, n.Note)
	e.time(`,"created":`, n.Created)
	e.time(`,"modified":`, n.Modified)
	e.text("}")
}

// exact is what counts of a name, as words.
func (e *encoder) exact(x annotate.Exact) {
	e.text(`,"exact":[`)
	for i, word := range x.Words() {
		if i > 0 {
			e.text(",")
		}
		e.str("", word)
	}
	e.text("]")
}

func (e *encoder) head(d *annotate.Document, body string) {
	e.id(`{"id":`, d.ID)
	e.str(`,"title":`, d.Title)
	e.text(`,"text":`)
	e.b = appendValid(e.b, body)
	e.metadata(d)
}

func (e *encoder) metadata(d *annotate.Document) {
	e.str(`,"metadata":{"author":`, d.Author)
	e.id(`,"author_entity":`, d.AuthorEntity)
	e.str(`,"outlet":`, d.Outlet)
	e.date(`,"date":`, d.Date)
	e.str(`,"url":`, d.URL)
	e.str(`,"language":`, d.Language)
	e.str(`,"direction":`, d.Direction.String())
	e.text(`,"custom":{`)
	for i, f := range sorted(d.Custom, func(a, b annotate.Field) int { return strings.Compare(a.Name, b.Name) }) {
		if i > 0 {
			e.text(",")
		}
		e.b = appendString(e.b, f.Name)
		e.str(":", f.Value)
	}
	e.str(`},"note":`, d.Note)
	e.str(`,"source":{"name":`, d.Source.Name)
	e.text(`,"sha256":`)
	e.b = appendSum(e.b, d.Source.SHA256)
	e.str(`,"encoding":`, d.Source.Encoding)
	e.str(`,"format":`, d.Source.Format)
	e.text(`}},"sha256":`)
	e.b = appendSum(e.b, d.SHA256)
	e.text(`,"words":`)
	e.int(d.Words)
	e.time(`,"created":`, d.Created)
	e.time(`,"modified":`, d.Modified)
}

func (e *encoder) progress(list []*annotate.Progress) {
	e.text(`,"progress":[`)
	for i, p := range list {
		if i > 0 {
			e.text(",")
		}
		e.id(`{"annotator":`, p.Annotator)
		e.str(`,"state":`, p.State.String())
		e.flags(p.Flags)
		e.time(`,"modified":`, p.Modified)
		e.text("}")
	}
	e.text("]")
}

// flags are those that are up, as words.
func (e *encoder) flags(f annotate.Flags) {
	e.text(`,"flags":[`)
	for i, word := range f.Words() {
		if i > 0 {
			e.text(",")
		}
		e.str("", word)
	}
	e.text("]")
}
