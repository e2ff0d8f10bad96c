package session

import "parley/annotate"

// Begin opens a document as [Session.Page] does, but returns as soon as its text is there:
// the annotations and relations are read on another goroutine, as they are at this moment.
// The page can be used at once. Whoever asks it for one of those waits until they have
// come, and what is changed meanwhile is kept: so nobody sees less than all. then is called
// on that other goroutine when they are there, with those of the beginning in no particular
// order, which are its own slice; or when they cannot be read, and then Page tells why. It
// is not called when nothing has to come.
func (s *Session) Begin(id annotate.ID, then func([]*annotate.Annotation)) (*Page, error) {
	if p := s.open(id); p != nil {
		return s.Page(id)
	}
	p, err := readText(s.store, id)
	if err != nil {
		return nil, err
	}
	view, end, err := s.store.View()
	if err != nil {
		return nil, err
	}
	p.coming = make(chan struct{})
	s.pages[id] = p
	go func() {
		var annotations []*annotate.Annotation
		annotations, p.err = p.read(view, id)
		end()
		close(p.coming)
		then(annotations)
	}()
	return p, nil
}

// Coming reports whether annotations and relations are still being read: who asks for them
// now has to wait.
func (p *Page) Coming() bool {
	if p.coming == nil {
		return false
	}
	select {
	case <-p.coming:
		return false
	default:
		return true
	}
}

// wait waits for what is coming.
func (p *Page) wait() {
	if p.coming != nil {
		<-p.coming
	}
}
