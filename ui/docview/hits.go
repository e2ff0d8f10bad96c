package docview

import (
	"sort"

	"parley/annotate/text"
)

// hits are what a search found.
type hits struct {
	all []text.Span // in order, apart
	now text.Span   // the one the reader stands on; empty for none
}

// in are the hits that touch s.
func (h *hits) in(s text.Span) []text.Span {
	first := sort.Search(len(h.all), func(i int) bool { return h.all[i].End > s.Start })
	last := first
	for last < len(h.all) && h.all[last].Start < s.End {
		last++
	}
	return h.all[first:last]
}

// SetHits shows what a search found, with the one at index current (none if there is no
// such) framed; nil shows nothing. spans are in order and apart; the view keeps them, and
// the same ones again only move the frame.
func (v *View) SetHits(spans []text.Span, current int) {
	before := v.hits
	v.hits = hits{all: spans}
	if current >= 0 && current < len(spans) {
		v.hits.now = spans[current]
	}
	if len(before.all) == len(spans) && (len(spans) == 0 || &before.all[0] == &spans[0]) {
		v.repaintSpan(before.now)
		v.repaintSpan(v.hits.now)
		return
	}
	for _, r := range v.page.rows {
		if len(before.in(r.line.Span)) > 0 || len(v.hits.in(r.line.Span)) > 0 {
			v.paintRow(r)
		}
	}
	v.ruler.repaint()
}
