package textlayout

// unit is a length at the reference size: 1/64 of a pixel at refSize pixels the em.
type unit = int32

// refSize is the size at which all text is shaped, in pixels; refUnits of it are an em.
const (
	refSize  = 64
	refUnits = refSize * 64
)

// Glyph is a picture at a place in its word.
type Glyph struct {
	Face FaceID
	off  uint16 // of its cluster, in bytes from the word's start
	ID   uint32 // within the face; for Box the code point
	x, y unit   // from the word's left edge, upwards from the baseline
}

// X is how far right of its run's origin g stands, and Y how far above the baseline, in
// ems: multiply by the size.
func (g Glyph) X() float32 { return float32(g.x) / refUnits }

// Y is how far above the baseline g stands, in ems.
func (g Glyph) Y() float32 { return float32(g.y) / refUnits }

// stop is where a caret can stand in a word.
type stop struct {
	off uint16 // bytes from the word's start
	x   unit   // from its left edge
}

// Properties of a word.
const (
	rightToLeft uint8 = 1 << iota
	breakAfter        // a line may end here (UAX #14)
	mustBreak         // a line must end here
	softHyphen        // a line that ends here shows a hyphen
	tabulator         // the word is one tab; its width depends on where it stands
	boxed             // it holds a character that no face had
)

// Word is a shaped stretch of one direction, with the blanks that follow it. It is
// immutable and shared by all places with the same letters.
type Word struct {
	glyphs []Glyph // from left to right
	stops  []stop  // at grapheme boundaries, in reading order, both ends included
	width  unit    // with trailing blanks
	core   unit    // without
	len    uint16  // bytes
	ink    uint16  // bytes without trailing blanks
	flags  uint8
}

func (w *Word) is(flag uint8) bool { return w.flags&flag != 0 }

// at gives the x of the stop at or before byte off, or at or after when up is set.
func (w *Word) at(off int, up bool) unit {
	return w.stops[w.stopAt(off, up)].x
}

// stopAt finds the stop at off; inside a grapheme the one before, or after when up is set.
func (w *Word) stopAt(off int, up bool) int {
	lo, hi := 0, len(w.stops)-1
	for lo < hi { // the first stop at or after off
		mid := (lo + hi) / 2
		if int(w.stops[mid].off) < off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if !up && lo > 0 && int(w.stops[lo].off) > off {
		lo--
	}
	return lo
}

// part is the glyphs of bytes [from, to): words have one direction, so they are neighbours.
func (w *Word) part(from, to int) []Glyph {
	if from <= 0 && to >= int(w.len) {
		return w.glyphs
	}
	i, j := 0, len(w.glyphs)
	in := func(k int) bool { return int(w.glyphs[k].off) >= from && int(w.glyphs[k].off) < to }
	for i < j && !in(i) {
		i++
	}
	for i < j && !in(j-1) {
		j--
	}
	return w.glyphs[i:j]
}
