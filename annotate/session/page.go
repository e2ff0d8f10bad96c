package session

import (
	"fmt"
	"iter"
	"maps"

	"parley/annotate"
	"parley/annotate/text"
)

// Page is one open document: its head, its text and what is recorded in it, kept up to
// date by the session until [Session.Release]. It is what package edit works on.
type Page struct {
	document    *annotate.Document
	text        *text.Text
	annotations map[annotate.ID]*annotate.Annotation
	relations   map[annotate.ID]*annotate.Relation
	progress    map[annotate.ID]*annotate.Progress // by annotator
	damaged     []error
	coming      chan struct{} // closed when all is there; nil: it is
	err         error         // why what was coming has not come
}

// Page opens a document, or gives it again while it is open. It costs in proportion to
// that document. Annotations whose quote is not what the text says are kept out and told
// by [Page.Damaged]. A document that was deleted is annotate.ErrNotFound; undo brings an
// open page of it back as well.
func (s *Session) Page(id annotate.ID) (*Page, error) {
	if p := s.open(id); p != nil {
		if p.wait(); p.err != nil {
			delete(s.pages, id)
			return nil, p.err
		}
		return p, nil
	}
	p, err := ReadPage(s.store, id)
	if err != nil {
		return nil, err
	}
	s.pages[id] = p
	return p, nil
}

func (s *Session) open(id annotate.ID) *Page {
	if _, ok := s.rows.Find(id); ok {
		return s.pages[id]
	}
	return nil
}

// Release forgets an open document.
func (s *Session) Release(id annotate.ID) { delete(s.pages, id) }

// ReadPage reads one document with all that is recorded in it. Nobody keeps it up to date.
func ReadPage(r Reader, id annotate.ID) (*Page, error) {
	p, err := readText(r, id)
	if err != nil {
		return nil, err
	}
	_, err = p.read(r, id)
	return p, err
}

// readText reads what is there before the annotations: head, text and progress.
func readText(r Reader, id annotate.ID) (*Page, error) {
	head, err := r.Document(id)
	if err != nil {
		return nil, err
	}
	body, err := r.Body(id)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", head.Title, err)
	}
	t, err := text.New(body)
	if err != nil {
		return nil, fmt.Errorf("%q: %w: %w", head.Title, err, annotate.ErrDamaged)
	}
	p := &Page{document: head, text: t, annotations: map[annotate.ID]*annotate.Annotation{}, relations: map[annotate.ID]*annotate.Relation{}}
	progress, err := r.Progress(id)
	if err != nil {
		return nil, err
	}
	p.progress = make(map[annotate.ID]*annotate.Progress, len(progress))
	for _, g := range progress {
		p.progress[g.Annotator] = g
	}
	return p, nil
}

// read reads the rest, and gives the annotations that are not damaged.
func (p *Page) read(r Reader, id annotate.ID) ([]*annotate.Annotation, error) {
	annotations, err := r.Annotations(id)
	if err != nil {
		return nil, err
	}
	relations, err := r.Relations(id)
	if err != nil {
		return nil, err
	}
	p.annotations = make(map[annotate.ID]*annotate.Annotation, len(annotations))
	sound := annotations[:0]
	for _, a := range annotations {
		if err := p.text.Verify(a.Fragments, a.Quote.Exact); err != nil {
			p.damaged = append(p.damaged, fmt.Errorf("annotation %s: %w", a.ID, err))
			continue
		}
		p.annotations[a.ID] = a
		sound = append(sound, a)
	}
	p.relations = make(map[annotate.ID]*annotate.Relation, len(relations))
	for _, l := range relations {
		p.relations[l.ID] = l
	}
	return sound, nil
}

// Document is the document's head.
func (p *Page) Document() *annotate.Document { return p.document }

// Text is the document's text.
func (p *Page) Text() *text.Text { return p.text }

// Annotation finds an annotation; nil when there is none.
func (p *Page) Annotation(id annotate.ID) *annotate.Annotation {
	p.wait()
	return p.annotations[id]
}

// Annotations are all of the document, in no particular order.
func (p *Page) Annotations() iter.Seq[*annotate.Annotation] {
	p.wait()
	return maps.Values(p.annotations)
}

// Count is the number of annotations.
func (p *Page) Count() int {
	p.wait()
	return len(p.annotations)
}

// Relation finds a relation; nil when there is none.
func (p *Page) Relation(id annotate.ID) *annotate.Relation {
	p.wait()
	return p.relations[id]
}

// Relations are all of the document, in no particular order.
func (p *Page) Relations() iter.Seq[*annotate.Relation] {
	p.wait()
	return maps.Values(p.relations)
}

// Progress is how far an annotator is; nil when nothing is recorded.
func (p *Page) Progress(annotator annotate.ID) *annotate.Progress { return p.progress[annotator] }

// Damaged says which annotations were kept out because their quote is not what the text says.
func (p *Page) Damaged() []error {
	p.wait()
	return p.damaged
}

func (p *Page) remember(c annotate.Change) {
	key := c.Key()
	switch key.Kind {
	case annotate.KindDocument:
		if d, ok := c.New.(*annotate.Document); ok {
			p.document = d
		}
	case annotate.KindAnnotation:
		p.wait()
		put(p.annotations, key.ID, c.New)
	case annotate.KindRelation:
		p.wait()
		put(p.relations, key.ID, c.New)
	case annotate.KindProgress:
		put(p.progress, key.Annotator, c.New)
	}
}

func put[T any](m map[annotate.ID]T, id annotate.ID, r annotate.Record) {
	if v, ok := r.(T); ok {
		m[id] = v
		return
	}
	delete(m, id)
}
