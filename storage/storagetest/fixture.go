// Package storagetest is the one suite that every store must pass, and the small
// project on which it works.
//
// One rule: what [Run] does not ask of a store, nobody may rely on.
//
//	func TestStore(t *testing.T) {
//		storagetest.Run(t, storagetest.Kind{
//			Create: func(t *testing.T, p *annotate.Project, s *annotate.Schema) session.Store { return memory.New(p, s) },
//			Reopen: func(t *testing.T, s session.Store) session.Store { return s },
//		})
//	}
package storagetest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"parley/annotate"
	"parley/annotate/text"
)

// Text is what every document of the fixture begins with: all that has ever broken an offset.
const Text = "Müller sagt: „Nein“. e\u0301 📌 𐐀 👨‍👩‍👧 هيئة تحرير الشام\nLine\ttwo says that it protects minorities.\n"

// Start is the time at which a fixture's clock begins.
var Start = time.Date(2025, 3, 11, 9, 30, 0, 0, time.UTC)

// Maker makes records whose IDs and times are the same in every run and grow.
type Maker struct {
	Me    annotate.ID // the annotator
	count uint64
}

// NewMaker makes a Maker, whose first ID is its annotator's.
func NewMaker() *Maker {
	m := &Maker{}
	m.Me = m.ID()
	return m
}

// ID is the next ID.
func (m *Maker) ID() (id annotate.ID) {
	m.count++
	binary.BigEndian.PutUint64(id[:], 0x0195_8000_0000_7000+m.count<<16)
	binary.BigEndian.PutUint64(id[8:], 0x8000_0000_0000_0000|m.count)
	return id
}

// Now is a time that moves on with each ID.
func (m *Maker) Now() time.Time { return Start.Add(time.Duration(m.count) * time.Second) }

// Project is a project.
func (m *Maker) Project() *annotate.Project {
	return &annotate.Project{ID: m.ID(), Name: "Übergang in Syrien", Created: m.Now()}
}

// Schema has a layer with a feature of every type, and one relation.
func Schema() *annotate.Schema {
	return &annotate.Schema{
		Name: "Test", Version: 3, Fields: []string{"Ressort"},
		Layers: []annotate.Layer{{
			ID: "claim", Name: "Claim", Description: "what somebody says", Key: "1", Colour: 1, Features: []annotate.Feature{
				{ID: "kind", Name: "Kind", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "kinds", Multi: true, Required: true},
				{ID: "claimant", Name: "Claimant", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
				{ID: "said", Name: "Said", Types: []annotate.FeatureType{annotate.TypeDate}},
				{ID: "sure", Name: "Sure", Types: []annotate.FeatureType{annotate.TypeNumber}},
				{ID: "own", Name: "Own words", Types: []annotate.FeatureType{annotate.TypeBoolean}},
				{ID: "gloss", Name: "Gloss", Types: []annotate.FeatureType{annotate.TypeText}},
				{ID: "answers", Name: "Answers", Types: []annotate.FeatureType{annotate.TypeAnnotation}},
			},
		}},
		Tagsets: []annotate.Tagset{{ID: "kinds", Name: "Kinds", Tags: []annotate.Tag{
			{ID: "demand", Name: "Demand", Code: "2", Definition: "wants something", Examples: []annotate.Example{{Text: "„Geht!“"}}, Colour: 2},
			{ID: "demand-law", Parent: "demand", Name: "Demand of a law", Rule: "a text is named", Counter: []annotate.Example{{Text: "a mood", Document: annotate.ID{1}, Annotation: annotate.ID{2}}}, Retired: true},
		}}},
		Relations: []annotate.RelationType{{ID: "supports", Name: "Supports", Description: "e\u0301", From: []annotate.LayerID{"claim"}, To: []annotate.LayerID{"claim"}}},
	}
}

// Annotator is the fixture's own annotator.
func (m *Maker) Annotator() *annotate.Annotator {
	return &annotate.Annotator{ID: m.Me, Name: "Lina Haddad", Initials: "LH", Created: Start}
}

// Document makes a document of its own text.
func (m *Maker) Document() (*annotate.Document, *annotate.Body) {
	id := m.ID()
	body := &annotate.Body{Document: id, Text: Text + fmt.Sprintf("Nr. %d\n", m.count)}
	return &annotate.Document{
		ID: id, Title: fmt.Sprintf("Rede %d 📌", m.count), Author: "م. الشرع", Outlet: "Ü-Zeitung", Language: "de",
		Date: annotate.Date{Year: 2018, Month: 9, Day: 15}, URL: "https://example.org/rede",
		Custom: []annotate.Field{{Name: "Ressort", Value: "Politik"}},
		Source: annotate.Source{Name: "rede.txt", SHA256: sha256.Sum256([]byte("\r\n")), Encoding: "UTF-8", Format: "text"},
		SHA256: sha256.Sum256([]byte(body.Text)), Size: len(body.Text), Words: 17, Created: m.Now(), Modified: m.Now(),
	}, body
}

// Interview is d as a text in which two speak, one of whom is author.
func (m *Maker) Interview(d *annotate.Document, author annotate.ID) *annotate.Document {
	next := *d
	next.AuthorEntity = author
	next.Turns = []annotate.Turn{{Start: 0, Speaker: "GL"}, {Start: 8, Speaker: "ليليا", Entity: author}, {Start: text.Offset(len(Text))}}
	return &next
}

// Entity makes an entity.
func (m *Maker) Entity(name string) *annotate.Entity {
	return &annotate.Entity{
		ID: m.ID(), Name: name, Kind: "group", Colour: 3, Country: "SY",
		Aliases: []annotate.Alias{{Name: "هيئة تحرير الشام", Language: "ar"}, {Name: "HTS", Exact: annotate.ExactCase}},
		Created: m.Now(), Modified: m.Now(),
	}
}

// Annotation marks span of a document made by Document, naming entities as claimants.
func (m *Maker) Annotation(b *annotate.Body, span text.Span, entities ...annotate.ID) *annotate.Annotation {
	a := &annotate.Annotation{
		ID: m.ID(), Document: b.Document, Layer: "claim", Annotator: m.Me, Fragments: []text.Span{span},
		Quote:  quote(b, span),
		Origin: annotate.ByHand, Schema: 3, Created: m.Now(), Modified: m.Now(),
		Features: []annotate.FeatureValue{{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}}},
	}
	if len(entities) > 0 {
		fv := annotate.FeatureValue{Feature: "claimant"}
		for _, e := range entities {
			fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeEntity, Ref: e})
		}
		a.Features = append(a.Features, fv)
	}
	return a
}

// Relation joins two annotations of one document.
func (m *Maker) Relation(from, to *annotate.Annotation) *annotate.Relation {
	return &annotate.Relation{
		ID: m.ID(), Document: from.Document, Type: "supports", From: from.ID, To: to.ID, Annotator: m.Me,
		Origin: annotate.ByHand, Created: m.Now(), Modified: m.Now(),
	}
}

// Original makes a file that a document came from; of the zero ID one of a whole collection.
func (m *Maker) Original(document annotate.ID, name, content string) *annotate.Original {
	return &annotate.Original{ID: m.ID(), Document: document, Collection: m.Me, Format: "brat", Name: name, Content: content}
}

// Set is a ChangeSet of the fixture's annotator.
func (m *Maker) Set(label string, changes ...annotate.Change) *annotate.ChangeSet {
	return &annotate.ChangeSet{Label: label, Annotator: m.Me, Time: m.Now(), Changes: changes}
}

func quote(b *annotate.Body, spans ...text.Span) text.Quote {
	t, err := text.New(b.Text)
	if err != nil {
		panic(err)
	}
	return t.Quote(spans)
}
