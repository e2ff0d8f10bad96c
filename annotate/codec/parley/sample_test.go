package parley_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/parley"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/memory"
)

var update = flag.Bool("update", false, "write the sample project anew from its sources")

// sources is where the sample project is written by hand: a register of entities, and
// texts with their marks in brackets and the values of each mark below.
const sources = "../../../assets/sample/source"

// TestSample wants the sample project to be what its sources say, and without a fault.
func TestSample(t *testing.T) {
	made := export(t, makeSample(t), false)
	if *update {
		if err := os.WriteFile(filepath.Join(sources, "../harbour-talks.json"), made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(made) != assets.Sample() {
		t.Error("assets/sample/harbour-talks.json is not what its sources give; run this test with -update")
	}
	report, err := parley.Validate(strings.NewReader(assets.Sample()), assets.DatasetSchema())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Concat(report.Refused.First, report.Doubtful.First, report.Repaired.First) {
		t.Error(p)
	}
	if report.Documents != 12 || report.Annotations < 150 || report.Relations < 20 {
		t.Errorf("the sample has %d documents, %d annotations, %d relations: it has shrunk", report.Documents, report.Annotations, report.Relations)
	}
}

// TestSampleOpens imports the sample as the program does.
func TestSampleOpens(t *testing.T) {
	s := empty()
	if _, err := load(s, []byte(assets.Sample())); err != nil {
		t.Fatal(err)
	}
	if got := export(t, s, false); string(got) != assets.Sample() {
		t.Error("the sample came back otherwise")
	}
}

// maker builds the sample. Its IDs and times follow from the sources alone.
type maker struct {
	t        testing.TB
	store    *memory.Store
	schema   *annotate.Schema
	clock    time.Time
	entities map[string]annotate.ID // by name and alias, folded
	people   map[string]annotate.ID // annotators by the key that sources use
}

func makeSample(t testing.TB) *memory.Store {
	m := &maker{t: t, schema: template(t, assets.DefaultTemplate), clock: time.Date(2025, 4, 7, 8, 30, 0, 0, time.UTC), entities: map[string]annotate.ID{}, people: map[string]annotate.ID{}}
	m.store = memory.New(&annotate.Project{
		ID: m.id("project"), Name: "Harbour talks 2025", Created: m.clock,
		Note: "A made-up conflict over a closed harbour, to try things out on. Country, people, papers and parties do not exist.",
	}, m.schema)
	for _, p := range [][2]string{{"lina", "Lina Haddad"}, {"omar", "Omar Rifai"}} {
		a := &annotate.Annotator{ID: m.id(p[0]), Name: p[1], Initials: p[1][:1] + p[1][5:6], Created: m.clock}
		m.people[p[0]] = a.ID
		apply(t, m.store, a)
	}
	m.register()
	files, err := filepath.Glob(sources + "/*.txt")
	if err != nil || len(files) != 12 {
		t.Fatalf("%d texts in %s (%v)", len(files), sources, err)
	}
	for _, f := range files {
		m.document(f)
	}
	return m.store
}

// id is a UUID of version 7 of the maker's time; what would be random is a hash.
func (m *maker) id(of string) (id annotate.ID) {
	m.clock = m.clock.Add(37 * time.Second)
	sum := sha256.Sum256([]byte(of + m.clock.String()))
	copy(id[:], sum[:])
	ms := m.clock.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6], id[8] = id[6]&0x0F|0x70, id[8]&0x3F|0x80
	return id
}

func fold(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

func (m *maker) register() {
	var list []struct {
		Name, Kind, Side, Country, Parent, Note string
		Colour                                  int
		Aliases                                 [][2]string
		Affiliations                            [][4]string
	}
	b, err := os.ReadFile(sources + "/entities.json")
	if err == nil {
		err = json.Unmarshal(b, &list)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	for _, e := range list {
		id := m.id(e.Name)
		m.entities[fold(e.Name)] = id
		for _, a := range e.Aliases {
			if _, twice := m.entities[fold(a[0])]; twice {
				m.t.Fatalf("alias %q is there twice", a[0])
			}
			m.entities[fold(a[0])] = id
		}
	}
	for _, e := range list {
		n := &annotate.Entity{ID: m.entity(e.Name), Name: e.Name, Kind: e.Kind, Side: e.Side, Country: e.Country, Note: e.Note, Colour: e.Colour, Created: m.clock, Modified: m.clock}
		if e.Parent != "" {
			n.Parent = m.entity(e.Parent)
		}
		for _, a := range e.Aliases {
			n.Aliases = append(n.Aliases, annotate.Alias{Name: a[0], Language: a[1]})
		}
		for _, a := range e.Affiliations {
			n.Affiliations = append(n.Affiliations, annotate.Affiliation{Entity: m.entity(a[0]), Role: a[1], From: m.date(a[2]), To: m.date(a[3])})
		}
		apply(m.t, m.store, n)
	}
}

func (m *maker) entity(name string) annotate.ID {
	id, ok := m.entities[fold(name)]
	if !ok {
		m.t.Fatalf("no entity %q", name)
	}
	return id
}

func (m *maker) date(s string) annotate.Date {
	d, err := annotate.ParseDate(s)
	if err != nil {
		m.t.Fatal(err)
	}
	return d
}

// source is one text: lines of metadata, the marked text, lines of values and relations.
type source struct {
	m      *maker
	head   *annotate.Document
	text   *text.Text
	by     annotate.ID // unless a line says otherwise
	marks  []*annotate.Annotation
	labels map[string]*annotate.Annotation
	lines  []string
	states []*annotate.Progress
	links  []annotate.Record
}

func (m *maker) document(path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		m.t.Fatal(err)
	}
	parts := strings.Split(string(b)+"\n", "\n---\n")
	marked := annotatetest.Parse(m.t, strings.TrimSpace(parts[1]))
	tx, err := text.New(marked.Text)
	if err != nil {
		m.t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(marked.Text))
	name := filepath.Base(path)
	s := &source{m: m, text: tx, labels: map[string]*annotate.Annotation{}}
	s.head = &annotate.Document{
		ID: m.id(name), Size: len(marked.Text), Words: tx.CountWords(), SHA256: sum, Created: m.clock, Modified: m.clock,
		Source: annotate.Source{Name: name, SHA256: sum, Encoding: "utf-8", Format: "text"},
	}
	for _, line := range strings.Split(parts[0], "\n") {
		key, value, _ := strings.Cut(line, ":")
		s.metadata(strings.TrimSpace(key), strings.TrimSpace(value))
	}
	for _, mark := range marked.Marks {
		s.mark(mark)
	}
	if len(parts) > 2 {
		s.lines = strings.Split(strings.TrimSpace(parts[2]), "\n")
	}
	for _, line := range s.lines {
		s.line(line)
	}
	s.finish()
}

func (s *source) metadata(key, value string) {
	h := s.head
	if text, ok := map[string]*string{"title": &h.Title, "author": &h.Author, "outlet": &h.Outlet, "language": &h.Language}[key]; ok {
		*text = value
		return
	}
	if key == "date" {
		h.Date = s.m.date(value)
		return
	}
	by, ok := s.m.people[key]
	state := map[string]annotate.State{"in progress": annotate.InProgress, "done": annotate.Done}[value]
	if !ok || state == annotate.New {
		s.m.t.Fatalf("%s: %q: %q", h.Source.Name, key, value)
	}
	if s.by.IsZero() {
		s.by = by
	}
	s.states = append(s.states, &annotate.Progress{Document: h.ID, Annotator: by, State: state})
}

func (s *source) mark(mark annotatetest.Mark) {
	a := &annotate.Annotation{
		ID: s.m.id(string(mark.Layer) + mark.Label), Document: s.head.ID, Layer: mark.Layer, Annotator: s.by, Fragments: mark.Fragments,
		Quote: s.text.Quote(mark.Fragments), Origin: annotate.ByHand, Schema: s.m.schema.Version, Created: s.m.clock, Modified: s.m.clock,
	}
	s.marks = append(s.marks, a)
	if mark.Label != "" {
		s.labels[mark.Label] = a
	}
	if a.Layer != "Actor" {
		return
	}
	if id, ok := s.m.entities[fold(a.Quote.Exact)]; ok {
		s.set(a, "entity", annotate.Value{Type: annotate.TypeEntity, Ref: id})
	} else if mark.Label == "" {
		s.m.t.Fatalf("%s: no entity %q", s.head.Source.Name, a.Quote.Exact)
	}
	form := annotate.TagID("name")
	if words := a.Quote.Exact; strings.HasPrefix(strings.ToLower(words), "the ") && words[4] >= 'a' && words[4] <= 'z' {
		form = "title"
	}
	s.set(a, "form", annotate.Value{Type: annotate.TypeTag, Tag: form})
}

// set gives a feature its values, in the order of the schema.
func (s *source) set(a *annotate.Annotation, f annotate.FeatureID, values ...annotate.Value) {
	features := s.m.schema.Layer(a.Layer).Features
	place := func(id annotate.FeatureID) int {
		return slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == id })
	}
	if place(f) < 0 {
		s.m.t.Fatalf("%s: %s has no feature %s", s.head.Source.Name, a.Layer, f)
	}
	a.Features = slices.DeleteFunc(a.Features, func(fv annotate.FeatureValue) bool { return fv.Feature == f })
	a.Features = append(a.Features, annotate.FeatureValue{Feature: f, Values: values})
	slices.SortFunc(a.Features, func(x, y annotate.FeatureValue) int { return place(x.Feature) - place(y.Feature) })
	feature := s.m.schema.Layer(a.Layer).Feature(f)
	for _, v := range values {
		if err := s.m.schema.CheckValue(feature, v); err != nil {
			s.m.t.Fatalf("%s: %q: %v", s.head.Source.Name, a.Quote.Exact, err)
		}
	}
}

// line reads "LABEL feature=value | …" or "LABEL relation LABEL".
func (s *source) line(line string) {
	label, rest, _ := strings.Cut(line, " ")
	a := s.labels[label]
	if a == nil {
		s.m.t.Fatalf("%s: no mark %q", s.head.Source.Name, label)
	}
	if first, _, _ := strings.Cut(rest, " "); s.m.schema.Relation(annotate.RelationTypeID(first)) != nil {
		s.link(a, strings.Fields(rest))
		return
	}
	for _, pair := range strings.Split(rest, " | ") {
		key, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		switch key {
		case "by":
			a.Annotator = s.m.people[value]
		case "note":
			a.Note = value
		default:
			s.set(a, annotate.FeatureID(key), s.values(a, annotate.FeatureID(key), value)...)
		}
	}
}

func (s *source) link(from *annotate.Annotation, words []string) {
	to := s.labels[words[1]]
	r := &annotate.Relation{
		ID: s.m.id(words[0]), Document: s.head.ID, Type: annotate.RelationTypeID(words[0]), From: from.ID, To: to.ID,
		Annotator: s.by, Origin: annotate.ByHand, Created: s.m.clock, Modified: s.m.clock,
	}
	if len(words) > 2 {
		r.Annotator = s.m.people[strings.TrimPrefix(words[2], "by=")]
	}
	s.links = append(s.links, r)
}

// values reads a value: @ENTITY, #TAG, ^LABEL, "TEXT", or as the feature's first type says.
func (s *source) values(a *annotate.Annotation, f annotate.FeatureID, value string) (out []annotate.Value) {
	switch {
	case value[0] == '@':
		return []annotate.Value{s.actor(a, value[1:])}
	case value[0] == '#':
		return []annotate.Value{{Type: annotate.TypeTag, Tag: annotate.TagID(value[1:])}}
	case value[0] == '^':
		return []annotate.Value{{Type: annotate.TypeAnnotation, Ref: s.labels[value[1:]].ID}}
	case value[0] == '"':
		return []annotate.Value{{Type: annotate.TypeText, Text: strings.Trim(value, `"`)}}
	}
	switch s.m.schema.Layer(a.Layer).Feature(f).Types[0] {
	case annotate.TypeEntity:
		for _, name := range strings.Split(value, " + ") {
			out = append(out, s.actor(a, name))
		}
	case annotate.TypeTag:
		for _, tag := range strings.Fields(value) {
			out = append(out, annotate.Value{Type: annotate.TypeTag, Tag: annotate.TagID(tag)})
		}
	case annotate.TypeDate:
		out = []annotate.Value{{Type: annotate.TypeDate, Date: s.m.date(value)}}
	case annotate.TypeNumber:
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			s.m.t.Fatal(err)
		}
		out = []annotate.Value{{Type: annotate.TypeNumber, Number: n}}
	}
	return out
}

// actor is an entity with the mention that it was read from: one in the mark, or else the
// last one before it in the same paragraph.
func (s *source) actor(a *annotate.Annotation, name string) annotate.Value {
	v := annotate.Value{Type: annotate.TypeEntity, Ref: s.m.entity(name)}
	if a.Layer == "Actor" {
		return v
	}
	for _, m := range s.marks {
		is := m.Layer == "Actor" && len(m.Values("entity")) > 0 && m.Values("entity")[0].Ref == v.Ref
		if is && m.Annotator == a.Annotator && len(a.Fragments) > 0 && m.Span().Start < a.Span().End &&
			!strings.Contains(s.text.Slice(text.Span{Start: m.Span().End, End: max(m.Span().End, a.Span().Start)}), "\n") {
			v.Mention = m.ID
		}
	}
	return v
}

func (s *source) finish() {
	records := []annotate.Record{&annotate.Body{Document: s.head.ID, Text: s.text.String()}, s.head}
	for _, p := range s.states {
		s.m.clock = s.m.clock.Add(time.Minute)
		p.Modified = s.m.clock
		records = append(records, p)
	}
	for _, a := range s.marks {
		if a.Layer != "Actor" && len(a.Features) == 0 {
			s.m.t.Errorf("%s: mark %q has no values", s.head.Source.Name, a.Quote.Exact)
		}
		records = append(records, a)
	}
	apply(s.m.t, s.m.store, append(records, s.links...)...)
}

// TestSampleIsWorthLookingAt wants the sample to show what Parley can do.
func TestSampleIsWorthLookingAt(t *testing.T) {
	s := makeSample(t)
	var apart, whole, arabic, nested int
	authors := map[annotate.ID]bool{}
	for row := range s.Summaries(annotate.ID{}) {
		if row.Language == "ar" {
			arabic++
		}
		if row.Words < 190 || row.Words > 600 {
			t.Errorf("%s has %d words", row.Title, row.Words)
		}
		list, err := s.Annotations(row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			authors[a.Annotator] = true
			switch len(a.Fragments) {
			case 0:
				whole++
			case 1:
			default:
				apart++
			}
			for _, o := range list {
				if a != o && len(a.Fragments) == 1 && a.Span().Covers(o.Span()) && len(o.Fragments) > 0 {
					nested++
				}
			}
		}
	}
	if apart < 3 || whole < 1 || arabic < 3 || nested < 15 || len(authors) != 2 {
		t.Errorf("%d discontinuous, %d whole, %d Arabic, %d nested, %d annotators", apart, whole, arabic, nested, len(authors))
	}
	if bytes.Contains(export(t, s, false), []byte("\\r")) {
		t.Error("a text has a carriage return")
	}
}
