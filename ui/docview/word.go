package docview

import (
	"image"
	"image/color"
	"math"
	"slices"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// letters writes words of the margin: names, numbers, counts.
type letters struct {
	painter *textpaint.Painter
	known   map[wordKey]*word
}

type wordKey struct {
	text  string
	size  float32 // device pixels
	style textlayout.Style
	room  int // that it was cut for; 0: it is whole
}

// word is a shaped piece of the margin on one line.
type word struct {
	line  textlayout.Line
	width int // device pixels
}

// maxWords bounds how many words are remembered.
const maxWords = 2048

func (l *letters) forget() { l.known = nil }

// word shapes s at a size of Fyne's pixels. The answer is shared: it must not be changed.
func (v *View) word(s string, size float32, style textlayout.Style) *word {
	l := &v.paint.letters
	key := wordKey{s, size * v.page.scale, style, 0}
	if w, ok := l.known[key]; ok {
		return w
	}
	w := v.shape(s, key)
	l.remember(key, w)
	return w
}

func (l *letters) remember(key wordKey, w *word) {
	if l.known == nil || len(l.known) >= maxWords {
		l.known = map[wordKey]*word{}
	}
	l.known[key] = w
}

// shape makes a word. In a frame too wide to wrap a right-to-left one would stand far
// out, so the first frame measures, and the second fits.
func (v *View) shape(s string, key wordKey) *word {
	w := &word{}
	t, err := text.New(oneLine(s))
	if err != nil {
		return w
	}
	p := textlayout.Prepare(t, v.fonts(), textlayout.Options{Style: key.style})
	p.Wrap(textlayout.Frame{Width: 1 << 20, Size: key.size, LineHeight: 1}).Line(0, &w.line)
	w.width = int(math.Ceil(float64(w.line.Right - w.line.Left)))
	p.Wrap(textlayout.Frame{Width: w.width + 1, Size: key.size, LineHeight: 1}).Line(0, &w.line)
	return w
}

// oneLine makes breaks in s blanks.
func oneLine(s string) string {
	if i := slices.IndexFunc([]rune(s), isBreak); i < 0 {
		return s
	}
	rs := []rune(s)
	for i, r := range rs {
		if isBreak(r) {
			rs[i] = ' '
		}
	}
	return string(rs)
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f'
}

// fitted is s, cut with an ellipsis at a grapheme's border so that it is at most room wide.
func (v *View) fitted(s string, size float32, room int) *word { return v.fittedTo(s, "", size, room) }

// fittedTo is fitted of s with end behind it, which stays whole.
func (v *View) fittedTo(s, end string, size float32, room int) *word {
	w := v.word(s+end, size, textlayout.Sans)
	if w.width <= room {
		return w
	}
	key := wordKey{s + end, size * v.page.scale, textlayout.Sans, max(1, room)}
	if cut, ok := v.paint.letters.known[key]; ok {
		return cut
	}
	cut := v.cut(s, end, key)
	v.paint.letters.remember(key, cut)
	return cut
}

// cut finds the widest start of s that fits with its ellipsis and end, by halving.
func (v *View) cut(s, end string, key wordKey) *word {
	best := v.shape("…", key)
	t, err := text.New(s)
	if err != nil {
		return best
	}
	for lo, hi := text.Offset(0), t.Len(); lo < hi; {
		mid := t.SnapGrapheme(text.Span{Start: (lo + hi + 1) / 2, End: (lo + hi + 1) / 2}).End
		w := v.shape(trimRight(s[:mid])+"…"+end, key)
		if w.width <= key.room && mid <= hi {
			best, lo = w, mid
		} else {
			hi = (lo+hi+1)/2 - 1
		}
	}
	return best
}

func trimRight(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// write paints a word with its left edge at x.
func (p *linePainting) write(w *word, x, baseline int, c color.RGBA) {
	at := image.Pt(x-int(math.Floor(float64(w.line.Left))), baseline)
	p.paint.letters.painter.Ink(p.RGBA, &w.line, at, c)
}
