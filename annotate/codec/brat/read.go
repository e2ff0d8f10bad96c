package brat

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// endings are those of annotation files, in the order in which they are read together.
var endings = []string{".ann", ".a1", ".a2", ".co", ".rel"}

// most is how large a file is that is read.
const most = 256 << 20

type collection struct {
	source    codec.Source
	options   codec.OpenOptions
	id        annotate.ID
	documents []entry
	alone     []string // annotation files without a text
	others    []string // that are none of brat's
	confs     []*annotate.Original
	conf      *conf
	gathered  *gather
	schema    annotate.Schema
}

// entry is a document's files.
type entry struct {
	path string // without ending
	text string
	anns []string
}

// open reads all annotation files once, for the schema and the actors.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{source: s, options: o, id: o.ID(), conf: newConf(), gathered: newGather(o.ID)}
	c.list()
	if len(c.documents) == 0 || !slices.ContainsFunc(c.documents, func(e entry) bool { return len(e.anns) > 0 }) {
		return nil, fmt.Errorf("%s: there is no text with an annotation file beside it: %w", s.Name, annotate.ErrInvalid)
	}
	c.gathered.conf(c.conf)
	for _, p := range codec.Ahead(c.documents, c.page) {
		if p != nil {
			c.gathered.page(p)
		}
	}
	c.schema = c.gathered.schema(c.conf)
	return c, nil
}

// list sorts the files into documents and what belongs to all.
func (c *collection) list() {
	files := c.source.Files
	if only := c.source.Only(); only != "" {
		files = c.beside(only)
	}
	by := map[string]*entry{}
	for _, name := range files {
		ext := path.Ext(name)
		base := strings.TrimSuffix(name, ext)
		e := by[base]
		if e == nil {
			e = &entry{path: base}
			by[base] = e
		}
		switch {
		case ext == ".txt":
			e.text = name
		case slices.Contains(endings, ext):
			e.anns = append(e.anns, name)
		case ext == ".conf":
			c.configure(name)
		default:
			c.others = append(c.others, name)
		}
	}
	for _, e := range by {
		slices.SortFunc(e.anns, func(a, b string) int {
			return cmp.Compare(slices.Index(endings, path.Ext(a)), slices.Index(endings, path.Ext(b)))
		})
		if e.text != "" {
			c.documents = append(c.documents, *e)
		} else {
			c.alone = append(c.alone, e.anns...)
		}
	}
	slices.SortFunc(c.documents, func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	slices.Sort(c.alone)
}

// beside are the files of the one document of which one file was named.
func (c *collection) beside(only string) []string {
	base := strings.TrimSuffix(only, path.Ext(only))
	var files []string
	for _, ext := range append([]string{".txt"}, endings...) {
		if info, err := fs.Stat(c.source.FS, base+ext); err == nil && info.Mode().IsRegular() {
			files = append(files, base+ext)
		}
	}
	for _, name := range []string{annotationConf, visualConf, shortcutsConf} {
		if info, err := fs.Stat(c.source.FS, name); err == nil && info.Mode().IsRegular() {
			files = append(files, name)
		}
	}
	return files
}

func (c *collection) configure(name string) {
	b, err := c.source.Read(name, 4<<20)
	if err != nil || !utf8.Valid(b) {
		c.others = append(c.others, name)
		return
	}
	c.conf.read(name, string(b))
	c.confs = append(c.confs, &annotate.Original{Collection: c.id, Format: formatName, Name: name, Content: string(b)})
}

func (c *collection) read(e entry) (files []file, err error) {
	for _, name := range e.anns {
		s, err := c.source.ReadString(name, most)
		if err == nil && !utf8.ValidString(s) {
			err = fmt.Errorf("%s: %w", name, text.ErrNotUTF8)
		}
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: name, content: s})
	}
	return files, nil
}

// page is the annotation files of a document; nil when they cannot be read.
func (c *collection) page(e entry) *page {
	files, err := c.read(e)
	if err != nil {
		return nil
	}
	return newPage(e.path, files)
}

func (c *collection) Schema() *annotate.Schema          { return &c.schema }
func (c *collection) Annotators() []*annotate.Annotator { return nil }
func (c *collection) Close() error                      { return c.source.Close() }

func (c *collection) Entities() (list []*annotate.Entity) {
	for _, e := range c.gathered.order {
		next := *e
		list = append(list, &next)
	}
	return list
}

// Originals implements [codec.Keeper].
func (c *collection) Originals() (annotate.ID, []*annotate.Original) {
	return c.id, slices.Clone(c.confs)
}

func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		c.strangers(report)
		for e, b := range codec.Ahead(c.documents, c.bound) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			if b.err != nil {
				report.Refused.Add(codec.Problem{Document: e.path, Place: e.text, Text: b.err.Error()})
				continue
			}
			if !yield(c.document(e, b, report), nil) {
				return
			}
		}
	}
}

var lostFile = codec.Kind{One: "file that is none of brat's left out", Many: "files that are none of brat's left out"}

// strangers tells of files that make no document.
func (c *collection) strangers(report *codec.Report) {
	for _, name := range c.alone {
		report.Refused.Add(codec.Problem{Place: name, Text: "there is no text beside it"})
	}
	for _, name := range c.others {
		report.Lose(lostFile, codec.Problem{Place: name})
	}
	_ = fs.WalkDir(c.source.FS, "__MACOSX", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			report.Refused.Add(codec.Problem{Place: name, Text: "an archiver wrote it, and not brat"})
		}
		return nil
	})
}

// bound is a document's files, as far as they can be understood without the others.
type bound struct {
	page *page
	text string // as its file has it
	sum  [32]byte
	err  error
}

func (c *collection) bound(e entry) (b bound) {
	var files []file
	if files, b.err = c.read(e); b.err != nil {
		return b
	}
	if b.text, b.err = c.source.ReadString(e.text, text.MaxLen); b.err != nil {
		return b
	}
	raw, err := codec.NewRaw(b.text)
	if err != nil {
		b.err = err
		return b
	}
	b.sum = sha256.Sum256([]byte(b.text))
	b.page = newPage(e.path, files)
	b.page.bind(raw, c.options.Unit)
	return b
}

func (c *collection) document(e entry, b bound, report *codec.Report) *codec.Document {
	p, files := b.page, b.page.files
	d := &codec.Document{Text: p.raw.Text, Place: e.text, Head: annotate.Document{
		ID: c.options.ID(), Title: e.path, Source: annotate.Source{Name: path.Base(e.text), SHA256: b.sum, Encoding: "UTF-8", Format: formatName},
	}}
	if len(files) > 0 {
		d.Place = files[0].name
	}
	d.Originals = c.originals(e, files, p.raw)
	d.Aside = func() []*annotate.Original {
		return append(c.originals(e, files, nil), c.original(e.text, b.text))
	}
	c.tell(p, report)
	c.records(p, d, report)
	return d
}

// originals are the annotation files, and the text where it cannot be made again of the
// project's: see [remade].
func (c *collection) originals(e entry, files []file, raw *codec.Raw) (list []*annotate.Original) {
	for _, f := range files {
		list = append(list, c.original(f.name, f.content))
	}
	if raw == nil {
		return list
	}
	if s := raw.File().String(); !slices.Contains(remade(raw.Text.String()), s) {
		list = append(list, c.original(e.text, s))
	} else if len(files) == 0 {
		list = append(list, c.original(e.text, ""))
	}
	return list
}

func (c *collection) original(name, content string) *annotate.Original {
	return &annotate.Original{Collection: c.id, Format: formatName, Name: name, Content: content}
}

// remade are the texts of files that a project's text can come from, when all their lines
// end alike.
func remade(s string) []string {
	if !strings.Contains(s, "\n") {
		return []string{s}
	}
	return []string{s, strings.ReplaceAll(s, "\n", "\r\n"), strings.ReplaceAll(s, "\n", "\r")}
}

// tell reports what stays as it is because it cannot be read.
func (c *collection) tell(p *page, report *codec.Report) {
	for i := range p.lines {
		if l := &p.lines[i]; l.wrong != nil {
			report.Refused.Add(codec.Problem{Document: p.title(), Place: p.where(i), Record: l.id, Text: l.wrong.Error()})
		}
	}
	if p.shifted {
		report.Repaired.Add(codec.Problem{Document: p.title(), Text: "its positions are counted in UTF-16 units, as Java does, and not in code points"})
	}
}

// records are the annotations and relations under the collection's schema.
func (c *collection) records(p *page, d *codec.Document, report *codec.Report) {
	annotations := make([]*annotate.Annotation, len(p.records))
	relations := make([]*annotate.Relation, len(p.records))
	for i := range p.records {
		r := &p.records[i]
		id := r.id(d.Head.ID)
		if !r.rel {
			annotations[i] = &annotate.Annotation{ID: id, Layer: annotate.LayerID(c.gathered.layers.get(r.typ).id), Annotator: c.options.Annotator, Fragments: r.frags}
			d.Annotations = append(d.Annotations, annotations[i])
			continue
		}
		relations[i] = &annotate.Relation{
			ID: id, Type: annotate.RelationTypeID(c.gathered.relations.get(r.typ).id), Annotator: c.options.Annotator,
			From: annotations[r.from].ID, To: annotations[r.to].ID,
		}
		d.Relations = append(d.Relations, relations[i])
	}
	r := reader{collection: c, page: p, annotations: annotations, relations: relations, report: report, noted: map[int]bool{}}
	for i := range p.lines {
		r.line(i)
	}
	for i, a := range annotations {
		if a != nil {
			a.Features = c.ordered(c.gathered.layers.get(p.records[i].typ), a.Features)
		}
	}
	for i, l := range relations {
		if l != nil {
			l.Features = c.ordered(c.gathered.relations.get(p.records[i].typ), l.Features)
		}
	}
}

// ordered has values stand in the order of features.
func (c *collection) ordered(t *part, list []annotate.FeatureValue) []annotate.FeatureValue {
	if len(list) > 1 {
		at := func(fv annotate.FeatureValue) int {
			return slices.IndexFunc(t.list, func(s *slot) bool { return s.id == fv.Feature })
		}
		slices.SortStableFunc(list, func(a, b annotate.FeatureValue) int { return cmp.Compare(at(a), at(b)) })
	}
	return list
}

// reader puts what lines say into records.
type reader struct {
	*collection
	page        *page
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	report      *codec.Report
	noted       map[int]bool
}

var errValue = errors.New("the attribute has other values where it stands elsewhere")

func (r *reader) line(i int) {
	l := &r.page.lines[i]
	if l.rec < 0 {
		return
	}
	switch l.kind {
	case 'E':
		r.arguments(i, l)
	case 'A':
		s := r.slot(l.rec, l.typ)
		v, ok := s.read(l.value)
		if !ok {
			r.refuse(i, errValue.Error())
			return
		}
		r.add(l.rec, s, v)
	case 'N':
		r.add(l.rec, r.slot(l.rec, l.typ), annotate.Value{Type: annotate.TypeEntity, Ref: r.gathered.actor(l.value, l.label).ID})
	case '#':
		r.note(l)
	}
}

func (r *reader) refuse(i int, why string) {
	r.report.Refused.Add(codec.Problem{Document: r.page.title(), Place: r.page.where(i), Record: r.page.lines[i].id, Text: why})
}

func (r *reader) slot(rec int, name string) *slot {
	t := r.page.records[rec]
	if t.rel {
		return r.gathered.relations.get(t.typ).slot(name)
	}
	return r.gathered.layers.get(t.typ).slot(name)
}

func (r *reader) arguments(i int, l *line) {
	for _, a := range l.args {
		if a.rec < 0 {
			r.refuse(i, fmt.Sprintf("%s:%s leads to no annotation", a.role, a.target))
			continue
		}
		r.add(l.rec, r.slot(l.rec, l.roleOf(a)), annotate.Value{Type: annotate.TypeAnnotation, Ref: r.annotations[a.rec].ID})
	}
}

func (r *reader) add(rec int, s *slot, v annotate.Value) {
	list := r.features(rec)
	at := slices.IndexFunc(*list, func(fv annotate.FeatureValue) bool { return fv.Feature == s.id })
	if at < 0 {
		*list = append(*list, annotate.FeatureValue{Feature: s.id, Values: []annotate.Value{v}})
		return
	}
	if fv := &(*list)[at]; !slices.Contains(fv.Values, v) {
		fv.Values = append(fv.Values, v)
	}
}

func (r *reader) features(rec int) *[]annotate.FeatureValue {
	if a := r.annotations[rec]; a != nil {
		return &a.Features
	}
	return &r.relations[rec].Features
}

// note adds a note; the lines of one are several.
func (r *reader) note(l *line) {
	var to *string
	if a := r.annotations[l.rec]; a != nil {
		to = &a.Note
	} else {
		to = &r.relations[l.rec].Note
	}
	if r.noted[l.rec] {
		*to += "\n"
	}
	r.noted[l.rec] = true
	*to += l.value
}
