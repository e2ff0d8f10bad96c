package session

import "parley/annotate"

// Begin opens a document as [Session.Page] does, but returns as soon as its text is there:
// the annotations and relations are read on another goroutine, as they are at this moment.
// The page can be used at once. Whoever asks it for one of those waits until they have
// come, and what is changed meanwhile is kept: so nobody sees less than all. then is called
// on that other goroutine when they are there, or cannot be read; then Page tells why. It
// is not called when nothing has to come.
func (s *Session) Begin(id annotate.ID, then func()) (*Page, error) {
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
		p.err = p.read(view, id)
		end()
		close(p.coming)
		then()
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
