package codebook

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/panel"
	"parley/ui/theme"
)

// preview is the card that the features of a layer make, to be tried: what is chosen in it
// stays in it.
type preview struct {
	part
	editor *Editor
	ground *control.Block
	paper  *control.Block
	line   *control.Separator
	title  *control.Label
	about  *control.Passage
	inline *inline
	edge   *control.Separator
	card   *panel.Card
	sample *sample
}

func newPreview(e *Editor) *preview {
	p := &preview{editor: e, ground: control.NewBlock(theme.Paper), paper: control.NewBlock(theme.Panel), line: control.NewSeparator(), edge: control.NewSeparator(),
		title: control.NewLabel("As it will look", control.Bold), about: control.NewPassage(false, theme.LabelSize, 17, 6, theme.Muted), sample: &sample{editor: e}, inline: newInline()}
	p.about.SetText("In the text, and as a card beside it. The card can be tried, nothing of it is kept: Tab goes from slot to slot, Esc comes back here.")
	p.card = panel.NewCard(p.sample)
	p.card.OnSet = func(_ annotate.ID, f annotate.FeatureID, values []annotate.Value) {
		p.sample.set(f, values)
		p.card.Changed()
	}
	p.card.OnDone = e.backToList
	p.children = []fyne.CanvasObject{p.ground, p.paper, p.line, p.title, p.about, p.inline, p.edge, p.card}
	p.arrange = p.layOut
	p.ExtendBaseWidget(p)
	return p
}

func (p *preview) layOut(s fyne.Size) {
	place(p.ground, 0, 0, s.Width, s.Height)
	place(p.line, 0, 0, s.Width, 1)
	w := min(previewWide, s.Width*0.62)
	x := s.Width - w
	place(p.paper, x, 1, w, s.Height-1)
	place(p.edge, x, 0, 1, s.Height)
	place(p.card, x+1, 0, w-1, s.Height)
	fill(p.title, theme.PanelPadding+4, x-12, 6, 30)
	inside := x - 2*theme.PanelPadding - 8
	place(p.inline, theme.PanelPadding+4, 46, inside, inlineTall)
	place(p.about, theme.PanelPadding+4, 46+inlineTall+16, inside, p.about.Tall(inside))
}

// show shows the card of a layer; nil shows none.
func (p *preview) show(l *annotate.Layer) {
	if l == nil {
		return
	}
	other := p.sample.annotation == nil || p.sample.annotation.Layer != l.ID
	p.inline.show(l)
	p.sample.begin(l, other)
	if other {
		p.card.Display(annotate.ID{})
	}
	p.card.Display(p.sample.annotation.ID)
}

// sample is a document of one annotation, which nobody keeps.
type sample struct {
	editor     *Editor
	annotation *annotate.Annotation
}

// sampleWords are the words that the sample annotation marks.
const sampleWords = "the harbour belongs to the people, and we will not accept its staying closed"

// begin makes the annotation one of layer l, with what was tried before if it is the same.
func (s *sample) begin(l *annotate.Layer, other bool) {
	next := &annotate.Annotation{ID: annotate.ID{15: 1}, Layer: l.ID, Fragments: []text.Span{{Start: 0, End: text.Offset(len(sampleWords))}}, Quote: text.Quote{Exact: sampleWords}}
	if !other {
		next.Features = slices.DeleteFunc(slices.Clone(s.annotation.Features), func(fv annotate.FeatureValue) bool { return !s.fits(l, fv) })
	}
	s.annotation = next
}

// fits reports whether the layer still takes values as they were tried.
func (s *sample) fits(l *annotate.Layer, fv annotate.FeatureValue) bool {
	f := l.Feature(fv.Feature)
	if f == nil || !f.Multi && len(fv.Values) > 1 {
		return false
	}
	for _, v := range fv.Values {
		if !f.Takes(v.Type) {
			return false
		}
		if set := s.editor.source.Schema().Tagset(f.Tagset); v.Type == annotate.TypeTag && (set == nil || set.Tag(v.Tag) == nil) {
			return false
		}
	}
	return true
}

func (s *sample) set(f annotate.FeatureID, values []annotate.Value) {
	next := *s.annotation
	next.Features = slices.DeleteFunc(slices.Clone(next.Features), func(fv annotate.FeatureValue) bool { return fv.Feature == f })
	if len(values) > 0 {
		next.Features = append(next.Features, annotate.FeatureValue{Feature: f, Values: values})
	}
	s.annotation = &next
}

// Schema implements panel.CardSource.
func (s *sample) Schema() *annotate.Schema { return s.editor.source.Schema() }

// Annotation implements panel.CardSource.
func (s *sample) Annotation(id annotate.ID) *annotate.Annotation {
	if s.annotation != nil && s.annotation.ID == id {
		return s.annotation
	}
	return nil
}

// Annotations implements panel.CardSource.
func (s *sample) Annotations() []*annotate.Annotation { return []*annotate.Annotation{s.annotation} }

// actors are those that a slot for actors offers in the preview.
var actors = []annotate.Entity{
	{ID: annotate.ID{14: 1, 15: 1}, Name: "Dockers’ Union", Kind: "organisation"},
	{ID: annotate.ID{14: 1, 15: 2}, Name: "Karim Dabbagh", Kind: "person"},
	{ID: annotate.ID{14: 1, 15: 3}, Name: "وزارة الموانئ", Kind: "institution"},
}

// Entity implements panel.CardSource.
func (s *sample) Entity(id annotate.ID) *annotate.Entity {
	for i := range actors {
		if actors[i].ID == id {
			return &actors[i]
		}
	}
	return nil
}

// Entities implements panel.CardSource.
func (s *sample) Entities(query string) (list []panel.EntityOffer) {
	for i := range actors {
		if strings.Contains(strings.ToLower(actors[i].Name), strings.ToLower(query)) {
			list = append(list, panel.EntityOffer{Entity: &actors[i], Note: "as an example"})
		}
	}
	return list
}

// Place implements panel.CardSource.
func (s *sample) Place(annotate.ID) (n, of int) { return 1, 1 }

// Proposal implements panel.CardSource.
func (s *sample) Proposal() string { return "" }

// RelationsOf implements panel.CardSource.
func (s *sample) RelationsOf(annotate.ID) []*annotate.Relation { return nil }

// IsMention implements panel.CardSource.
func (s *sample) IsMention(annotate.LayerID) bool { return false }

// Defaults implements panel.CardSource.
func (s *sample) Defaults(annotate.LayerID) string { return "" }
