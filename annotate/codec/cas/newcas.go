package cas

import (
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// newCAS is a CAS of the text, with its tokens and sentences.
func (r *renderer) newCAS() (*graph, error) {
	g := newGraph()
	if g.inline = r.isXMI; r.isXMI {
		g.types = r.types(nil)
	}
	g.declareDKPro()
	sofa := g.make(sofaType)
	sofa.set("sofaNum", value{form: literal, text: "1"})
	sofa.set("sofaID", value{text: "_InitialView"})
	sofa.set("mimeType", value{text: "text"})
	sofa.set("sofaString", value{text: r.text.String()})
	g.views = []*view{{name: "_InitialView", sofa: sofa.id}}
	end, err := r.text.In(r.text.Len(), text.UTF16)
	if err != nil {
		return nil, err
	}
	g.mark(metaType, 0, end).set("documentId", value{text: uima.CleanName(r.document.Head.Title)})
	units := uima.NewCounter(r.text)
	for _, tokens := range uima.Sentences(r.text) {
		first, last := units.In(tokens[0].Start), 0
		for _, at := range tokens {
			start := units.In(at.Start)
			last = units.In(at.End)
			g.mark(tokenType, start, last)
		}
		g.mark(sentenceType, first, last)
	}
	return g, nil
}

// mark is a new structure at a place.
func (g *graph) mark(kind string, start, end int) *structure {
	s := g.make(kind)
	of := 0
	if sofa := g.sofa(); sofa != nil {
		of = sofa.id
	}
	s.place(of, start, end)
	return s
}

func (g *graph) declareDKPro() {
	t := g.types
	t.ensure(documentType, annotationType)
	t.declare(documentType, "language", stringType, "")
	t.ensure(metaType, documentType)
	for _, f := range []string{"documentTitle", "documentId"} {
		t.declare(metaType, f, stringType, "")
	}
	t.ensure(fieldType, annotationType)
	t.declare(fieldType, "key", stringType, "")
	t.declare(fieldType, "value", stringType, "")
	t.ensure(tokenType, annotationType)
	t.ensure(sentenceType, annotationType)
}
