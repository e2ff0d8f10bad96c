package brat

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
)

// What brat has no place for.
var (
	lostWhole    = codec.Kind{One: "annotation of a whole document left out", Many: "annotations of whole documents left out"}
	lostRelation = codec.Kind{One: "relation left out, as an end of it is", Many: "relations left out, as an end of them is"}
	lostTarget   = codec.Kind{One: "value that names an annotation left out", Many: "values that name annotations left out"}
	lostOrder    = codec.Kind{One: "annotation named before the words that it stands behind", Many: "annotations named before the words that they stand behind"}
	lostType     = codec.Kind{One: "value written as what reads as one of another type", Many: "values written as what reads as ones of other types"}
	lostEqual    = codec.Kind{One: "note or value of an equivalence left out", Many: "notes or values of equivalences left out"}
	lostMention  = codec.Kind{One: "mention that an actor was read from left out", Many: "mentions that actors were read from left out"}
	lostLines    = codec.Kind{One: "span over a line end written in pieces", Many: "spans over line ends written in pieces"}
	lostBreak    = codec.Kind{One: "tab or line end written as a blank", Many: "texts with tabs or line ends written with blanks"}
	lostWords    = codec.Kind{One: "value of several words, of which brat itself reads the first", Many: "values of several words, of which brat itself reads the first"}
	lostMetadata = codec.Kind{One: "metadata field left out", Many: "metadata fields left out"}
	lostSecond   = codec.Kind{One: "file of another collection left out, as its name is taken", Many: "files of other collections left out, as their names are taken"}
)

// writer writes one collection.
type writer struct {
	reader      session.Reader
	to          codec.Target
	options     codec.WriteOptions
	report      *codec.Report
	schema      *annotate.Schema
	own         *ownNames
	entities    map[annotate.ID]*annotate.Entity
	collections map[annotate.ID]*came
	used        []*came         // by documents, in their order
	taken       map[string]bool // paths of documents
	lower       map[string]bool // in lower case
	types       *types
	named       map[annotate.ID]bool // entities that lines name
	fresh       bool                 // there is a document that did not come from brat
}

// came is a collection that came in.
type came struct {
	files   []*annotate.Original // configuration, and what stayed out
	mapping *codec.Mapping
	conf    *conf
	used    bool
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := &writer{
		reader: r, to: to, options: o, report: &codec.Report{}, entities: map[annotate.ID]*annotate.Entity{},
		collections: map[annotate.ID]*came{}, taken: map[string]bool{}, lower: map[string]bool{}, types: newTypes(), named: map[annotate.ID]bool{},
	}
	for _, step := range []func() error{w.registers, w.kept, func() error { return w.documents(ctx) }, w.rest} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	w.report.Entities = len(w.named)
	return w.report, nil
}

func (w *writer) registers() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	w.own = newOwnNames(w.schema)
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.entities[e.ID] = e
	}
	return nil
}

// kept finds the collections that came in.
func (w *writer) kept() error {
	list, err := codec.Kept(w.reader)
	if err != nil {
		return err
	}
	for _, o := range list {
		c := w.collections[o.Collection]
		if c == nil {
			c = &came{conf: newConf()}
			w.collections[o.Collection] = c
		}
		switch {
		case o.Name == codec.MappingName:
			m := &codec.Mapping{}
			if json.Unmarshal([]byte(o.Content), m) == nil {
				c.mapping = m
			}
		case o.Format == formatName:
			c.conf.read(o.Name, o.Content)
			c.files = append(c.files, o)
		}
	}
	left := without
	if len(w.collections) > 0 { // whose files say how their types look
		left.Parts = false
	}
	return left.Project(w.report, w.reader)
}

// without is what else stays out.
var without = codec.Without{Parts: true, Tags: true, Codes: true, Register: true, Annotators: true, Heads: true, States: true, Recheck: true}

func (w *writer) documents(ctx context.Context) error {
	pages := codec.Pages{Reader: w.reader, Options: w.options, Report: w.report, Originals: formatName}
	still := *w // what document alters is not to be read meanwhile
	return codec.Render(ctx, pages, still.render, w.document)
}

// rendered is what is written of a document, but for the name of its files.
type rendered struct {
	*sheet
	from  *codec.Loaded
	base  string   // that the name is made of
	came  *came    // the collection that it came in with; nil: it did not, or that is gone
	anns  []string // the contents of its annotation files
	added bool     // anns is one file that the document had not
}

// render makes the files of a document. It only reads what the writer knew before the first one:
// what a document adds to that is taken over in [writer.document].
func (w *writer) render(d *codec.Loaded, report *codec.Report) (r rendered, err error) {
	r.from = d
	mine := *w
	mine.report, mine.types, mine.named = report, newTypes(), map[annotate.ID]bool{}
	p, sp, err := mine.page(d, &r)
	if err != nil {
		return r, err
	}
	without.Loaded(report, d)
	r.sheet = newSheet(&mine, sp, p, d.Head, d.Annotations, d.Relations)
	r.write()
	for i := range p.files {
		r.anns = append(r.anns, r.file(i))
	}
	if r.added = len(p.files) == 0 && (sp.fresh || len(r.tail) > 0); r.added { // one that came without any gets it once it has something
		content := strings.Join(r.tail, "\n")
		if content != "" {
			content += "\n"
		}
		r.anns = []string{content}
	}
	return r, nil
}

// page is a document as it came in, or an empty one.
func (w *writer) page(d *codec.Loaded, r *rendered) (*page, *speech, error) {
	sp := &speech{schema: w.schema, own: w.own, conf: newConf()}
	h, list := d.Head, d.Originals
	raw, err := codec.NewRaw(fileText(h, d.Text.String(), list))
	if err != nil {
		return nil, nil, err
	}
	if len(list) == 0 || raw.Text.String() != d.Text.String() {
		sp.fresh, r.base = true, fileName(h)
		p := newPage(r.base, nil)
		p.bind(raw, w.options.Unit)
		return p, sp, nil
	}
	if r.came = w.collections[list[0].Collection]; r.came != nil {
		sp.mapping, sp.conf = r.came.mapping, r.came.conf
	}
	if r.base = strings.TrimSuffix(list[0].Name, path.Ext(list[0].Name)); !fs.ValidPath(r.base) {
		r.base = fileName(h)
	}
	var files []file
	for _, o := range list {
		if path.Ext(o.Name) != ".txt" {
			files = append(files, file{name: o.Name, content: o.Content})
		}
	}
	p := newPage(r.base, files)
	p.bind(raw, nil)
	return p, sp, nil
}

// document writes what is rendered, and takes over what it says of all.
func (w *writer) document(r rendered) error {
	if c := r.came; c != nil && !c.used {
		c.used, w.used = true, append(w.used, c)
	}
	w.fresh = w.fresh || r.speech.fresh
	w.types.merge(r.types)
	maps.Copy(w.named, r.named)
	name := w.name(r.base, !r.speech.fresh)
	w.metadata(r.head, name)
	for _, a := range r.from.Annotations {
		if r.names[a.ID] != "" {
			w.report.Annotations++
			without.Annotation(w.report, r.head, a)
		}
	}
	for _, l := range r.from.Relations {
		if r.names[l.From] != "" && r.names[l.To] != "" {
			w.report.Relations++
		}
	}
	w.report.Documents++
	return w.files(r, name)
}

// files writes a document's files.
func (w *writer) files(r rendered, name string) error {
	if err := w.put(name+".txt", r.page.raw.File().String()); err != nil {
		return err
	}
	for i, content := range r.anns {
		ext := ".ann"
		if !r.added {
			ext = path.Ext(r.page.files[i].name)
		}
		if err := w.put(name+ext, content); err != nil {
			return err
		}
	}
	return nil
}

// fileText is the text as its file had it: as it was kept, or made of the project's so that
// it has the sum that the file had.
func fileText(h *annotate.Document, body string, list []*annotate.Original) string {
	for _, o := range list {
		if path.Ext(o.Name) == ".txt" && o.Content != "" {
			return o.Content
		}
	}
	if len(list) > 0 {
		for _, s := range remade(body) {
			if sha256.Sum256([]byte(s)) == h.Source.SHA256 {
				return s
			}
		}
	}
	return body
}

// fileName is a name for the files of a document that had none of brat's.
func fileName(h *annotate.Document) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) || strings.ContainsRune(breaks, r) {
			return '_'
		}
		return r
	}, h.Title)
	for len(name) > 120 {
		runes := []rune(name)
		name = string(runes[:len(runes)-1])
	}
	return cmp.Or(strings.Trim(name, ". "), "document")
}

// name is a path that no document before has, nor one that differs only in case, unless
// files came in so.
func (w *writer) name(base string, came bool) string {
	name := base
	for n := 2; w.taken[name] || !came && w.lower[strings.ToLower(name)]; n++ {
		name = base + "-" + strconv.Itoa(n)
	}
	w.taken[name], w.lower[strings.ToLower(name)] = true, true
	return name
}

func (w *writer) lose(k codec.Kind, h *annotate.Document, record string) {
	w.report.Lose(k, codec.Problem{Document: h.Title, Record: record})
}

func (w *writer) metadata(h *annotate.Document, name string) {
	for _, f := range codec.Fields(h) {
		if f.Name != "title" || f.Value != name {
			w.report.Lose(lostMetadata, codec.Problem{Document: h.Title, Text: f.Name})
		}
	}
}

func (w *writer) put(name, content string) error {
	f, err := w.to.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, content)
	return errors.Join(err, f.Close())
}

// rest writes what belongs to no single document.
func (w *writer) rest() error {
	there := map[string]bool{}
	for _, c := range w.used[min(1, len(w.used)):] {
		w.types.join(c.conf)
	}
	for _, c := range w.used {
		for _, o := range c.files {
			ext := path.Ext(o.Name)
			base := strings.TrimSuffix(o.Name, ext)
			if ext != ".conf" && w.taken[base] || there[o.Name] || !fs.ValidPath(o.Name) {
				w.report.Lose(lostSecond, codec.Problem{Place: o.Name})
				continue
			}
			there[o.Name] = true
			content := o.Content
			if o.Name == annotationConf {
				content = w.types.amend(content, c.conf)
			}
			if err := w.put(o.Name, content); err != nil {
				return err
			}
		}
	}
	if there[annotationConf] || !w.fresh && w.types.none() {
		return nil
	}
	return w.configure(there)
}

// configure writes the configuration of the project's own schema.
func (w *writer) configure(there map[string]bool) error {
	for _, f := range []struct{ name, content string }{
		{annotationConf, w.own.annotationConf(w.schema)}, {visualConf, w.own.visualConf()}, {shortcutsConf, w.own.shortcuts(w.schema)},
	} {
		if f.content == "" || there[f.name] {
			continue
		}
		if err := w.put(f.name, f.content); err != nil {
			return err
		}
	}
	return nil
}
