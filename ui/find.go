package ui

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/annotate/search"
	"parley/annotate/text"
)

// finder is the search in the open document: what is looked for, what was found, and on
// which hit the reader stands. Typing never waits for it: a text is searched elsewhere
// unless that takes no longer than a key press, and each letter ends the search of the
// letter before. What was looked for last is kept when the bar is closed.
type finder struct {
	window *Workbench
	bar    *findBar
	open   bool // the bar is shown
	query  search.Query

	document *document // that spans are of; nil: they are to be found
	spans    []text.Span
	at       int         // the hit one stands on; -1: none
	whole    bool        // all hits are known
	from     text.Offset // where the reader was: the first hit from there on is the current one
	folded   *search.Folded
	cancel   context.CancelFunc
	then     func() // when the hits are known
}

func newFinder(w *Workbench) *finder {
	f := &finder{window: w, at: -1, query: search.Query{Fold: search.Loose}, cancel: func() {}}
	f.bar = newFindBar(f)
	return f
}

const (
	// mostSeed is how long a selection may be to be looked for, in bytes.
	mostSeed = 200
	// atOnce is the size of a text up to which it is searched between two key presses.
	atOnce = 64 << 10
	// around is how much text behind the reader is searched first, of a long one.
	around = 256 << 10
)

// show opens the bar with what is selected, or with what was looked for last.
func (f *finder) show() {
	w := f.window
	if s := w.view.Selection(); w.doc != nil && !s.Empty() && s.Len() <= mostSeed {
		if seed := w.doc.page.Text().Slice(s); !strings.Contains(seed, "\n") {
			f.query.Text = seed
			if f.query.Pattern {
				f.query.Pattern = false
			}
		}
		f.from = s.Start
	} else {
		f.from = w.view.Caret()
	}
	f.open = true
	w.project.followed = annotate.ID{} // F3 goes through the hits now
	f.bar.fill()
	w.frame.Refresh()
	f.bar.focus()
	f.search(nil)
}

// hide closes the bar and selects the hit one stands on, so that a layer's key marks it.
func (f *finder) hide() {
	if !f.open {
		return
	}
	f.open = false
	f.cancel()
	w := f.window
	w.view.SetHits(nil, -1)
	w.frame.Refresh()
	w.focusText()
	f.take()
	w.status.say("")
	w.refreshStatus()
}

// take selects the hit one stands on in the text.
func (f *finder) take() {
	if s, ok := f.current(); ok {
		f.window.view.Select(s)
		f.window.view.ScrollTo(s.Start)
		f.window.refreshStatus()
	}
}

// current is the hit one stands on.
func (f *finder) current() (text.Span, bool) {
	if f.document == nil || f.document != f.window.doc || f.at < 0 || f.at >= len(f.spans) {
		return text.Span{}, false
	}
	return f.spans[f.at], true
}

// typed takes what the person writes.
func (f *finder) typed(s string) {
	if hit, ok := f.current(); ok {
		f.from = hit.Start
	}
	f.query.Text = s
	f.search(nil)
}

// set changes what a hit is.
func (f *finder) set(change func(*search.Query)) {
	if hit, ok := f.current(); ok {
		f.from = hit.Start
	}
	change(&f.query)
	f.bar.fill()
	if f.open {
		f.search(nil)
	} else {
		f.document = nil
	}
}

// search finds all hits, and then does what is to be done with them.
func (f *finder) search(then func()) {
	f.cancel()
	f.then, f.document = then, nil
	w := f.window
	if w.doc == nil {
		return
	}
	m, err := search.Compile(f.query)
	if err != nil {
		f.found(w.doc, f.folded, nil, true)
		f.bar.refuse()
		w.status.ask(patternSentence(err))
		return
	}
	if f.bar.accept() {
		w.status.say("")
	}
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	doc, folded := w.doc, f.folded
	if t := doc.page.Text(); folded == nil || folded.Text() != t || folded.Fold() != m.Fold() {
		folded = nil
	}
	if doc.page.Text().Len() <= atOnce {
		folded, spans := collect(ctx, m, doc.page.Text(), folded, doc.page.Text().All())
		f.found(doc, folded, spans, true)
		return
	}
	f.bar.wait()
	from := f.from
	go func() {
		t := doc.page.Text()
		tell := func(folded *search.Folded, spans []text.Span, whole bool) {
			w.post(func() {
				if ctx.Err() == nil {
					f.found(doc, folded, spans, whole)
				}
			})
		}
		folded, first := collect(ctx, m, t, folded, text.Span{Start: from, End: from + around})
		if len(first) > 0 {
			tell(folded, first, false)
		}
		folded, all := collect(ctx, m, t, folded, t.All())
		tell(folded, all, true)
	}()
}

// collect are the hits in a part of a text, and the text folded for them.
func collect(ctx context.Context, m *search.Matcher, t *text.Text, folded *search.Folded, within text.Span) (*search.Folded, []text.Span) {
	if folded == nil {
		folded = search.Prepare(t, m.Fold())
	}
	return folded, slices.Collect(m.Spans(ctx, folded, within))
}

// found takes hits, shows them, and stands on the first one from where the reader was.
func (f *finder) found(doc *document, folded *search.Folded, spans []text.Span, whole bool) {
	w := f.window
	if w.doc != doc {
		return
	}
	f.document, f.folded, f.spans, f.whole = doc, folded, spans, whole
	f.at = sort.Search(len(spans), func(i int) bool { return spans[i].Start >= f.from })
	if f.at == len(spans) {
		f.at = 0
	}
	if len(spans) == 0 {
		f.at = -1
	}
	f.shown()
	if then := f.then; then != nil && whole {
		f.then = nil
		then()
	}
}

// shown brings bar, text and status up to date with the hits.
func (f *finder) shown() {
	w := f.window
	f.bar.count(f.at, len(f.spans), f.whole)
	if f.open {
		w.view.SetHits(f.spans, f.at)
		if s, ok := f.current(); ok {
			w.view.ScrollTo(s.Start)
		}
	}
	w.refreshStatus()
}

// step goes to the next hit or the one before, and from the last on to the first.
func (f *finder) step(forward bool) {
	w := f.window
	if w.doc == nil || f.query.Text == "" {
		return
	}
	if f.document != w.doc || !f.whole {
		f.from = w.view.Selection().Start
		f.search(func() { f.go1(forward) })
		return
	}
	f.go1(forward)
}

// go1 goes to the hit beside where the reader is.
func (f *finder) go1(forward bool) {
	w := f.window
	if len(f.spans) == 0 {
		w.status.say(quoted(f.query.Text, 40) + " is not in this text")
		return
	}
	at, around := beside(f.spans, f.place(), forward)
	f.at = at
	f.shown()
	if !f.bar.focused() {
		f.take()
		w.focusText()
	}
	if around {
		w.status.say(map[bool]string{true: "On from the first hit", false: "On from the last hit"}[forward])
	}
}

// place is where the reader is: on the hit, unless they went elsewhere in the text. After
// it was marked the caret stands at one of its ends.
func (f *finder) place() text.Span {
	hit, ok := f.current()
	sel := f.window.view.Selection()
	if ok && (f.bar.focused() || sel == hit || sel.Empty() && hit.Touches(sel)) {
		return hit
	}
	return sel
}

// beside is the span behind s, or before it, and whether it is beyond the end.
func beside(spans []text.Span, s text.Span, forward bool) (at int, around bool) {
	if forward {
		at = sort.Search(len(spans), func(i int) bool { return spans[i].Start > s.Start || spans[i].Start == s.Start && s.Empty() })
		if at == len(spans) {
			return 0, true
		}
		return at, false
	}
	at = sort.Search(len(spans), func(i int) bool { return spans[i].Start >= s.Start }) - 1
	if at < 0 {
		return len(spans) - 1, true
	}
	return at, false
}

// stood is told by the view that a key of its own has led to a hit.
func (f *finder) stood(i int) {
	f.at = i
	f.bar.count(f.at, len(f.spans), f.whole)
	f.window.refreshStatus()
}

// moved is told that another document is shown.
func (f *finder) moved() {
	f.cancel()
	f.document, f.folded, f.spans, f.at = nil, nil, nil, -1
	f.window.occurrences.moved()
	if f.open && f.window.doc != nil {
		f.from = f.window.view.Caret()
		f.search(nil)
	}
}

// whereabouts are the offsets of the hit one stands on: “Hit 587–592 · 5 characters · ¶ 3”;
// empty when the search is not what matters now.
func (f *finder) whereabouts() string {
	s, ok := f.current()
	if !ok || !f.open || !f.window.view.Selection().Empty() && f.window.view.Selection() != s {
		return ""
	}
	t := f.document.page.Text()
	from, to := inCodePoints(t, s.Start), inCodePoints(t, s.End)
	return strings.Join([]string{"Hit " + grouped(from) + "–" + grouped(to), counted(to-from, "character"), "¶ " + grouped(paragraphOf(t, s.Start))}, " · ")
}

// paragraphOf is the number, from 1, of the paragraph of o, blank lines not counted.
func paragraphOf(t *text.Text, o text.Offset) int {
	n := 0
	for p := range t.Paragraphs() {
		if p.Start > o {
			break
		}
		n++
	}
	return max(1, n)
}

// patternSentence is what is wrong with a pattern: “The pattern cannot be read: a ( is not
// closed, at character 4.”
func patternSentence(err error) string {
	var e *search.PatternError
	if !errors.As(err, &e) {
		return sentence(err)
	}
	s := "The pattern cannot be read: " + e.Reason
	if e.At > 0 {
		s += ", at character " + grouped(e.At)
	}
	return s + "."
}

// shiftHeld reports whether Shift is held.
func shiftHeld(told bool) bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return told || d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return told
}
