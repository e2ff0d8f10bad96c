package webannotsv

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

// What a table has no place for.
var (
	lostHull    = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostWhole   = codec.Kind{One: "annotation of a whole document left out", Many: "annotations of whole documents left out"}
	lostBlank   = codec.Kind{One: "annotation between words left out", Many: "annotations between words left out"}
	lostEdge    = codec.Kind{One: "annotation cut to the words that it has", Many: "annotations cut to the words that they have"}
	lostNote    = codec.Kind{One: "note left out", Many: "notes left out"}
	lostSeveral = codec.Kind{One: "list of values written as one text", Many: "lists of values written as one text each"}
	lostValue   = codec.Kind{One: "value that is an annotation left out", Many: "values that are annotations left out"}
	lostLink    = codec.Kind{One: "feature of a link left out", Many: "features of links left out"}
	lostEnd     = codec.Kind{One: "relation left out, as the table cannot point at an end", Many: "relations left out, as the table cannot point at an end"}
	lostToken   = codec.Kind{One: "value of a token left out", Many: "values of tokens left out"}
	lostFields  = codec.Kind{One: "document written without its metadata", Many: "documents written without their metadata"}
	lostLine    = codec.Kind{One: "line that could not be read left out of a file that changed", Many: "lines that could not be read left out of files that changed"}
	lostWhose   = codec.Kind{One: "annotator left out", Many: "annotators left out"}
	lostLayer   = codec.Kind{One: "layer left out, as nothing in a text is marked with it", Many: "layers left out, as nothing in a text is marked with them"}
	lostText    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
)

type writer struct {
	reader   session.Reader
	schema   *annotate.Schema
	report   *codec.Report
	actors   map[annotate.ID]string
	mappings map[annotate.ID]*codec.Mapping // by collection
	names    map[string]bool                // of files, in lower case
	people   []*annotate.Annotator
	several  bool                      // of them recorded something
	told     map[annotate.ID]bool      // of them are named by a file
	folders  map[string]bool           // of documents, in lower case
	layers   map[annotate.LayerID]bool // that something is marked with
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := writer{reader: r, report: &codec.Report{}, actors: map[annotate.ID]string{}, names: map[string]bool{}, told: map[annotate.ID]bool{}, folders: map[string]bool{}, layers: map[annotate.LayerID]bool{}}
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
	if err := w.tell(); err != nil {
		return nil, err
	}
	for _, p := range w.people {
		switch {
		case !w.told[p.ID]:
			w.report.Lose(lostWhose, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	return w.report, nil
}

func (w *writer) prepare() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	if w.people, err = w.reader.Annotators(); err != nil {
		return err
	}
	if w.several, err = uima.Several(w.reader); err != nil {
		return err
	}
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e.Name
	}
	w.mappings, err = uima.Mappings(w.reader)
	return err
}

// without is what else stays out.
var without = codec.Without{Parts: true, Ends: true, Tagsets: true, Actors: true, Heads: true, States: true, Recheck: true}

// tell says what of the schema stays out. What came from files goes back as it came.
func (w *writer) tell() error {
	left := without
	if len(w.mappings) > 0 {
		left.Parts, left.Tagsets = false, false
		return left.Project(w.report, w.reader)
	}
	written := *w.schema
	written.Layers = slices.DeleteFunc(slices.Clone(w.schema.Layers), func(l annotate.Layer) bool { return !w.layers[l.ID] })
	for _, l := range w.schema.Layers {
		if !w.layers[l.ID] {
			w.report.Lose(lostLayer, codec.Problem{Record: l.Name})
		}
	}
	uima.Tell(w.report, &written, func(f *annotate.Feature) bool { return uima.Holds(f, annotate.TypeText) && !f.Multi })
	return left.Project(w.report, withSchema{w.reader, &written})
}

// withSchema is a project under another schema.
type withSchema struct {
	session.Reader
	schema *annotate.Schema
}

// Schema implements session.Reader.
func (r withSchema) Schema() (*annotate.Schema, error) { return r.schema, nil }

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
	whole := uima.Document{Several: w.several, People: w.people, Annotations: annotations, Relations: links, Named: func(*annotate.Original) string { return "" }}
	tables, err := w.originals(h, tx, &whole)
	if err != nil {
		return err
	}
	if len(whole.Originals) == 0 && strings.TrimSpace(body) == "" { // it has no token
		w.report.Lose(lostText, codec.Problem{Document: h.Title})
		return nil
	}
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	for _, a := range annotations {
		without.Annotation(w.report, h, a)
		w.layers[a.Layer] = w.layers[a.Layer] || len(a.Fragments) > 0
	}
	if len(codec.Fields(h)) > 1 { // beside the title, which is the file's name
		w.report.Lose(lostFields, codec.Problem{Document: h.Title})
	}
	if w.several {
		whole.Folder = "annotation/" + unused(w.folders, cleaned(strings.ReplaceAll(h.Title, "/", "_")))
	}
	w.report.Documents++
	for _, p := range whole.Parts() {
		if err := w.part(h, tx, p, tables, to); err != nil {
			return err
		}
	}
	return nil
}

// originals finds the tables of which a document can be written again, for whole.
func (w *writer) originals(h *annotate.Document, tx *text.Text, whole *uima.Document) (map[*annotate.Original]*table, error) {
	list, err := w.reader.Originals(h.ID)
	tables := map[*annotate.Original]*table{}
	for _, o := range list {
		if o.Format != formatName {
			continue
		}
		if t := reopened(o, tx); t != nil {
			whole.Originals = append(whole.Originals, o)
			tables[o] = t
		}
	}
	return tables, err
}

// reopened is the table that an original is; nil when it is none of that text.
func reopened(o *annotate.Original, tx *text.Text) *table {
	t, err := parse(o.Content, func(int, error) {})
	if err != nil {
		return nil
	}
	unit := text.UTF16
	if raw, _, _, err := t.settle(&unit); err != nil || raw.Text.String() != tx.String() {
		return nil
	}
	return t
}

// part writes one file; one in which nothing changed as it came in.
func (w *writer) part(h *annotate.Document, tx *text.Text, p uima.Part, tables map[*annotate.Original]*table, to codec.Target) (err error) {
	name := p.Name
	if name == "" {
		name = strings.ReplaceAll(h.Title, "/", "_")
	}
	f, err := to.Create(w.name(name))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if p.AsItCame {
		_, err = io.WriteString(f, p.Original.Content)
		return err
	}
	g := w.merged(h, tx, p, tables)
	if p.Original != nil && !g.changed {
		_, err = io.WriteString(f, p.Original.Content)
		return err
	}
	for range g.table.broken {
		w.report.Lose(lostLine, codec.Problem{Document: h.Title})
	}
	return g.table.emit(f)
}

// merged is the table of a part. An original is taken out of tables, as it is changed.
func (w *writer) merged(h *annotate.Document, tx *text.Text, p uima.Part, tables map[*annotate.Original]*table) *merger {
	if p.Person != nil && p.Name != "" && path.Dir(p.Name) != "." {
		if document, _ := uima.Whose(p.Name); document != "" {
			w.told[p.Person.ID] = true
		}
	}
	w.report.Annotations += len(p.Annotations)
	list := slices.Clone(p.Annotations)
	if p.Original == nil {
		slices.SortStableFunc(list, annotate.ComparePlace)
		return w.merge(fresh(tx), uima.NewNaming(w.schema, nil), h, tx, list, p.Relations)
	}
	t := tables[p.Original]
	if tables[p.Original] = nil; t == nil { // it became somebody else's part
		t = reopened(p.Original, tx)
	}
	return w.merge(t, uima.NewNaming(w.schema, w.mappings[p.Original.Collection]), h, tx, list, p.Relations)
}

// name is a file's name that no other has.
func (w *writer) name(title string) string { return unused(w.names, cleaned(title)) + ".tsv" }

// cleaned is a title as a part of a file's name.
func cleaned(title string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, path.Clean("/"+title)), "/. ")
}

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

// words are values as a cell says them, and whether they are several.
func (w *writer) words(list []annotate.Value, f *annotate.Feature) (string, bool) {
	var words []string
	for _, v := range list {
		if s := w.value(v, f); s != "" {
			words = append(words, s)
		}
	}
	return strings.Join(words, "; "), len(words) > 1
}

func (w *writer) value(v annotate.Value, f *annotate.Feature) string {
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
