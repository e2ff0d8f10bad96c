package ui

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

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
	folded   *foldOnce
	turn     *sync.Mutex // of the goroutine that searches: one at a time does
	cancel   context.CancelFunc
	then     func() // when the hits are known
}

func newFinder(w *Workbench) *finder {
	f := &finder{window: w, at: -1, query: search.Query{Fold: search.Loose}, cancel: func() {}, turn: &sync.Mutex{}}
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

// hide closes the bar and, when one typed there, selects the hit one stands on, so that a
// layer's key marks it.
func (f *finder) hide() {
	if !f.open {
		return
	}
	typing := f.bar.focused()
	f.open = false
	f.cancel()
	w := f.window
	w.view.SetHits(nil, -1)
	w.frame.Refresh()
	w.focusText()
	if typing {
		f.take()
	}
	w.status.say("")
	w.refreshStatus()
}

// reset forgets the project that was searched; what was looked for stays.
func (f *finder) reset() {
	f.cancel()
	f.open, f.document, f.folded, f.spans, f.at = false, nil, nil, nil, -1
	f.window.occurrences.reset()
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

// typed takes what the person writes. It is looked for from where the bar was opened, or
// where a key has led since: not from where the letters of before were found.
func (f *finder) typed(s string) {
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
		f.found(w.doc, nil, true)
		f.bar.refuse()
		w.status.ask(patternSentence(err))
		return
	}
	if f.bar.accept() {
		w.status.say("")
	}
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	t := w.doc.page.Text()
	if f.folded == nil || f.folded.text != t || f.folded.fold != m.Fold() {
		f.folded = &foldOnce{text: t, fold: m.Fold()}
	}
	if t.Len() <= atOnce {
		f.found(w.doc, slices.Collect(m.Spans(ctx, f.folded.get(), t.All())), true)
		return
	}
	f.bar.wait()
	go f.searchElsewhere(ctx, m, w.doc, f.folded, text.Span{Start: f.from, End: f.from + around})
}

// searchElsewhere finds the hits of a long text, those where the reader is first. A search
// that was given up while it waited for its turn does nothing.
func (f *finder) searchElsewhere(ctx context.Context, m *search.Matcher, doc *document, folded *foldOnce, near text.Span) {
	f.turn.Lock()
	defer f.turn.Unlock()
	for _, within := range []text.Span{near, folded.text.All()} {
		if ctx.Err() != nil {
			return
		}
		spans, whole := slices.Collect(m.Spans(ctx, folded.get(), within)), within != near
		if len(spans) == 0 && !whole {
			continue
		}
		f.window.post(func() {
			if ctx.Err() == nil {
				f.found(doc, spans, whole)
			}
		})
	}
}

// foldOnce is a text that is folded once, by the first who needs it.
type foldOnce struct {
	text   *text.Text
	fold   search.Fold
	once   sync.Once
	folded *search.Folded
}

func (f *foldOnce) get() *search.Folded {
	f.once.Do(func() { f.folded = search.Prepare(f.text, f.fold) })
	return f.folded
}

// found takes hits, shows them, and stands on the first one from where the reader was.
func (f *finder) found(doc *document, spans []text.Span, whole bool) {
	w := f.window
	if w.doc != doc {
		return
	}
	f.document, f.spans, f.whole = doc, spans, whole
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
	f.at, f.from = at, f.spans[at].Start
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
	f.at, f.from = i, f.spans[i].Start
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
	n, all := 0, t.String()
	for start := 0; start <= int(o) && start < len(all); {
		end := strings.IndexByte(all[start:], '\n')
		if end < 0 {
			end = len(all) - start
		}
		if line := all[start : start+end]; line != "" && (line[0] > ' ' && line[0] < utf8.RuneSelf || strings.TrimSpace(line) != "") {
			n++
		}
		start += end + 1
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
