package prodigy

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// page writes the lines of one document.
type page struct {
	*writer
	head        *annotate.Document
	text        *text.Text
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	progress    []*annotate.Progress
}

func (p *page) begin() *object {
	o := &object{}
	o.add("text", p.text.String())
	return o
}

// of are the lines of one annotator; none when there is nothing of theirs.
func (p *page) of(by *annotate.Annotator) (lines []*object) {
	var spans, whole, apart []*annotate.Annotation
	for _, a := range p.annotations {
		switch {
		case a.Annotator != by.ID:
		case len(a.Fragments) > 0:
			spans = append(spans, a)
		case p.answered(a) != "" && len(p.labels(a)) > 0:
			apart = append(apart, a)
		default:
			whole = append(whole, a)
		}
	}
	answer := p.answer(by.ID)
	if len(spans)+len(whole) > 0 || answer != "" && len(apart) == 0 {
		lines = append(lines, p.line(by, spans, whole, answer))
	}
	for _, a := range apart {
		o := p.begin()
		p.say(o, []*annotate.Annotation{a})
		p.sign(o, by, p.answered(a))
		lines = append(lines, o)
	}
	p.report.Annotations += len(spans) + len(whole) + len(apart)
	return lines
}

// answer is what the annotator's progress says.
func (p *page) answer(by annotate.ID) string {
	for _, g := range p.progress {
		switch {
		case g.Annotator != by:
		case g.State == annotate.Done:
			for _, flag := range g.Flags.Words() {
				p.report.Lose(lostFlags, codec.Problem{Document: p.head.Title, Text: flag})
			}
			return accept
		case g.State == annotate.InProgress && g.Flags.Has(annotate.Difficult):
			return ignore
		case g.State != annotate.New || g.Flags != 0:
			p.report.Lose(lostState, codec.Problem{Document: p.head.Title})
		}
	}
	return ""
}

func (p *page) sign(o *object, by *annotate.Annotator, answer string) {
	o.add("_annotator_id", by.Name)
	if answer != "" {
		o.add("answer", answer)
	}
}

// line is the task with all that an annotator marked.
func (p *page) line(by *annotate.Annotator, spans, whole []*annotate.Annotation, answer string) *object {
	o := p.begin()
	if len(spans) > 0 {
		tokens := tokensOf(p.text, spans)
		o.add("tokens", p.tokens(o, tokens))
		at := map[annotate.ID]*object{}
		list := make([]json.RawMessage, len(spans))
		for i, a := range spans {
			at[a.ID] = p.span(a, tokens)
			full := at[a.ID].clone()
			if l := p.schema.Layer(a.Layer); l != nil {
				p.beside(full, l.Features, a.Features, a.Note, ofSpan)
			}
			list[i] = o.json(full)
		}
		o.add("spans", list)
		if r := p.related(o, by.ID, at); len(r) > 0 {
			o.add("relations", r)
		}
	} else {
		p.related(o, by.ID, nil)
	}
	for _, a := range whole {
		if said := p.answered(a); said != "" {
			answer = said
		}
	}
	p.say(o, whole)
	p.sign(o, by, answer)
	return o
}

// json is m as bytes, its error being o's.
func (o *object) json(m *object) json.RawMessage {
	b, err := m.bytes()
	o.err = errors.Join(o.err, err)
	return b
}

func (p *page) in(o *object, at text.Offset) int {
	n, err := p.text.In(at, p.unit)
	o.err = errors.Join(o.err, err)
	return n
}

// tokens are written by hand, as there are more of them than of everything else.
func (p *page) tokens(o *object, tokens []text.Span) json.RawMessage {
	b, at, n := []byte{'['}, text.Offset(0), 0
	count := func(to text.Offset) int {
		if p.unit != text.CodePoint {
			return p.in(o, to)
		}
		n += utf8.RuneCountInString(p.text.Slice(text.Span{Start: at, End: to}))
		at = to
		return n
	}
	for i, s := range tokens {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(append(b, `{"text":`...), p.text.Slice(s)), `,"start":`...)
		b = append(strconv.AppendInt(b, int64(count(s.Start)), 10), `,"end":`...)
		b = append(strconv.AppendInt(b, int64(count(s.End)), 10), `,"id":`...)
		b = append(strconv.AppendInt(b, int64(i), 10), `,"ws":`...)
		b = append(strconv.AppendBool(b, i+1 < len(tokens) && tokens[i+1].Start > s.End), '}')
	}
	return append(b, ']')
}

// appendString adds s as JSON.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7f || c == 0xe2 { // U+2028 and U+2029 begin so
			quoted, err := marshal(s)
			if err != nil {
				return append(b, `""`...)
			}
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// span is where a stands, and its layer.
func (p *page) span(a *annotate.Annotation, tokens []text.Span) *object {
	if len(a.Fragments) > 1 {
		p.report.Lose(lostHull, p.problem(a.ID))
	}
	o := &object{}
	first, last := index(tokens, a.Span())
	o.add("start", p.in(o, a.Span().Start))
	o.add("end", p.in(o, a.Span().End))
	o.add("token_start", first)
	o.add("token_end", last)
	o.add("label", p.layer(a.Layer))
	return o
}

func (p *page) layer(id annotate.LayerID) string {
	if l := p.schema.Layer(id); l != nil {
		return l.Name
	}
	return string(id)
}

func (p *page) problem(id annotate.ID) codec.Problem {
	return codec.Problem{Document: p.head.Title, Record: "record " + id.String()}
}

// related are the annotator's relations between the spans of at.
func (p *page) related(o *object, by annotate.ID, at map[annotate.ID]*object) (list []json.RawMessage) {
	for _, r := range p.relations {
		if r.Annotator != by {
			continue
		}
		from, to := at[r.From], at[r.To]
		t := p.schema.Relation(r.Type)
		if from == nil || to == nil || t == nil {
			p.report.Lose(lostRelation, p.problem(r.ID))
			continue
		}
		var l object
		l.add("head", from.last())
		l.add("child", to.last())
		l.add("head_span", o.json(from))
		l.add("child_span", o.json(to))
		l.add("label", t.Name)
		p.beside(&l, t.Features, r.Features, r.Note, ofRelation)
		list = append(list, o.json(&l))
		p.report.Relations++
	}
	return list
}

// last is the last token of a span.
func (o *object) last() int {
	var s struct {
		Last int `json:"token_end"`
	}
	b, err := o.bytes()
	o.err = errors.Join(o.err, err, json.Unmarshal(b, &s))
	return s.Last
}

func (o *object) clone() *object {
	return &object{slices.Clone(o.names), slices.Clone(o.b), o.err}
}

// beside adds features as members.
func (p *page) beside(o *object, features []annotate.Feature, values []annotate.FeatureValue, note string, known []string) {
	for _, fv := range values {
		i := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature })
		if i < 0 {
			continue
		}
		f := &features[i]
		if slices.Contains(known, f.Name) || f.Name == "note" || o.has(f.Name) {
			p.report.Lose(lostName, codec.Problem{Document: p.head.Title, Text: f.Name})
			continue
		}
		var list []any
		for _, v := range fv.Values {
			if x := p.value(f, v); x != nil {
				list = append(list, x)
			}
		}
		switch {
		case len(list) == 1 && !f.Multi:
			o.add(f.Name, list[0])
		case len(list) > 0:
			o.add(f.Name, list)
		}
	}
	if note != "" {
		o.add("note", note)
	}
}

// value is v as JSON has it; nil for what has no words.
func (p *page) value(f *annotate.Feature, v annotate.Value) any {
	switch v.Type {
	case annotate.TypeText:
		return v.Text
	case annotate.TypeNumber:
		return v.Number
	case annotate.TypeBoolean:
		return v.Bool
	case annotate.TypeAnnotation:
		p.report.Lose(lostRef, codec.Problem{Document: p.head.Title, Text: f.Name})
		return nil
	}
	p.report.Lose(lostType, codec.Problem{Document: p.head.Title, Text: f.Name})
	switch v.Type {
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeTag:
		return p.tag(f, v.Tag)
	}
	if !v.Mention.IsZero() {
		p.report.Lose(lostMention, codec.Problem{Document: p.head.Title, Text: f.Name})
	}
	return p.actors[v.Ref]
}

func (p *page) tag(f *annotate.Feature, id annotate.TagID) string {
	if set := p.schema.Tagset(f.Tagset); set != nil && set.Tag(id) != nil {
		return set.Tag(id).Name
	}
	return string(id)
}

// answered is the answer that stands with a document's label; "" when there is none.
func (p *page) answered(a *annotate.Annotation) string {
	l := p.schema.Layer(a.Layer)
	if l == nil || !strings.EqualFold(l.Name, string(wholeLayer)) {
		return ""
	}
	f := l.FeatureNamed(string(answerFeature))
	if f == nil || len(a.Values(f.ID)) == 0 {
		return ""
	}
	v := a.Values(f.ID)[0]
	if said := p.tag(f, v.Tag); v.Type == annotate.TypeTag && slices.Contains([]string{accept, reject, ignore}, said) {
		return said
	}
	return ""
}

// labels are the tags of an annotation of the whole document, but for an answer, or its
// layer where it has none.
func (p *page) labels(a *annotate.Annotation) (list []string) {
	l := p.schema.Layer(a.Layer)
	own := l != nil && strings.EqualFold(l.Name, string(wholeLayer))
	for _, fv := range a.Features {
		var f *annotate.Feature
		if l != nil {
			f = l.Feature(fv.Feature)
		}
		if f == nil || own && strings.EqualFold(f.Name, string(answerFeature)) {
			continue
		}
		for _, v := range fv.Values {
			switch {
			case v.Type != annotate.TypeTag:
			case own: // an ID that options have
				list = append(list, string(v.Tag))
			default:
				list = append(list, p.tag(f, v.Tag))
			}
		}
	}
	if len(list) == 0 && !own {
		list = append(list, p.layer(a.Layer))
	}
	return list
}

// say adds the labels of the whole text.
func (p *page) say(o *object, whole []*annotate.Annotation) {
	var labels []string
	for _, a := range whole {
		labels = append(labels, p.labels(a)...)
		p.tell(a)
	}
	options := slices.ContainsFunc(p.head.Custom, func(f annotate.Field) bool { return f.Name == "options" })
	switch {
	case len(labels) == 1 && !options:
		o.add("label", labels[0])
	case len(labels) > 0:
		o.add("accept", labels)
	}
}

// tell says what of an annotation of the whole document stays out.
func (p *page) tell(a *annotate.Annotation) {
	if a.Note != "" {
		p.report.Lose(lostNote, p.problem(a.ID))
	}
	l := p.schema.Layer(a.Layer)
	own := l != nil && strings.EqualFold(l.Name, string(wholeLayer))
	if !own {
		p.report.Lose(lostWhole, p.problem(a.ID))
	}
}
