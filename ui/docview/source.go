package docview

import (
	"iter"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// ID names a mark. The zero ID names none.
type ID [16]byte

// Source is what a view shows. It is asked on Fyne's goroutine only.
type Source interface {
	// Text is the document. It does not change as long as the Source is set.
	Text() *text.Text
	// Marks yields the marks whose hull, from their first fragment to the end of their
	// last, shares a byte with s: ordered by start, of two with one start the longer
	// first. It should cost what it yields, and stop when the view has enough.
	Marks(s text.Span) iter.Seq[Mark]
	// Mark finds a mark; false when there is none (any more).
	Mark(id ID) (Mark, bool)
	// Label says what stands in the margin beside a mark; false for nothing.
	Label(id ID) (Label, bool)
}

// Mark is a stretch of text, or several, that somebody marked.
type Mark struct {
	ID        ID
	Fragments []text.Span // in order, apart, none empty; at least one; only read by the view
	Style     Style
}

// Hull is the span from the first fragment to the end of the last.
func (m Mark) Hull() text.Span {
	if len(m.Fragments) == 0 {
		return text.Span{}
	}
	return text.Span{Start: m.Fragments[0].Start, End: m.Fragments[len(m.Fragments)-1].End}
}

// Style says how a mark is drawn.
type Style struct {
	Slot      int  // hue and texture, from 1; see theme.SlotOf
	Dimmed    bool // by a filter: its lane only, pale
	Suggested bool // not accepted yet: hollow and dashed
	Hidden    bool // not drawn and not to be clicked
	Passed    bool // a walk from mark to mark goes past it, and it bears no number
}

// plain tells whether a walk from mark to mark stops here: not at what a filter leaves out.
func (s *Style) plain() bool { return !s.Hidden && !s.Dimmed && !s.Passed }

// Label is what stands in the margin at a mark's first line: “Name · Who” and a glyph.
type Label struct {
	Name   string // of the layer; of somebody else's mark with their initials before it
	Who    string // whose claim it is; may be empty
	More   string // how many more they are, “+1”, which is never cut off; mostly empty
	Stance Stance
	Order  int // within a line: smaller first; the active mark comes before all
}

// String is the label's text. The name in it has its own direction, and its own end where
// it is cut (UAX #9, FSI … PDI).
func (l Label) String() string {
	start, end := l.parts()
	return start + end
}

// parts are the text that is cut where there is no room, and what stays behind it.
func (l Label) parts() (start, end string) {
	switch {
	case l.Who == "":
		return l.Name, ""
	case textlayout.ReadsFromRight(l.Who) != textlayout.ReadsFromRight(l.Name):
		start, end = l.Name+" · \u2068"+l.Who, "\u2069"
	default:
		start = l.Name + " · " + l.Who
	}
	if l.More != "" {
		end += " " + l.More
	}
	return start, end
}

// Stance chooses the glyph behind a label.
type Stance uint8

// The stances.
const (
	NoStance    Stance = iota // no glyph
	Favor                     // ▲
	Against                   // ▼
	Mixed                     // half-filled ◆
	None                      // –
	Unclear                   // ?
	UnsetStance               // dashed ○
)

// nothing is the source of a view without a document.
type nothing struct{ empty text.Text }

func (n *nothing) Text() *text.Text             { return &n.empty }
func (*nothing) Marks(text.Span) iter.Seq[Mark] { return func(func(Mark) bool) {} }
func (*nothing) Mark(ID) (Mark, bool)           { return Mark{}, false }
func (*nothing) Label(ID) (Label, bool)         { return Label{}, false }
