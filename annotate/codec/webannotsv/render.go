package webannotsv

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// page is what is written of a document.
type page struct {
	head   *annotate.Document
	files  []file
	layers []annotate.LayerID // that something in its text is marked with
}

// file is one of the files of a document.
type file struct {
	name    string // without its ending
	inside  bool   // name is one in the folder of the document
	person  *annotate.Annotator
	content []byte
	same    string // or this, which is as it came in
}

// renderer makes the page of a document, with a report of its own. Several may be at work at
// the same time.
type renderer struct {
	*writer
	*page
	report *codec.Report
	text   *text.Text
}

// render makes what is written of a document.
func (w *writer) render(d *codec.Loaded, report *codec.Report) (*page, error) {
	r := &renderer{w, &page{head: d.Head}, report, d.Text}
	whole := uima.Document{Several: w.several, People: w.people, Annotations: d.Annotations, Relations: d.Relations, Named: func(*annotate.Original) string { return "" }}
	tables := map[*annotate.Original]*table{}
	for _, o := range d.Originals {
		if t := reopened(o, d.Text); t != nil { // it can be written again
			whole.Originals = append(whole.Originals, o)
			tables[o] = t
		}
	}
	if len(whole.Originals) == 0 && strings.TrimSpace(d.Text.String()) == "" { // it has no token
		report.Lose(lostText, codec.Problem{Document: d.Head.Title})
		return r.page, nil
	}
	without.Loaded(report, d)
	for _, a := range d.Annotations {
		without.Annotation(report, d.Head, a)
		if len(a.Fragments) > 0 && !slices.Contains(r.layers, a.Layer) {
			r.layers = append(r.layers, a.Layer)
		}
	}
	if len(codec.Fields(d.Head)) > 1 { // beside the title, which is the file's name
		report.Lose(lostFields, codec.Problem{Document: d.Head.Title})
	}
	report.Documents++
	for _, p := range whole.Parts() {
		r.files = append(r.files, r.part(p, tables))
	}
	return r.page, nil
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

// part makes one file; one in which nothing changed as it came in.
func (r *renderer) part(p uima.Part, tables map[*annotate.Original]*table) file {
	f := file{name: p.Name, inside: p.Inside, person: p.Person}
	if f.name == "" {
		f.name = strings.ReplaceAll(r.head.Title, "/", "_")
	}
	if p.AsItCame {
		f.person, f.same = nil, p.Original.Content
		return f
	}
	g := r.merged(p, tables)
	if p.Original != nil && !g.changed {
		f.same = p.Original.Content
		return f
	}
	for range g.table.broken {
		r.report.Lose(lostLine, codec.Problem{Document: r.head.Title})
	}
	f.content = g.table.emit()
	return f
}

// merged is the table of a part. An original is taken out of tables, as it is changed.
func (r *renderer) merged(p uima.Part, tables map[*annotate.Original]*table) *merger {
	r.report.Annotations += len(p.Annotations)
	list := slices.Clone(p.Annotations)
	if p.Original == nil {
		slices.SortStableFunc(list, annotate.ComparePlace)
		return r.merge(fresh(r.text), uima.NewNaming(r.schema, nil), list, p.Relations)
	}
	t := tables[p.Original]
	if tables[p.Original] = nil; t == nil { // it became somebody else's part
		t = reopened(p.Original, r.text)
	}
	return r.merge(t, uima.NewNaming(r.schema, r.mappings[p.Original.Collection]), list, p.Relations)
}
