package textlayout

import "golang.org/x/text/unicode/bidi"

// maxDepth is max_depth of UAX #9, BD2.
const maxDepth = 125

// embedding is an entry of the directional status stack.
type embedding struct {
	level    uint8
	override bidi.Class // L, R or ON for none
	isolate  bool
}

// status is what X1 to X8 keep: the stack, and what did not fit on it.
type status struct {
	stack                        []embedding
	overIsolates, overEmbeddings int
	isolates                     int // valid ones that are open
}

func (s *status) reset(base uint8) {
	*s = status{stack: append(s.stack[:0], embedding{base, bidi.ON, false})}
}

func (s *status) top() embedding { return s.stack[len(s.stack)-1] }
func (s *status) pop()           { s.stack = s.stack[:len(s.stack)-1] }

// push opens an embedding if there is room for it.
func (s *status) push(rtl bool, override bidi.Class, isolate bool) bool {
	next := nextLevel(s.top().level, rtl)
	if next > maxDepth || s.overIsolates > 0 || s.overEmbeddings > 0 {
		return false
	}
	s.stack = append(s.stack, embedding{next, override, isolate})
	return true
}

// open is X2 to X5: embeddings and overrides.
func (s *status) open(c bidi.Class) {
	if !s.push(c == bidi.RLE || c == bidi.RLO, overrideOf(c), false) && s.overIsolates == 0 {
		s.overEmbeddings++
	}
}

// openIsolate is X5a to X5c.
func (s *status) openIsolate(rtl bool) {
	if s.push(rtl, bidi.ON, true) {
		s.isolates++
	} else {
		s.overIsolates++
	}
}

// closeIsolate is X6a.
func (s *status) closeIsolate() {
	if s.overIsolates > 0 {
		s.overIsolates--
		return
	}
	if s.isolates == 0 {
		return
	}
	s.overEmbeddings = 0
	for !s.top().isolate {
		s.pop()
	}
	s.pop()
	s.isolates--
}

// close is X7.
func (s *status) close() {
	switch {
	case s.overIsolates > 0:
	case s.overEmbeddings > 0:
		s.overEmbeddings--
	case !s.top().isolate && len(s.stack) > 1:
		s.pop()
	}
}

// explicit is X1 to X8.
func (b *resolver) explicit() {
	s := &b.status
	s.reset(b.base)
	for i, c := range b.orig {
		b.levels[i] = s.top().level
		switch {
		case isInitiator(c):
			b.override(i, s.top().override)
			s.openIsolate(c == bidi.RLI || c == bidi.FSI && b.firstStrong(i+1, int(b.match[i])) == 1)
		case c == bidi.PDI:
			s.closeIsolate()
			b.levels[i] = s.top().level
			b.override(i, s.top().override)
		case c == bidi.PDF:
			s.close()
		case c == bidi.B:
			s.reset(b.base)
			b.levels[i] = b.base
		case c == bidi.BN:
		case isRemoved(c):
			s.open(c)
		default:
			b.override(i, s.top().override)
		}
	}
}

func (b *resolver) override(i int, c bidi.Class) {
	if c != bidi.ON {
		b.class[i] = c
	}
}

func overrideOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.RLO:
		return bidi.R
	case bidi.LRO:
		return bidi.L
	}
	return bidi.ON
}

// nextLevel is the least level above l of the wanted direction.
func nextLevel(l uint8, rtl bool) uint8 {
	if rtl {
		return (l + 1) | 1
	}
	return (l + 2) &^ 1
}
