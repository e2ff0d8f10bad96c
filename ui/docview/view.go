package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

// Events are what a view reports to its owner, on Fyne's goroutine. Each may be nil.
type Events struct {
	OnSelected   func(text.Span)                           // the selection has settled; empty: it is gone
	OnCaret      func(text.Offset)                         // the caret has moved
	OnActivated  func(ID)                                  // a mark was chosen; the zero ID: none is
	OnResized    func(ID, []text.Span)                     // a border of the active mark was moved, these are its fragments now
	OnHover      func(ID, fyne.Position)                   // the pointer rests on a mark; the zero ID: it has left. The position is the window's
	OnRelations  func([]ID, fyne.Position)                 // the pointer rests on a curve that stands for these relations; none: it has left
	OnTurn       func(text.Span, fyne.Position)            // the pointer rests on who begins to speak on this line; empty: it has left
	OnTurnChosen func(text.Span)                           // who begins to speak on this line was clicked
	OnMenu       func(Menu)                                // a menu is asked for
	OnRune       func(rune) bool                           // a letter that is not the view's; true: taken
	OnKey        func(fyne.KeyName, fyne.KeyModifier) bool // a key that is not the view's
	OnShortcut   func(fyne.Shortcut)                       // a shortcut that is not the view's
	OnStuck      func(Command)                             // a command found nothing to do
	OnWalk       func(bool)                                // a walk from sentence to sentence has begun, or ended
	OnStep       func(backwards bool) bool                 // a walk from mark to mark is about to go on; true: the owner has gone elsewhere
	OnPull       func(ID) bool                             // a label of the margin is dragged; true: a line from it is wanted
	OnPulled     func(from, to ID)                         // the line was let go at a label; the zero ID: elsewhere, or it was called off
	OnHit        func(int)                                 // a key has led to a hit, by its index in what SetHits was given
	FrameLog     func(Frame)                               // what a frame cost; told when it is on screen
}

// Menu says where a menu is asked for and what is there.
type Menu struct {
	Position fyne.Position // in the window
	Offset   text.Offset
	Marks    []ID // the shortest first
}

// Options say how a document is set. The zero value of a field is its default.
type Options struct {
	Style     textlayout.Style     // the face
	Size      float32              // of the letters, in Fyne's pixels, from 8 to 96; 0 is 19
	Direction textlayout.Direction // of all paragraphs, or by each
	Steady    bool                 // motion is reduced: the caret does not blink, and what is jumped to does not stand out for a moment
}

// View is the document widget. Its methods belong to Fyne's goroutine.
type View struct {
	widget.BaseWidget
	Events

	source  Source
	text    *text.Text
	options Options
	colours *palette
	dark    bool
	clock   clock

	page    page
	cursor  cursor
	marking marking
	curves  curves
	press   press
	pull    pull
	numbers numbering
	naming  naming
	ruler   ruler
	hits    hits
	keys    map[Key]Command
	paint   painter
	focus   focus
	frame   Frame
	probe   probe
}

// What Fyne is to know that a View can.
var (
	_ fyne.Widget            = (*View)(nil)
	_ fyne.Scrollable        = (*View)(nil)
	_ fyne.Draggable         = (*View)(nil)
	_ fyne.Focusable         = (*View)(nil)
	_ fyne.Shortcutable      = (*View)(nil)
	_ fyne.SecondaryTappable = (*View)(nil)
	_ desktop.Mouseable      = (*View)(nil)
	_ desktop.Hoverable      = (*View)(nil)
	_ desktop.Cursorable     = (*View)(nil)
	_ desktop.Keyable        = (*View)(nil)
)

// New makes a view without a document. painter may be shared by the whole program; its
// fonts are the view's.
func New(painter *textpaint.Painter) *View {
	v := &View{clock: realClock(), dark: theme.IsDark()}
	v.colours = newPalette(v.dark)
	v.SetKeys(DefaultKeys())
	v.page.init()
	v.paint.letters.painter = painter
	v.ruler.init(v)
	v.curves.init(v)
	v.focus.init(v.colours)
	v.ExtendBaseWidget(v)
	v.SetSource(nil, Place{})
	return v
}

// SetSource shows another document at a place; nil shows none. Selection, active mark
// and hits of the one before are gone, without a report.
func (v *View) SetSource(s Source, at Place) {
	if s == nil {
		s = &nothing{}
	}
	v.logFrame()
	v.source, v.text = s, s.Text()
	v.cursor = cursor{}
	walked := v.focus.walking
	v.focus.walking = false
	v.marking = marking{lanes: newLanes()}
	v.hits = hits{}
	v.pull, v.numbers = pull{}, numbering{}
	v.naming.over = text.Span{}
	v.quietTurn()
	v.curves.forget()
	v.press.stop()
	v.paint.forget()
	v.page.anchor = v.anchorAt(at)
	v.cursor.caret = v.page.anchor.offset
	v.cursor.anchor = v.cursor.caret
	v.focus.sentence = text.Span{}
	v.ruler.load()
	v.prepare()
	v.refreshSentence()
	if walked && v.OnWalk != nil {
		v.OnWalk(false)
	}
}

// Source is what is shown; nil for nothing.
func (v *View) Source() Source {
	if _, ok := v.source.(*nothing); ok {
		return nil
	}
	return v.source
}

// Options are those in force.
func (v *View) Options() Options { return v.options }

// SetOptions sets face, size, direction and blinking. The place stays.
func (v *View) SetOptions(o Options) {
	if o.Size == 0 {
		o.Size = referenceSize
	}
	o.Size = min(96, max(8, o.Size))
	if o == v.options {
		return
	}
	v.logFrame()
	prepare := o.Style != v.options.Style || o.Direction != v.options.Direction
	v.options = o
	if prepare {
		v.prepare()
		return
	}
	v.fit()
	v.update()
}

// Resize implements fyne.CanvasObject: the text is wrapped anew and the place stays.
func (v *View) Resize(s fyne.Size) {
	if s == v.Size() {
		return
	}
	v.logFrame()
	v.BaseWidget.Resize(s)
	v.fit()
	v.update()
}

// MinSize implements fyne.CanvasObject.
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(minMargin+minMeasure+padWidth+gutterWidth+rulerWidth, 2*referenceSize)
}

// Refresh implements fyne.CanvasObject: all is painted anew, as after a change of theme.
func (v *View) Refresh() {
	if dark := theme.IsDark(); dark != v.dark {
		v.dark, v.colours = dark, newPalette(dark)
	}
	v.focus.caret.FillColor, v.focus.flag.FillColor = v.colours.text, v.colours.text
	v.ruler.colour(v.colours)
	v.curves.shown = nil
	v.repaint()
	canvas.Refresh(v.ruler.ground)
	canvas.Refresh(v.focus.caret)
}

// repaint paints every line on screen anew.
func (v *View) repaint() {
	v.fit()
	for _, r := range v.page.rows {
		v.paintRow(r)
	}
	v.ruler.repaint()
	v.update()
}

func (v *View) fonts() *textlayout.Fonts { return v.paint.letters.painter.Fonts() }

func (v *View) canvas() fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(v)
	}
	return nil
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.update()
	v.ahead() // again, when the renderer of before was taken down
	v.ruler.fetch()
	return renderer{v}
}

// renderer hands out the view's objects; the view places them itself.
type renderer struct{ v *View }

func (r renderer) Layout(fyne.Size)             {}
func (r renderer) MinSize() fyne.Size           { return r.v.MinSize() }
func (r renderer) Refresh()                     { r.v.Refresh() }
func (r renderer) Objects() []fyne.CanvasObject { return r.v.page.objects }
func (r renderer) Destroy()                     { r.v.stop() }

// stop ends what goes on by itself.
func (v *View) stop() {
	v.page.stop()
	v.press.stop()
	v.focus.blink.stop()
	v.marking.stop()
	v.ruler.more.stop()
	v.curves.waiting.stop()
	v.naming.waiting.stop()
}
