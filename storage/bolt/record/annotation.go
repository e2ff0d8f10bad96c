package record

import (
	"strings"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/text"
)

func appendAnnotation(b []byte, a *annotate.Annotation) []byte {
	f := begin(b)
	f.text("l", string(a.Layer))
	f.fragments(a.Fragments)
	f.text("q", a.Quote.Exact)
	f.text("p", a.Quote.Prefix)
	f.text("s", a.Quote.Suffix)
	f.values(a.Features)
	f.text("n", a.Note)
	f.text("o", a.Origin)
	f.number("g", a.Schema)
	f.text("r", a.Recheck)
	f.times(a.Created, a.Modified)
	return f.end()
}

func (f *fields) fragments(list []text.Span) {
	if len(list) == 0 {
		return
	}
	f.key("f")
	f.b = msgp.AppendArrayHeader(f.b, uint32(2*len(list)))
	at := text.Offset(0)
	for _, s := range list {
		f.b = msgp.AppendInt(f.b, int(s.Start-at))
		f.b = msgp.AppendInt(f.b, s.Len())
		at = s.End
	}
}

func (d *Decoder) annotation(a *annotate.Annotation) {
	same := true
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'l':
			name(d, &a.Layer)
		case 'f':
			a.Fragments = d.fragments()
		case 'q':
			d.text(&a.Quote.Exact)
		case 'p':
			d.text(&a.Quote.Prefix)
		case 's':
			d.text(&a.Quote.Suffix)
		case 'v':
			a.Features = d.values()
		case 'n':
			d.text(&a.Note)
		case 'o':
			name(d, &a.Origin)
		case 'g':
			a.Schema = d.number()
		case 'r':
			d.text(&a.Recheck)
		case 'c':
			a.Created = d.time()
		case 'm':
			a.Modified, same = d.time(), false
		default:
			d.skip()
		}
	}
	if same {
		a.Modified = a.Created
	}
}

func (d *Decoder) fragments() []text.Span {
	n := d.items()
	if n == 0 || n%2 != 0 {
		d.fail(errForm)
		return nil
	}
	list := d.lent.spans.take(n/2, d.memory)
	at := 0
	for i := range list {
		start := at + d.number()
		at = start + d.number()
		list[i] = text.Span{Start: text.Offset(start), End: text.Offset(at)}
	}
	return list
}

func appendRelation(b []byte, r *annotate.Relation) []byte {
	f := begin(b)
	f.text("y", string(r.Type))
	f.id("a", r.From)
	f.id("b", r.To)
	f.values(r.Features)
	f.text("n", r.Note)
	f.text("o", r.Origin)
	f.times(r.Created, r.Modified)
	return f.end()
}

func (d *Decoder) relation(r *annotate.Relation) {
	same := true
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'y':
			name(d, &r.Type)
		case 'a':
			r.From = d.id()
		case 'b':
			r.To = d.id()
		case 'v':
			r.Features = d.values()
		case 'n':
			d.text(&r.Note)
		case 'o':
			name(d, &r.Origin)
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

func (f *fields) values(list []annotate.FeatureValue) {
	if len(list) == 0 {
		return
	}
	f.key("v")
	f.b = msgp.AppendMapHeader(f.b, uint32(len(list)))
	for _, fv := range list {
		f.b = msgp.AppendString(f.b, string(fv.Feature))
		f.b = msgp.AppendArrayHeader(f.b, uint32(len(fv.Values)))
		for i := range fv.Values {
			f.b = appendValue(f.b, &fv.Values[i])
		}
	}
}

func appendValue(b []byte, v *annotate.Value) []byte {
	n := byte(1)
	if v.Type == annotate.TypeEntity && !v.Mention.IsZero() {
		n = 2
	}
	b = append(b, 0x80|n, 0xa1, valueKeys[min(int(v.Type), len(valueKeys)-1)])
	switch v.Type {
	case annotate.TypeText:
		return msgp.AppendString(b, v.Text)
	case annotate.TypeNumber:
		return msgp.AppendFloat64(b, v.Number)
	case annotate.TypeBoolean:
		return msgp.AppendBool(b, v.Bool)
	case annotate.TypeDate:
		return appendDate(b, v.Date)
	case annotate.TypeTag:
		return msgp.AppendString(b, string(v.Tag))
	}
	b = msgp.AppendBytes(b, v.Ref[:])
	if n == 2 {
		b = append(b, 0xa1, 'm')
		b = msgp.AppendBytes(b, v.Mention[:])
	}
	return b
}

// valueKeys are the field names of a value by its type.
const valueKeys = "tnbdgea"

// values reads all values side by side, and then gives each feature its part of them.
func (d *Decoder) values() []annotate.FeatureValue {
	d.vals, d.marks, d.feats = d.lent.values.begin(d.memory), d.marks[:0], d.feats[:0]
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		f := feat{lo: len(d.vals)}
		name(d, &f.id)
		for k := d.items(); k > 0 && d.err == nil; k-- {
			d.value()
		}
		f.hi = len(d.vals)
		d.feats = append(d.feats, f)
	}
	if d.err != nil || len(d.feats) == 0 {
		return nil
	}
	vals := d.lent.values.keep(d.vals, d.memory)
	for _, m := range d.marks {
		d.refs = append(d.refs, ref{&vals[m.value].Text, m.lo, m.hi})
	}
	list := d.lent.features.take(len(d.feats), d.memory)
	for i, f := range d.feats {
		list[i] = annotate.FeatureValue{Feature: f.id, Values: vals[f.lo:f.hi:f.hi]}
	}
	return list
}

// value reads one value. One of a type that this Parley does not know makes the record
// unreadable: to leave it out would be to lose it with the next change.
func (d *Decoder) value() {
	d.vals = append(d.vals, annotate.Value{})
	v := &d.vals[len(d.vals)-1]
	typed := false
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		k := d.letter()
		if k == 'm' {
			v.Mention = d.id()
			continue
		}
		if v.Type, typed = valueType(k); !typed {
			break
		}
		d.payload(v)
	}
	if !typed {
		d.fail(errForm)
	}
}

func valueType(key byte) (annotate.FeatureType, bool) {
	i := strings.IndexByte(valueKeys, key)
	return annotate.FeatureType(i), i >= 0
}

func (d *Decoder) payload(v *annotate.Value) {
	switch v.Type {
	case annotate.TypeText:
		s := d.chars()
		d.marks = append(d.marks, mark{len(d.vals) - 1, len(d.buf), len(d.buf) + len(s)})
		d.buf = append(d.buf, s...)
	case annotate.TypeNumber:
		v.Number = d.float()
	case annotate.TypeBoolean:
		v.Bool = d.flag()
	case annotate.TypeDate:
		v.Date = d.date()
	case annotate.TypeTag:
		name(d, &v.Tag)
	default:
		v.Ref = d.id()
	}
}
