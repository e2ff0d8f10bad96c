package prodigy

import (
	"bytes"
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

// lines are those of all annotators; one without an answer when nobody did anything.
func (p *page) lines() (list []*object) {
	for _, by := range p.people {
		list = append(list, p.of(by)...)
	}
	if len(list) == 0 {
		list = append(list, p.begin(0))
	}
	return list
}

// begin is a line that has room for the text, for what else is said of it, and for more bytes.
func (p *page) begin(more int) *object {
	o := &object{b: make([]byte, 0, int(p.text.Len())+more+1024)}
	o.words("text", p.text.String())
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
		o := p.begin(0)
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
	o.words("_annotator_id", by.Name)
	if answer != "" {
		o.words("answer", answer)
	}
}

// What a token takes beside its words, and a span, in bytes, about.
const (
	tokenBytes = 64
	spanBytes  = 256
)

// line is the task with all that an annotator marked.
func (p *page) line(by *annotate.Annotator, spans, whole []*annotate.Annotation, answer string) *object {
	var o *object
	if len(spans) > 0 {
		tokens := tokensOf(p.text, spans)
		o = p.begin(int(p.text.Len()) + tokenBytes*len(tokens) + spanBytes*len(spans))
		p.tokens(o, tokens)
		at := p.spans(o, spans, tokens)
		p.related(o, by.ID, at)
	} else {
		o = p.begin(0)
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

// placed is where an annotation stands, as the end of a relation tells it.
type placed struct {
	json []byte
	last int // token
}

// spans adds the member spans.
func (p *page) spans(o *object, spans []*annotate.Annotation, tokens []text.Span) map[annotate.ID]placed {
	at := make(map[annotate.ID]placed, len(spans))
	o.key("spans")
	o.b = append(o.b, '[')
	for i, a := range spans {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		full, last := p.span(a, tokens)
		at[a.ID] = placed{append(bytes.Clone(full.b), '}'), last}
		if l := p.schema.Layer(a.Layer); l != nil {
			p.beside(full, l.Features, a.Features, a.Note, ofSpan)
		}
		o.err = errors.Join(o.err, full.err)
		o.b = append(o.b, full.end()...)
	}
	o.b = append(o.b, ']')
	return at
}

func (p *page) in(o *object, at text.Offset) int {
	n, err := p.text.In(at, p.unit)
	o.err = errors.Join(o.err, err)
	return n
}

// tokens adds the member tokens. There are more of them than of everything else.
func (p *page) tokens(o *object, tokens []text.Span) {
	at, n := text.Offset(0), 0
	count := func(to text.Offset) int {
		if p.unit != text.CodePoint {
			return p.in(o, to)
		}
		n += utf8.RuneCountInString(p.text.Slice(text.Span{Start: at, End: to}))
		at = to
		return n
	}
	behind := func(i int) text.Offset { // where there are more, or the text ends
		if i+1 < len(tokens) {
			return tokens[i+1].Start
		}
		return p.text.Len()
	}
	o.key("tokens")
	b := append(o.b, '[')
	for i, s := range tokens {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(codec.AppendJSON(append(b, `{"text":`...), p.text.Slice(s)), `,"start":`...)
		b = append(strconv.AppendInt(b, int64(count(s.Start)), 10), `,"end":`...)
		b = append(strconv.AppendInt(b, int64(count(s.End)), 10), `,"id":`...)
		b = append(strconv.AppendInt(b, int64(i), 10), `,"ws":`...)
		b = append(strconv.AppendBool(b, behind(i) > s.End), '}')
	}
	o.b = append(b, ']')
}

// span is where a stands, and its layer; last is the last of its tokens.
func (p *page) span(a *annotate.Annotation, tokens []text.Span) (o *object, last int) {
	if len(a.Fragments) > 1 {
		p.report.Lose(lostHull, p.problem(a.ID))
	}
	o = &object{names: make([]string, 0, 8), b: make([]byte, 0, spanBytes)}
	first, last := index(tokens, a.Span())
	o.number("start", p.in(o, a.Span().Start))
	o.number("end", p.in(o, a.Span().End))
	o.number("token_start", first)
	o.number("token_end", last)
	o.words("label", p.layer(a.Layer))
	return o, last
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

// related adds the annotator's relations between the spans of at, where there are some.
func (p *page) related(o *object, by annotate.ID, at map[annotate.ID]placed) {
	begun := false
	for _, r := range p.relations {
		if r.Annotator != by {
			continue
		}
		from, is := at[r.From]
		to, there := at[r.To]
		t := p.schema.Relation(r.Type)
		if !is || !there || t == nil {
			p.report.Lose(lostRelation, p.problem(r.ID))
			continue
		}
		if begun {
			o.b = append(o.b, ',')
		} else {
			o.key("relations")
			o.b, begun = append(o.b, '['), true
		}
		var l object
		l.number("head", from.last)
		l.number("child", to.last)
		l.put("head_span", from.json)
		l.put("child_span", to.json)
		l.words("label", t.Name)
		p.beside(&l, t.Features, r.Features, r.Note, ofRelation)
		o.err = errors.Join(o.err, l.err)
		o.b = append(o.b, l.end()...)
		p.report.Relations++
	}
	if begun {
		o.b = append(o.b, ']')
	}
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
		var said []any
		for _, v := range fv.Values {
			if x := p.value(f, v); x != nil {
				said = append(said, x)
			}
		}
		switch {
		case len(said) == 1 && !f.Multi:
			o.add(f.Name, said[0])
		case len(said) > 0:
			list(o, f.Name, said)
		}
	}
	if note != "" {
		o.words("note", note)
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
		o.words("label", labels[0])
	case len(labels) > 0:
		list(o, "accept", labels)
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
