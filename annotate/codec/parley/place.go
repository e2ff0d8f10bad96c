package parley

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/text"
)

// resolve finds the places of the annotations in the text, and takes those whose quote
// stands there. A file that says one unit and counts in another gives itself away by its
// quotes: when another unit fits all that the one it says fits, and more, it is taken,
// and the report says so. What fits neither is refused. It gives the unit that was taken.
func (d *decoder) resolve() text.Unit {
	c := d.doc
	unit := d.plan.unit
	fit := d.locate(unit)
	if fit < len(d.raw) {
		if other, better := d.otherUnit(fit); better {
			d.locate(other)
			d.begin("", 0)
			c.report.Repaired.Add(c.problem("", 0, annotate.ID{}, c.at, fmt.Sprintf(
				"its positions are counted in %s, not in %s as the file says; read so, the quotes stand where they should", unitNoun[other], unitNoun[unit])))
			unit = other
		}
	}
	c.annotations = make([]*annotate.Annotation, 0, len(d.raw))
	for i := range d.raw {
		d.admit(&d.raw[i])
	}
	return unit
}

var unitNoun = map[text.Unit]string{text.CodePoint: "code points", text.UTF16: "UTF-16 units", text.Byte: "bytes"}

// admit takes an annotation into the document, or refuses it.
func (d *decoder) admit(r *raw) {
	c := d.doc
	d.begin("annotations", r.index)
	d.id, d.wrong = r.ID, r.wrong
	if !r.Document.IsZero() && r.Document != c.head.ID {
		d.refuse("it names document %s, and stands in %s", r.Document, c.head.ID)
	}
	if d.there[r.ID] {
		d.refuse("another annotation has its id")
	}
	if !d.give(r.at) {
		return
	}
	if len(r.fragments) > 0 && !r.quote.given {
		d.doubt("it has no quote to check its place by")
	}
	r.Document = c.head.ID
	d.there[r.ID] = true
	c.annotations = append(c.annotations, r.Annotation)
}

// otherUnit looks for a unit in which all annotations stand that stand in the file's own,
// and more of them.
func (d *decoder) otherUnit(fit int) (text.Unit, bool) {
	stood := make([]bool, len(d.raw))
	for i := range d.raw {
		stood[i] = d.raw[i].wrong == ""
	}
	best, found := d.plan.unit, false
	for _, u := range []text.Unit{text.CodePoint, text.UTF16, text.Byte} {
		if u == d.plan.unit {
			continue
		}
		if n := d.locate(u); n > fit && d.keeps(stood) {
			best, fit, found = u, n, true
		}
	}
	d.locate(d.plan.unit)
	return best, found
}

// keeps reports whether all that stood stand now.
func (d *decoder) keeps(stood []bool) bool {
	for i := range d.raw {
		if stood[i] && d.raw[i].wrong != "" {
			return false
		}
	}
	return true
}

// locate reads all places in unit and counts those whose quote stands there.
func (d *decoder) locate(unit text.Unit) (fit int) {
	w := walker{text: d.doc.text, unit: unit, pools: &d.pools}
	for i := range d.raw {
		r := &d.raw[i]
		r.wrong = w.place(r)
		if r.wrong == "" {
			fit++
		}
	}
	return fit
}

// walker turns positions into offsets, forward from the last one where it can.
type walker struct {
	text  *text.Text
	unit  text.Unit
	pools *pools
	at    text.Offset
	count int
}

// place sets fragments and quote of r, or says what is wrong with them.
func (w *walker) place(r *raw) string {
	r.Fragments, r.Quote = nil, text.Quote{}
	if len(r.fragments) == 0 {
		if len(r.quote.bytes) > 0 {
			return "it has a quote and no fragment"
		}
		return ""
	}
	spans := w.pools.spans(len(r.fragments))
	for i, f := range r.fragments {
		if f.end <= f.start || i > 0 && f.start < r.fragments[i-1].end {
			return fmt.Sprintf("fragment %d–%d is empty, or not behind the one before it", f.start, f.end)
		}
		start, err := w.offset(f.start)
		if err != nil {
			return err.Error()
		}
		end, err := w.offset(f.end)
		if err != nil {
			return err.Error()
		}
		spans[i] = text.Span{Start: start, End: end}
		if i == 0 {
			w.at, w.count = start, f.start
		}
	}
	return w.quote(r, spans)
}

// quote compares the text at spans with what r says of it. A prefix or suffix that does
// not fit betrays a wrong place as a quote does: the same words may stand twice.
func (w *walker) quote(r *raw, spans []text.Span) string {
	body := w.text.String()
	q := text.Quote{Exact: w.read(spans)}
	if r.quote.given && q.Exact != string(r.quote.bytes) {
		return fmt.Sprintf("the text has %.60q at its place, and not its quote %.60q", q.Exact, r.quote.bytes)
	}
	before, after := body[:spans[0].Start], body[spans[len(spans)-1].End:]
	if !strings.HasSuffix(before, string(r.prefix.bytes)) || !strings.HasPrefix(after, string(r.suffix.bytes)) {
		return fmt.Sprintf("its quote %.60q stands there, but between other words than its prefix and suffix", q.Exact)
	}
	q.Prefix, q.Suffix = before[len(before)-len(r.prefix.bytes):], after[:len(r.suffix.bytes)]
	if !r.prefix.given || !r.suffix.given {
		q = w.text.Quote(spans)
	}
	r.Fragments, r.Quote = spans, q
	return ""
}

// read is the texts of spans with a space between two, as a quote has them.
func (w *walker) read(spans []text.Span) string {
	if len(spans) == 1 {
		return w.text.Slice(spans[0])
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = w.text.Slice(s)
	}
	return strings.Join(parts, " ")
}

// farther than that, the text's own index is faster.
const walkAtMost = 2000

func (w *walker) offset(n int) (text.Offset, error) {
	steps := n - w.count
	if w.unit != text.CodePoint || steps < 0 || steps > walkAtMost {
		return w.text.Offset(n, w.unit)
	}
	body, at := w.text.String(), int(w.at)
	for ; steps > 0 && at < len(body); steps-- {
		if body[at] < utf8.RuneSelf {
			at++
			continue
		}
		_, size := utf8.DecodeRuneInString(body[at:])
		at += size
	}
	if steps > 0 {
		return 0, fmt.Errorf("%w: %s %d", text.ErrOutOfRange, w.unit, n)
	}
	return text.Offset(at), nil
}

// link takes the relations whose ends are there, and looks at what values name.
func (d *decoder) link() {
	c := d.doc
	ids := make(map[annotate.ID]bool, len(d.loose))
	for _, l := range d.loose {
		d.begin("relations", l.index)
		d.id = l.ID
		if !l.Document.IsZero() && l.Document != c.head.ID {
			d.refuse("it names document %s, and stands in %s", l.Document, c.head.ID)
		}
		if !d.there[l.From] || !d.there[l.To] {
			d.refuse("one of its ends is not there: %s → %s", l.From, l.To)
		}
		if ids[l.ID] {
			d.refuse("another relation has its id")
		}
		if d.give(l.at) {
			l.Document = c.head.ID
			ids[l.ID] = true
			c.relations = append(c.relations, l.Relation)
			d.references(l.Features)
		}
	}
	for i := range d.raw {
		if r := &d.raw[i]; r.wrong == "" {
			d.begin("annotations", r.index)
			d.id = r.ID
			d.references(r.Features)
		}
	}
}

func (d *decoder) references(list []annotate.FeatureValue) {
	for _, fv := range list {
		for _, v := range fv.Values {
			if v.Type == annotate.TypeAnnotation && !d.there[v.Ref] {
				d.doubt("%s: annotation %s is not in the document", fv.Feature, v.Ref)
			}
			if !v.Mention.IsZero() && !d.there[v.Mention] {
				d.doubt("%s: the mention %s is not in the document", fv.Feature, v.Mention)
			}
		}
	}
}
