package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/docview"
)

// effect is what a ChangeSet means for what is on screen.
type effect struct {
	dirty       []text.Span          // of the open text, to be drawn anew
	rows        map[annotate.ID]bool // documents whose row changed
	reload      bool                 // documents came or went
	gone        bool                 // the open one among them
	schema      bool
	annotations bool // of the open document
	head        bool
	turns       bool
	relations   bool
	names       bool              // entities were renamed
	changed     []annotate.Change // of annotations of the open document
	made        annotate.ID       // the one annotation of the open document that came to be
}

func (w *Workbench) effectOf(cs *annotate.ChangeSet) effect {
	e := effect{rows: map[annotate.ID]bool{}}
	made := 0
	for _, c := range cs.Changes {
		k := c.Key()
		here := w.doc != nil && k.Document == w.doc.id
		switch k.Kind {
		case annotate.KindSchema:
			e.schema = true
		case annotate.KindDocument:
			e.rows[k.Document] = true
			e.reload = e.reload || c.Old == nil || c.New == nil
			e.gone = e.gone || here && c.New == nil
			e.head = e.head || here
			e.turns = e.turns || here && turnsDiffer(c)
		case annotate.KindProgress:
			e.rows[k.Document] = true
			e.head = e.head || here
		case annotate.KindEntity:
			e.names = w.doc != nil
			if c.Old != nil && w.doc != nil {
				e.dirty = append(e.dirty, w.doc.page.Text().All())
			}
		case annotate.KindAnnotation:
			e.rows[k.Document] = true
			if !here {
				continue
			}
			e.annotations = true
			e.changed = append(e.changed, c)
			if span, ok := w.doc.marks.change(c); ok {
				e.dirty = append(e.dirty, span)
			}
			if c.Old == nil {
				made++
				e.made = k.ID
			}
		case annotate.KindRelation:
			if here {
				w.doc.marks.related.change(c)
				e.relations = true
			}
		}
	}
	if made != 1 {
		e.made = annotate.ID{}
	}
	return e
}

func docviewID(id annotate.ID) docview.ID { return docview.ID(id) }

// lowerFirst is s with a small first letter.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(unicode.ToLower(r))) + s[n:]
}
