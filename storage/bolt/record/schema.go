package record

import (
	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
)

func appendSchema(b []byte, s *annotate.Schema) []byte {
	f := begin(b)
	f.text("n", s.Name)
	f.number("v", s.Version)
	f.list("l", len(s.Layers), func(b []byte, i int) []byte { return appendLayer(b, &s.Layers[i]) })
	f.list("t", len(s.Tagsets), func(b []byte, i int) []byte { return appendTagset(b, &s.Tagsets[i]) })
	f.list("r", len(s.Relations), func(b []byte, i int) []byte { return appendRelationType(b, &s.Relations[i]) })
	texts(&f, "f", s.Fields)
	return f.end()
}

func (d *Decoder) schema(s *annotate.Schema) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			d.text(&s.Name)
		case 'v':
			s.Version = d.number()
		case 'l':
			s.Layers = array(d, (*Decoder).layer)
		case 't':
			s.Tagsets = array(d, (*Decoder).tagset)
		case 'r':
			s.Relations = array(d, (*Decoder).relationType)
		case 'f':
			s.Fields = names[string](d)
		default:
			d.skip()
		}
	}
}

func appendVersion(b []byte, v *annotate.SchemaVersion) []byte {
	f := begin(b)
	f.key("s")
	f.b = appendSchema(f.b, &v.Schema)
	f.times(v.Since, v.Since)
	return f.end()
}

// version refuses a schema that says another number than the key of the record.
func (d *Decoder) version(v *annotate.SchemaVersion) {
	number := v.Schema.Version
	v.Schema.Version = 0
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 's':
			d.schema(&v.Schema)
		case 'c':
			v.Since = d.time()
		default:
			d.skip()
		}
	}
	if v.Schema.Version != number {
		d.fail(errForm)
	}
}

func appendLayer(b []byte, l *annotate.Layer) []byte {
	f := begin(b)
	f.text("i", string(l.ID))
	f.text("n", l.Name)
	f.text("d", l.Description)
	f.text("k", l.Key)
	f.number("c", l.Colour)
	f.features("f", l.Features)
	return f.end()
}

func (d *Decoder) layer(l *annotate.Layer) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			name(d, &l.ID)
		case 'n':
			d.text(&l.Name)
		case 'd':
			d.text(&l.Description)
		case 'k':
			name(d, &l.Key)
		case 'c':
			l.Colour = d.number()
		case 'f':
			l.Features = array(d, (*Decoder).feature)
		default:
			d.skip()
		}
	}
}

func (f *fields) features(k string, list []annotate.Feature) {
	f.list(k, len(list), func(b []byte, i int) []byte {
		v := &list[i]
		p := begin(b)
		p.text("i", string(v.ID))
		p.text("n", v.Name)
		p.text("d", v.Description)
		p.list("t", len(v.Types), func(b []byte, i int) []byte { return msgp.AppendString(b, v.Types[i].String()) })
		p.text("s", string(v.Tagset))
		p.flag("m", v.Multi)
		p.flag("r", v.Required)
		return p.end()
	})
}

func (d *Decoder) feature(v *annotate.Feature) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			name(d, &v.ID)
		case 'n':
			d.text(&v.Name)
		case 'd':
			d.text(&v.Description)
		case 't':
			v.Types = array(d, (*Decoder).featureType)
		case 's':
			name(d, &v.Tagset)
		case 'm':
			v.Multi = d.flag()
		case 'r':
			v.Required = d.flag()
		default:
			d.skip()
		}
	}
}

func (d *Decoder) featureType(t *annotate.FeatureType) {
	v, err := annotate.ParseFeatureType(string(d.chars()))
	if err != nil {
		d.fail(err)
	}
	*t = v
}

func appendTagset(b []byte, t *annotate.Tagset) []byte {
	f := begin(b)
	f.text("i", string(t.ID))
	f.text("n", t.Name)
	f.list("t", len(t.Tags), func(b []byte, i int) []byte { return appendTag(b, &t.Tags[i]) })
	return f.end()
}

func (d *Decoder) tagset(t *annotate.Tagset) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			name(d, &t.ID)
		case 'n':
			d.text(&t.Name)
		case 't':
			t.Tags = array(d, (*Decoder).tag)
		default:
			d.skip()
		}
	}
}

func appendTag(b []byte, t *annotate.Tag) []byte {
	f := begin(b)
	f.text("i", string(t.ID))
	f.text("p", string(t.Parent))
	f.text("k", t.Code)
	f.text("n", t.Name)
	f.text("d", t.Definition)
	f.text("r", t.Rule)
	examples(&f, "e", t.Examples)
	examples(&f, "x", t.Counter)
	f.number("c", t.Colour)
	f.flag("g", t.Retired)
	return f.end()
}

func (d *Decoder) tag(t *annotate.Tag) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			name(d, &t.ID)
		case 'p':
			name(d, &t.Parent)
		case 'k':
			d.text(&t.Code)
		case 'n':
			d.text(&t.Name)
		case 'd':
			d.text(&t.Definition)
		case 'r':
			d.text(&t.Rule)
		case 'e':
			t.Examples = array(d, (*Decoder).example)
		case 'x':
			t.Counter = array(d, (*Decoder).example)
		case 'c':
			t.Colour = d.number()
		case 'g':
			t.Retired = d.flag()
		default:
			d.skip()
		}
	}
}

// examples are texts, and maps where they have a place.
func examples(f *fields, k string, list []annotate.Example) {
	f.list(k, len(list), func(b []byte, i int) []byte {
		e := &list[i]
		if e.Document.IsZero() && e.Annotation.IsZero() {
			return msgp.AppendString(b, e.Text)
		}
		p := begin(b)
		p.text("t", e.Text)
		p.id("d", e.Document)
		p.id("a", e.Annotation)
		return p.end()
	})
}

func (d *Decoder) example(e *annotate.Example) {
	if len(d.b) > 0 && msgp.NextType(d.b) == msgp.StrType {
		d.text(&e.Text)
		return
	}
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 't':
			d.text(&e.Text)
		case 'd':
			e.Document = d.id()
		case 'a':
			e.Annotation = d.id()
		default:
			d.skip()
		}
	}
}

func appendRelationType(b []byte, r *annotate.RelationType) []byte {
	f := begin(b)
	f.text("i", string(r.ID))
	f.text("n", r.Name)
	f.text("d", r.Description)
	texts(&f, "f", r.From)
	texts(&f, "t", r.To)
	f.features("v", r.Features)
	return f.end()
}

func (d *Decoder) relationType(r *annotate.RelationType) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			name(d, &r.ID)
		case 'n':
			d.text(&r.Name)
		case 'd':
			d.text(&r.Description)
		case 'f':
			r.From = names[annotate.LayerID](d)
		case 't':
			r.To = names[annotate.LayerID](d)
		case 'v':
			r.Features = array(d, (*Decoder).feature)
		default:
			d.skip()
		}
	}
}
