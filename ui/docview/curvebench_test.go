package docview

import (
	"iter"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate/index"
	"parley/annotate/text"
)

// A step of the wheel where every tenth mark is related to the one after the next.
func BenchmarkScrollRelated(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		n := newWeb(s)
		v := ready(b, s)
		v.SetSource(n, Place{Offset: s.text.Len() / 2})
		paintAll(v)
		var times []time.Duration
		for b.Loop() {
			times = append(times, timed(func() {
				v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60 / wheel}})
				paintStale(v)
				if c := v.curves.raster; c.Visible() {
					c.Generator(v.px(c.Size().Width), v.px(c.Size().Height))
				}
			}))
			if v.page.scroll >= v.farthest() {
				v.scrollTo(0)
				paintStale(v)
			}
		}
		report(b, times)
	})
}

// web is a shelf with relations that are found by place.
type web struct {
	*shelf
	relations map[ID]Relation
	places    *index.Index[ID]
}

func newWeb(s *shelf) *web {
	w := &web{s, map[ID]Relation{}, index.New(compareIDs)}
	for n := 1; n+2 <= len(s.marks); n += 10 {
		r := Relation{ID: id(1<<20 + n), From: id(n), To: id(n + 2), Type: "attacks"}
		w.relations[r.ID] = r
		for _, end := range []ID{r.From, r.To} {
			o := s.marks[end].Hull().Start
			w.places.Insert(index.Entry[ID]{Span: text.Span{Start: o, End: o + 1}, Key: r.ID})
		}
	}
	return w
}

func (w *web) Relations(s text.Span) iter.Seq[Relation] {
	return func(yield func(Relation) bool) {
		seen := map[ID]bool{}
		for e := range w.places.Overlapping(s) {
			if !seen[e.Key] && !yield(w.relations[e.Key]) {
				return
			}
			seen[e.Key] = true
		}
	}
}

func (w *web) RelationsOf(ID) iter.Seq[Relation] { return func(func(Relation) bool) {} }
