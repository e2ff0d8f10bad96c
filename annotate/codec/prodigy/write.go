package prodigy

import (
	"context"
	"encoding/json"
	"errors"
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
	schema *annotate.Schema
	report *codec.Report
	unit   text.Unit
	people []*annotate.Annotator
	actors map[annotate.ID]string
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (_ *codec.Report, err error) {
	w := &writer{report: &codec.Report{}, unit: text.CodePoint, actors: map[annotate.ID]string{}}
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
	err = codec.Render(ctx, codec.Pages{Reader: r, Options: o, Report: w.report}, w.document, func(lines [][]byte) error {
		for _, l := range lines {
			if _, err := f.Write(l); err != nil {
				return err
			}
		}
		return nil
	})
	return w.report, errors.Join(err, f.Close())
}

// document is a line for each annotator, and one for each label that one answered for itself;
// one without an answer when nobody did anything.
func (w *writer) document(d *codec.Loaded, report *codec.Report) (out [][]byte, err error) {
	if strings.TrimSpace(d.Text.String()) == "" {
		report.Lose(lostEmpty, codec.Problem{Document: d.Head.Title})
		return nil, nil
	}
	mine := *w
	mine.report = report
	p := &page{writer: &mine, head: d.Head, text: d.Text, annotations: slices.Clone(d.Annotations), relations: d.Relations, progress: d.Progress}
	slices.SortFunc(p.annotations, annotate.ComparePlace)
	for _, a := range p.annotations {
		without.Annotation(report, d.Head, a)
	}
	report.Documents++
	if h := d.Head; len(h.Turns) > 0 || h.Direction != annotate.AutoDirection || !h.AuthorEntity.IsZero() {
		report.Lose(lostHead, codec.Problem{Document: h.Title})
	}
	lines := p.lines()
	for i, o := range lines {
		p.finish(o, i, len(lines))
		if o.err != nil {
			return nil, o.err
		}
		out = append(out, append(o.end(), '\n'))
	}
	return out, nil
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
	if len(meta.b) > 0 {
		o.err = errors.Join(o.err, meta.err)
		o.put("meta", meta.end())
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
