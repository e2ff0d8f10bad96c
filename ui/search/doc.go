// Package search shows what a search of a whole project finds: a field for the question,
// and under it a concordance of the hits, with what can be done to those that are ticked.
//
// One rule: it knows neither session nor store. What it shows it asks of a [Source], row
// by row for those in sight, so that 100,000 hits cost what 20 do; what a person does it
// reports by its On… fields.
//
//	p := search.New(source)
//	p.OnQuery = func(text string, o search.Options) { run(text, o) }
//	p.Update(search.State{Summary: "312 hits in 45 documents", Ticked: 312})
package search

// Options are what the boxes beside the field say.
type Options struct {
	Statements bool // not the texts but what stands in slots is asked for
	Pattern    bool
	Exact      bool // capitals, accents and the forms of Arabic letters count
	Words      bool // whole words only
}

// Row is a hit as it is drawn: what was read before it stands at its left or, where the
// text runs from the right, at its right.
type Row struct {
	Title       string
	Date        string
	Before      string
	Hit         string
	After       string
	RightToLeft bool
	Ticked      bool
	Slot        int    // of a statement's layer in the palette; 0: it is no statement
	Note        string // behind it: the values of a statement
}

// Source gives the rows.
type Source interface {
	Count() int
	Row(i int) Row
}

// Order is what the rows are sorted by.
type Order uint8

// The orders.
const (
	ByDocument Order = iota // in the order of import
	ByTitle
	ByDate
)

// State is what is shown around the rows.
type State struct {
	Summary    string // “312 hits in 45 documents”
	Ticked     int
	Busy       bool
	Problem    string // why the question cannot be answered; empty: it can
	Empty      string // what is absent, when there is no row, and what to do
	Next       string
	Layer      string // in which the ticked hits are to be marked
	LayerSlot  int
	Actor      string // whom the marks name; empty where marks name nobody
	Order      Order
	Descending bool
	CanWrite   bool
}
