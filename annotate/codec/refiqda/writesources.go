package refiqda

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// each calls do with each document and what is recorded in it.
func (w *writer) each(ctx context.Context, do func(*annotate.Document, []*annotate.Annotation) error) error {
	for h, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		list, err := w.reader.Annotations(h.ID)
		if err == nil {
			err = do(h.Document, slices.SortedFunc(slices.Values(list), annotate.ComparePlace))
		}
		if err != nil {
			return err
		}
	}
	return w.err
}

func (w *writer) sources(ctx context.Context) error {
	begun := false
	err := w.each(ctx, func(h *annotate.Document, list []*annotate.Annotation) error {
		if !begun {
			begun = true
			w.put("<Sources>\n")
		}
		return w.textSource(h, list)
	})
	if begun {
		w.put("</Sources>\n")
	}
	return err
}

func (w *writer) textSource(h *annotate.Document, list []*annotate.Annotation) error {
	if err := w.tellDocument(h); err != nil {
		return err
	}
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return err
	}
	t, err := text.New(body)
	if err != nil {
		return err
	}
	w.put("<TextSource guid=%q name=%q plainTextPath=%q%s>\n", h.ID, h.Title, "internal://"+h.ID.String()+".txt", created(h.Created))
	w.describe(h.Note)
	var whole []*annotate.Annotation
	for _, a := range list {
		if len(a.Fragments) == 0 {
			whole = append(whole, a)
			continue
		}
		if err := w.textSelection(h, a, t); err != nil {
			return err
		}
	}
	w.wholeCodings(h, whole)
	for _, f := range fields(h) {
		w.put("<VariableValue><VariableRef targetGUID=%q/><TextValue>%s</TextValue></VariableValue>\n", w.named("variable", f.Name), f.Value)
	}
	w.put("</TextSource>\n")
	w.report.Annotations += len(list)
	return nil
}

// tellDocument tells what of a document has no place.
func (w *writer) tellDocument(h *annotate.Document) error {
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	kept, err := w.reader.Originals(h.ID)
	w.tellKept(kept, h.Title)
	return err
}

func (w *writer) tellKept(kept []*annotate.Original, title string) {
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: title, Place: o.Name})
	}
}

// created is the attribute of a time; nothing when it is not known.
func created(t time.Time) raw { return moment("creationDateTime", t) }

func moment(name string, t time.Time) raw {
	if t.IsZero() {
		return ""
	}
	return raw(" " + name + `="` + t.UTC().Format(time.RFC3339Nano) + `"`)
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
	w.put("<PlainTextSelection guid=%q name=%q startPosition=\"%s\" endPosition=\"%s\" creatingUser=%q%s%s>\n", a.ID, short(t.Slice(s)), start, end, a.Annotator, created(a.Created), moment("modifiedDateTime", a.Modified))
	without.Annotation(w.report, h, a)
	w.describe(w.valueWords(h, a))
	w.coding(a, w.layerGUID(a.Layer), "")
	w.tagCodings(a)
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

func (w *writer) coding(a *annotate.Annotation, code string, note raw) {
	w.put("<Coding guid=%q creatingUser=%q%s><CodeRef targetGUID=%q/>%s</Coding>\n", w.named("coding", a.ID.String(), code), a.Annotator, created(a.Created), code, note)
}

func (w *writer) tagCodings(a *annotate.Annotation) {
	for _, fv := range a.Features {
		for _, v := range fv.Values {
			if v.Type == annotate.TypeTag {
				w.coding(a, w.tagGUID(a.Layer, fv.Feature, v.Tag), "")
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
		note := raw("")
		for _, n := range w.notesOf(h, a) {
			note += raw(`<NoteRef targetGUID="` + n.guid + `"/>`)
		}
		w.coding(a, w.layerGUID(a.Layer), note)
		w.tagCodings(a)
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
	switch v.Type {
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		return strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeEntity:
		return w.actors[v.Ref]
	case annotate.TypeAnnotation:
		return "annotation " + v.Ref.String()
	}
	return v.Text
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
	begun := false
	put := func(n noteXML, who annotate.ID, at time.Time) {
		if !begun {
			begun = true
			w.put("<Notes>\n")
		}
		w.put("<Note guid=%q name=%q creatingUser=%q%s><PlainTextContent>%s</PlainTextContent></Note>\n", n.guid, n.name, who, created(at), n.words)
	}
	err := w.each(ctx, func(h *annotate.Document, list []*annotate.Annotation) error {
		for _, a := range list {
			for _, n := range w.notesOf(nil, a) {
				put(n, a.Annotator, a.Created)
			}
		}
		return w.relationNotes(h, list, put)
	})
	if begun {
		w.put("</Notes>\n")
	}
	return err
}

// relationNotes puts the notes of relations that are written as links.
func (w *writer) relationNotes(h *annotate.Document, list []*annotate.Annotation, put func(noteXML, annotate.ID, time.Time)) error {
	relations, err := w.between(h, list)
	for _, r := range relations {
		if r.Note != "" {
			put(noteXML{w.named("note", r.ID.String()), short(r.Note), r.Note}, r.Annotator, r.Created)
		}
	}
	return err
}

// between are the relations of a document whose ends are both selections, in the order of their IDs.
func (w *writer) between(h *annotate.Document, list []*annotate.Annotation) (out []*annotate.Relation, err error) {
	relations, err := w.reader.Relations(h.ID)
	if err != nil || len(relations) == 0 {
		return nil, err
	}
	spans := map[annotate.ID]bool{}
	for _, a := range list {
		spans[a.ID] = len(a.Fragments) > 0
	}
	for _, r := range slices.SortedFunc(slices.Values(relations), func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) }) {
		if spans[r.From] && spans[r.To] {
			out = append(out, r)
		}
	}
	return out, nil
}

// links are the relations of selections.
func (w *writer) links(ctx context.Context) error {
	begun := false
	err := w.each(ctx, func(h *annotate.Document, list []*annotate.Annotation) error {
		written, err := w.between(h, list)
		if err != nil {
			return err
		}
		if err := w.tellEnds(h, written); err != nil {
			return err
		}
		who := map[annotate.ID]annotate.ID{}
		for _, a := range list {
			who[a.ID] = a.Annotator
		}
		for _, r := range written {
			if !begun {
				begun = true
				w.put("<Links>\n")
			}
			w.link(h, r, who[r.From])
		}
		return nil
	})
	if begun {
		w.put("</Links>\n")
	}
	return err
}

// tellEnds tells of the relations that are not among written.
func (w *writer) tellEnds(h *annotate.Document, written []*annotate.Relation) error {
	all, err := w.reader.Relations(h.ID)
	for _, r := range all {
		if !slices.ContainsFunc(written, func(o *annotate.Relation) bool { return o.ID == r.ID }) {
			w.report.Lose(lostEnd, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
		}
	}
	return err
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
	note := raw("")
	if r.Note != "" {
		note = raw(`<NoteRef targetGUID="` + w.named("note", r.ID.String()) + `"/>`)
	}
	w.put("<Link guid=%q name=%q direction=\"OneWay\" originGUID=%q targetGUID=%q>%s</Link>\n", r.ID, name, r.From, r.To, note)
	w.report.Relations++
}
