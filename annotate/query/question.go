package query

import (
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
)

// Book is what the names in a question are looked up in. Nothing in it is changed, and
// whatever is nil is empty.
type Book struct {
	Schema     *annotate.Schema
	Entities   iter.Seq[*annotate.Entity]
	Annotators []*annotate.Annotator
	Documents  iter.Seq[annotate.Heading]
}

// Question is a question about the statements of a project: its annotations, by what stands
// in their slots. It does not change and is safe for use by several goroutines.
type Question struct {
	conditions []condition
	dated      bool // some condition asks for a document's date
}

// condition is one clause with its names looked up.
type condition struct {
	not     bool
	terms   []Term // one of these is true of every annotation that it is true of; nil: that is not known
	is      func(*annotate.Annotation, *annotate.Document) bool
	dated   bool
	in      map[annotate.ID]bool // documents; nil: any
	decided bool                 // the terms say all
}

// holds reports whether the condition is true of an annotation; the document may be nil
// for one that does not ask for dates.
func (c *condition) holds(a *annotate.Annotation, d *annotate.Document) bool {
	var yes bool
	switch {
	case c.in != nil:
		yes = c.in[a.Document]
	case c.decided:
		yes = slices.ContainsFunc(c.terms, func(t Term) bool { return t.Holds(a) })
	default:
		yes = c.is(a, d)
	}
	return yes != c.not
}

// Ask reads a question and looks up its names: in any case, with accents and the letters
// of Arabic folded, as ID, name, code or label, and actors by their aliases too.
//
//	actor:HTS        names the actor in any slot, or as a mention
//	stance:against   in the slot of that ID or name in any layer; a tag, or one below it
//	layer:claim annotator:Lina document:"Interview"   (a part of its title)
//	date:2018-03 date:2018..2020    the statement's date or, where it has none, its document's
//	published:2018   its document's
//	text:"the port"  in the quote, as are words without a slot
//	note:check origin:import        in these
//	stance:unset     nothing stands in the slot
//	-stance:favor    anything but that
//
// Clauses are joined by "and". A name with several meanings is a [*QuestionError] that
// wraps annotate.ErrAmbiguous and has them as its Choices; one without is one that wraps
// annotate.ErrNotFound.
func Ask(question string, b Book) (*Question, error) {
	clauses, err := Clauses(question)
	if err != nil {
		return nil, err
	}
	q := &Question{}
	for _, c := range clauses {
		r := resolver{book: b, clause: c}
		cond, err := r.condition()
		if err != nil {
			return nil, err
		}
		cond.not = c.Not
		q.dated = q.dated || cond.dated
		q.conditions = append(q.conditions, cond)
	}
	return q, nil
}

// Holds reports whether everything asked for is true of an annotation of a document.
func (q *Question) Holds(a *annotate.Annotation, d *annotate.Document) bool {
	for i := range q.conditions {
		if !q.conditions[i].holds(a, d) {
			return false
		}
	}
	return true
}

// NeedsHead reports whether Holds asks for the document.
func (q *Question) NeedsHead() bool { return q.dated }

// Documents are those in which there may be answers, in their order, as far as an index
// can tell: only these need be read. It costs in proportion to what the most selective
// clause is true of.
func (q *Question) Documents(x *Index) []annotate.ID {
	lead, terms := q.lead(x)
	found := map[annotate.ID]bool{}
	for _, t := range lead {
		for d := range x.Documents(append(terms[:len(terms):len(terms)], t)...) {
			if q.may(d) {
				found[d] = true
			}
		}
	}
	list := make([]annotate.ID, 0, len(found))
	for d := range found {
		list = append(list, d)
	}
	slices.SortFunc(list, annotate.ID.Compare)
	return list
}

// lead is the clause that is true of the fewest, as the terms of which one is true; and
// the terms that are true beside.
func (q *Question) lead(x *Index) (lead, beside []Term) {
	lead = []Term{{}}
	fewest := x.Len()
	for i := range q.conditions {
		c := &q.conditions[i]
		if c.not || c.terms == nil {
			continue
		}
		if len(c.terms) == 1 {
			beside = append(beside, c.terms[0])
		}
		n := 0
		for _, t := range c.terms {
			n += x.Count(t)
		}
		if n < fewest || n == 0 {
			lead, fewest = c.terms, n
		}
	}
	return lead, beside
}

// may reports whether a document can have answers.
func (q *Question) may(document annotate.ID) bool {
	for i := range q.conditions {
		if c := &q.conditions[i]; c.in != nil && c.in[document] == c.not {
			return false
		}
	}
	return true
}

// folded is a name as it is compared.
func folded(s string) string { return search.Loose.Of(strings.TrimSpace(s)) }
