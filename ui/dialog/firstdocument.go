package dialog

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/docview"
)

// firstDocument shows a document of a collection with its marks as they would come in: it is
// the Source of a view. A mark is called by its place among the annotations.
type firstDocument struct {
	*mapping
	doc  *codec.Document
	list []placed // by start, of two with one start the longer first
	view *docview.View
}

// placed is an annotation that has a place in the text.
type placed struct {
	at        int // among the annotations of the document
	fragments []text.Span
	hull      text.Span
}

const (
	firstSize  = float32(15) // of its letters
	firstLines = 4
	firstLine  = float32(27) // the height of one
)

func newFirstDocument(m *mapping, d *codec.Document) *firstDocument {
	f := &firstDocument{mapping: m, doc: d, view: docview.New(control.Painter())}
	for i, a := range d.Annotations {
		if spans := standing(d.Text, a.Fragments); len(spans) > 0 {
			f.list = append(f.list, placed{i, spans, text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}})
		}
	}
	slices.SortStableFunc(f.list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.hull.Start, b.hull.Start), cmp.Compare(b.hull.End, a.hull.End))
	})
	f.view.SetOptions(docview.Options{Size: firstSize, Steady: true})
	f.view.SetSource(f, f.begin())
	return f
}

// standing are fragments as a view wants them; none where one of them cannot stand.
func standing(t *text.Text, list []text.Span) []text.Span {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	for i, s := range list {
		if s.Empty() || t.CheckSpan(s) != nil || i > 0 && s.Start < list[i-1].End {
			return nil
		}
	}
	return list
}

// begin is where the view begins: at the top, or where the first mark is far from there.
func (f *firstDocument) begin() docview.Place {
	const near = 200 // bytes, which are in sight
	if len(f.list) == 0 || f.list[0].hull.Start < near {
		return docview.Place{}
	}
	return docview.Place{Offset: f.list[0].hull.Start, DY: firstLine}
}

// head says how much there is in it: "3 annotations, 1 of them about the whole document".
func (f *firstDocument) head() string {
	whole := 0
	for _, a := range f.doc.Annotations {
		if len(a.Fragments) == 0 {
			whole++
		}
	}
	n := counted(len(f.doc.Annotations), "annotation")
	if whole > 0 {
		n += ", " + grouped(whole) + " about the whole document"
	}
	if len(f.doc.Relations) > 0 {
		n += ", " + counted(len(f.doc.Relations), "relation")
	}
	return "The first document, with " + n
}

// content is the title and the beginning of the text.
func (f *firstDocument) content() fyne.CanvasObject {
	title := f.doc.Head.Title
	if title == "" {
		title = "Untitled"
	}
	return Column(4, ends(control.NewLabel(title, control.Bold), control.NewLabel(f.head(), control.Hint)),
		&fyne.Container{Layout: tall(firstLines * firstLine), Objects: []fyne.CanvasObject{f.view}})
}

// tall gives its object a height.
type tall float32

// MinSize implements fyne.Layout.
func (t tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, float32(t)) }

// Layout implements fyne.Layout.
func (tall) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// again draws the marks anew, after they go elsewhere.
func (f *firstDocument) again() {
	f.view.Invalidate(text.Span{End: f.doc.Text.Len()})
	f.view.Refresh()
}

// Text implements docview.Source.
func (f *firstDocument) Text() *text.Text { return f.doc.Text }

// Marks implements docview.Source.
func (f *firstDocument) Marks(s text.Span) iter.Seq[docview.Mark] {
	return func(yield func(docview.Mark) bool) {
		for i := range f.list {
			if h := f.list[i].hull; h.Start >= s.End || h.End > s.Start && !yield(f.mark(i)) {
				return
			}
		}
	}
}

// Mark implements docview.Source.
func (f *firstDocument) Mark(id docview.ID) (docview.Mark, bool) {
	if i := indexOf(id); i >= 0 && i < len(f.list) {
		return f.mark(i), true
	}
	return docview.Mark{}, false
}

// Label implements docview.Source.
func (f *firstDocument) Label(id docview.ID) (docview.Label, bool) {
	i := indexOf(id)
	if i < 0 || i >= len(f.list) {
		return docview.Label{}, false
	}
	name, _, out := f.look(f.doc.Annotations[f.list[i].at].Layer)
	return docview.Label{Name: name}, !out
}

func (f *firstDocument) mark(i int) docview.Mark {
	p := f.list[i]
	_, slot, out := f.look(f.doc.Annotations[p.at].Layer)
	return docview.Mark{ID: idOf(i), Fragments: p.fragments, Style: docview.Style{Slot: slot, Hidden: out}}
}

func idOf(i int) (id docview.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id
}

func indexOf(id docview.ID) int { return int(binary.BigEndian.Uint64(id[8:])) - 1 }

// look is what a layer of the file is called and how it is coloured once it has come in, and
// whether it stays out.
func (m *mapping) look(layer annotate.LayerID) (name string, slot int, out bool) {
	added := len(m.to.Layers)
	for i, l := range m.now.Layers {
		from := m.from.Layer(l.From)
		switch to := m.to.Layer(l.To); {
		case l.From == layer && to != nil:
			return to.Name, to.Colour, false
		case l.From == layer:
			slot = added%8 + 1
			if from != nil && from.Colour > 0 {
				slot = from.Colour
			}
			return m.name(mappedAt{part: i, feature: -1}), slot, l.Out
		case to == nil && !l.Out:
			added++
		}
	}
	return string(layer), 1, true
}
