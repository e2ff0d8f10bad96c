package parley

import (
	"crypto/sha256"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

func newDecoder(p *plan) *decoder {
	return &decoder{plan: p, known: map[string]string{}, there: map[annotate.ID]bool{}}
}

// document reads the document b, which stands at byte at of the file. The error says that
// it is no JSON; all else is in the report.
func (d *decoder) document(b []byte, at int64, number, line int) (*decoded, error) {
	d.scanner = scanner{b: b, base: at, scratch: d.scratch}
	d.doc = &decoded{number: number, at: at, head: &annotate.Document{}}
	if d.plan.lines {
		d.doc.line = line
	}
	d.places, d.raw, d.loose, d.turns = d.places[:0], d.raw[:0], d.loose[:0], d.turns[:0]
	clear(d.there)
	d.begin("", 0)
	if d.name = theRecord; d.is('{', "a document") {
		d.documentMembers()
	} else {
		d.doc.wrong = d.wrong
	}
	if err := d.end(); err != nil {
		return nil, err
	}
	d.begin("", 0)
	if d.doc.wrong != "" {
		d.wrong, d.doc.refused = d.doc.wrong, true
		d.give(0)
		return d.doc, nil
	}
	for _, p := range d.doc.progress {
		p.Document = d.doc.head.ID
	}
	for _, o := range d.doc.originals {
		o.Document = d.doc.head.ID
	}
	d.speak(d.resolve())
	d.link()
	r := &d.doc.report
	r.Documents, r.Annotations, r.Relations = 1, len(d.doc.annotations), len(d.doc.relations)
	return d.doc, nil
}

// documentMembers reads a document. What is wrong with it alone is gathered in doc.wrong,
// as the lists have records at hand of their own. It is long, as are its like, for it has a
// case for each member.
func (d *decoder) documentMembers() {
	var (
		seen  uint32
		head  = d.doc.head
		body  string
		sum   [32]byte
		words = -1
	)
	head.Created, head.Modified = d.plan.now, d.plan.now
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			head.ID = d.ident()
		case "title":
			d.once(&seen, 1)
			head.Title = d.text()
		case "text":
			d.once(&seen, 2)
			body = d.text()
		case "metadata":
			d.once(&seen, 3)
			d.metadata(head)
		case "sha256":
			d.once(&seen, 4)
			sum = d.sum()
		case "words":
			d.once(&seen, 5)
			words = d.whole()
		case "created":
			d.once(&seen, 6)
			head.Created = d.time()
		case "modified":
			d.once(&seen, 7)
			head.Modified = d.time()
		case "progress":
			d.once(&seen, 8)
			d.list("progress", d.progress)
		case "turns":
			d.once(&seen, 11)
			d.list("turns", d.turn)
		case "annotations":
			d.once(&seen, 9)
			d.list("annotations", d.annotation)
		case "relations":
			d.once(&seen, 10)
			d.list("relations", d.relation)
		case "originals":
			d.once(&seen, 12)
			d.list("originals", d.original)
		default:
			d.unknown()
		}
	}
	if head.ID.IsZero() || seen&4 == 0 {
		d.refuse("it has no id or no text")
	}
	d.body(body, sum, words)
	d.doc.wrong = d.wrong
}

// theRecord is how messages call a record that is no object.
var theRecord = []byte("the record")

// list reads the records of one kind. The document is the record at hand again after it.
func (d *decoder) list(kind string, one func(start int)) {
	if !d.is('[', "a list") {
		return
	}
	wrong := d.wrong
	for i := range d.elements() {
		d.begin(kind, i)
		d.peek()
		start := d.i
		if d.name = theRecord; d.is('{', "an object") {
			one(start)
		}
		d.give(start)
	}
	d.begin("", 0)
	d.wrong = wrong
}

// body takes the text, when it is one that a document can have.
func (d *decoder) body(body string, sum [32]byte, words int) {
	t, err := text.New(body)
	if err != nil {
		d.refuse("%v", err)
		return
	}
	if strings.ContainsRune(body, '\r') {
		d.refuse("its text has a carriage return, and positions would shift; end lines with a line feed alone")
	}
	head := d.doc.head
	head.Size, head.SHA256, head.Words = len(body), sha256.Sum256([]byte(body)), words
	if sum != [32]byte{} && sum != head.SHA256 {
		d.refuse("its text is not the one that sha256 was made of")
	}
	if words < 0 {
		head.Words = t.CountWords()
	}
	d.doc.text, d.doc.body = t, &annotate.Body{Document: head.ID, Text: body}
}

func (d *decoder) metadata(head *annotate.Document) {
	if !d.is('{', "an object") {
		return
	}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "author":
			d.once(&seen, 0)
			head.Author = d.text()
		case "author_entity":
			d.once(&seen, 9)
			head.AuthorEntity = d.listed(d.ident())
		case "outlet":
			d.once(&seen, 1)
			head.Outlet = d.text()
		case "date":
			d.once(&seen, 2)
			head.Date = d.date()
		case "url":
			d.once(&seen, 3)
			head.URL = d.text()
		case "language":
			d.once(&seen, 4)
			head.Language = d.text()
		case "direction":
			d.once(&seen, 5)
			head.Direction = d.direction()
		case "custom":
			d.once(&seen, 6)
			head.Custom = d.custom()
		case "note":
			d.once(&seen, 7)
			head.Note = d.text()
		case "source":
			d.once(&seen, 8)
			d.source(&head.Source)
		default:
			d.unknown()
		}
	}
}

func (d *decoder) direction() annotate.Direction {
	b := d.bytes()
	for _, dir := range []annotate.Direction{annotate.AutoDirection, annotate.LeftToRight, annotate.RightToLeft} {
		if string(b) == dir.String() {
			return dir
		}
	}
	d.refuse("direction: %.40q: want ltr, rtl or nothing", b)
	return annotate.AutoDirection
}

func (d *decoder) custom() (fields []annotate.Field) {
	if !d.is('{', "an object") {
		return nil
	}
	for key := range d.members() {
		f := annotate.Field{Name: string(key)}
		d.name = []byte(f.Name)
		if slices.ContainsFunc(fields, func(o annotate.Field) bool { return o.Name == f.Name }) {
			d.refuse("custom: %.40q is there twice", f.Name)
		}
		f.Value = d.text()
		fields = append(fields, f)
	}
	slices.SortFunc(fields, func(a, b annotate.Field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func (d *decoder) source(s *annotate.Source) {
	if !d.is('{', "an object") {
		return
	}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "name":
			d.once(&seen, 0)
			s.Name = d.text()
		case "sha256":
			d.once(&seen, 1)
			s.SHA256 = d.sum()
		case "encoding":
			d.once(&seen, 2)
			s.Encoding = d.text()
		case "format":
			d.once(&seen, 3)
			s.Format = d.text()
		default:
			d.unknown()
		}
	}
}

func (d *decoder) progress(int) {
	p := &annotate.Progress{Modified: d.plan.now}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "annotator":
			d.once(&seen, 0)
			p.Annotator = d.annotator()
		case "state":
			d.once(&seen, 1)
			p.State = d.state()
		case "flags":
			d.once(&seen, 3)
			p.Flags = d.flags()
		case "modified":
			d.once(&seen, 2)
			p.Modified = d.time()
		default:
			d.unknown()
		}
	}
	if p.Annotator.IsZero() {
		d.refuse("it names no annotator")
	}
	if slices.ContainsFunc(d.doc.progress, func(o *annotate.Progress) bool { return o.Annotator == p.Annotator }) {
		d.refuse("the annotator has two")
	}
	if d.wrong == "" {
		d.doc.progress = append(d.doc.progress, p)
	}
}

func (d *decoder) state() annotate.State {
	b := d.bytes()
	for _, s := range []annotate.State{annotate.New, annotate.InProgress, annotate.Done} {
		if string(b) == s.String() {
			return s
		}
	}
	d.refuse(`state: %.40q: want "new", "in progress" or "done"`, b)
	return annotate.New
}

func (d *decoder) flags() (flags annotate.Flags) {
	if !d.is('[', "a list") {
		return 0
	}
	for range d.elements() {
		word := d.bytes()
		f, err := annotate.ParseFlag(string(word))
		if err != nil {
			d.refuse("flags: want difficult, discuss or no claims, not %.40q", word)
		}
		flags |= f
	}
	return flags
}

// annotator is an annotator's ID in the project.
func (d *decoder) annotator() annotate.ID {
	id := d.ident()
	mine, ok := d.plan.annotators[id]
	if !ok && !id.IsZero() {
		d.refuse("annotator %s is not in the list of annotators", id)
	}
	return mine
}
