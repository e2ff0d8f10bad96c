package session

import (
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
)

// Headliner is a Reader that gives what a list shows of all documents with less work than
// Summaries: in the same order, with the same errors.
type Headliner interface {
	Headings(annotator annotate.ID) iter.Seq2[annotate.Heading, error]
}

// Rows are the documents of a project as a list shows them, in the order of their IDs,
// that is, of import. Of each no more is kept than that: the rest is read when it is
// wanted. The zero value has none. Rows belong to one goroutine.
type Rows struct {
	rows  []row
	lines []byline // which many documents share; the first is empty
	known map[byline]uint32
}

// row is a document's heading in 48 bytes and the letters of its title.
type row struct {
	id          annotate.ID
	title       string
	byline      uint32 // in lines
	date        annotate.Date
	annotations int32
	state       annotate.State
	flags       annotate.Flags
}

// byline is who wrote a document and where it stood.
type byline struct{ author, outlet string }

// readRows reads the headings of all documents. They are gathered block by block, so that
// none is moved more than once, and the titles of a block are put in one piece of memory.
func readRows(r Reader, annotator annotate.ID) (*Rows, error) {
	rows := &Rows{}
	var blocks [][]row
	block, titles := make([]row, 0, blockRows), []byte(nil)
	pack := func() {
		packTitles(block, titles)
		blocks, block, titles = append(blocks, block), make([]row, 0, blockRows), titles[:0]
	}
	for h, err := range headings(r, annotator) {
		if err != nil {
			return nil, fmt.Errorf("list documents: %w", err)
		}
		block, titles = append(block, rows.row(h)), append(titles, h.Title...)
		if len(block) == blockRows {
			pack()
		}
	}
	pack()
	rows.rows = slices.Concat(blocks...)
	return rows, nil
}

// blockRows is how many rows are gathered at a time.
const blockRows = 1 << 10

// packTitles has the titles of a block share one string.
func packTitles(block []row, titles []byte) {
	s := string(titles)
	for i := range block {
		n := len(block[i].title)
		block[i].title, s = s[:n], s[n:]
	}
}

func headings(r Reader, annotator annotate.ID) iter.Seq2[annotate.Heading, error] {
	if h, ok := r.(Headliner); ok {
		return h.Headings(annotator)
	}
	return func(yield func(annotate.Heading, error) bool) {
		for s, err := range r.Summaries(annotator) {
			var h annotate.Heading
			if err == nil {
				h = s.Heading()
			}
			if !yield(h, err) {
				return
			}
		}
	}
}

// Len is how many documents there are.
func (r *Rows) Len() int { return len(r.rows) }

// At is the heading of the document at a place in their order: 0 ≤ i < Len.
func (r *Rows) At(i int) annotate.Heading {
	w := &r.rows[i]
	h := annotate.Heading{ID: w.id, Title: w.title, Date: w.date, State: w.state, Flags: w.flags, Annotations: int(w.annotations)}
	if w.byline > 0 {
		h.Author, h.Outlet = r.lines[w.byline].author, r.lines[w.byline].outlet
	}
	return h
}

// Find is the place of a document; false when it is not there, and then the place is
// where it would stand.
func (r *Rows) Find(id annotate.ID) (int, bool) {
	return slices.BinarySearchFunc(r.rows, id, func(w row, id annotate.ID) int { return w.id.Compare(id) })
}

// All are the headings in their order. The rows must not change meanwhile.
func (r *Rows) All() iter.Seq2[int, annotate.Heading] {
	return func(yield func(int, annotate.Heading) bool) {
		for i := range r.rows {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}

func (r *Rows) row(h annotate.Heading) row {
	return row{h.ID, h.Title, r.number(byline{h.Author, h.Outlet}), h.Date, int32(h.Annotations), h.State, h.Flags}
}

// number is the number of a byline, which it keeps.
func (r *Rows) number(b byline) uint32 {
	if b == (byline{}) {
		return 0
	}
	n, ok := r.known[b]
	if !ok {
		if r.known == nil {
			r.known, r.lines = map[byline]uint32{}, []byline{{}}
		}
		n = uint32(len(r.lines))
		r.lines = append(r.lines, b)
		r.known[b] = n
	}
	return n
}

func (r *Rows) remember(c annotate.Change, me annotate.ID) {
	key := c.Key()
	i, there := r.Find(key.Document)
	switch key.Kind {
	case annotate.KindDocument:
		r.replace(i, there, c)
	case annotate.KindProgress:
		if p, ok := c.New.(*annotate.Progress); there && key.Annotator == me {
			r.rows[i].state, r.rows[i].flags = annotate.New, 0
			if ok {
				r.rows[i].state, r.rows[i].flags = p.State, p.Flags
			}
		}
	case annotate.KindAnnotation:
		if there {
			r.rows[i].annotations += int32(exists(c.New) - exists(c.Old))
		}
	}
}

// replace keeps the rows in order. A new document is nearly always the last.
func (r *Rows) replace(i int, there bool, c annotate.Change) {
	d, ok := c.New.(*annotate.Document)
	switch {
	case !ok && there:
		r.rows = slices.Delete(r.rows, i, i+1)
	case ok && there:
		s := annotate.Summary{Document: d, State: r.rows[i].state, Flags: r.rows[i].flags, Annotations: int(r.rows[i].annotations)}
		r.rows[i] = r.row(s.Heading())
	case ok:
		r.rows = slices.Insert(r.rows, i, r.row((&annotate.Summary{Document: d}).Heading()))
	}
}
