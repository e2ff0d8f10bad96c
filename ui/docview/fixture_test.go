package docview

import (
	"encoding/binary"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/annotate/index"
	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

// fonts are the shipped faces only, so that all machines see the same.
var fonts = sync.OnceValue(func() *textlayout.Fonts {
	f, err := textlayout.NewFonts()
	if err != nil {
		panic(err)
	}
	return f.WithoutSystemFonts()
})

// nasty has what offsets must survive, in several paragraphs, CRLF and blank lines included.
const nasty = "The ünion said: e\u0301 📌 and 𐐀 met 👩‍👩‍👧‍👦 at noon. A second sentence follows here, long enough to wrap.\r\n" +
	"قالت النقابة إن الميناء (HTS) سيفتح في 2025. وردّ المجلس.\n\n\n" +
	"Last: he said «الميناء ملك للناس» and left. One more.\n"

// shelf is a Source for tests.
type shelf struct {
	text    *text.Text
	marks   map[ID]Mark
	labels  map[ID]Label
	index   *index.Index[ID]
	yielded int // marks handed out
}

func newShelf(tb testing.TB, s string) *shelf {
	tb.Helper()
	t, err := text.New(s)
	if err != nil {
		tb.Fatal(err)
	}
	return &shelf{text: t, marks: map[ID]Mark{}, labels: map[ID]Label{}, index: index.New(compareIDs)}
}

func id(n int) (i ID) {
	binary.BigEndian.PutUint64(i[8:], uint64(n))
	return i
}

// put adds or replaces mark n.
func (s *shelf) put(n, slot int, fragments ...text.Span) ID {
	s.drop(n)
	m := Mark{ID: id(n), Fragments: fragments, Style: Style{Slot: slot}}
	s.marks[m.ID] = m
	s.labels[m.ID] = Label{Name: "Claim", Who: "Council", Stance: Stance(n % 7), Order: slot}
	s.index.Insert(index.Entry[ID]{Span: m.Hull(), Key: m.ID})
	return m.ID
}

func (s *shelf) drop(n int) {
	if m, ok := s.marks[id(n)]; ok {
		s.index.Delete(index.Entry[ID]{Span: m.Hull(), Key: m.ID})
		delete(s.marks, m.ID)
	}
}

// at is where the k-th q stands.
func (s *shelf) at(tb testing.TB, q string) text.Span {
	tb.Helper()
	i := strings.Index(s.text.String(), q)
	if i < 0 {
		tb.Fatalf("the text has no %q", q)
	}
	return text.Span{Start: text.Offset(i), End: text.Offset(i + len(q))}
}

func (s *shelf) Text() *text.Text { return s.text }

func (s *shelf) Marks(span text.Span) iter.Seq[Mark] {
	return func(yield func(Mark) bool) {
		for e := range s.index.Overlapping(span) {
			s.yielded++
			if !yield(s.marks[e.Key]) {
				return
			}
		}
	}
}

func (s *shelf) Mark(id ID) (Mark, bool)   { m, ok := s.marks[id]; return m, ok }
func (s *shelf) Label(id ID) (Label, bool) { l, ok := s.labels[id]; return l, ok }

// hand is a clock whose time passes when the test says so.
type hand struct {
	now   time.Duration
	waits []wait
}

type wait struct {
	at   time.Duration
	f    func()
	gone *bool
}

func (h *hand) After(d time.Duration, f func()) func() {
	gone := false
	h.waits = append(h.waits, wait{h.now + d, f, &gone})
	return func() { gone = true }
}

func (h *hand) Go(work, f func()) { work(); f() }

// pass lets time go on and runs what falls due.
func (h *hand) pass(d time.Duration) {
	for end := h.now + d; ; {
		next := -1
		for i, w := range h.waits {
			if !*w.gone && w.at <= end && (next < 0 || w.at < h.waits[next].at) {
				next = i
			}
		}
		if next < 0 {
			h.now = end
			return
		}
		w := h.waits[next]
		h.waits = append(h.waits[:next], h.waits[next+1:]...)
		h.now = w.at
		w.f()
	}
}

// show makes a view of s in a window, light, 860 × 590 as in a window of 1440 × 900.
func show(tb testing.TB, s *shelf) (*View, *hand) {
	tb.Helper()
	return showBy(tb, s, textpaint.New(fonts()))
}

// showBy is show with a painter that others use too. Fyne's test driver keeps every widget
// that it ever drew, which with a painter of its own and a picture to paint on is half a
// megabyte: so the view has neither any more at the end.
func showBy(tb testing.TB, s *shelf, glyphs *textpaint.Painter) (*View, *hand) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Light))
	v, h := New(glyphs), &hand{}
	tb.Cleanup(func() { v.SetSource(nil, Place{}); v.paint = painter{} })
	w := test.NewTempWindow(tb, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(860, 590))
	v.clock = h
	v.SetSource(s, Place{})
	w.Canvas().Focus(v)
	return v, h
}

// paintStale paints what a driver would, and counts the lines.
func paintStale(v *View) int {
	n := 0
	for _, r := range v.page.rows {
		if r.stale {
			size := r.raster.Size()
			r.raster.Generator(v.px(size.Width), v.px(size.Height))
			n++
		}
	}
	return n
}

// point is the middle of the cell at o.
func point(v *View, o text.Offset) fyne.Position {
	var line textlayout.Line
	v.page.layout.Line(v.page.layout.LineOf(o), &line)
	x := line.CaretX(o, false)
	next := line.CaretX(v.text.NextGrapheme(o), true)
	y := v.viewY(line.Top) + v.page.metrics.Baseline
	return fyne.NewPos((float32(v.page.columns.text)+(x+next)/2)/v.page.scale, float32(y)/v.page.scale)
}

func press1(v *View, at fyne.Position, mod fyne.KeyModifier) {
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonPrimary, Modifier: mod})
}

func release1(v *View, at fyne.Position) {
	v.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonPrimary})
}

// click presses and releases; a click after another is no double click unless again is set.
func click(v *View, at fyne.Position, again bool) {
	if !again {
		v.press.last = time.Time{}
	}
	press1(v, at, 0)
	release1(v, at)
}

func dragTo(v *View, from, to fyne.Position, mod fyne.KeyModifier) {
	v.press.last = time.Time{}
	press1(v, from, mod)
	v.press.modifiers = mod
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	release1(v, to)
	v.DragEnd()
}

func key(v *View, name fyne.KeyName, mods ...fyne.KeyName) {
	for _, m := range mods {
		v.KeyDown(&fyne.KeyEvent{Name: m})
	}
	v.TypedKey(&fyne.KeyEvent{Name: name})
	for _, m := range mods {
		v.KeyUp(&fyne.KeyEvent{Name: m})
	}
}

func ctrl(v *View, name fyne.KeyName, shift bool) {
	mod := wordModifier()
	if shift {
		mod |= fyne.KeyModifierShift
	}
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod})
}

func selected(v *View) string { return v.text.Slice(v.Selection()) }

func move(v *View, at fyne.Position) {
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}})
}

// longShelf is a text of about n bytes in paragraphs, with overlapping marks all over.
func longShelf(tb testing.TB, n, marks int) *shelf {
	tb.Helper()
	var b strings.Builder
	words := strings.Fields("The council said that ünion leaders of الميناء في الجنوب would not accept any 📌 new terms before 2025 because workers had been promised more by e\u0301lites")
	for i := 0; b.Len() < n; i++ {
		b.WriteString(words[(i*i+i/7)%len(words)])
		switch {
		case i%97 == 96:
			b.WriteString(".\n\n")
		case i%13 == 12:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	s := newShelf(tb, b.String())
	for i := range marks {
		at := text.Offset(int64(i) * int64(s.text.Len()-200) / int64(marks))
		length := text.Offset(10 + i*37%150)
		if i%10 == 0 {
			length += 300
		}
		span := s.text.SnapWords(text.Span{Start: at, End: min(s.text.Len(), at+length)})
		s.put(i+1, 1+i%8, span)
	}
	return s
}
