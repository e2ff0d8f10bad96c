package record

import (
	"unicode/utf8"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/text"
)

func appendDocument(b []byte, d *annotate.Document) []byte {
	f := begin(b)
	f.text("t", d.Title)
	f.text("a", d.Author)
	f.id("e", d.AuthorEntity)
	f.text("o", d.Outlet)
	f.date("d", d.Date)
	f.text("u", d.URL)
	f.text("l", d.Language)
	f.text("r", d.Direction.String())
	f.turns("p", d.Turns)
	f.list("x", len(d.Custom), func(b []byte, i int) []byte {
		c := begin(b)
		c.text("n", d.Custom[i].Name)
		c.text("v", d.Custom[i].Value)
		return c.end()
	})
	f.text("n", d.Note)
	if d.Source != (annotate.Source{}) {
		f.key("s")
		f.b = appendSource(f.b, &d.Source)
	}
	f.hash("h", d.SHA256)
	f.number("z", d.Size)
	f.number("w", d.Words)
	f.times(d.Created, d.Modified)
	return f.end()
}

// turns are starts, each told from the one before it, speakers and entities.
func (f *fields) turns(k string, list []annotate.Turn) {
	at := text.Offset(0)
	f.list(k, len(list), func(b []byte, i int) []byte {
		p := begin(b)
		p.number("o", int(list[i].Start-at))
		p.text("s", list[i].Speaker)
		p.id("e", list[i].Entity)
		at = list[i].Start
		return p.end()
	})
}

func (d *Decoder) turns() []annotate.Turn {
	list := array(d, (*Decoder).turn)
	for i := 1; i < len(list); i++ {
		list[i].Start += list[i-1].Start
	}
	return list
}

func (d *Decoder) turn(t *annotate.Turn) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'o':
			t.Start = text.Offset(d.number())
		case 's':
			name(d, &t.Speaker)
		case 'e':
			t.Entity = d.id()
		default:
			d.skip()
		}
	}
}

func appendSource(b []byte, s *annotate.Source) []byte {
	f := begin(b)
	f.text("n", s.Name)
	f.hash("h", s.SHA256)
	f.text("e", s.Encoding)
	f.text("f", s.Format)
	return f.end()
}

func (d *Decoder) document(r *annotate.Document) {
	same := true
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 't':
			d.text(&r.Title)
		case 'a':
			name(d, &r.Author)
		case 'e':
			r.AuthorEntity = d.id()
		case 'p':
			r.Turns = d.turns()
		case 'o':
			name(d, &r.Outlet)
		case 'd':
			r.Date = d.date()
		case 'u':
			d.text(&r.URL)
		case 'l':
			name(d, &r.Language)
		case 'r':
			r.Direction = annotate.Direction(d.word("", "ltr", "rtl"))
		case 'x':
			r.Custom = array(d, (*Decoder).field)
		case 'n':
			d.text(&r.Note)
		case 's':
			d.source(&r.Source)
		case 'h':
			r.SHA256 = d.hash()
		case 'z':
			r.Size = d.number()
		case 'w':
			r.Words = d.number()
		case 'c':
			r.Created = d.time()
		case 'm':
			r.Modified, same = d.time(), false
		default:
			d.skip()
		}
	}
	if same {
		r.Modified = r.Created
	}
}

func (d *Decoder) source(s *annotate.Source) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			d.text(&s.Name)
		case 'h':
			s.SHA256 = d.hash()
		case 'e':
			name(d, &s.Encoding)
		case 'f':
			name(d, &s.Format)
		default:
			d.skip()
		}
	}
}

func (d *Decoder) field(c *annotate.Field) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			name(d, &c.Name)
		case 'v':
			d.text(&c.Value)
		default:
			d.skip()
		}
	}
}

func (d *Decoder) body(r *annotate.Body) {
	if !utf8.Valid(d.b) {
		d.fail(errUTF8)
	}
	r.Text, d.b = string(d.b), nil
}

func appendProgress(b []byte, p *annotate.Progress) []byte {
	f := begin(b)
	f.key("s")
	f.b = msgp.AppendString(f.b, p.State.String())
	texts(&f, "f", p.Flags.Words())
	f.times(p.Modified, p.Modified)
	return f.end()
}

func (d *Decoder) progress(p *annotate.Progress) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 's':
			p.State = annotate.State(d.word(annotate.New.String(), annotate.InProgress.String(), annotate.Done.String()))
		case 'f':
			p.Flags = d.flags()
		case 'c':
			p.Modified = d.time()
		default:
			d.skip()
		}
	}
}

// flags leaves out those that this Parley does not know.
func (d *Decoder) flags() (flags annotate.Flags) {
	for n := d.items(); n > 0 && d.err == nil; n-- {
		if f, err := annotate.ParseFlag(string(d.chars())); err == nil {
			flags |= f
		}
	}
	return flags
}
