package semeval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
)

// What the format has no place for.
var (
	lostSpan     = codec.Kind{One: "marked passage written as of the whole text", Many: "marked passages written as of whole texts"}
	lostLayer    = codec.Kind{One: "annotation of another layer left out", Many: "annotations of other layers left out"}
	lostFeatures = codec.Kind{One: "annotation written without its other features", Many: "annotations written without their other features"}
	lostSecond   = codec.Kind{One: "annotation written with the first of several targets or stances", Many: "annotations written with the first of several targets or stances"}
	lostStance   = codec.Kind{One: "stance that is none of FAVOR, AGAINST and NONE written as NONE", Many: "stances that are none of FAVOR, AGAINST and NONE written as NONE"}
	lostTarget   = codec.Kind{One: "stance without a target left out", Many: "stances without a target left out"}
	lostNote     = codec.Kind{One: "note left out", Many: "notes left out"}
	lostRelation = codec.Kind{One: "relation left out", Many: "relations left out"}
	lostMeta     = codec.Kind{One: "document written without its metadata", Many: "documents written without their metadata"}
	lostBlank    = codec.Kind{One: "text with tabs or line ends written with blanks", Many: "texts with tabs or line ends written with blanks"}
	lostDocument = codec.Kind{One: "document without a stance left out", Many: "documents without a stance left out"}
)

// places are where a project has what the format writes; nil where it has none.
type places struct {
	layer                              *annotate.Layer
	target, stance, opinion, sentiment *annotate.Feature
}

// without is what else stays out.
var without = codec.Without{Layers: true, Types: true, Tagsets: true, Actors: true, Annotators: true, States: true, Recheck: true}

// placesOf finds a layer with a target and a stance.
func placesOf(s *annotate.Schema) (p places, err error) {
	layers := slices.Clone(s.Layers)
	slices.SortStableFunc(layers, func(a, b annotate.Layer) int { // Stance goes before others
		return strings.Compare(rank(a.Name), rank(b.Name))
	})
	for i := range layers {
		l := &layers[i]
		if p = (places{layer: l, target: l.FeatureNamed("target"), stance: l.FeatureNamed("stance")}); p.stance == nil {
			p.stance = l.FeatureNamed("value")
		}
		if p.target == nil || p.stance == nil || !p.stance.Takes(annotate.TypeTag) {
			continue
		}
		if p.opinion = l.FeatureNamed("opinion-towards"); p.opinion == nil {
			p.opinion = l.FeatureNamed("opinion towards")
		}
		p.sentiment = l.FeatureNamed("sentiment")
		return p, nil
	}
	return p, fmt.Errorf("the project has no layer with a target and a stance: %w", annotate.ErrInvalid)
}

func rank(name string) string {
	if strings.EqualFold(name, string(layer)) {
		return "0"
	}
	return "1"
}

type writer struct {
	places
	schema *annotate.Schema
	actors map[annotate.ID]string
	report *codec.Report
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := &writer{report: &codec.Report{}, actors: map[annotate.ID]string{}}
	if err := w.prepare(r); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	if _, err = io.WriteString(f, w.header()); err == nil {
		n := 0
		err = codec.Render(ctx, codec.Pages{Reader: r, Options: o, Report: w.report}, w.document, func(lines []row) error {
			for _, l := range lines {
				if n++; l.id == "" {
					l.id = strconv.Itoa(n)
				}
				if _, err := io.WriteString(f, l.id+l.rest); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return w.report, errors.Join(err, f.Close())
}

func (w *writer) prepare(r session.Reader) (err error) {
	if w.schema, err = r.Schema(); err != nil {
		return err
	}
	if w.places, err = placesOf(w.schema); err != nil {
		return err
	}
	for e, err := range r.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e.Name
	}
	left := without
	if len(w.schema.Layers) == 1 && w.schema.Layers[0].ID == layer { // as reading makes it
		left.Layers, left.Tagsets = false, false
	}
	return left.Project(w.report, r)
}

func (w *writer) header() string {
	header := "ID\tTarget\tTweet\tStance"
	if w.opinion != nil {
		header += "\tOpinion towards"
	}
	if w.sentiment != nil {
		header += "\tSentiment"
	}
	return header + "\n"
}

// row is a line of the file.
type row struct {
	id   string // empty: its number
	rest string // what stands behind that
}

// document is a line for each stance that a document has.
func (w *writer) document(d *codec.Loaded, report *codec.Report) ([]row, error) {
	mine := *w
	mine.report = report
	for range d.Relations {
		report.Lose(lostRelation, codec.Problem{Document: d.Head.Title})
	}
	without.Loaded(report, d)
	var list []*annotate.Annotation
	for _, a := range d.Annotations {
		if mine.tell(d.Head, a) {
			list = append(list, a)
		}
	}
	if len(list) == 0 {
		report.Lose(lostDocument, codec.Problem{Document: d.Head.Title})
		return nil, nil
	}
	slices.SortStableFunc(list, annotate.ComparePlace)
	report.Documents++
	return mine.lines(d, list), nil
}

// tell says what of a stays out; false: all.
func (w *writer) tell(h *annotate.Document, a *annotate.Annotation) bool {
	p := codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()}
	switch {
	case a.Layer != w.layer.ID:
		w.report.Lose(lostLayer, p)
		return false
	case len(a.Values(w.target.ID)) == 0:
		w.report.Lose(lostTarget, p)
		return false
	}
	without.Annotation(w.report, h, a)
	if len(a.Fragments) > 0 {
		w.report.Lose(lostSpan, p)
	}
	if a.Note != "" {
		w.report.Lose(lostNote, p)
	}
	if len(a.Values(w.target.ID)) > 1 || len(a.Values(w.stance.ID)) > 1 {
		w.report.Lose(lostSecond, p)
	}
	if slices.ContainsFunc(a.Features, func(fv annotate.FeatureValue) bool { return !w.writes(fv.Feature) }) {
		w.report.Lose(lostFeatures, p)
	}
	return true
}

func (w *writer) writes(id annotate.FeatureID) bool {
	return slices.ContainsFunc([]*annotate.Feature{w.target, w.stance, w.opinion, w.sentiment}, func(f *annotate.Feature) bool { return f != nil && f.ID == id })
}

func (w *writer) lines(d *codec.Loaded, list []*annotate.Annotation) []row {
	h, body := d.Head, d.Text.String()
	if others(h, codec.Title(d.Text)) {
		w.report.Lose(lostMeta, codec.Problem{Document: h.Title})
	}
	if flat(body) != body {
		w.report.Lose(lostBlank, codec.Problem{Document: h.Title})
	}
	ids := idsOf(h)
	rows := make([]row, len(list))
	for i, a := range list {
		if len(ids) == len(list) {
			rows[i].id = flat(ids[i])
		}
		cells := []string{w.words(w.target, a), body, w.stanceOf(h, a)}
		for _, f := range []*annotate.Feature{w.opinion, w.sentiment} {
			if f != nil {
				cells = append(cells, w.words(f, a))
			}
		}
		for _, c := range cells {
			rows[i].rest += "\t" + flat(c)
		}
		rows[i].rest += "\n"
		w.report.Annotations++
	}
	return rows
}

// flat is s as it can stand in a column.
func flat(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s))
}

// others reports whether a head says more than the file does.
func others(h *annotate.Document, title string) bool {
	for _, f := range codec.Fields(h) {
		if f.Name != "ID" && f != (annotate.Field{Name: "title", Value: title}) {
			return true
		}
	}
	return len(h.Turns) > 0 || h.Direction != annotate.AutoDirection || !h.AuthorEntity.IsZero()
}

func idsOf(h *annotate.Document) []string {
	for _, f := range h.Custom {
		if f.Name == "ID" {
			return strings.Fields(f.Value)
		}
	}
	return nil
}

func (w *writer) stanceOf(h *annotate.Document, a *annotate.Annotation) string {
	said := w.words(w.stance, a)
	if said == "" {
		return unknown
	}
	if name := oneOf(stances, said); name != "" {
		return name
	}
	w.report.Lose(lostStance, codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String(), Text: said})
	return stances[2]
}

// words are the first value of f as people would write it.
func (w *writer) words(f *annotate.Feature, a *annotate.Annotation) string {
	values := a.Values(f.ID)
	if len(values) == 0 {
		return ""
	}
	v := &values[0]
	if v.Type == annotate.TypeAnnotation {
		return v.Ref.String()
	}
	return codec.Said(v, w.schema.Tagset(f.Tagset), func(id annotate.ID) string { return w.actors[id] })
}
