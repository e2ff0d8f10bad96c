package cas

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What a CAS has no place for.
var (
	lostHull  = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostNote  = codec.Kind{One: "note left out", Many: "notes left out"}
	lostValue = codec.Kind{One: "value left out that its feature does not take in the file", Many: "values left out that their features do not take in the file"}
	lostToken = codec.Kind{One: "value of a token left out", Many: "values of tokens left out"}
	lostSpan  = codec.Kind{One: "span of a type of whole documents left out", Many: "spans of types of whole documents left out"}
	lostEnd   = codec.Kind{One: "relation left out, as an end has no place in the file", Many: "relations left out, as an end has no place in the file"}
	lostActor = codec.Kind{One: "actor written as a name only", Many: "actors written as names only"}
	lostWhose = codec.Kind{One: "annotator left out, who recorded nothing", Many: "annotators left out, who recorded nothing"}
	lostEmpty = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
	lostChar  = codec.Kind{One: "document with characters that XML cannot hold, written as U+FFFD", Many: "documents with characters that XML cannot hold, written as U+FFFD"}
)

type writer struct {
	dialect
	reader   session.Reader
	schema   *annotate.Schema
	report   *codec.Report
	actors   map[annotate.ID]string
	mappings map[annotate.ID]*codec.Mapping // by collection
	names    map[string]bool                // of files, in lower case
	systems  []*system
	people   []*annotate.Annotator
	several  bool                 // of them recorded something
	told     map[annotate.ID]bool // of them are named in a file
	folders  map[string]bool      // of documents, in lower case
}

// system is a type system of its own file, as XMI has it.
type system struct {
	types
	name    string
	content string // as it came in; empty: it did not
	before  string // written again, without what was added since
}

func (d dialect) write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := writer{dialect: d, reader: r, report: &codec.Report{}, actors: map[annotate.ID]string{}, names: map[string]bool{}, told: map[annotate.ID]bool{}, folders: map[string]bool{}}
	if err := w.prepare(); err != nil {
		return nil, err
	}
	n := 0
	for d, err := range r.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err == nil {
			err = w.document(d.Document, to)
		}
		if n++; err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return nil, err
		}
	}
	return w.report, w.finish(to)
}

func (w *writer) prepare() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	w.people = people
	if w.several, err = uima.Several(w.reader); err != nil {
		return err
	}
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e.Name
		w.report.Lose(lostActor, codec.Problem{Record: e.Name})
	}
	if w.mappings, err = uima.Mappings(w.reader); err == nil {
		err = w.tell()
	}
	if err != nil || !w.isXMI {
		return err
	}
	list, err := codec.Kept(w.reader)
	for _, o := range list {
		if o.Format != w.name || w.system(o.Name) != nil {
			continue
		}
		if t, err := readTypes([]byte(o.Content)); err == nil {
			w.systems = append(w.systems, &system{types: t, name: o.Name, content: o.Content, before: emitTypes(t)})
		}
	}
	return err
}

// without is what else stays out.
var without = codec.Without{Parts: true, Ends: true, Tagsets: true, Heads: true, States: true, Recheck: true}

// tell says what of the schema stays out. What came from files goes back as it came.
func (w *writer) tell() error {
	if len(w.mappings) > 0 {
		return nil
	}
	uima.Tell(w.report, w.schema, func(f *annotate.Feature) bool {
		return uima.Holds(f, annotate.TypeText, annotate.TypeNumber, annotate.TypeBoolean, annotate.TypeAnnotation)
	})
	return without.Project(w.report, w.reader)
}

// system is the one that a file of that name is read with: beside it or above; nil when there
// is none.
func (w *writer) system(name string) *system {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		i := slices.IndexFunc(w.systems, func(s *system) bool { return path.Dir(s.name) == dir })
		if i >= 0 {
			return w.systems[i]
		}
		if dir == "." || dir == "/" {
			return nil
		}
	}
}

// finish writes the type systems, and tells of whom no file is.
func (w *writer) finish(to codec.Target) error {
	for _, p := range w.people {
		switch {
		case !w.told[p.ID]:
			w.report.Lose(lostWhose, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	for _, s := range w.systems {
		out := emitTypes(s.types)
		if s.content != "" && out == s.before {
			out = s.content
		}
		if err := put(to, s.name, out); err != nil {
			return err
		}
	}
	return nil
}

func put(to codec.Target, name, content string) error {
	f, err := to.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, content)
	return errors.Join(err, f.Close())
}

func (w *writer) document(h *annotate.Document, to codec.Target) error {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return err
	}
	tx, err := text.New(body)
	if err != nil {
		return err
	}
	annotations, err := w.reader.Annotations(h.ID)
	if err != nil {
		return err
	}
	links, err := w.reader.Relations(h.ID)
	if err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" {
		w.report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return nil
	}
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	for _, a := range annotations {
		without.Annotation(w.report, h, a)
	}
	whole := uima.Document{Several: w.several, People: w.people, Annotations: annotations, Relations: links}
	opened, err := w.originals(h, tx, &whole)
	if err != nil {
		return err
	}
	if w.several {
		whole.Folder = "annotation/" + unused(w.folders, cleaned(strings.ReplaceAll(h.Title, "/", "_")))
	}
	w.report.Documents++
	for _, p := range whole.Parts() {
		if err := w.part(h, tx, p, opened, to); err != nil {
			return err
		}
	}
	return nil
}

// open is an original that was read.
type open struct {
	graph *graph
	raw   *codec.Raw
	taken bool // for a part, which changes it
}

// originals finds those of which a document can be written again, for whole.
func (w *writer) originals(h *annotate.Document, tx *text.Text, whole *uima.Document) (map[*annotate.Original]*open, error) {
	list, err := w.reader.Originals(h.ID)
	opened := map[*annotate.Original]*open{}
	for _, o := range list {
		if o.Format != w.name {
			continue
		}
		g, err := w.parse(o)
		if err != nil || g.sofa() == nil {
			continue
		}
		if raw, err := codec.NewRaw(g.sofa().text("sofaString")); err == nil && raw.Text.String() == tx.String() {
			whole.Originals = append(whole.Originals, o)
			opened[o] = &open{graph: g, raw: raw}
		}
	}
	whole.Named = func(o *annotate.Original) string { return opened[o].graph.user() }
	return opened, err
}

// part writes one file.
func (w *writer) part(h *annotate.Document, tx *text.Text, p uima.Part, opened map[*annotate.Original]*open, to codec.Target) error {
	name := p.Name
	if name == "" {
		name = strings.ReplaceAll(h.Title, "/", "_")
	}
	if p.AsItCame {
		return put(to, w.free(name), p.Original.Content)
	}
	var m *codec.Mapping
	if p.Original != nil {
		m = w.mappings[p.Original.Collection]
	}
	x, err := w.begin(h, tx, p.Original, opened)
	if err != nil {
		return err
	}
	changed := w.merge(x.graph, x.raw, uima.NewNaming(w.schema, m), h, tx, p.Annotations, p.Relations)
	if p.Person != nil {
		w.told[p.Person.ID] = true
		changed = x.graph.sign(p.Person.Name, p.Original == nil) || changed
	}
	w.report.Annotations += len(p.Annotations)
	w.report.Relations += len(p.Relations)
	if p.Original != nil && !changed {
		return put(to, w.free(name), p.Original.Content)
	}
	out := x.graph.emitJSON
	if w.isXMI {
		out = x.graph.emitXMI
		if strings.IndexFunc(tx.String(), notXML) >= 0 {
			w.report.Lose(lostChar, codec.Problem{Document: h.Title})
		}
	}
	return put(to, w.free(name), out())
}

// begin is the CAS that a part came from, or a new one.
func (w *writer) begin(h *annotate.Document, tx *text.Text, o *annotate.Original, opened map[*annotate.Original]*open) (x open, err error) {
	switch {
	case o == nil:
		if x.graph, err = w.fresh(h, tx); err == nil {
			x.raw, err = codec.NewRaw(tx.String())
		}
	case opened[o].taken: // for somebody else's part
		x = *opened[o]
		x.graph, err = w.parse(o)
	default:
		opened[o].taken = true
		x = *opened[o]
	}
	return x, err
}

// user is whose a CAS says that it is; "" when it does not say.
func (g *graph) user() string {
	for _, s := range g.list {
		if s.kind != userType {
			continue
		}
		if name := strings.TrimSpace(s.text("username")); name != "" {
			return name
		}
	}
	return ""
}

// sign has a CAS say whose it is, if it is new, or said somebody else, and reports whether it
// was changed.
func (g *graph) sign(name string, fresh bool) bool {
	if was := g.user(); strings.EqualFold(was, name) || was == "" && !fresh {
		return false
	}
	for _, s := range g.list {
		if s.kind == userType && s.has("username") {
			s.set("username", value{text: name})
			return true
		}
	}
	g.types.ensure(userType, annotationType)
	g.types.declare(userType, "username", stringType, "")
	g.mark(userType, 0, 0).set("username", value{text: name})
	return true
}

func (w *writer) parse(o *annotate.Original) (*graph, error) {
	tell := func(string, error) {}
	if !w.isXMI {
		return readJSON(o.Content, tell)
	}
	t := types{}
	if s := w.system(o.Name); s != nil {
		t = s.types
	}
	return readXMI(o.Content, t, tell)
}

// fresh is a CAS of a text, with its tokens and sentences.
func (w *writer) fresh(h *annotate.Document, tx *text.Text) (*graph, error) {
	g := newGraph()
	if g.inline = w.isXMI; w.isXMI {
		s := w.system("document.xmi")
		if s == nil {
			s = &system{types: types{}, name: "TypeSystem.xml"}
			w.systems = append(w.systems, s)
		}
		g.types = s.types
	}
	g.declareDKPro()
	sofa := g.make(sofaType)
	sofa.set("sofaNum", value{form: literal, text: "1"})
	sofa.set("sofaID", value{text: "_InitialView"})
	sofa.set("mimeType", value{text: "text"})
	sofa.set("sofaString", value{text: tx.String()})
	g.views = []*view{{name: "_InitialView", sofa: sofa.id}}
	end, err := tx.In(tx.Len(), text.UTF16)
	if err != nil {
		return nil, err
	}
	g.mark(metaType, 0, end).set("documentId", value{text: cleaned(h.Title)})
	units := uima.NewCounter(tx)
	for _, tokens := range uima.Sentences(tx) {
		first, last := units.In(tokens[0].Start), 0
		for _, at := range tokens {
			start := units.In(at.Start)
			last = units.In(at.End)
			g.mark(tokenType, start, last)
		}
		g.mark(sentenceType, first, last)
	}
	return g, nil
}

// mark is a new structure at a place.
func (g *graph) mark(kind string, start, end int) *structure {
	s := g.make(kind)
	of := 0
	if sofa := g.sofa(); sofa != nil {
		of = sofa.id
	}
	s.place(of, start, end)
	return s
}

func (g *graph) declareDKPro() {
	t := g.types
	t.ensure(documentType, annotationType)
	t.declare(documentType, "language", stringType, "")
	t.ensure(metaType, documentType)
	for _, f := range []string{"documentTitle", "documentId"} {
		t.declare(metaType, f, stringType, "")
	}
	t.ensure(fieldType, annotationType)
	t.declare(fieldType, "key", stringType, "")
	t.declare(fieldType, "value", stringType, "")
	t.ensure(tokenType, annotationType)
	t.ensure(sentenceType, annotationType)
}

// cleaned is a title as a part of a file's name.
func cleaned(title string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, path.Clean("/"+title)), "/. ")
}

// free is a file's name that no other has.
func (w *writer) free(title string) string { return unused(w.names, cleaned(title)) + w.ext }

// unused is a name that is not among names, and is from now on.
func unused(names map[string]bool, clean string) string {
	if clean == "" {
		clean = "document"
	}
	out := clean
	for n := 2; names[strings.ToLower(out)]; n++ {
		out = fmt.Sprintf("%s %d", clean, n)
	}
	names[strings.ToLower(out)] = true
	return out
}

// word is a value as a string says it; "" for an annotation.
func (w *writer) word(v annotate.Value, f *annotate.Feature) string {
	switch v.Type {
	case annotate.TypeText:
		return v.Text
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		return strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeEntity:
		return w.actors[v.Ref]
	case annotate.TypeTag:
		if set := w.schema.Tagset(f.Tagset); set != nil && set.Tag(v.Tag) != nil {
			return set.Tag(v.Tag).Name
		}
		return string(v.Tag)
	}
	return ""
}
