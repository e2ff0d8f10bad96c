package brat

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// page is the annotation files of one document, line by line, and the records that they
// make: at an import to be brought in, and at an export to be found again.
type page struct {
	path    string // of the document, without its ending
	files   []file
	lines   []line
	raw     *codec.Raw
	unit    text.Unit
	shifted bool // the unit is not the one that brat counts in
	records []record
	named   map[string]int // records by the IDs of the file, triggers' too
}

// file is one annotation file.
type file struct {
	name    string
	content string
	first   int // of its lines
}

// record is an annotation, or a relation.
type record struct {
	name  string // its ID in the file; "" for one of several relations of a line
	rel   bool
	typ   string
	line  int // T, E, R or *
	place int // T; of a relation -1
	pair  int // which relation of the line
	frags []text.Span
	from  int // records
	to    int
}

// newPage reads files, which are all of one document.
func newPage(path string, files []file) *page {
	p := &page{path: path, files: files, named: map[string]int{}}
	n := 0
	for _, f := range files {
		n += strings.Count(f.content, "\n") + 1
	}
	p.lines = make([]line, 0, n)
	for i := range p.files {
		f := &p.files[i]
		f.first = len(p.lines)
		for rest, more := f.content, f.content != ""; more; {
			var s string
			s, rest, more = strings.Cut(rest, "\n")
			if !more && s == "" {
				break // behind the last line's end
			}
			p.lines = append(p.lines, parse(s))
		}
	}
	p.once()
	return p
}

// once lets a second line of the same ID stay as it is.
func (p *page) once() {
	seen := make(map[string]bool, len(p.lines))
	for i := range p.lines {
		l := &p.lines[i]
		if l.id == "" || l.id == "*" {
			continue
		}
		if seen[l.id] && l.kind != 0 {
			l.refuse("another line has its ID")
			l.again = true
		}
		seen[l.id] = true
	}
}

func (l *line) refuse(format string, args ...any) {
	l.kind, l.wrong = 0, fmt.Errorf(format+": %w", append(args, annotate.ErrInvalid)...)
}

// bind finds the places in the text and makes the records. Unit is what positions count in;
// nil: what the words of the lines say, code points when both do.
func (p *page) bind(raw *codec.Raw, unit *text.Unit) {
	p.raw = raw
	p.decide(unit)
	triggers := map[string]bool{}
	places := map[string]int{}
	for i := range p.lines {
		if l := &p.lines[i]; l.kind == 'T' {
			places[l.id] = i
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind != 'E' {
			continue
		}
		if _, there := places[l.target]; !there {
			l.refuse("its trigger %s is not there", l.target)
			continue
		}
		triggers[l.target] = true
	}
	p.annotations(places, triggers)
	p.join()
	p.attach()
}

func (p *page) annotations(places map[string]int, triggers map[string]bool) {
	for i := range p.lines {
		l := &p.lines[i]
		at := i
		switch {
		case l.kind == 'E':
			at = places[l.target]
		case l.kind != 'T' || triggers[l.id]:
			continue
		}
		l.rec = len(p.records)
		p.named[l.id] = l.rec
		if t := &p.lines[at]; t.rec < 0 {
			t.rec = l.rec
			p.named[t.id] = l.rec
		}
		p.records = append(p.records, record{name: l.id, typ: l.typ, line: i, place: at, frags: p.frags(&p.lines[at])})
	}
}

// join resolves what lines name, and makes the relations.
func (p *page) join() {
	annotations := len(p.records)
	for i := range p.lines {
		l := &p.lines[i]
		for k := range l.args {
			if r, there := p.named[l.args[k].target]; there && r < annotations {
				l.args[k].rec = r
			}
		}
		switch l.kind {
		case 'R':
			if l.args[0].rec < 0 || l.args[1].rec < 0 {
				l.refuse("an end of it is not there")
				continue
			}
			l.rec = len(p.records)
			p.named[l.id] = l.rec
			p.relate(i, l.id, 0, l.args[0].rec, l.args[1].rec)
		case '*':
			p.equal(i)
		}
	}
}

func (p *page) relate(at int, name string, pair, from, to int) {
	p.records = append(p.records, record{name: name, rel: true, typ: p.lines[at].typ, line: at, place: -1, pair: pair, from: from, to: to})
}

// equal makes a relation from the first of a line to each other one.
func (p *page) equal(at int) {
	l := &p.lines[at]
	if slices.ContainsFunc(l.args, func(a arg) bool { return a.rec < 0 }) {
		l.refuse("one of its annotations is not there")
		return
	}
	l.rec = len(p.records)
	for k, a := range l.args[1:] {
		p.relate(at, "", k, l.args[0].rec, a.rec)
	}
}

// attach gives attributes, references and notes to what they are about.
func (p *page) attach() {
	said := make([]int, len(p.records))
	for i := range p.lines {
		l := &p.lines[i]
		if l.again { // goes with the one whose ID it has, or it would be read then
			if r, there := p.named[l.id]; there {
				l.rec = r
			}
		}
		if l.kind != 'A' && l.kind != 'N' && l.kind != '#' {
			continue
		}
		r, there := p.named[l.target]
		switch {
		case there && said[r] == mostLines:
			l.refuse("%s has %d lines already that say something of it", l.target, mostLines)
			l.rec = r
		case there:
			l.rec = r
			said[r]++
		case l.kind == '#':
			l.kind = 0 // a note on something that is no annotation stays as it is
		default:
			l.refuse("%s, which it is about, is not there", l.target)
		}
		if l.kind == '#' && l.typ != noteType {
			l.kind = 0 // but goes with its annotation
		}
	}
}

// mostLines is how many lines say something of one annotation, so that what a file can cost
// follows its length.
const mostLines = 5000

// noteType is that of notes that people write.
const noteType = "AnnotatorNotes"

// id is the ID of a record of a document. It follows from the document's own and from the
// line, so that an export finds what an import made.
func (r *record) id(document annotate.ID) annotate.ID {
	const low = 1<<62 - 1
	id := document
	n := binary.BigEndian.Uint64(id[8:])
	n = n&^low | (n+uint64(r.line+1)<<20+uint64(r.pair))&low
	binary.BigEndian.PutUint64(id[8:], n)
	return id
}

// decide finds the unit, and says of each place that does not stand in it what is wrong.
func (p *page) decide(unit *text.Unit) {
	p.unit = text.CodePoint
	if unit != nil {
		p.unit = *unit
	}
	bad := p.stand(p.unit)
	if unit == nil && bad > 0 && !p.raw.Same(text.CodePoint, text.UTF16) && p.stand(text.UTF16) < bad {
		p.unit, p.shifted = text.UTF16, true
	}
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind != 'T' {
			continue
		}
		if err := p.check(l, p.unit); err != nil {
			l.kind, l.wrong = 0, err
		}
	}
}

// stand counts the places that do not stand in a unit.
func (p *page) stand(u text.Unit) (bad int) {
	for i := range p.lines {
		if l := &p.lines[i]; l.kind == 'T' && p.check(l, u) != nil {
			bad++
		}
	}
	return bad
}

// check says what is wrong with a place: behind the end, fragments that touch, other words
// than the line says.
func (p *page) check(l *line, u text.Unit) error {
	var few [4]text.Span
	spans, err := p.spans(l, u, few[:0])
	if err != nil {
		return err
	}
	if err := p.apart(spans); err != nil {
		return err
	}
	if l.quoted && !p.says(spans, l.value) {
		return fmt.Errorf("at %d–%d stands “%.40s”, not “%.40s”: %w", l.spans[0][0], l.spans[len(l.spans)-1][1], p.words(spans, " "), l.value, annotate.ErrInvalid)
	}
	return nil
}

// apart wants fragments that have words, also in the project's text, and do not touch.
func (p *page) apart(spans []text.Span) error {
	var few [4]text.Span
	sorted := append(few[:0], spans...)
	slices.SortFunc(sorted, text.Span.Compare)
	for i := range sorted {
		sorted[i] = p.raw.In(sorted[i])
		if sorted[i].Empty() {
			return fmt.Errorf("it has no words: %w", annotate.ErrInvalid)
		}
		if i > 0 && sorted[i].Start <= sorted[i-1].End {
			return fmt.Errorf("two of its fragments overlap or touch: %w", annotate.ErrInvalid)
		}
	}
	return nil
}

// spans are those of a line in the file's text, in the line's order.
func (p *page) spans(l *line, u text.Unit, out []text.Span) ([]text.Span, error) {
	for _, s := range l.spans {
		at, err := codec.Position{Start: s[0], End: s[1]}.Span(p.raw.File(), u)
		if err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, nil
}

// says reports whether words are those at spans: with a blank between fragments, as files
// before brat 1.3 without one, and with blanks for line ends.
func (p *page) says(spans []text.Span, words string) bool {
	if len(spans) == 1 && p.raw.File().Slice(spans[0]) == words {
		return true
	}
	return flat(p.words(spans, " ")) == flat(words) || len(spans) > 1 && flat(p.words(spans, "")) == flat(words)
}

func (p *page) words(spans []text.Span, between string) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = p.raw.File().Slice(s)
	}
	return strings.Join(parts, between)
}

// breaks are the characters that end a line for brat, and the tab.
const breaks = "\t\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029"

// flat is s with blanks for all that ends a line.
func flat(s string) string {
	if !strings.ContainsAny(s, breaks) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(breaks, r) {
			return ' '
		}
		return r
	}, s)
}

// frags are the fragments of a place in the project's text, in its order.
func (p *page) frags(l *line) []text.Span {
	spans, err := p.spans(l, p.unit, make([]text.Span, 0, len(l.spans)))
	if err != nil {
		return nil
	}
	for i := range spans {
		spans[i] = p.raw.In(spans[i])
	}
	slices.SortFunc(spans, text.Span.Compare)
	return spans
}

// roleOf is the role of an argument without the number that tells it from others of the
// same role: Theme2 beside Theme is Theme.
func (l *line) roleOf(a arg) string {
	for cut := len(a.role) - 1; cut > 0 && a.role[cut] >= '0' && a.role[cut] <= '9'; cut-- {
		if slices.ContainsFunc(l.args, func(o arg) bool { return o.role == a.role[:cut] }) {
			return a.role[:cut]
		}
	}
	return a.role
}

// where is the place of a line, for people.
func (p *page) where(i int) string {
	at := 0
	for k := range p.files {
		if p.files[k].first <= i {
			at = k
		}
	}
	if len(p.files) == 0 {
		return p.path
	}
	return fmt.Sprintf("%s line %d", p.files[at].name, i-p.files[at].first+1)
}

// title is what the document is called.
func (p *page) title() string { return cmp.Or(p.path, "Untitled") }
