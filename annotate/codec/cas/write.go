package cas

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/session"
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

// writer is what is known of a project while its documents are written. But for what is put
// into files one after the other, it does not change.
type writer struct {
	dialect
	reader   session.Reader
	schema   *annotate.Schema
	total    *codec.Report
	actors   map[annotate.ID]string
	mappings map[annotate.ID]*codec.Mapping // by collection
	namings  map[annotate.ID]*uima.Naming   // by collection; of none, that of what came from nowhere
	people   []*annotate.Annotator
	several  bool // of them recorded something
	systems  []*system
	fresh    *system // of what has none

	to      codec.Target
	names   uima.Names           // of files
	folders uima.Names           // of documents
	told    map[annotate.ID]bool // people who are named in a file
}

func (d dialect) write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := &writer{
		dialect: d, reader: r, total: &codec.Report{}, actors: map[annotate.ID]string{}, namings: map[annotate.ID]*uima.Naming{},
		to: to, names: uima.Names{}, folders: uima.Names{}, told: map[annotate.ID]bool{},
	}
	if err := w.prepare(); err != nil {
		return nil, err
	}
	pages := codec.Pages{Reader: r, Options: o, Report: w.total, Originals: w.name}
	err := codec.Render(ctx, pages, func(d *codec.Loaded, _ *codec.Report) (*page, error) { return w.render(d, false) }, w.put)
	if err != nil {
		return nil, err
	}
	return w.total, w.finish()
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
		w.total.Lose(lostActor, codec.Problem{Record: e.Name})
	}
	if w.mappings, err = uima.Mappings(w.reader); err == nil {
		err = w.tell()
	}
	if err != nil {
		return err
	}
	w.namings[annotate.ID{}] = uima.NewNaming(w.schema, nil)
	for id, m := range w.mappings {
		w.namings[id] = uima.NewNaming(w.schema, m)
	}
	if !w.isXMI {
		return nil
	}
	w.fresh = newSystem("TypeSystem.xml", types{})
	list, err := codec.Kept(w.reader)
	for _, o := range list {
		there := func(s *system) bool { return path.Dir(s.name) == path.Dir(o.Name) }
		if o.Format != w.name || slices.ContainsFunc(w.systems, there) {
			continue
		}
		if t, err := readTypes([]byte(o.Content)); err == nil {
			s := newSystem(o.Name, t)
			s.content, s.before, s.used = o.Content, emitTypes(t), true
			w.systems = append(w.systems, s)
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
	uima.Tell(w.total, w.schema, func(f *annotate.Feature) bool {
		return uima.Holds(f, annotate.TypeText, annotate.TypeNumber, annotate.TypeBoolean, annotate.TypeAnnotation)
	})
	return without.Project(w.total, w.reader)
}

// finish writes the type systems, and tells of whom no file is.
func (w *writer) finish() error {
	for _, p := range w.people {
		switch {
		case !w.told[p.ID]:
			w.total.Lose(lostWhose, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.total.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	for _, s := range append(w.systems, w.fresh) {
		if s == nil || !s.used {
			continue
		}
		out := emitTypes(s.types)
		if s.content != "" && out == s.before {
			out = s.content
		}
		if err := w.file(s.name, nil, out); err != nil {
			return err
		}
	}
	return nil
}

// put writes the files of a document.
func (w *writer) put(p *page) error {
	if !p.joins() {
		var err error
		if p, err = w.render(p.document, true); err != nil {
			return err
		}
	}
	w.total.Join(&p.report)
	folder := ""
	if w.several && !p.empty {
		folder = w.folders.Folder(p.document.Head.Title)
	}
	for _, f := range p.files {
		if f.person != nil {
			w.told[f.person.ID] = true
		}
		if f.system != nil {
			f.join()
		}
		name := f.name
		if f.inside {
			name = path.Join(folder, name)
		}
		if err := w.file(w.names.Take(name)+w.ext, f.content, f.same); err != nil {
			return err
		}
	}
	return nil
}

// file writes one: content, and same.
func (w *writer) file(name string, content []byte, same string) error {
	out, err := w.to.Create(name)
	if err != nil {
		return err
	}
	if _, err = out.Write(content); err == nil {
		_, err = io.WriteString(out, same)
	}
	return errors.Join(err, out.Close())
}
