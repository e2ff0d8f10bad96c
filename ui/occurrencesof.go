package ui

import (
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
	"parley/annotate/text"
	"parley/ui/textlayout"
)

// markHits opens the preview of the hits of the search, or, when nothing is searched for, of
// the occurrences of what is selected.
func (w *Workbench) markHits() {
	f := w.finder
	if !f.open {
		w.markOccurrences(false)
		return
	}
	if f.query.Text == "" {
		w.status.say("Write what is to be found first")
		f.bar.focus()
		return
	}
	w.occurrences.show(w.layered(w.soughtHits()))
}

// soughtHits is what the search bar looks for.
func (w *Workbench) soughtHits() sought {
	q := w.finder.query
	s := sought{title: quoted(q.Text, 40), query: q, layer: w.last.layer}
	if !q.Pattern {
		if e := w.called(q.Text); len(e) == 1 {
			s.entity = e[0].ID
		} else {
			s.called = len(e)
		}
	}
	return s
}

// markOccurrences opens the preview of the places, in the open document or in all, where
// the same stands as is selected, or the active annotation's actor under any of its names.
func (w *Workbench) markOccurrences(project bool) {
	s, ok := w.selectedWords()
	if !ok {
		w.status.say("Select some words first")
		return
	}
	s.project = project
	w.occurrences.show(w.layered(s))
}

// selectedWords is what is selected, or marked by the active annotation, as something to
// be found: an actor with all names when it is one.
func (w *Workbench) selectedWords() (s sought, ok bool) {
	words := w.doc.page.Text().Slice(w.view.Selection())
	if a := w.active(); words == "" && a != nil && len(a.Fragments) == 1 {
		words, s.layer = a.Quote.Exact, a.Layer
		if k := w.doc.marks.looks[a.Layer]; k.mention {
			if v := a.Values(k.who[0]); len(v) == 1 {
				return w.soughtActor(w.project.session.Entity(v[0].Ref), s), true
			}
		}
	}
	if words = strings.TrimSpace(words); words == "" {
		words = w.doc.page.Text().Slice(w.doc.page.Text().WordAt(w.view.Caret()))
	}
	if search.Loose.Of(words) == "" {
		return s, false
	}
	s.title = quoted(words, 40)
	s.query = search.Query{Text: words, Fold: search.Loose, Words: true}
	e := w.called(words)
	if len(e) == 1 {
		return w.soughtActor(e[0], s), true
	}
	s.called = len(e)
	return s, true
}

// soughtActor is an actor under all names.
func (w *Workbench) soughtActor(e *annotate.Entity, s sought) sought {
	if e == nil {
		return s
	}
	s.title, s.names, s.entity = quoted(e.Name, 40), e.Names(), e.ID
	if n := len(s.names) - 1; n > 0 {
		s.title += " and " + counted(n, "other name")
	}
	return s
}

// called are the actors with this name or alias, in any case and spelling of letters.
func (w *Workbench) called(name string) (list []*annotate.Entity) {
	name = search.Loose.Of(strings.TrimSpace(name))
	all, err := w.project.session.Entities()
	if err != nil || name == "" {
		return nil
	}
	for _, e := range all {
		if slices.ContainsFunc(e.Names(), func(n string) bool { return search.Loose.Of(n) == name }) {
			list = append(list, e)
		}
	}
	return list
}

// layered is s with a layer: the one it has, for an actor the one of mentions, or else the
// first.
func (w *Workbench) layered(s sought) sought {
	schema := w.project.session.Schema()
	looks := looksOf(schema)
	if !s.entity.IsZero() && !looks[s.layer].mention {
		for i := range schema.Layers {
			if looks[schema.Layers[i].ID].mention {
				s.layer = schema.Layers[i].ID
				break
			}
		}
	}
	if schema.Layer(s.layer) == nil && len(schema.Layers) > 0 {
		s.layer = schema.Layers[0].ID
	}
	return s
}

// walkParagraphs goes through the paragraphs of a text one by one.
type walkParagraphs struct {
	span text.Span
	has  bool
	next func() (text.Span, bool)
	stop func()
}

func paragraphs(t *text.Text) *walkParagraphs {
	p := &walkParagraphs{}
	p.next, p.stop = iter.Pull(t.Paragraphs())
	p.step()
	return p
}

func (p *walkParagraphs) step() { p.span, p.has = p.next() }

// firstLetters is how much of a paragraph is looked at for its direction, in bytes.
const firstLetters = 120

// readsFromRight reports whether the paragraph of a hit reads from the right: as the
// document says, or by its first strong letter.
func readsFromRight(d *annotate.Document, t *text.Text, s text.Span) bool {
	switch d.Direction {
	case annotate.LeftToRight:
		return false
	case annotate.RightToLeft:
		return true
	}
	p := t.ParagraphAt(s.Start)
	p.End = min(p.End, p.Start+firstLetters)
	base, _ := textlayout.Levels(t.Slice(t.SnapGrapheme(p)), textlayout.Auto)
	return base%2 == 1
}
