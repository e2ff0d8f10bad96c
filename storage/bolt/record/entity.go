package record

import (
	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
)

func appendEntity(b []byte, e *annotate.Entity) []byte {
	f := begin(b)
	f.text("n", e.Name)
	f.number("w", int(e.Exact))
	f.list("a", len(e.Aliases), func(b []byte, i int) []byte {
		a := begin(b)
		a.text("n", e.Aliases[i].Name)
		a.text("l", e.Aliases[i].Language)
		a.number("w", int(e.Aliases[i].Exact))
		return a.end()
	})
	f.text("k", e.Kind)
	f.id("p", e.Parent)
	f.list("f", len(e.Affiliations), func(b []byte, i int) []byte {
		a := begin(b)
		a.id("e", e.Affiliations[i].Entity)
		a.text("r", e.Affiliations[i].Role)
		a.date("f", e.Affiliations[i].From)
		a.date("t", e.Affiliations[i].To)
		return a.end()
	})
	f.list("b", len(e.Apart), func(b []byte, i int) []byte { return msgp.AppendBytes(b, e.Apart[i][:]) })
	f.text("s", e.Side)
	f.text("o", e.Country)
	f.text("x", e.ExternalID)
	f.number("l", e.Colour)
	f.text("t", e.Note)
	f.times(e.Created, e.Modified)
	return f.end()
}

func (d *Decoder) entity(e *annotate.Entity) {
	same := true
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			d.text(&e.Name)
		case 'w':
			e.Exact = d.exact()
		case 'a':
			e.Aliases = array(d, (*Decoder).alias)
		case 'k':
			name(d, &e.Kind)
		case 'p':
			e.Parent = d.id()
		case 'f':
			e.Affiliations = array(d, (*Decoder).affiliation)
		case 'b':
			e.Apart = array(d, func(d *Decoder, id *annotate.ID) { *id = d.id() })
		case 's':
			name(d, &e.Side)
		case 'o':
			name(d, &e.Country)
		case 'x':
			d.text(&e.ExternalID)
		case 'l':
			e.Colour = d.number()
		case 't':
			d.text(&e.Note)
		case 'c':
			e.Created = d.time()
		case 'm':
			e.Modified, same = d.time(), false
		default:
			d.skip()
		}
	}
	if same {
		e.Modified = e.Created
	}
}

func (d *Decoder) alias(a *annotate.Alias) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			d.text(&a.Name)
		case 'l':
			name(d, &a.Language)
		case 'w':
			a.Exact = d.exact()
		default:
			d.skip()
		}
	}
}

// exact keeps bits of a later Parley as they are, so that they are not lost with the next change.
func (d *Decoder) exact() annotate.Exact {
	n := d.number()
	if n < 0 || n > 255 {
		d.fail(errForm)
	}
	return annotate.Exact(n)
}

func (d *Decoder) affiliation(a *annotate.Affiliation) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'e':
			a.Entity = d.id()
		case 'r':
			d.text(&a.Role)
		case 'f':
			a.From = d.date()
		case 't':
			a.To = d.date()
		default:
			d.skip()
		}
	}
}
