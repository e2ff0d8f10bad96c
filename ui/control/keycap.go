package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// KeyCap shows a key, as "Ctrl+P" or "↵": 18 high, at least as wide.
type KeyCap struct {
	widget.BaseWidget
	frame    *canvas.Rectangle
	label    *Label
	onAccent bool
}

// NewKeyCap shows key.
func NewKeyCap(key string) *KeyCap {
	k := &KeyCap{frame: canvas.NewRectangle(nil), label: NewLabel(key, Note)}
	k.frame.CornerRadius = theme.CapRadius
	k.ExtendBaseWidget(k)
	k.paint()
	return k
}

// Key is what the cap shows.
func (k *KeyCap) Key() string { return k.label.Text() }

// SetKey shows another key; the empty one hides the cap.
func (k *KeyCap) SetKey(key string) {
	k.label.SetText(key)
	show(k, key != "")
}

func (k *KeyCap) setOnAccent(yes bool) {
	if k.onAccent != yes {
		k.onAccent = yes
		k.paint()
	}
}

func (k *KeyCap) paint() {
	if k.onAccent {
		paintRect(k.frame, "", theme.OnAccent2, theme.BorderWidth)
		k.label.Set(k.label.text, Note.In(theme.OnAccent))
		return
	}
	paintRect(k.frame, theme.KeyCap, theme.Line, theme.BorderWidth)
	k.label.Set(k.label.text, Note)
}

// CreateRenderer implements fyne.Widget.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{k.frame, k.label},
		min: func() fyne.Size {
			return fyne.NewSize(max(theme.CapHeight, k.label.MinSize().Width+10), theme.CapHeight)
		},
		layout: func(s fyne.Size) {
			place(k.frame, 0, 0, s.Width, s.Height)
			centre(k.label, (s.Width-k.label.MinSize().Width)/2, s.Height)
		},
		refresh: func() { k.paint(); k.label.Refresh() },
	}
}

// KeyHint is a key and what it does, as at the foot of the card: "Tab next slot".
type KeyHint struct {
	Key  string
	Does string
}

// NewKeyHints shows hints in one line; those that do not fit are left out whole.
func NewKeyHints(hints ...KeyHint) fyne.CanvasObject {
	k := &keyHints{}
	for _, h := range hints {
		k.caps = append(k.caps, NewKeyCap(h.Key))
		k.labels = append(k.labels, NewLabel(h.Does, Hint))
	}
	k.ExtendBaseWidget(k)
	return k
}

type keyHints struct {
	widget.BaseWidget
	caps   []*KeyCap
	labels []*Label
}

// CreateRenderer implements fyne.Widget.
func (k *keyHints) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		min: func() fyne.Size {
			w := float32(-8)
			for i := range k.caps {
				w += k.caps[i].MinSize().Width + 6 + k.labels[i].MinSize().Width + 8
			}
			return fyne.NewSize(w, theme.CapHeight)
		},
		layout: k.arrange,
		refresh: func() {
			for i := range k.caps {
				k.caps[i].Refresh()
				k.labels[i].Refresh()
			}
		},
	}
	for i := range k.caps {
		d.objects = append(d.objects, k.caps[i], k.labels[i])
	}
	return d
}

func (k *keyHints) arrange(s fyne.Size) {
	x := float32(0)
	for i := range k.caps {
		w := k.caps[i].MinSize().Width + 6 + k.labels[i].MinSize().Width
		fits := x+w <= s.Width
		show(k.caps[i], fits)
		show(k.labels[i], fits)
		if !fits {
			continue
		}
		x += centre(k.caps[i], x, s.Height) + 6
		x += centre(k.labels[i], x, s.Height) + 8
	}
}
