package parley

import (
	"fmt"

	"parley/annotate"
	"parley/annotate/text"
)

// decoded is one document of a file as records, and what was found wrong with it.
type decoded struct {
	number      int // in the file, from 0
	at          int64
	line        int // in JSONL; otherwise 0
	head        *annotate.Document
	body        *annotate.Body
	progress    []*annotate.Progress
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	originals   []*annotate.Original
	report      Report
	wrong       string // with the document itself
	refused     bool   // the whole document
	text        *text.Text
}

// title is how problems name the document.
func (c *decoded) title() string {
	switch {
	case c.head.Title != "":
		return c.head.Title
	case !c.head.ID.IsZero():
		return c.head.ID.String()
	}
	return fmt.Sprintf("document %d", c.number+1)
}

// problem is text said of a record, or with no kind of the document.
func (c *decoded) problem(kind string, index int, id annotate.ID, at int64, what string) Problem {
	place := fmt.Sprintf("/documents/%d", c.number)
	if c.line > 0 {
		place = fmt.Sprintf("line %d: ", c.line)
	}
	p := Problem{Document: c.title(), Place: place, Offset: at, Text: what}
	if kind == "" {
		return p
	}
	p.Place += fmt.Sprintf("/%s/%d", kind, index)
	if !id.IsZero() {
		p.Record = kindNoun[kind] + " " + id.String()
	}
	return p
}

var kindNoun = map[string]string{"annotations": "annotation", "relations": "relation", "turns": "turn", "entities": "entity", "originals": "original", "annotators": "annotator"}

// changes adds the records as changes, what is named before what names it.
func (c *decoded) changes(out []annotate.Change) []annotate.Change {
	out = append(out, annotate.Create(c.body), annotate.Create(c.head))
	for _, o := range c.originals {
		out = append(out, annotate.Create(o))
	}
	for _, p := range c.progress {
		out = append(out, annotate.Create(p))
	}
	for _, a := range c.annotations {
		out = append(out, annotate.Create(a))
	}
	for _, r := range c.relations {
		out = append(out, annotate.Create(r))
	}
	return out
}

func (c *decoded) size() int {
	return 2 + len(c.originals) + len(c.progress) + len(c.annotations) + len(c.relations)
}

// doubt reports what is odd about the record at hand, which is taken all the same.
func (d *decoder) doubt(format string, args ...any) {
	d.doc.report.Doubtful.Add(d.doc.problem(d.kind, d.index, d.id, d.base+int64(d.i), fmt.Sprintf(format, args...)))
}

// unknown passes over a member that no record has.
func (d *decoder) unknown() {
	name := string(d.name)
	d.skip()
	d.doubt("the member %.40q is not known and was left out", name)
}

// give refuses the record at hand when something was wrong with it.
func (d *decoder) give(at int) (ok bool) {
	if d.wrong == "" || d.err != nil {
		return d.err == nil
	}
	d.doc.report.Refused.Add(d.doc.problem(d.kind, d.index, d.id, d.base+int64(at), d.wrong))
	d.wrong = ""
	return false
}

// begin makes record index of kind the one at hand.
func (d *decoder) begin(kind string, index int) {
	d.kind, d.index, d.id, d.wrong = kind, index, annotate.ID{}, ""
}
