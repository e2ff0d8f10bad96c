package w3c

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// together is the position among alternatives, with the quote among them.
func together(list []selector) (p codec.Position, ok bool) {
	for _, s := range list {
		switch s.kind {
		case "TextPositionSelector":
			p.Start, p.End, ok = s.start, s.end, true
		case "TextQuoteSelector":
			p.Quote = s.exact
		}
	}
	return p, ok
}

// span is where alternatives lead inside a piece of the text: by position and quote where
// they agree, or else by what stands around the quote.
func (r *sheet) span(a *anno, list []selector, inside text.Span) (s text.Span, err error) {
	p, positioned := together(list)
	i := slices.IndexFunc(list, func(s selector) bool { return s.kind == "TextQuoteSelector" })
	switch {
	case positioned:
		s, err = r.position(p, inside)
		if err != nil && i >= 0 {
			if s, err = r.quoted(list[i], inside, s.Start); err == nil {
				r.report.Repaired.Add(problem(r.document, a, "its words stand elsewhere than its position says"))
			}
		}
	case i >= 0:
		s, err = r.quoted(list[i], inside, -1)
	case len(list[0].refinedBy) > 0:
		s = inside // of a part that texts have not; what refines it may find the words
	default:
		return s, fmt.Errorf("a %s says nothing of a text: %w", list[0].kind, annotate.ErrUnsupported)
	}
	if err != nil {
		return s, err
	}
	for _, o := range list {
		if len(o.refinedBy) > 0 {
			return r.span(a, o.refinedBy, s)
		}
	}
	return s, nil
}

// position is p, counted from where inside begins.
func (r *sheet) position(p codec.Position, inside text.Span) (text.Span, error) {
	if inside == r.raw.Text.All() {
		return r.raw.Span(p, r.unit)
	}
	from, err := r.raw.Text.In(inside.Start, r.unit)
	if err != nil {
		return text.Span{}, err
	}
	p.Start, p.End = p.Start+from, p.End+from
	s, err := p.Span(r.raw.Text, r.unit)
	if err == nil && !inside.Covers(s) {
		err = invalid("it leads out of what it refines")
	}
	return s, err
}

func (r *sheet) quoted(q selector, inside text.Span, near text.Offset) (text.Span, error) {
	part, err := text.New(r.raw.Text.Slice(inside))
	if err != nil {
		return text.Span{}, err
	}
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	list, sure := part.Reanchor(text.Quote{Exact: lines.Replace(q.exact), Prefix: lines.Replace(q.prefix), Suffix: lines.Replace(q.suffix)}, near-inside.Start)
	switch sure {
	case text.Absent:
		return text.Span{}, invalid("“%.40s” does not stand in the text", q.exact)
	case text.Ambiguous:
		return text.Span{}, invalid("“%.40s” stands in %d places of the text, and nothing says in which", q.exact, len(list))
	}
	return text.Span{Start: list[0].Start + inside.Start, End: list[0].End + inside.Start}, nil
}
