package refiqda

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// plain is the plain text of a source or note, and where it stands.
func (c *collection) plain(s *sourceXML, most int64) (string, string, error) {
	switch {
	case s.Content != nil:
		return *s.Content, c.name, nil
	case s.Plain == "" && s.Rich != "":
		return "", "", fmt.Errorf("it has rich text only, %.80q: %w", s.Rich, annotate.ErrInvalid)
	case s.Plain == "":
		return "", "", fmt.Errorf("it has no text: %w", annotate.ErrInvalid)
	}
	name := c.files[strings.ToLower(path.Base(strings.ReplaceAll(s.Plain, "\\", "/")))]
	if name == "" {
		return "", "", fmt.Errorf("its text %.80q is not in the archive: %w", s.Plain, annotate.ErrNotFound)
	}
	b, err := c.source.Read(name, most)
	return strings.TrimPrefix(string(b), "\uFEFF"), name, err
}

// reading is a source while it is read. IDs come last, see [collection.finish].
type reading struct {
	*collection
	doc    *codec.Document
	raw    *codec.Raw
	report *codec.Report
	ids    map[string]*annotate.Annotation // that a selection is, by GUID; the first
	ends   [][2]*annotate.Annotation       // of relations
}

// document reads a source. It alters nothing of the collection.
func (r *reading) document(s *sourceXML) error {
	body, place, err := r.plain(s, mostText)
	if err != nil {
		return err
	}
	if r.raw, err = codec.NewRaw(body); err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" && r.origin != ours {
		return fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	}
	r.ids = map[string]*annotate.Annotation{}
	r.doc = &codec.Document{Text: r.raw.Text, Place: place, Head: annotate.Document{
		Title: cmp.Or(strings.Clone(s.Name), codec.Title(r.raw.Text)), Note: r.words(s.Description, s.Notes), Source: annotate.Source{Name: path.Base(place), Format: "refi-qda", Encoding: "UTF-8"},
	}}
	codec.SetMetadata(&r.doc.Head, r.metadata(s))
	count := r.counting(s.Selections)
	for i := range s.Selections {
		r.selection(&s.Selections[i], count)
	}
	r.codings(nil, &selectionXML{}, s.Codings)
	r.relate(s.Selections)
	return nil
}

// finish gives the IDs, in the order of the documents.
func (c *collection) finish(r *reading) *codec.Document {
	for _, a := range r.doc.Annotations {
		a.ID = c.options.ID()
	}
	for i, l := range r.doc.Relations {
		l.ID, l.From, l.To = c.options.ID(), r.ends[i][0].ID, r.ends[i][1].ID
	}
	c.linked += len(r.ends)
	return r.doc
}

// metadata are the variables of a source and of the cases that it is of.
func (c *collection) metadata(s *sourceXML) (list []annotate.Field) {
	add := func(values []valueXML) {
		for i := range values {
			if name := c.fields[guid(values[i].Variable.Target)]; name != "" {
				list = append(list, annotate.Field{Name: name, Value: strings.Clone(values[i].value())})
			}
		}
	}
	add(s.Values)
	for _, k := range c.cases[guid(s.GUID)] {
		list = append(list, annotate.Field{Name: "case", Value: k.Name})
		add(k.Values)
	}
	return list
}

// words are a description and notes as one note.
func (c *collection) words(description string, notes []refXML) string {
	var parts []string
	if s := strings.TrimSpace(description); s != "" {
		parts = append(parts, s)
	}
	for _, ref := range notes {
		n := c.notes[guid(ref.Target)]
		if n == nil {
			continue
		}
		s, _, err := c.plain(n, mostNote)
		if err != nil {
			s = n.Description
		}
		s = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD"))
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Clone(strings.Join(parts, "\n\n")) // one part alone holds all that it was read from
}

func (r *reading) selection(s *selectionXML, count func(codec.Position) (text.Span, error)) {
	at, err := position(s)
	var span text.Span
	if err == nil {
		span, err = count(at)
	}
	if err == nil && span.Empty() {
		err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
	}
	if err != nil {
		r.refuse("selection "+s.GUID, err)
		return
	}
	r.codings([]text.Span{span}, s, s.Codings)
}

func (r *reading) refuse(record string, err error) {
	r.report.Refused.Add(codec.Problem{Document: r.doc.Head.Title, Place: r.doc.Place, Record: record, Text: err.Error()})
}

func position(s *selectionXML) (codec.Position, error) {
	start, err := strconv.Atoi(strings.TrimSpace(s.Start))
	if err != nil {
		return codec.Position{}, fmt.Errorf("its start is no number: %w", annotate.ErrInvalid)
	}
	end, err := strconv.Atoi(strings.TrimSpace(s.End))
	if err != nil {
		return codec.Position{}, fmt.Errorf("its end is no number: %w", annotate.ErrInvalid)
	}
	return codec.Position{Start: start, End: end}, nil
}

// codings makes an annotation for each layer and person among the codings of a selection, or
// of the whole text. A selection with a note and no code is an annotation too.
func (r *reading) codings(at []text.Span, s *selectionXML, list []codingXML) {
	var made []*annotate.Annotation
	note, values := r.said(s.Description, s.Notes)
	for _, k := range list {
		m, known := r.codes[guid(k.Code.Target)]
		if !known {
			r.refuse("coding of selection "+s.GUID, fmt.Errorf("its code is not in the codebook: %w", annotate.ErrNotFound))
			continue
		}
		who := r.who(cmp.Or(k.User, s.User))
		i := slices.IndexFunc(made, func(a *annotate.Annotation) bool { return a.Layer == m.layer && a.Annotator == who })
		if i < 0 {
			i = len(made)
			made = append(made, &annotate.Annotation{Layer: m.layer, Annotator: who, Fragments: at, Note: note,
				Created: when(cmp.Or(s.Created, k.Created)), Modified: when(cmp.Or(s.Modified, s.Created, k.Created))})
			r.setWords(made[i], values)
		}
		said, more := r.said("", k.Notes)
		r.add(made[i], said)
		r.setWords(made[i], more)
		r.tag(made[i], m)
	}
	if len(made) == 0 && note != "" && len(at) > 0 && r.schema.Layer(codingLayer) != nil {
		made = append(made, &annotate.Annotation{Layer: codingLayer, Annotator: r.who(s.User), Fragments: at, Note: note, Created: when(s.Created), Modified: when(cmp.Or(s.Modified, s.Created))})
	} else if len(made) == 0 && len(list) == 0 && len(at) > 0 {
		r.refuse("selection "+s.GUID, fmt.Errorf("it has no code: %w", annotate.ErrInvalid))
	}
	if len(made) > 0 && s.GUID != "" {
		r.ids[guid(s.GUID)] = made[0]
	}
	r.doc.Annotations = append(r.doc.Annotations, made...)
}

// add puts words behind the note of a.
func (r *reading) add(a *annotate.Annotation, note string) {
	if note != "" {
		a.Note = strings.TrimPrefix(a.Note+"\n\n"+note, "\n\n")
	}
}

// said is a description and notes as one note, and the values that Parley wrote so.
func (r *reading) said(description string, notes []refXML) (note string, values []string) {
	if r.origin != ours {
		return r.words(description, notes), nil
	}
	if description != "" {
		values = lines(description)
	}
	var others []refXML
	for _, ref := range notes {
		if n := r.notes[guid(ref.Target)]; n != nil && n.Name == valuesName && n.Content != nil {
			values = append(values, lines(*n.Content)...)
			continue
		}
		others = append(others, ref)
	}
	return r.words("", others), values
}

// lines are those of s, each with what goes on indented by a tab.
func lines(s string) (list []string) {
	for line := range strings.SplitSeq(s, "\n") {
		if more, goesOn := strings.CutPrefix(line, "\t"); goesOn && len(list) > 0 {
			list[len(list)-1] += "\n" + more
		} else if line != "" {
			list = append(list, line)
		}
	}
	return list
}

// setWords gives a the values that stand in words, "name: value"; what is none of a feature
// of words stays in the note.
func (r *reading) setWords(a *annotate.Annotation, list []string) {
	l := r.schema.Layer(a.Layer)
	for _, line := range list {
		name, words, is := strings.Cut(line, ": ")
		f := l.FeatureNamed(name)
		v := annotate.Value{Type: annotate.TypeText, Text: strings.Clone(words)}
		if !is || f == nil || !f.Takes(annotate.TypeText) || strings.TrimSpace(words) == "" {
			r.add(a, line)
		} else if has := a.Values(f.ID); !slices.Contains(has, v) {
			a.Features = annotate.SetValues(a.Features, l.Features, f.ID, append(slices.Clone(has), v)...)
		}
	}
}

// tag adds a tag; the layer orders the features.
func (r *reading) tag(a *annotate.Annotation, m meaning) {
	if m.feature == "" {
		return
	}
	v := annotate.Value{Type: annotate.TypeTag, Tag: m.tag}
	if has := a.Values(m.feature); !slices.Contains(has, v) {
		a.Features = annotate.SetValues(a.Features, r.schema.Layer(m.layer).Features, m.feature, append(slices.Clone(has), v)...)
	}
}

func (c *collection) who(user string) annotate.ID {
	if id, known := c.users[guid(user)]; known {
		return id
	}
	return c.options.Annotator
}

// when is a time as files have it; the zero time when it is none.
func when(s string) time.Time {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(form, s); err == nil {
			return annotate.Instant(t)
		}
	}
	return time.Time{}
}

// relate makes relations of the links between selections.
func (r *reading) relate(list []selectionXML) {
	for i := range list {
		from := r.ids[guid(list[i].GUID)]
		for _, l := range r.links[guid(list[i].GUID)] {
			to := r.ids[guid(l.Target)]
			if from == nil || to == nil {
				continue
			}
			t := r.schema.Relation(annotate.RelationTypeID(linkName(l)))
			if t == nil {
				continue
			}
			if l.Direction == "Associative" || l.Direction == "Bidirectional" {
				r.report.Lose(lostWay, codec.Problem{Document: r.doc.Head.Title, Place: r.doc.Place, Record: "link " + linkName(l)})
			}
			r.ends = append(r.ends, [2]*annotate.Annotation{from, to})
			r.doc.Relations = append(r.doc.Relations, &annotate.Relation{Type: t.ID, Annotator: from.Annotator, Note: r.words("", l.Notes)})
		}
	}
}
