package query

import (
	"math"

	"parley/annotate"
	"parley/annotate/text"
)

// Place is where an annotation stands.
type Place struct {
	Document   annotate.ID
	Annotation annotate.ID
	Span       text.Span // the smallest over all fragments; empty at 0 when it is about the whole document
}

// row is an annotation in the index. Its number, a place in Index.rows, stays the same
// as long as the annotation stays where it is.
type row struct {
	id         annotate.ID
	document   uint32 // its number in Index.documents
	start, end uint32 // end is 0 for those about the whole document
}

// document is one that has, or once had, annotations.
type document struct {
	id    annotate.ID
	count uint32
}

// position is a point in reading order: at an annotation, or between two.
type position struct {
	document   annotate.ID
	start, end uint32
	id         annotate.ID
	behind     bool // just behind what stands exactly here, not before it
}

// offset is o as rows have it. No text is so long that it does not fit.
func offset(o text.Offset) uint32 { return uint32(min(max(int64(o), 0), math.MaxUint32)) }

func positionOf(a *annotate.Annotation) position {
	s := a.Span()
	return position{document: a.Document, start: offset(s.Start), end: offset(s.End), id: a.ID}
}

func (p Place) position() position {
	return position{document: p.Document, start: offset(p.Span.Start), end: offset(p.Span.End), id: p.Annotation}
}

// opening is the position before everything in a document.
func opening(document annotate.ID) position { return position{document: document} }

// closing is the position behind everything in a document.
func closing(document annotate.ID) position {
	return position{document: document, start: math.MaxUint32, end: 1, id: lastID, behind: true}
}

// from is the position before every annotation of a document that begins at o or behind
// it; those about the whole document are before it.
func from(document annotate.ID, o text.Offset) position {
	return position{document: document, start: offset(o), end: math.MaxUint32}
}

var lastID = annotate.ID{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}

// compare says whether the annotation at p stands before, at or behind q.
func (p position) compare(q position) int {
	if c := p.document.Compare(q.document); c != 0 {
		return c
	}
	return p.within(q)
}

// within compares two positions of one document.
func (p position) within(q position) int {
	switch {
	case (p.end == 0) != (q.end == 0):
		return sign(p.end == 0)
	case p.start != q.start:
		return sign(p.start < q.start)
	case p.end != q.end:
		return sign(p.end > q.end)
	}
	if c := p.id.Compare(q.id); c != 0 || !q.behind {
		return c
	}
	return -1
}

func sign(before bool) int {
	if before {
		return -1
	}
	return 1
}
