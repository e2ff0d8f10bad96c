package huggingface

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

var lostMember = codec.Kind{One: "line with members that Parley does not read", Many: "lines with members that Parley does not read"}

// reading is one line on its way in.
type reading struct {
	*collection
	line    *lineJSON
	wrong   error // with the line
	broken  error // why there is no text
	doc     *codec.Document
	raw     *codec.Raw
	unit    text.Unit
	decided bool // unit is what the quotes say, and not what the format does
	report  *codec.Report
	ids     map[string]annotate.ID // of annotations
}

// reading is what can be found out of a line alone, whatever came before it.
func (c *collection) reading(l *lineJSON, wrong error) *reading {
	r := &reading{collection: c, line: l, wrong: wrong, unit: text.CodePoint, ids: map[string]annotate.ID{}}
	switch {
	case l.Text == "" && wrong != nil:
		r.broken = fmt.Errorf("%w: %w", annotate.ErrInvalid, wrong)
	case strings.TrimSpace(l.Text) == "" && l.ID == "": // what has an ID is a document of ours
		r.broken = fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	default:
		r.raw, r.broken = codec.NewRaw(l.Text)
	}
	if r.broken == nil {
		r.decide()
	}
	return r
}

func (r *reading) document(split, place string, report *codec.Report) (*codec.Document, error) {
	if r.broken != nil {
		return nil, r.broken
	}
	r.report = report
	r.doc = &codec.Document{Text: r.raw.Text, Place: place}
	r.doc.Head.Source = annotate.Source{Name: r.source.Name, Format: "huggingface", Encoding: "UTF-8"}
	r.doc.Head.Title = cmp.Or(strings.TrimSpace(r.line.Metadata.Title), codec.Title(r.raw.Text))
	if unknown := new(unknownMember); errors.As(r.wrong, unknown) {
		report.Lose(lostMember, codec.Problem{Document: r.doc.Head.Title, Place: place, Text: string(*unknown)})
	} else if r.wrong != nil {
		r.refuse("", r.wrong.Error())
	}
	r.metadata(split)
	if r.decided {
		r.report.Repaired.Add(codec.Problem{Document: r.doc.Head.Title, Place: place, Text: "its positions count " + unitWords[r.unit] + ", as the quotes show"})
	}
	r.turns()
	r.annotations()
	r.relations()
	r.progress()
	return r.doc, nil
}

func (r *reading) refuse(record, why string) {
	r.report.Refused.Add(codec.Problem{Document: r.doc.Head.Title, Place: r.doc.Place, Record: record, Text: why})
}

func (r *reading) doubtful(record, why string) {
	r.report.Doubtful.Add(codec.Problem{Document: r.doc.Head.Title, Place: r.doc.Place, Record: record, Text: why})
}

func (r *reading) metadata(split string) {
	m, h := &r.line.Metadata, &r.doc.Head
	h.Author, h.AuthorEntity, h.Outlet, h.URL, h.Language, h.Note = m.Author, r.known("author", m.AuthorID), m.Outlet, m.URL, m.Language, m.Note
	for d := annotate.LeftToRight; d <= annotate.RightToLeft; d++ {
		if m.Direction == d.String() {
			h.Direction = d
		}
	}
	fields := []annotate.Field{{Name: "date", Value: m.Date}}
	hasSplit := false
	for _, f := range m.Custom {
		if strings.TrimSpace(f.Name) != "" {
			hasSplit = hasSplit || strings.EqualFold(f.Name, "split")
			fields = append(fields, annotate.Field(f))
		}
	}
	if slices.Contains(splits[1:], split) && !hasSplit {
		fields = append(fields, annotate.Field{Name: "split", Value: split})
	}
	codec.SetMetadata(h, fields)
}

// decide finds out what positions count, by the words of annotations of one piece.
func (r *reading) decide() {
	if r.options.Unit != nil {
		r.unit = *r.options.Unit
		return
	}
	var list []codec.Position
	for i := range r.line.Annotations {
		if a := &r.line.Annotations[i]; len(a.Fragments) == 1 && a.Quote != "" {
			list = append(list, codec.Position{Start: a.Fragments[0].Start, End: a.Fragments[0].End, Quote: a.Quote})
		}
	}
	if len(list) > 0 {
		r.unit, _ = r.raw.Decide(list, text.CodePoint, text.UTF16, text.Byte)
		r.decided = r.unit != text.CodePoint
	}
}

// known is the actor of an ID; none when the register has it not.
func (r *reading) known(what, id string) annotate.ID {
	if id != "" && r.actors[id].IsZero() {
		r.doubtful(what, "the actor "+id+" is not in the register")
	}
	return r.actors[id]
}

func (r *reading) turns() {
	last := text.Offset(-1)
	for i, t := range r.line.Turns {
		s, err := r.raw.Span(codec.Position{Start: t.Start, End: t.Start}, r.unit)
		if err != nil || s.Start <= last {
			r.refuse(fmt.Sprintf("turn %d", i+1), "it begins outside of the text, or before the one before it")
			continue
		}
		last = s.Start
		r.doc.Head.Turns = append(r.doc.Head.Turns, annotate.Turn{Start: s.Start, Speaker: t.Speaker, Entity: r.known("speaker", t.SpeakerID)})
	}
}

// annotations gives all of them IDs first, as values may name any.
func (r *reading) annotations() {
	list := r.line.Annotations
	made := make([]annotate.ID, len(list))
	for i := range list {
		made[i] = r.options.ID()
		if id := list[i].ID; id != "" && r.ids[id].IsZero() {
			r.ids[id] = made[i]
		}
	}
	out := map[annotate.ID]bool{}
	for i := range list {
		a, err := r.annotation(&list[i])
		if err != nil {
			out[made[i]] = true
			r.refuse("annotation "+list[i].ID, err.Error())
			continue
		}
		a.ID = made[i]
		r.doc.Annotations = append(r.doc.Annotations, a)
	}
	for id, to := range r.ids {
		if out[to] {
			delete(r.ids, id)
		}
	}
	byID := map[annotate.ID]*annotate.Annotation{}
	for _, a := range r.doc.Annotations {
		byID[a.ID] = a
	}
	for i := range list { // now that it is known which are there
		if a := byID[made[i]]; a != nil {
			a.Features = r.values("annotation "+list[i].ID, r.schema.schema.Layer(a.Layer).Features, list[i].Features)
		}
	}
}

func (r *reading) annotation(in *annotationJSON) (*annotate.Annotation, error) {
	l := r.schema.schema.LayerNamed(in.Layer)
	if l == nil {
		return nil, fmt.Errorf("it has no layer: %w", annotate.ErrInvalid)
	}
	a := &annotate.Annotation{Layer: l.ID, Annotator: r.person(in.Annotator), Note: in.Note, Recheck: in.Recheck, Created: when(in.Created), Modified: when(in.Modified)}
	for _, f := range in.Fragments {
		p := codec.Position{Start: f.Start, End: f.End}
		if len(in.Fragments) == 1 {
			p.Quote = in.Quote
		}
		s, err := r.raw.Span(p, r.unit)
		if err != nil {
			return nil, err
		}
		if s.Empty() {
			return nil, fmt.Errorf("a fragment of it is empty: %w", annotate.ErrInvalid)
		}
		a.Fragments = append(a.Fragments, s)
	}
	slices.SortFunc(a.Fragments, text.Span.Compare)
	for i := 1; i < len(a.Fragments); i++ {
		if a.Fragments[i-1].Overlaps(a.Fragments[i]) {
			return nil, fmt.Errorf("its fragments overlap: %w", annotate.ErrInvalid)
		}
	}
	return a, nil
}

func when(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

func (r *reading) values(record string, features []annotate.Feature, said []featureJSON) (out []annotate.FeatureValue) {
	for _, s := range said {
		f := called(features, s.Feature)
		var list []annotate.Value
		for _, v := range s.Values {
			next, ok := r.value(f, v)
			if !ok || slices.Contains(list, next) || len(list) > 0 && !f.Multi {
				r.refuse(record, fmt.Sprintf("%s: the %s %.60q is none that the feature takes, or is there twice", s.Feature, v.Type, v.Value))
				continue
			}
			if v.Mention != "" && next.Mention.IsZero() {
				r.doubtful(record, "the mention of "+v.Value+" is not there")
			}
			list = append(list, next)
		}
		if len(list) > 0 {
			out = annotate.SetValues(out, features, f.ID, list...)
		}
	}
	return out
}

// value is v as f takes it.
func (r *reading) value(f *annotate.Feature, v valueJSON) (out annotate.Value, ok bool) {
	t, err := annotate.ParseFeatureType(v.Type)
	if f == nil || err != nil {
		return out, false
	}
	out.Type = t
	switch t {
	case annotate.TypeText:
		out.Text = v.Value
	case annotate.TypeNumber:
		out.Number, err = strconv.ParseFloat(v.Value, 64)
	case annotate.TypeBoolean:
		out.Bool, err = strconv.ParseBool(v.Value)
	case annotate.TypeDate:
		out.Date, err = annotate.ParseDate(v.Value)
	case annotate.TypeTag:
		out.Tag = annotate.TagID(cmp.Or(v.ID, v.Value))
	case annotate.TypeEntity:
		out.Ref, out.Mention = r.actor(v.ID, v.Value), r.ids[v.Mention]
	case annotate.TypeAnnotation:
		out.Ref = r.ids[v.ID]
	}
	return out, err == nil && r.schema.schema.CheckValue(f, out) == nil
}

func (r *reading) relations() {
	for i := range r.line.Relations {
		in := &r.line.Relations[i]
		t := r.schema.schema.RelationNamed(in.Type)
		from, to := r.ids[in.From], r.ids[in.To]
		if t == nil || from.IsZero() || to.IsZero() {
			r.refuse("relation "+in.ID, "it has no type, or an end of it is not there")
			continue
		}
		r.doc.Relations = append(r.doc.Relations, &annotate.Relation{
			ID: r.options.ID(), Type: t.ID, From: from, To: to, Annotator: r.person(in.Annotator), Features: r.values("relation "+in.ID, t.Features, in.Features),
			Note: in.Note, Created: when(in.Created), Modified: when(in.Modified),
		})
	}
}

func (r *reading) progress() {
	for _, in := range r.line.Progress {
		p := &annotate.Progress{Annotator: r.person(in.Annotator)}
		known := false
		for s := annotate.New; s <= annotate.Done; s++ {
			if s.String() == in.State {
				p.State, known = s, true
			}
		}
		for _, word := range in.Flags {
			f, err := annotate.ParseFlag(word)
			known = known && err == nil
			p.Flags |= f
		}
		there := slices.ContainsFunc(r.doc.Progress, func(o *annotate.Progress) bool { return o.Annotator == p.Annotator })
		if !known || there {
			r.refuse("progress of "+in.Annotator, "its state or a flag is none, or it is there twice")
			continue
		}
		r.doc.Progress = append(r.doc.Progress, p)
	}
}
