package refiqda

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// pages has render put what becomes of each document between two tags, which are left out where
// nothing is, and done told of each.
func (w *writer) pages(ctx context.Context, name string, render func(*writer, *codec.Loaded) error, done func(*writer)) error {
	begun, page := false, *w
	room := make(chan []byte, 4*runtime.GOMAXPROCS(0)) // of pages that are written
	pages := codec.Pages{Reader: w.reader, Report: w.report, Originals: codec.EveryFormat}
	err := codec.Render(ctx, pages, func(d *codec.Loaded, report *codec.Report) (*writer, error) {
		p := page
		p.report, p.linked, p.b = report, map[annotate.RelationTypeID]bool{}, nil
		select {
		case b := <-room:
			p.b = b[:0]
		default:
		}
		d.Annotations = slices.SortedFunc(slices.Values(d.Annotations), annotate.ComparePlace)
		return &p, render(&p, d)
	}, func(p *writer) error {
		if !begun && len(p.b) > 0 {
			begun = true
			w.put("<%v>\n", name)
		}
		done(p)
		err := w.flush()
		if err == nil {
			_, err = w.out.Write(p.b)
		}
		select {
		case room <- p.b:
		default:
		}
		return err
	})
	if begun {
		w.put("</%v>\n", name)
	}
	return err
}

func (w *writer) sources(ctx context.Context) error {
	return w.pages(ctx, "Sources", (*writer).textSource, func(p *writer) {
		w.noted, w.related = w.noted || p.noted, w.related || p.related
	})
}

func (w *writer) textSource(d *codec.Loaded) error {
	h := d.Head
	without.Loaded(w.report, d)
	w.tellKept(d.Originals, h.Title)
	w.put("<TextSource guid=%q name=%q plainTextPath=%q%v>\n", h.ID.String(), h.Title, "internal://"+h.ID.String()+".txt", created(h.Created))
	w.describe(h.Note)
	var whole []*annotate.Annotation
	for _, a := range d.Annotations {
		if len(a.Fragments) == 0 {
			whole = append(whole, a)
			continue
		}
		if err := w.textSelection(h, a, d.Text); err != nil {
			return err
		}
	}
	w.wholeCodings(h, whole)
	for _, f := range fields(h) {
		w.put("<VariableValue><VariableRef targetGUID=%q/><TextValue>%s</TextValue></VariableValue>\n", w.named("variable", f.Name), f.Value)
	}
	w.put("</TextSource>\n")
	w.report.Annotations += len(d.Annotations)
	w.related = len(d.Relations) > 0
	w.noted = len(whole) > 0 || slices.ContainsFunc(d.Annotations, func(a *annotate.Annotation) bool { return a.Note != "" }) ||
		slices.ContainsFunc(d.Relations, func(r *annotate.Relation) bool { return r.Note != "" })
	return nil
}

func (w *writer) tellKept(kept []*annotate.Original, title string) {
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: title, Place: o.Name})
	}
}

// created is the attribute of a time; nothing when it is not known.
func created(t time.Time) string { return moment("creationDateTime", t) }

func moment(name string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return " " + name + `="` + t.UTC().Format(time.RFC3339Nano) + `"`
}

func (w *writer) textSelection(h *annotate.Document, a *annotate.Annotation, t *text.Text) error {
	s := a.Span()
	start, err := t.In(s.Start, w.unit)
	if err != nil {
		return err
	}
	end, err := t.In(s.End, w.unit)
	if err != nil {
		return err
	}
	if len(a.Fragments) > 1 {
		w.report.Lose(lostHull, codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()})
	}
	w.put("<PlainTextSelection guid=\"%v\" name=%q startPosition=\"%v\" endPosition=\"%v\" creatingUser=\"%v\"%v%v>\n", a.ID.String(), short(t.Slice(s)), strconv.Itoa(start), strconv.Itoa(end), a.Annotator.String(), created(a.Created), moment("modifiedDateTime", a.Modified))
	without.Annotation(w.report, h, a)
	w.describe(w.valueWords(h, a))
	w.codings(a, "")
	if a.Note != "" {
		w.put("<NoteRef targetGUID=%q/>", w.named("note", a.ID.String()))
	}
	w.put("</PlainTextSelection>\n")
	return nil
}

// mostName is how many characters of a selection are its name.
const mostName = 60

func short(s string) string {
	words := strings.Join(strings.Fields(s), " ")
	if r := []rune(words[:min(len(words), 8*mostName)]); len(r) > mostName {
		return strings.TrimSpace(strings.ToValidUTF8(string(r[:mostName]), "")) + "…"
	}
	return words
}

// codings are those of the layer of a, with notes as XML, and of its tags.
func (w *writer) codings(a *annotate.Annotation, notes string) {
	id, who, at := a.ID.String(), a.Annotator.String(), created(a.Created)
	coding := func(code, notes string) {
		w.put("<Coding guid=\"%v\" creatingUser=\"%v\"%v><CodeRef targetGUID=\"%v\"/>%v</Coding>\n", w.named("coding", id, code), who, at, code, notes)
	}
	coding(w.layerGUID(a.Layer), notes)
	for _, fv := range a.Features {
		for i := range fv.Values {
			if fv.Values[i].Type == annotate.TypeTag {
				coding(w.tagGUID(a.Layer, fv.Feature, fv.Values[i].Tag), "")
			}
		}
	}
}

// wholeCodings are codings of the source itself. Those of one layer and person are one.
func (w *writer) wholeCodings(h *annotate.Document, list []*annotate.Annotation) {
	type key struct {
		layer annotate.LayerID
		who   annotate.ID
	}
	seen := map[key]bool{}
	for _, a := range list {
		k := key{a.Layer, a.Annotator}
		if seen[k] {
			w.report.Lose(lostWhole, codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()})
		}
		seen[k] = true
		without.Annotation(w.report, h, a)
		note := ""
		for _, n := range w.notesOf(h, a) {
			note += `<NoteRef targetGUID="` + n.guid + `"/>`
		}
		w.codings(a, note)
	}
}

// valueWords are the values that are no tags, a line each and what goes on indented, and tells
// them.
func (w *writer) valueWords(h *annotate.Document, a *annotate.Annotation) string {
	return w.words(a, func() {
		w.report.Lose(lostValue, codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()})
	})
}

func (w *writer) words(a *annotate.Annotation, tell func()) string {
	var lines []string
	l := w.schema.Layer(a.Layer)
	for _, fv := range a.Features {
		name := string(fv.Feature)
		if l != nil && l.Feature(fv.Feature) != nil {
			name = l.Feature(fv.Feature).Name
		}
		for _, v := range fv.Values {
			if v.Type != annotate.TypeTag {
				if v.Type != annotate.TypeText {
					tell()
				}
				lines = append(lines, name+": "+strings.ReplaceAll(w.value(v), "\n", "\n\t"))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (w *writer) value(v annotate.Value) string {
	if v.Type == annotate.TypeAnnotation {
		return "annotation " + v.Ref.String()
	}
	return codec.Said(&v, nil, func(id annotate.ID) string { return w.actors[id] })
}

// noteXML is a note as it is written.
type noteXML struct{ guid, name, words string }

// valuesName is what the note is called that has the values of an annotation of a whole
// document, which has no description.
const valuesName = "Values"

// notesOf are the notes of an annotation: what it notes, and of a whole document its values.
// Values are told when there is a document.
func (w *writer) notesOf(h *annotate.Document, a *annotate.Annotation) (list []noteXML) {
	if len(a.Fragments) == 0 {
		words := ""
		if words = w.words(a, func() {}); h != nil {
			words = w.valueWords(h, a)
		}
		if words != "" {
			list = append(list, noteXML{w.named("values", a.ID.String()), valuesName, words})
		}
	}
	if a.Note != "" {
		list = append(list, noteXML{w.named("note", a.ID.String()), short(a.Note), a.Note})
	}
	return list
}

func (w *writer) notes(ctx context.Context) error {
	if !w.noted {
		return nil
	}
	return w.pages(ctx, "Notes", (*writer).documentNotes, func(*writer) {})
}

// documentNotes puts the notes of annotations, and those of relations that are written as links.
func (w *writer) documentNotes(d *codec.Loaded) error {
	put := func(n noteXML, who annotate.ID, at time.Time) {
		w.put("<Note guid=%q name=%q creatingUser=%q%v><PlainTextContent>%s</PlainTextContent></Note>\n", n.guid, n.name, who.String(), created(at), n.words)
	}
	for _, a := range d.Annotations {
		for _, n := range w.notesOf(nil, a) {
			put(n, a.Annotator, a.Created)
		}
	}
	for _, r := range between(d) {
		if r.Note != "" {
			put(noteXML{w.named("note", r.ID.String()), short(r.Note), r.Note}, r.Annotator, r.Created)
		}
	}
	return nil
}

// between are the relations of a document whose ends are both selections, in the order of their IDs.
func between(d *codec.Loaded) (out []*annotate.Relation) {
	if len(d.Relations) == 0 {
		return nil
	}
	spans := map[annotate.ID]bool{}
	for _, a := range d.Annotations {
		spans[a.ID] = len(a.Fragments) > 0
	}
	for _, r := range d.Relations {
		if spans[r.From] && spans[r.To] {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) })
	return out
}

// links are the relations of selections.
func (w *writer) links(ctx context.Context) error {
	if !w.related {
		return nil
	}
	return w.pages(ctx, "Links", (*writer).documentLinks, func(p *writer) { maps.Copy(w.linked, p.linked) })
}

func (w *writer) documentLinks(d *codec.Loaded) error {
	written := between(d)
	w.tellEnds(d, written)
	if len(written) == 0 {
		return nil
	}
	who := map[annotate.ID]annotate.ID{}
	for _, a := range d.Annotations {
		who[a.ID] = a.Annotator
	}
	for _, r := range written {
		w.link(d.Head, r, who[r.From])
	}
	return nil
}

// tellEnds tells of the relations that are not among written.
func (w *writer) tellEnds(d *codec.Loaded, written []*annotate.Relation) {
	if len(written) == len(d.Relations) {
		return
	}
	for _, r := range d.Relations {
		if !slices.Contains(written, r) {
			w.report.Lose(lostEnd, codec.Problem{Document: d.Head.Title, Record: "relation " + r.ID.String()})
		}
	}
}

// link is one relation, whose annotator is read as that of the selection that it goes from.
func (w *writer) link(h *annotate.Document, r *annotate.Relation, from annotate.ID) {
	name, p := string(r.Type), codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()}
	if t := w.schema.Relation(r.Type); t != nil {
		name = t.Name
	}
	w.linked[r.Type] = true
	if len(r.Features) > 0 || r.Annotator != from {
		w.report.Lose(lostRelation, p)
	}
	note := ""
	if r.Note != "" {
		note = `<NoteRef targetGUID="` + w.named("note", r.ID.String()) + `"/>`
	}
	w.put("<Link guid=\"%v\" name=%q direction=\"OneWay\" originGUID=\"%v\" targetGUID=\"%v\">%v</Link>\n", r.ID.String(), name, r.From.String(), r.To.String(), note)
	w.report.Relations++
}
