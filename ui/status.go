package ui

import (
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// statusBar is the line at the foot of the window: whether all is saved, who works, where
// the caret is and how much is selected, and at its right the keys that matter now. 26 high.
//
// It says “Saved” only after the disk has confirmed: nothing else sets that word.
type statusBar struct {
	widget.BaseWidget
	ground, line *canvas.Rectangle
	tick         *control.Glyph
	state        *control.Label
	parts        []*control.Label // annotator, place, words, speaker
	rules        []*canvas.Rectangle
	keys         fyne.CanvasObject
	keysWidth    float32
	passing      *control.Label // a sentence for a while
	forget       timer
}

func newStatusBar() *statusBar {
	s := &statusBar{ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		tick: control.NewGlyph(control.Tick, 13, theme.OK), state: control.NewLabel("", control.Quiet), passing: control.NewLabel("", control.Quiet)}
	for range 4 {
		s.parts = append(s.parts, control.NewLabel("", control.Quiet))
		s.rules = append(s.rules, canvas.NewRectangle(nil))
	}
	s.keys = control.NewKeyHints()
	s.ExtendBaseWidget(s)
	return s
}

func (s *statusBar) saved()  { s.set(control.Tick, "Saved", theme.OK) }
func (s *statusBar) saving() { s.set(control.NoMark, "Saving", theme.Text2) }

// unsaved says that the last step is not on disk, and why.
func (s *statusBar) unsaved(why string) {
	s.set(control.Cross, "Not saved", theme.Danger)
	s.say(why)
}

// plain shows words without a state, as on the start page or for a copy.
func (s *statusBar) plain(text string) { s.set(control.NoMark, text, theme.Text2) }

func (s *statusBar) set(m control.Mark, text string, colour fyne.ThemeColorName) {
	s.tick.Set(m, colour)
	s.state.Set(text, control.Quiet.In(colour))
	s.Refresh()
}

// sayTime is how long a passing sentence stands: as long as it takes to read it.
func sayTime(text string) time.Duration {
	return min(1500*time.Millisecond+time.Duration(utf8.RuneCountInString(text))*45*time.Millisecond, 6*time.Second)
}

// say shows a sentence for a while.
func (s *statusBar) say(text string) {
	s.passing.SetText(text)
	s.Refresh()
	s.forget.set(sayTime(text), func() {
		s.passing.SetText("")
		s.Refresh()
	})
}

// ask shows a sentence until another one takes its place.
func (s *statusBar) ask(text string) {
	s.forget.stop()
	s.passing.SetText(text)
	s.Refresh()
}

// show fills the parts: annotator, place, words, speaker; empty ones take no room.
func (s *statusBar) show(parts ...string) {
	changed := false
	for i, l := range s.parts {
		text := ""
		if i < len(parts) {
			text = parts[i]
		}
		changed = changed || l.Text() != text
		l.SetText(text)
	}
	if changed {
		s.Refresh()
	}
}

// setKeys shows the keys that matter now.
func (s *statusBar) setKeys(hints ...control.KeyHint) {
	s.keys, s.keysWidth = control.NewKeyHints(hints...), 0
	for _, h := range hints {
		s.keysWidth += control.NewKeyCap(h.Key).MinSize().Width + 6 + control.NewLabel(h.Does, control.Hint).MinSize().Width + 8
	}
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *statusBar) CreateRenderer() fyne.WidgetRenderer { return &statusRenderer{s} }

type statusRenderer struct{ *statusBar }

func (r *statusRenderer) Destroy()           {}
func (r *statusRenderer) MinSize() fyne.Size { return fyne.NewSize(300, theme.StatusHeight) }

func (r *statusRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.line, r.tick, r.state, r.passing, r.keys}
	for i := range r.parts {
		list = append(list, r.parts[i], r.rules[i])
	}
	return list
}

func (r *statusRenderer) Refresh() {
	r.ground.FillColor, r.line.FillColor = theme.Color(theme.Window), theme.Color(theme.Line)
	for _, x := range r.rules {
		x.FillColor = theme.Color(theme.Line)
	}
	r.Layout(r.Size())
	canvas.Refresh(r.statusBar)
}

// Layout implements fyne.WidgetRenderer.
func (r *statusRenderer) Layout(s fyne.Size) {
	const apart = 14
	set(r.ground, 0, 0, s.Width, s.Height)
	set(r.line, 0, 0, s.Width, 1)
	x := theme.PanelPadding
	if r.tick.Mark() != control.NoMark {
		x += middle(r.tick, x, s.Height) + 6
	} else {
		set(r.tick, x, 0, 0, 0)
	}
	x += middle(r.state, x, s.Height)
	for i, l := range r.parts {
		if l.Text() == "" {
			r.rules[i].Hide()
			l.Hide()
			continue
		}
		r.rules[i].Show()
		l.Show()
		set(r.rules[i], x+apart, 6, 1, 14)
		x += 2*apart + 1
		x += middle(l, x, s.Height)
	}
	end := s.Width - theme.PanelPadding
	room := max(0, end-x-2*apart)
	w := min(r.keysWidth, max(0, end-x-apart))
	if text := r.passing.MinSize(); r.passing.Text() != "" {
		w = min(w, max(0, room-text.Width-apart)) // the keys have what the sentence leaves
		set(r.passing, x+2*apart, (s.Height-text.Height)/2, min(room, text.Width), text.Height)
	} else {
		set(r.passing, 0, 0, 0, 0)
	}
	set(r.keys, end-w, (s.Height-theme.CapHeight)/2, w, theme.CapHeight)
}
