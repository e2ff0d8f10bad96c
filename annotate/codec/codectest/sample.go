package codectest

import (
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Sample is the awkward project, in the order in which a store takes it: annotators, the
// register, five documents with what is recorded in them. Its schema is [Schema].
//
// It has annotations that are discontinuous, nested, identical, crossing, over a line end and
// about a whole document; values of every type, several in one feature, one that names the
// mention it was read from; relations with features, between annotators, to a whole document;
// notes with line ends and tabs; ü, e + U+0301, 📌, 𐐀, a family of one cluster and Arabic; a
// document whose file had CRLF, one without text, one without annotations.
func Sample(t testing.TB) []annotate.Record {
	s := &sample{t: t, id: annotatetest.IDs(), now: annotatetest.Clock(), names: map[string]annotate.ID{}}
	s.people()
	s.register()
	s.talks()
	s.arabic()
	s.empty()
	s.bare()
	s.whole()
	return s.records
}

type sample struct {
	t       testing.TB
	id      func() annotate.ID
	now     func() time.Time
	names   map[string]annotate.ID // of people and actors
	records []annotate.Record
}

func (s *sample) add(list ...annotate.Record) { s.records = append(s.records, list...) }

func (s *sample) people() {
	for _, p := range [][2]string{{"Lina Haddad", "LH"}, {"Omar Müller", "OM"}, {"Nour 𐐀", "N"}} {
		a := &annotate.Annotator{ID: s.id(), Name: p[0], Initials: p[1], Created: s.now()}
		s.names[p[0]] = a.ID
		s.add(a)
	}
}

const (
	lina, omar, nour = "Lina Haddad", "Omar Müller", "Nour 𐐀"
	hts, jolani      = "HTS", "Ahmed al-Sharaa"
	union, council   = `Hafen | Gewerkschaft, "Zürich"`, "Council; Ze\u0301on"
)

func (s *sample) register() {
	for _, name := range []string{hts, jolani, union, council} {
		s.names[name] = s.id()
	}
	made := s.now()
	for _, e := range []*annotate.Entity{
		{Name: hts, Exact: annotate.ExactCase, Kind: "armed group", Side: "rebels", Country: "SY", ExternalID: "Q27830037", Colour: 4, Note: "One group,\n\tfour spellings 📌", Apart: []annotate.ID{s.names[council]},
			Aliases: []annotate.Alias{{Name: "هيئة تحرير الشام", Language: "ar"}, {Name: "Hay’at Tahrir al-Sham", Language: "ar-Latn", Exact: annotate.ExactDiacritics | annotate.ExactForms}}},
		{Name: jolani, Kind: "person", Aliases: []annotate.Alias{{Name: "al-Jolani"}},
			Affiliations: []annotate.Affiliation{{Entity: s.names[hts], Role: "leader", From: annotate.Date{Year: 2017, Month: 1}, To: annotate.Date{Year: 2025, Month: 1, Day: 29}}}},
		{Name: union, Kind: "organisation", Parent: s.names[council]},
		{Name: council, Kind: "organisation", Country: "CH"},
	} {
		e.ID, e.Created, e.Modified = s.names[e.Name], made, made
		s.add(e)
	}
}

// page is one document in the making.
type page struct {
	*sample
	head   *annotate.Document
	text   *text.Text
	labels map[string]*annotate.Annotation
}

// document makes a document of a marked text: see [annotatetest.Parse]. A mark's label is its
// name here, and the letter at its end says whose it is.
func (s *sample) document(marked string, head annotate.Document) *page {
	m := annotatetest.Parse(s.t, marked)
	tx, err := text.New(m.Text)
	if err != nil {
		s.t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(m.Text))
	head.ID, head.Size, head.Words, head.SHA256, head.Created, head.Modified = s.id(), len(m.Text), tx.CountWords(), sum, s.now(), s.now()
	head.Source = annotate.Source{Name: "sample.txt", SHA256: sum, Encoding: "utf-8", Format: "text"}
	p := &page{s, &head, tx, map[string]*annotate.Annotation{}}
	s.add(&annotate.Body{Document: head.ID, Text: m.Text}, p.head)
	for _, mark := range m.Marks {
		p.mark(mark)
	}
	return p
}

func (p *page) mark(m annotatetest.Mark) {
	by := map[byte]string{'l': lina, 'o': omar}[m.Label[len(m.Label)-1]]
	if by == "" || p.labels[m.Label] != nil {
		p.t.Fatalf("mark %q", m.Label)
	}
	a := &annotate.Annotation{ID: p.id(), Document: p.head.ID, Layer: m.Layer, Annotator: p.names[by], Fragments: m.Fragments, Quote: p.text.Quote(m.Fragments),
		Origin: annotate.ByHand, Schema: 3, Created: p.now(), Modified: p.now()}
	p.labels[m.Label] = a
	p.add(a)
}

// set gives an annotation its values, of which what names actors and marks does so by name.
func (p *page) set(label string, f annotate.FeatureID, values ...annotate.Value) {
	a := p.labels[label]
	a.Features = append(a.Features, annotate.FeatureValue{Feature: f, Values: values})
}

func words(list ...string) (out []annotate.Value) {
	for _, s := range list {
		out = append(out, annotate.Value{Type: annotate.TypeText, Text: s})
	}
	return out
}

func tags(list ...annotate.TagID) (out []annotate.Value) {
	for _, id := range list {
		out = append(out, annotate.Value{Type: annotate.TypeTag, Tag: id})
	}
	return out
}

func (p *page) actor(name string) annotate.Value {
	return annotate.Value{Type: annotate.TypeEntity, Ref: p.names[name]}
}

func (p *page) link(kind annotate.RelationTypeID, by, from, to, note string, values ...annotate.FeatureValue) {
	p.add(&annotate.Relation{ID: p.id(), Document: p.head.ID, Type: kind, From: p.labels[from].ID, To: p.labels[to].ID, Annotator: p.names[by],
		Features: values, Note: note, Origin: annotate.ByHand, Created: p.now(), Modified: p.now()})
}

func (p *page) progress(by string, s annotate.State, f annotate.Flags) {
	p.add(&annotate.Progress{Document: p.head.ID, Annotator: p.names[by], State: s, Flags: f, Modified: p.now()})
}

// crlf is a text whose file ended its lines as Windows does.
func crlf(t testing.TB, s string) string {
	raw, err := codec.NewRaw(strings.ReplaceAll(s, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	return raw.Text.String()
}
