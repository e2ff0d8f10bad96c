package w3c

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

var (
	lostMember = codec.Kind{One: "member of an annotation that is too much to be kept", Many: "members of annotations that are too much to be kept"}
	lostBody   = codec.Kind{One: "body of an annotation that Parley has no place for", Many: "bodies of annotations that Parley has no place for"}
)

// reading is one way through the collection: what goes in order, and from text to text.
type reading struct {
	*collection
	report   *codec.Report
	ids      map[string]annotate.ID     // of annotations, by their address
	homes    map[string]*codec.Document // where they stand
	here     []string                   // the addresses of those in the document
	leaving  map[string][]int           // the links that go from an annotation, by its address
	linked   map[*anno]bool
	document *codec.Document
	keeps    keeps // of the document
}

// sheet is a text with what is said of it, as far as it needs nothing of others. It is read
// beside others, and so alters nothing of the collection.
type sheet struct {
	*collection
	about    *about
	there    annotate.ID // that the text has in the project, or zero
	own      string      // likewise
	report   codec.Report
	document *codec.Document
	raw      *codec.Raw
	unit     text.Unit
	taken    []taken
	keeps    keeps
	err      error // why there is no document
}

// taken is what became of an annotation.
type taken struct {
	*anno
	note *annotate.Annotation // nil: nothing, and that is told
	kept json.RawMessage      // of it, as it came in
}

// mostText is the largest text that is read.
const mostText = 64 << 20

// find is the text.
func (r *sheet) find() (string, error) {
	s := r.about
	switch {
	case s.text != nil:
		return *s.text, nil
	case !r.there.IsZero():
		return r.own, nil
	}
	name := s.iri
	if u, err := url.Parse(s.iri); err == nil {
		name = cmp.Or(u.Path, u.Opaque)
	}
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	for _, want := range []string{name, name + ".txt", path.Base(name), path.Base(name) + ".txt", strings.TrimSuffix(path.Base(name), path.Ext(name)) + ".txt"} {
		if f := r.beside(want); f != "" {
			s, err := r.source.ReadString(f, mostText)
			return strings.TrimPrefix(s, "\uFEFF"), err
		}
	}
	return "", fmt.Errorf("the text of %s is neither in the file nor beside it; put it there as %s.txt: %w",
		s.iri, strings.TrimSuffix(path.Base(name), path.Ext(name)), annotate.ErrNotFound)
}

// beside is the file of that name in the source, or beside it when it is a single file; empty
// when there is none, or it is no plain text.
func (r *sheet) beside(name string) string {
	if ext := strings.ToLower(path.Ext(name)); strings.HasPrefix(ext, ".htm") || strings.HasPrefix(ext, ".json") {
		return ""
	}
	if f := r.files[name]; f != "" {
		return f
	}
	if info, err := fs.Stat(r.source.FS, name); r.source.Only() != "" && err == nil && info.Mode().IsRegular() {
		return name
	}
	return ""
}

// read makes the document with all that is said of it in annotations.
func (r *sheet) read() *sheet {
	if r.err == nil {
		r.err = r.begin()
	}
	if r.err != nil {
		return r
	}
	r.decide()
	r.taken = make([]taken, len(r.about.marks))
	for i, m := range r.about.marks {
		var err error
		if r.taken[i], err = r.take(m); err != nil {
			r.report.Refused.Add(problem(r.document, m.anno, err.Error()))
		}
	}
	return r
}

// begin makes the document.
func (r *sheet) begin() error {
	s := r.about
	body, err := r.find()
	if err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" && len(s.fields) == 0 {
		return invalid("its text is empty")
	}
	if r.raw, err = codec.NewRaw(body); err != nil {
		return err
	}
	r.document = &codec.Document{Text: r.raw.Text, Place: cmp.Or(s.iri, r.source.Name), There: !r.there.IsZero(), Head: annotate.Document{ID: r.there, Title: codec.Title(r.raw.Text),
		Source: annotate.Source{Name: r.source.Name, Format: "w3c", Encoding: "UTF-8"}}}
	if strings.HasPrefix(s.iri, "http") {
		r.document.Head.URL = s.iri
	}
	codec.SetMetadata(&r.document.Head, s.fields)
	return nil
}

func problem(d *codec.Document, a *anno, why string) codec.Problem {
	return codec.Problem{Document: d.Head.Title, Place: a.place, Record: a.id, Text: why}
}

// decide finds out what positions count, by those that have a quote beside them.
func (r *sheet) decide() {
	r.unit = text.CodePoint
	if r.options.Unit != nil {
		r.unit = *r.options.Unit
		return
	}
	var list []codec.Position
	bare := 0
	for _, m := range r.about.marks {
		for _, t := range m.targets {
			switch p, ok := together(t.selector); {
			case ok && p.Quote != "":
				list = append(list, p)
			case ok:
				bare++
			}
		}
	}
	if len(list) == 0 {
		if bare > 0 && !r.raw.Same(text.CodePoint, text.UTF16) {
			r.report.Doubtful.Add(codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: "its positions are taken as code points; no quote shows what they count"})
		}
		return
	}
	if r.unit, _ = r.raw.Decide(list, text.CodePoint, text.UTF16); r.unit != text.CodePoint {
		r.report.Repaired.Add(codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: "its positions count UTF-16 units, as the quotes show"})
	}
}

// take reads an annotation, but for its ID.
func (r *sheet) take(m mark) (taken, error) {
	l := r.schema.LayerNamed(m.layerName())
	a := &annotate.Annotation{Layer: l.ID, Annotator: r.known(m.creator), Created: m.created, Modified: m.modified, Recheck: m.recheck}
	var led []text.Span
	for _, t := range m.targets {
		if len(t.selector) == 0 {
			led = append(led, text.Span{})
			continue
		}
		s, err := r.span(m.anno, t.selector, r.raw.Text.All())
		if err != nil {
			return taken{}, err
		}
		a.Fragments, led = append(a.Fragments, s), append(led, s)
	}
	slices.SortFunc(a.Fragments, text.Span.Compare)
	for i, s := range a.Fragments {
		if s.Empty() || i > 0 && a.Fragments[i-1].Overlaps(s) {
			return taken{}, invalid("its targets are empty or overlap")
		}
	}
	out := taken{anno: m.anno, note: a, kept: r.keeps.of(m.anno, keptJSON{Layer: l.Name, Spans: led}, &r.report, r.document)}
	for i := range m.bodies {
		r.say(a, l, m.anno, &m.bodies[i])
	}
	return out, nil
}

// take brings a sheet into the order of the collection: its annotations get IDs, and relations
// between them are made.
func (r *reading) take(p *sheet) {
	r.document, r.keeps, r.here = p.document, p.keeps, r.here[:0]
	r.document.Annotations = make([]*annotate.Annotation, 0, len(p.taken))
	for _, m := range p.taken {
		id := r.options.ID()
		if m.note == nil {
			continue
		}
		m.note.ID = id
		r.keeps.put(id, m.kept)
		r.ids[m.id], r.homes[m.id], r.here = id, r.document, append(r.here, m.id)
		r.document.Annotations = append(r.document.Annotations, m.note)
	}
	r.linkWithin()
	r.refer()
	r.document.Originals = r.keeps.originals(r.kept)
}

// sayOfLink gives a relation what b says.
func (r *reading) sayOfLink(n *annotate.Relation, of *anno, b *body) {
	name, kind := b.says()
	if kind == "note" {
		n.Note = b.value
		return
	}
	t := r.schema.Relation(n.Type)
	i := slices.IndexFunc(t.Features, func(f annotate.Feature) bool { return f.Name == name })
	v, ok := r.value(kind, b)
	if i < 0 || !ok || v.Type == annotate.TypeAnnotation {
		r.report.Lose(lostBody, problem(r.document, of, b.value))
		return
	}
	n.Features, _ = withValue(n.Features, t.Features, i, v)
}

// withValue is list with one more value of feature i, in the order of features. It reports
// false when the value is there.
func withValue(list []annotate.FeatureValue, features []annotate.Feature, i int, v annotate.Value) ([]annotate.FeatureValue, bool) {
	f := features[i].ID
	at := slices.IndexFunc(list, func(fv annotate.FeatureValue) bool { return fv.Feature == f })
	if at >= 0 {
		there := slices.Contains(list[at].Values, v)
		if !there {
			list[at].Values = append(list[at].Values, v)
		}
		return list, !there
	}
	at = 0
	for k := range features[:i] {
		if at < len(list) && list[at].Feature == features[k].ID {
			at++
		}
	}
	return slices.Insert(list, at, annotate.FeatureValue{Feature: f, Values: []annotate.Value{v}}), true
}

// say gives a what b says.
func (r *sheet) say(a *annotate.Annotation, l *annotate.Layer, of *anno, b *body) {
	name, kind := b.says()
	if kind == "note" {
		a.Note = b.value
		return
	}
	f := l.FeatureNamed(name)
	v, ok := r.value(kind, b)
	if ok {
		at := slices.IndexFunc(l.Features, func(o annotate.Feature) bool { return o.ID == f.ID })
		a.Features, ok = withValue(a.Features, l.Features, at, v)
	}
	if !ok {
		r.report.Lose(lostBody, problem(r.document, of, name))
	}
}

// value is what a body says of its kind. Whom and what it names is known.
func (c *collection) value(kind string, b *body) (v annotate.Value, ok bool) {
	v.Type = featureTypes[kind]
	words := cmp.Or(b.value, b.iri)
	var err error
	switch kind {
	case "text":
		v.Text, ok = words, strings.TrimSpace(words) != ""
	case "tag":
		v.Tag = annotate.TagID(strings.TrimSpace(b.value))
		ok = v.Tag != ""
	case "number":
		v.Number, err = strconv.ParseFloat(words, 64)
		ok = err == nil && v.Number-v.Number == 0
	case "boolean":
		v.Bool, err = strconv.ParseBool(words)
		ok = err == nil
	case "date":
		v.Date, err = annotate.ParseDate(words)
		ok = err == nil && !v.Date.IsZero()
	case "entity":
		v.Ref, v.Text = c.actors[strings.TrimSpace(cmp.Or(b.name, words))], b.mention // the text, until all are known
		ok = !v.Ref.IsZero()
	case "annotation":
		v.Text, ok = b.iri, b.iri != "" // until all of the text are known: see refer
	}
	return v, ok
}

// refer has values name the annotations that their addresses are of.
func (r *reading) refer() {
	for _, a := range r.document.Annotations {
		for i := range a.Features {
			fv := &a.Features[i]
			fv.Values = slices.DeleteFunc(fv.Values, func(v annotate.Value) bool {
				out := v.Type == annotate.TypeAnnotation && r.homes[v.Text] != r.document
				if out {
					r.report.Lose(lostBody, codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: v.Text})
				}
				return out
			})
			for k := range fv.Values {
				switch v := &fv.Values[k]; {
				case v.Type == annotate.TypeAnnotation:
					v.Ref, v.Text = r.ids[v.Text], ""
				case v.Type == annotate.TypeEntity && v.Text != "":
					if r.homes[v.Text] == r.document {
						v.Mention = r.ids[v.Text]
					} else {
						r.report.Lose(lostBody, codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Text: v.Text})
					}
					v.Text = ""
				}
			}
		}
		a.Features = slices.DeleteFunc(a.Features, func(fv annotate.FeatureValue) bool { return len(fv.Values) == 0 })
	}
}

// linkWithin adds the relations between annotations of the document.
func (r *reading) linkWithin() {
	for _, i := range r.left() {
		l := r.links[i]
		from, to := l.targets[0].source, l.bodies[0].iri
		if r.linked[l] || r.homes[from] != r.document || r.homes[to] != r.document || from == to {
			continue
		}
		r.linked[l] = true
		n := &annotate.Relation{ID: r.options.ID(), Type: r.relationType(l), From: r.ids[from], To: r.ids[to], Annotator: r.person(l.creator), Created: l.created, Modified: l.modified}
		for i := range l.bodies[1:] {
			r.sayOfLink(n, l, &l.bodies[i+1])
		}
		r.keeps.put(n.ID, r.keeps.of(l, keptJSON{Layer: string(n.Type)}, r.report, r.document))
		r.document.Relations = append(r.document.Relations, n)
	}
}

// left are the links that go from annotations of the document, in the order of the files.
func (r *reading) left() (list []int) {
	if r.leaving == nil {
		r.linked, r.leaving = map[*anno]bool{}, map[string][]int{}
		for i, l := range r.links {
			from := l.targets[0].source
			r.leaving[from] = append(r.leaving[from], i)
		}
	}
	for _, address := range r.here {
		list = append(list, r.leaving[address]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// rest tells of relations whose ends are not in one text.
func (r *reading) rest() {
	for _, l := range r.links {
		if !r.linked[l] {
			r.report.Refused.Add(codec.Problem{Place: l.place, Record: l.id, Text: "its ends are not two annotations of one text that came in"})
		}
	}
}
