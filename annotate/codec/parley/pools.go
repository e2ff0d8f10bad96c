package parley

import (
	"parley/annotate"
	"parley/annotate/text"
)

// pools are where the parts of records are made, many at a time. What was handed out is
// never touched again, but for places, which serve one document.
type pools struct {
	free     []annotate.Annotation
	features []annotate.FeatureValue
	values   []annotate.Value
	spanned  []text.Span
	places   []span
}

// poolSize is how many are made at a time. All of them live as long as one is used.
const poolSize = 64

func (p *pools) annotation() *annotate.Annotation {
	if len(p.free) == 0 {
		p.free = make([]annotate.Annotation, poolSize)
	}
	a := &p.free[0]
	p.free = p.free[1:]
	return a
}

func (p *pools) spans(n int) []text.Span {
	if len(p.spanned) < n {
		p.spanned = make([]text.Span, max(n, poolSize))
	}
	s := p.spanned[:n:n]
	p.spanned = p.spanned[n:]
	return s
}

// roomy is list, or a new one in its place when hardly anything fits any more.
func roomy[T any](list []T) []T {
	if cap(list)-len(list) >= 8 {
		return list
	}
	return make([]T, 0, poolSize)
}
