package webannotsv

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/session"
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
	lostPointer = codec.Kind{One: "value that is an annotation written as a link, which is read as a relation", Many: "values that are annotations written as links, which are read as relations"}
	lostLink    = codec.Kind{One: "feature of a link left out", Many: "features of links left out"}
	lostEnd     = codec.Kind{One: "relation left out, as the table cannot point at an end", Many: "relations left out, as the table cannot point at an end"}
	lostToken   = codec.Kind{One: "value of a token left out", Many: "values of tokens left out"}
	lostFields  = codec.Kind{One: "document written without its metadata", Many: "documents written without their metadata"}
	lostLine    = codec.Kind{One: "line that could not be read left out of a file that changed", Many: "lines that could not be read left out of files that changed"}
	lostWhose   = codec.Kind{One: "annotator left out", Many: "annotators left out"}
	lostLayer   = codec.Kind{One: "layer left out, as nothing in a text is marked with it", Many: "layers left out, as nothing in a text is marked with them"}
	lostText    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
)

// writer is what is known of a project while its documents are written. But for what is put
// into files one after the other, it does not change.
type writer struct {
	reader   session.Reader
	schema   *annotate.Schema
	total    *codec.Report
	actors   map[annotate.ID]string
	mappings map[annotate.ID]*codec.Mapping // by collection
	people   []*annotate.Annotator
	several  bool // of them recorded something

	to      codec.Target
	names   uima.Names                // of files
	told    map[annotate.ID]bool      // people who are named by a file
	folders uima.Names                // of documents
	marked  map[annotate.LayerID]bool // layers that something is marked with
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := &writer{
		reader: r, total: &codec.Report{}, actors: map[annotate.ID]string{},
		to: to, names: uima.Names{}, told: map[annotate.ID]bool{}, folders: uima.Names{}, marked: map[annotate.LayerID]bool{},
	}
	if err := w.prepare(); err != nil {
		return nil, err
	}
	pages := codec.Pages{Reader: r, Options: o, Report: w.total, Originals: formatName}
	if err := codec.Render(ctx, pages, w.render, w.put); err != nil {
		return nil, err
	}
	if err := w.tell(); err != nil {
		return nil, err
	}
	for _, p := range w.people {
		switch {
		case !w.told[p.ID]:
			w.total.Lose(lostWhose, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.total.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	return w.total, nil
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
		return left.Project(w.total, w.reader)
	}
	written := *w.schema
	written.Layers = slices.DeleteFunc(slices.Clone(w.schema.Layers), func(l annotate.Layer) bool { return !w.marked[l.ID] })
	for _, l := range w.schema.Layers {
		if !w.marked[l.ID] {
			w.total.Lose(lostLayer, codec.Problem{Record: l.Name})
		}
	}
	uima.Tell(w.total, &written, func(f *annotate.Feature) bool { return uima.Holds(f, annotate.TypeText) && !f.Multi })
	return left.Project(w.total, withSchema{w.reader, &written})
}

// withSchema is a project under another schema.
type withSchema struct {
	session.Reader
	schema *annotate.Schema
}

// Schema implements session.Reader.
func (r withSchema) Schema() (*annotate.Schema, error) { return r.schema, nil }

// put writes the files of a document.
func (w *writer) put(p *page) error {
	for _, id := range p.layers {
		w.marked[id] = true
	}
	folder := ""
	if w.several && len(p.files) > 0 {
		folder = w.folders.Folder(p.head.Title)
	}
	for _, f := range p.files {
		name := f.name
		if f.inside {
			name = path.Join(folder, name)
		}
		if document, _ := uima.Whose(name); f.person != nil && document != "" {
			w.told[f.person.ID] = true
		}
		if err := w.file(w.names.Take(name)+".tsv", f); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) file(name string, f file) error {
	out, err := w.to.Create(name)
	if err != nil {
		return err
	}
	if _, err = out.Write(f.content); err == nil {
		_, err = io.WriteString(out, f.same)
	}
	return errors.Join(err, out.Close())
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
	return codec.Said(&v, w.schema.Tagset(f.Tagset), func(id annotate.ID) string { return w.actors[id] })
}
