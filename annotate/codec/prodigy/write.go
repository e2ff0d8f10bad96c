package prodigy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What Prodigy has no place for.
var (
	lostHull     = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostType     = codec.Kind{One: "tag, date or actor written as its words", Many: "tags, dates or actors written as their words"}
	lostRef      = codec.Kind{One: "value that names an annotation left out", Many: "values that name annotations left out"}
	lostName     = codec.Kind{One: "feature left out, as Prodigy has a member of its name", Many: "features left out, as Prodigy has members of their names"}
	lostWhole    = codec.Kind{One: "annotation of a whole document written without its other values", Many: "annotations of whole documents written without their other values"}
	lostNote     = codec.Kind{One: "note on a whole document left out", Many: "notes on whole documents left out"}
	lostRelation = codec.Kind{One: "relation left out, as it goes to a whole document or to another annotator's", Many: "relations left out, as they go to whole documents or to other annotators'"}
	lostState    = codec.Kind{One: "state of a document left out, as it is not done", Many: "states of documents left out, as they are not done"}
	lostEmpty    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
	lostFlags    = codec.Kind{One: "flag of a document left out", Many: "flags of documents left out"}
	lostMention  = codec.Kind{One: "value written without the mention it was read from", Many: "values written without the mentions they were read from"}
	lostHash     = codec.Kind{One: "document written without the hashes of its tasks", Many: "documents written without the hashes of their tasks"}
	lostHead     = codec.Kind{One: "document written without its direction, its speakers or who its author is", Many: "documents written without their directions, their speakers or who their authors are"}
)

// without is what else stays out.
var without = codec.Without{Parts: true, Ends: true, Actors: true, Initials: true, Recheck: true}

type writer struct {
	reader session.Reader
	schema *annotate.Schema
	report *codec.Report
	unit   text.Unit
	people []*annotate.Annotator
	actors map[annotate.ID]string
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (_ *codec.Report, err error) {
	w := &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, actors: map[annotate.ID]string{}}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if w.schema, err = r.Schema(); err != nil {
		return nil, err
	}
	if w.people, err = r.Annotators(); err != nil {
		return nil, err
	}
	if err := without.Project(w.report, r); err != nil {
		return nil, err
	}
	for _, t := range w.schema.Tagsets {
		if string(t.ID) != string(wholeLayer) && string(t.ID) != string(answerFeature) {
			w.report.Lose(codec.LostTagset, codec.Problem{Record: t.Name})
		}
	}
	for e, err := range r.Entities() {
		if err != nil {
			return nil, err
		}
		w.actors[e.ID] = e.Name
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	return w.report, errors.Join(w.all(ctx, f, o), f.Close())
}

func (w *writer) all(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err == nil {
			err = w.document(f, d.Document)
		}
		if n++; err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// document writes a line for each annotator, and one for each label that one answered for
// itself; one without an answer when nobody did anything.
func (w *writer) document(f io.Writer, h *annotate.Document) error {
	p, err := w.page(h)
	if err != nil {
		return err
	}
	if strings.TrimSpace(p.text.String()) == "" {
		w.report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return nil
	}
	for _, a := range p.annotations {
		without.Annotation(w.report, h, a)
	}
	w.report.Documents++
	if len(h.Turns) > 0 || h.Direction != annotate.AutoDirection || !h.AuthorEntity.IsZero() {
		w.report.Lose(lostHead, codec.Problem{Document: h.Title})
	}
	var lines []*object
	for _, by := range w.people {
		lines = append(lines, p.of(by)...)
	}
	if len(lines) == 0 {
		lines = append(lines, p.begin())
	}
	for i, o := range lines {
		p.finish(o, i, len(lines))
		b, err := o.bytes()
		if err != nil {
			return err
		}
		if _, err := f.Write(append(b, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) page(h *annotate.Document) (*page, error) {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return nil, err
	}
	p := &page{writer: w, head: h}
	if p.text, err = text.New(body); err != nil {
		return nil, err
	}
	annotations, err := w.reader.Annotations(h.ID)
	if err != nil {
		return nil, err
	}
	p.annotations = slices.Clone(annotations)
	slices.SortFunc(p.annotations, annotate.ComparePlace)
	if p.relations, err = w.reader.Relations(h.ID); err != nil {
		return nil, err
	}
	p.progress, err = w.reader.Progress(h.ID)
	return p, err
}

// finish adds the document's metadata to line i of n.
func (p *page) finish(o *object, i, n int) {
	var meta object
	for _, f := range codec.Fields(p.head) {
		switch {
		case f == (annotate.Field{Name: "title", Value: codec.Title(p.text)}):
		case !strings.HasPrefix(f.Name, "_") && f.Name != "options":
			meta.add(f.Name, raw(f.Value))
		case f.Name == "options" && !o.has("accept"):
		case o.has(f.Name):
		default:
			p.kept(o, f, i, n)
		}
	}
	if len(meta.names) > 0 {
		b, err := meta.bytes()
		o.err = errors.Join(o.err, err)
		o.add("meta", json.RawMessage(b))
	}
}

// kept adds what was read of a task: of several values, as many as there are lines, the one
// of this line.
func (p *page) kept(o *object, f annotate.Field, i, n int) {
	list := strings.Fields(f.Value)
	switch {
	case f.Name == "options" || len(list) <= 1 || !strings.HasSuffix(f.Name, "_hash") && f.Name != "_timestamp":
		o.add(f.Name, raw(f.Value))
	case len(list) == n:
		o.add(f.Name, raw(list[i]))
	case i == 0:
		p.report.Lose(lostHash, codec.Problem{Document: p.head.Title, Text: f.Name})
	}
}

// raw is a value as JSON: as it stands when it is a number, a truth or more, else as words.
func raw(s string) any {
	if s != "" && json.Valid([]byte(s)) && s[0] != '"' && s != "null" {
		return json.RawMessage(s)
	}
	return s
}

// object is a JSON object with its members in the order in which they came.
type object struct {
	names []string
	b     []byte
	err   error
}

func (o *object) has(name string) bool { return slices.Contains(o.names, name) }

func (o *object) add(name string, v any) {
	sep := byte(',')
	if len(o.names) == 0 {
		sep = '{'
	}
	k, err := marshal(name)
	b, wrong := marshal(v)
	o.err = errors.Join(o.err, err, wrong)
	o.names = append(o.names, name)
	o.b = append(append(append(append(o.b, sep), k...), ':'), b...)
}

// bytes are the object as it is; more may be added.
func (o *object) bytes() ([]byte, error) {
	if len(o.names) == 0 {
		return []byte("{}"), o.err
	}
	return append(slices.Clip(o.b), '}'), o.err
}

// marshal writes < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
