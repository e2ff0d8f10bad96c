package textlayout

// lineStart is where a line begins in its paragraph, and how wide it came out. The line
// ends where the next begins.
type lineStart struct {
	off    uint32 // bytes from the paragraph's start
	piece  uint32 // the piece that holds it
	width  unit   // without the blanks at its end
	hyphen bool   // it ends in a soft hyphen that shows
}

// tabWidth is the distance of tab stops: two and a half ems.
const tabWidth = refUnits * 5 / 2

// tabAdvance is how far a tab at x reaches.
func tabAdvance(x unit) unit { return tabWidth - x%tabWidth }

// breaker breaks one paragraph greedily, in time proportional to its pieces.
type breaker struct {
	pieces []piece
	limit  unit // a line's width
	hyphen unit // the width of one
	out    []lineStart

	x, inked unit // the line so far: with and without trailing blanks
	after    int  // where the last chance to break was: before this piece; 0 for none
	afterX   unit // x there
	afterInk unit // inked there
	skip     int  // bytes of the current piece that the line before took
}

// wrapInto appends the lines of s to out, for lines of limit units.
func wrapInto(out []lineStart, s *shaped, limit, hyphen unit) []lineStart {
	if s.width <= limit && !s.special() {
		width := s.width
		if n := len(s.pieces); n > 0 {
			width -= s.pieces[n-1].word.width - s.pieces[n-1].word.core
		}
		return append(out, lineStart{width: width})
	}
	b := breaker{pieces: s.pieces, limit: limit, hyphen: hyphen, out: append(out, lineStart{})}
	for i := 0; i < len(b.pieces); {
		i = b.place(i)
	}
	b.out[len(b.out)-1].width = b.inked
	return b.out
}

// special tells whether s has tabs or breaks inside.
func (s *shaped) special() bool {
	for i := range s.pieces {
		if s.pieces[i].word.is(tabulator | mustBreak) {
			return true
		}
	}
	return false
}

// place puts piece i on the line, or ends the line before it; it gives the piece to go on with.
func (b *breaker) place(i int) int {
	w := b.pieces[i].word
	width, core := b.measure(w)
	if b.x+core+b.hyphenAfter(w) > b.limit && core > 0 {
		if b.after > 0 {
			return b.endAtChance()
		}
		if b.x > 0 || core > b.limit {
			return b.endInside(i)
		}
	}
	b.x += width
	if core > 0 {
		b.inked = b.x - width + core
	}
	b.skip = 0
	switch {
	case w.is(mustBreak) && i+1 < len(b.pieces):
		b.end(i+1, 0, b.inked, false)
	case w.is(breakAfter):
		b.after, b.afterX, b.afterInk = i+1, b.x, b.inked
	}
	return i + 1
}

func (b *breaker) hyphenAfter(w *Word) unit {
	if w.is(softHyphen) {
		return b.hyphen
	}
	return 0
}

// measure is what is left of w on this line.
func (b *breaker) measure(w *Word) (width, core unit) {
	if w.is(tabulator) {
		return tabAdvance(b.x), 0
	}
	if b.skip == 0 {
		return w.width, w.core
	}
	taken := w.advance(b.skip)
	return w.width - taken, max(0, w.core-taken)
}

// advance is how much of w its first off bytes take.
func (w *Word) advance(off int) unit {
	if w.is(rightToLeft) {
		return w.width - w.at(off, true)
	}
	return w.at(off, true)
}

// endAtChance ends the line at the last place where it may end, and goes on from there.
func (b *breaker) endAtChance() int {
	next := b.after
	b.end(next, 0, b.afterInk, b.pieces[next-1].word.is(softHyphen))
	return next
}

// endInside ends the line in a word that is wider than a line, at the last grapheme
// that fits; at least one is taken when the line would be empty.
func (b *breaker) endInside(i int) int {
	w := b.pieces[i].word
	taken := w.advance(b.skip)
	k := w.stopAt(b.skip, true)
	if b.x == 0 {
		k++
	}
	for k+1 < len(w.stops) && b.x+w.advance(int(w.stops[k+1].off))-taken <= b.limit {
		k++
	}
	off := int(w.stops[k].off)
	if off >= int(w.ink) && b.x == 0 { // one grapheme is all there is
		b.x += w.width - taken
		b.inked = b.x - (w.width - w.core)
		b.skip = 0
		if i+1 < len(b.pieces) {
			b.end(i+1, 0, b.inked, false)
		}
		return i + 1
	}
	inked := b.inked
	if off > b.skip {
		inked = b.x + w.advance(off) - taken
	}
	b.end(i, off, inked, false)
	return i
}

// end closes the line; the next begins skip bytes into piece i.
func (b *breaker) end(i, skip int, inked unit, hyphen bool) {
	last := &b.out[len(b.out)-1]
	last.width, last.hyphen = inked, hyphen
	if hyphen {
		last.width += b.hyphen
	}
	b.out = append(b.out, lineStart{off: b.pieces[i].off + uint32(skip), piece: uint32(i)})
	b.x, b.inked, b.after, b.skip = 0, 0, 0, skip
}
