package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Input is a frame to write in: 30 high for one line, with an icon before the text and
// a key cap or a word after it. Text is shown shaped and in its own direction.
type Input struct {
	widget.BaseWidget
	OnChanged func(string)              // at every change by the person
	OnEnter   func(string)              // Enter; in a text of several lines Ctrl+Enter
	OnEscape  func()                    // Escape
	OnKey     func(*fyne.KeyEvent) bool // sees keys first, as the arrows of a list below; true: taken
	OnFocus   func(bool)
	Invalid   bool // the frame is drawn in danger
	Bare      bool // there is no frame: the input is the head of something that has one

	editor  *Editor
	frame   *canvas.Rectangle
	icon    *icon
	cap     *KeyCap
	note    *Label
	lines   int
	focused bool
	closed  bool // nothing can be written
}

// NewInput makes an input of one line; hint is shown while it is empty.
func NewInput(hint string) *Input { return newInput(hint, 1) }

// NewTextInput makes an input of several lines that begins with so many.
func NewTextInput(hint string, lines int) *Input { return newInput(hint, max(2, lines)) }

func newInput(hint string, lines int) *Input {
	i := &Input{
		editor: NewEditor(theme.BodySize, lines > 1), frame: canvas.NewRectangle(nil), icon: newIcon(nil),
		cap: NewKeyCap(""), note: NewLabel("", Hint), lines: lines,
	}
	i.frame.CornerRadius = theme.InputRadius
	i.editor.Hint = hint
	i.editor.OnChanged = func(s string) {
		i.Refresh()
		if i.OnChanged != nil {
			i.OnChanged(s)
		}
	}
	i.cap.Hide()
	i.ExtendBaseWidget(i)
	i.repaint()
	return i
}

// SetIcon shows an icon before the text.
func (i *Input) SetIcon(r fyne.Resource) { i.icon.set(r, theme.Muted); i.Refresh() }

// SetCap shows the key that leads here, while the input has neither focus nor text.
func (i *Input) SetCap(key string) { i.cap.SetKey(key); i.Refresh() }

// SetHint says what can be written, while nothing is.
func (i *Input) SetHint(hint string) { i.editor.Hint = hint; i.Refresh() }

// SetNote shows a word after the text, as "3 of 8".
func (i *Input) SetNote(s string) { i.note.SetText(s); i.Refresh() }

// Text is what is written.
func (i *Input) Text() string { return i.editor.Text() }

// SetText writes s. It reports nothing.
func (i *Input) SetText(s string) { i.editor.SetText(s); i.Refresh() }

// SelectAll selects the whole text.
func (i *Input) SelectAll() { i.editor.SelectAll() }

// Focus gives the input the keyboard.
func (i *Input) Focus() { focus(i, i) }

// focus gives o the keyboard of the window that at is in, if it is in one.
func focus(at fyne.CanvasObject, o fyne.Focusable) {
	if c := canvasOf(at); c != nil {
		c.Focus(o)
	}
}

// FocusGained implements fyne.Focusable.
func (i *Input) FocusGained() { i.setFocused(true) }

// FocusLost implements fyne.Focusable.
func (i *Input) FocusLost() { i.setFocused(false) }

func (i *Input) setFocused(yes bool) {
	i.focused = yes
	i.editor.SetFocused(yes)
	i.Refresh()
	if i.OnFocus != nil {
		i.OnFocus(yes)
	}
}

// Disabled implements fyne.Disableable.
func (i *Input) Disabled() bool { return i.closed }

// Enable implements fyne.Disableable.
func (i *Input) Enable() { i.setClosed(false) }

// Disable implements fyne.Disableable: the text is shown in the colour of what cannot be
// changed. It can still be walked through, selected and copied.
func (i *Input) Disable() { i.setClosed(true) }

func (i *Input) setClosed(yes bool) {
	if i.closed != yes {
		i.closed, i.editor.Dim = yes, yes
		i.Refresh()
	}
}

// TypedRune implements fyne.Focusable.
func (i *Input) TypedRune(r rune) {
	if !i.closed {
		i.editor.Type(r)
	}
}

// TypedKey implements fyne.Focusable.
func (i *Input) TypedKey(e *fyne.KeyEvent) {
	if i.OnKey != nil && i.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if i.lines > 1 {
			i.TypedRune('\n')
		} else if i.OnEnter != nil {
			i.OnEnter(i.Text())
		}
	case fyne.KeyEscape:
		if i.OnEscape != nil {
			i.OnEscape()
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		if !i.closed {
			i.editor.Key(e.Name)
		}
	default:
		if !i.editor.Key(e.Name) {
			PassFunction(i, e)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable. What means nothing here goes on to the window.
func (i *Input) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && i.OnEnter != nil && c.KeyName == fyne.KeyReturn && c.Modifier == fyne.KeyModifierShortcutDefault {
		i.OnEnter(i.Text())
		return
	}
	if i.closed && alters(s) {
		return
	}
	if !i.editor.Shortcut(s) {
		PassOn(i, s)
	}
}

// alters tells whether a shortcut would change what is written.
func alters(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCut, *fyne.ShortcutPaste:
		return true
	case *desktop.CustomShortcut:
		return s.KeyName == fyne.KeyBackspace || s.KeyName == fyne.KeyDelete
	}
	return false
}

// KeyDown implements desktop.Keyable.
func (i *Input) KeyDown(e *fyne.KeyEvent) { i.editor.Shift(e.Name, true) }

// KeyUp implements desktop.Keyable.
func (i *Input) KeyUp(e *fyne.KeyEvent) { i.editor.Shift(e.Name, false) }

// Shifted reports whether Shift is held, as far as the input was told.
func (i *Input) Shifted() bool { return i.editor.shift }

// Cursor implements desktop.Cursorable.
func (i *Input) Cursor() desktop.Cursor { return desktop.TextCursor }

// MouseDown implements desktop.Mouseable.
func (i *Input) MouseDown(e *desktop.MouseEvent) {
	i.Focus()
	if e.Button == desktop.MouseButtonSecondary && i.editor.selectedAt(e.Position.Subtract(i.editor.Position())) {
		return
	}
	i.editor.Press(e.Position.Subtract(i.editor.Position()), e.Modifier&fyne.KeyModifierShift != 0)
}

// TappedSecondary implements fyne.SecondaryTappable: the menu of what can be done with the
// text. A press outside what is selected puts the caret there first.
func (i *Input) TappedSecondary(e *fyne.PointEvent) {
	clipboard := fyne.CurrentApp().Clipboard()
	some, open := i.editor.field.selected() != "", !i.closed
	entry := func(name string, can bool, do fyne.Shortcut) *fyne.MenuItem {
		item := fyne.NewMenuItem(name, func() { i.Focus(); i.TypedShortcut(do) })
		item.Disabled = !can
		return item
	}
	openMenuAt(i, e.Position, []*fyne.MenuItem{
		entry("Undo", open && len(i.editor.field.past) > 0, &fyne.ShortcutUndo{}),
		entry("Redo", open && len(i.editor.field.future) > 0, &fyne.ShortcutRedo{}),
		fyne.NewMenuItemSeparator(),
		entry("Cut", open && some, &fyne.ShortcutCut{Clipboard: clipboard}),
		entry("Copy", some, &fyne.ShortcutCopy{Clipboard: clipboard}),
		entry("Paste", open && clipboard.Content() != "", &fyne.ShortcutPaste{Clipboard: clipboard}),
		fyne.NewMenuItemSeparator(),
		entry("Select all", i.Text() != "", &fyne.ShortcutSelectAll{}),
	})
}

// MouseUp implements desktop.Mouseable.
func (i *Input) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (i *Input) Dragged(e *fyne.DragEvent) {
	i.editor.Drag(e.Position.Subtract(i.editor.Position()))
}

// DragEnd implements fyne.Draggable.
func (i *Input) DragEnd() {}

func (i *Input) repaint() {
	border, width := theme.Border, theme.BorderWidth
	if i.focused {
		border, width = theme.Focus, theme.FocusWidth
	}
	if i.Invalid {
		border = theme.Danger
	}
	if i.closed {
		border = theme.Line
	}
	if i.Bare {
		border = ""
	}
	paintRect(i.frame, theme.Raised, border, width)
	show(i.cap, i.cap.Key() != "" && !i.focused && i.Text() == "")
	show(i.note, i.note.text != "")
}

// CreateRenderer implements fyne.Widget.
func (i *Input) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{i.frame, i.icon.Image, i.editor, i.cap, i.note},
		min:     func() fyne.Size { return fyne.NewSize(60, i.height()) },
		layout:  i.arrange,
	}
	d.refresh = func() {
		i.repaint()
		i.icon.set(i.icon.source, theme.Muted)
		i.editor.Refresh()
		i.cap.Refresh()
		i.note.Refresh()
		i.arrange(i.Size())
	}
	return d
}

func (i *Input) height() float32 {
	if i.lines == 1 {
		return theme.InputHeight
	}
	return max(float32(i.lines)*i.editor.sheet.height, i.editor.Height()) + 8
}

func (i *Input) arrange(s fyne.Size) {
	place(i.frame, 0, 0, s.Width, s.Height)
	x, end := theme.RowGap, s.Width-theme.RowGap
	if i.icon.Visible() {
		x += centre(i.icon, x, s.Height) + 6
	}
	for _, o := range []fyne.CanvasObject{i.cap, i.note} {
		if o.Visible() {
			end -= o.MinSize().Width
			centre(o, end, s.Height)
			end -= 6
		}
	}
	y, h := float32(4), s.Height-8
	if i.lines == 1 {
		y, h = (s.Height-i.editor.sheet.height)/2, i.editor.sheet.height
	}
	place(i.editor, x, y, max(0, end-x), h)
}
