package huggingface

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What a line has no place for.
var (
	lostOriginal = codec.Kind{One: "file that was kept as it came in left out", Many: "files that were kept as they came in left out"}
	lostSet      = codec.Kind{One: "tagset that no feature uses left out", Many: "tagsets that no feature uses left out"}
	lostPlace    = codec.Kind{One: "example of a tag written without where it stands", Many: "examples of tags written without where they stand"}
)

// splits are the files of documents, in their order.
var splits = []string{"train", "validation", "test"}

type writer struct {
	options Options
	reader  session.Reader
	to      codec.Target
	schema  *annotate.Schema
	project *annotate.Project
	report  *codec.Report
	unit    text.Unit
	people  map[annotate.ID]string
	actors  map[annotate.ID]string // names
	count   counts
}

func (options Options) write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w := &writer{options: options, reader: r, to: to, report: &codec.Report{}, unit: text.CodePoint, people: map[annotate.ID]string{}, actors: map[annotate.ID]string{}}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if err := w.prepare(); err != nil {
		return nil, err
	}
	for _, do := range []func() error{
		w.writeAnnotators,
		w.writeActors,
		func() error { return w.documents(ctx, o) },
		func() error { return w.file("dictionary.csv", w.dictionaryCSV) },
		func() error { return w.file("dictionary.md", w.dictionaryMarkdown) },
		func() error { return w.file("README.md", w.card) },
	} {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return w.report, nil
}

// prepare reads what is there once: schema, people and the heads of documents.
func (w *writer) prepare() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	if w.project, err = w.reader.Project(); err != nil {
		return err
	}
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	for _, p := range people {
		w.people[p.ID] = p.Name
	}
	w.report.Annotators = len(people)
	w.examples()
	w.unused()
	whole, err := codec.Kept(w.reader)
	w.lose(whole, "")
	if err != nil {
		return err
	}
	w.count = newCounts()
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err != nil {
			return err
		}
		split, known := splitOf(d.Document)
		if !known {
			w.report.Doubtful.Add(codec.Problem{Document: d.Title, Text: "its split is none of train, validation and test; it is in train"})
		}
		w.count.head(d.Document, split)
	}
	return nil
}

// unused tells of tagsets of no feature, which the dictionary has not.
func (w *writer) unused() {
	used := map[annotate.TagsetID]bool{}
	mark := func(list []annotate.Feature) {
		for _, f := range list {
			used[f.Tagset] = used[f.Tagset] || f.Takes(annotate.TypeTag)
		}
	}
	for _, l := range w.schema.Layers {
		mark(l.Features)
	}
	for _, r := range w.schema.Relations {
		mark(r.Features)
	}
	for _, set := range w.schema.Tagsets {
		if !used[set.ID] {
			w.report.Lose(lostSet, codec.Problem{Record: "tagset " + set.Name})
		}
	}
}

// examples tells of those whose places stay behind.
func (w *writer) examples() {
	for _, set := range w.schema.Tagsets {
		for _, t := range set.Tags {
			for _, e := range slices.Concat(t.Examples, t.Counter) {
				if !e.Document.IsZero() || !e.Annotation.IsZero() {
					w.report.Lose(lostPlace, codec.Problem{Record: "tag " + t.Label(), Text: e.Text})
				}
			}
		}
	}
}

func (w *writer) lose(kept []*annotate.Original, title string) {
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: title, Place: o.Name})
	}
}

// splitOf is the split that a document says it is in, and whether it says one that is known,
// or none.
func splitOf(h *annotate.Document) (split string, known bool) {
	for _, f := range h.Custom {
		if strings.EqualFold(f.Name, "split") && f.Value != "" {
			split = strings.ToLower(strings.TrimSpace(f.Value))
			if slices.Contains(splits, split) {
				return split, true
			}
			return splits[0], false
		}
	}
	return splits[0], true
}

// file writes one file.
func (w *writer) file(name string, fill func(io.Writer) error) error {
	f, err := w.to.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Close())
}

// documents writes the file of each split that has documents, and train in any case.
func (w *writer) documents(ctx context.Context, o codec.WriteOptions) error {
	for i, split := range splits {
		if i > 0 && w.count.splits[split] == 0 {
			continue
		}
		err := table(w, split, func(put func(row[lineJSON]) error) error { return w.split(ctx, put, split, o) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) split(ctx context.Context, put func(row[lineJSON]) error, split string, o codec.WriteOptions) error {
	all := o
	o.Progress = func(int) error { return all.Did(w.report.Documents) }
	pages := codec.Pages{Reader: w.reader, Options: o, Report: w.report, Originals: codec.EveryFormat, Only: func(h *annotate.Document) bool {
		in, _ := splitOf(h)
		return in == split
	}}
	return codec.Render(ctx, pages, w.render, func(r rendered) error {
		w.tell(r.from)
		return put(r.row)
	})
}

// rendered is a document as it is written.
type rendered struct {
	from *codec.Loaded
	row  row[lineJSON]
}

func (w *writer) render(d *codec.Loaded, _ *codec.Report) (rendered, error) {
	line, err := w.document(d)
	if err != nil {
		return rendered{}, err
	}
	r, err := rowOf(w.options, *line, len(line.Text)+500*len(line.Annotations)+250*len(line.Relations))
	return rendered{d, r}, err
}

// tell counts a document that is written, and says what of it stays out.
func (w *writer) tell(d *codec.Loaded) {
	who := map[annotate.ID]bool{}
	for _, a := range d.Annotations {
		w.count.annotation(a)
		who[a.Annotator] = true
	}
	if len(who) > 1 {
		w.count.shared++
	}
	for _, r := range d.Relations {
		w.count.relation(r)
	}
	w.report.Documents++
	w.report.Annotations += len(d.Annotations)
	w.report.Relations += len(d.Relations)
	w.lose(d.Originals, d.Head.Title)
}
