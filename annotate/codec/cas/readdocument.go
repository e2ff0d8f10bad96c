package cas

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"path"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// taken is a file in Parley's nouns, whose IDs are numbers until [taken.number] gives them
// some of their own.
type taken struct {
	parsed
	raw    *codec.Raw
	user   string
	fields []annotate.Field
	found  *found
	ids    int // how many were given
}

// take reads a file. It may be called at the same time for several.
func (c *collection) take(name string) (t taken) {
	t.parsed = c.parse(name)
	if t.err == nil {
		t.err = t.nouns(c)
	}
	t.graph = nil
	return t
}

func (t *taken) nouns(c *collection) (err error) {
	g := t.graph
	sofa := g.sofa()
	if sofa == nil || strings.TrimSpace(sofa.text("sofaString")) == "" {
		return fmt.Errorf("it has no text: %w", annotate.ErrInvalid)
	}
	if t.raw, err = codec.NewRaw(sofa.text("sofaString")); err != nil {
		return err
	}
	t.user, t.fields = g.user(), g.fields()
	t.found = g.nouns(t.raw, c.unit(), func() annotate.ID {
		t.ids++
		return numbered(t.ids)
	}, annotate.ID{})
	for _, a := range t.found.annotations {
		a.Features = ordered(a.Features, c.featuresOf(a.Layer))
	}
	for _, r := range t.found.relations {
		if kind := c.schema.Relation(r.Type); kind != nil {
			r.Features = ordered(r.Features, kind.Features)
		}
	}
	return nil
}

// numbered is the n-th ID.
func numbered(n int) (id annotate.ID) {
	binary.BigEndian.PutUint64(id[len(id)-8:], uint64(n))
	return id
}

// number gives what is in t IDs in the order in which they were asked for, and has it be
// somebody's.
func (t *taken) number(newID func() annotate.ID, by annotate.ID) {
	ids := make([]annotate.ID, t.ids+1)
	for i := range t.ids {
		ids[i+1] = newID()
	}
	number := func(id *annotate.ID) { *id = ids[binary.BigEndian.Uint64(id[len(id)-8:])] }
	values := func(list []annotate.FeatureValue) {
		for _, fv := range list {
			for i := range fv.Values {
				if fv.Values[i].Type == annotate.TypeAnnotation {
					number(&fv.Values[i].Ref)
				}
			}
		}
	}
	for _, a := range t.found.annotations {
		number(&a.ID)
		values(a.Features)
		a.Annotator = by
	}
	for _, r := range t.found.relations {
		number(&r.ID)
		number(&r.From)
		number(&r.To)
		values(r.Features)
		r.Annotator = by
	}
}

// unit is what positions are counted in.
func (c *collection) unit() text.Unit {
	if c.options.Unit != nil {
		return *c.options.Unit
	}
	return text.UTF16
}

// document is a file, or what it adds to a document that has begun: that of the same text.
func (c *collection) document(name string, t taken, d *codec.Document, report *codec.Report) (*codec.Document, error) {
	title := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if folder, _ := uima.Whose(name); folder != "" {
		title = path.Base(folder)
	}
	refuse := func(place, record string, err error) {
		report.Refused.Add(codec.Problem{Document: title, Place: name + ": " + place, Record: record, Text: err.Error()})
	}
	for _, r := range t.refused {
		r.Document, r.Place = title, name+": "+r.Place
		report.Refused.Add(r)
	}
	if t.err != nil {
		return nil, t.err
	}
	begun := d != nil
	switch {
	case !begun:
		d = &codec.Document{
			Text: t.raw.Text, Place: name,
			Head: annotate.Document{Title: title, Source: annotate.Source{Name: path.Base(name), Format: c.name, Encoding: "UTF-8"}},
		}
		codec.SetMetadata(&d.Head, t.fields)
	case d.Text.String() != t.raw.Text.String():
		return nil, fmt.Errorf("its text is not that of %s: %w", d.Place, annotate.ErrInvalid)
	}
	if c.unit() == text.UTF16 { // what counts otherwise is written afresh
		d.Originals = append(d.Originals, &annotate.Original{Collection: c.id, Format: c.name, Name: name, Content: t.content})
	}
	if _, person := uima.Whose(name); person == uima.Initial && begun { // what everybody began with
		return d, nil
	}
	t.number(c.options.ID, c.person(name, t.user))
	for _, r := range t.found.refused {
		refuse(fmt.Sprintf("structure %d", r.of.id), r.of.kind, r.err)
	}
	for _, a := range t.found.annotations {
		d.Annotations = append(d.Annotations, a.Annotation)
	}
	for _, r := range t.found.relations {
		d.Relations = append(d.Relations, r.Relation)
	}
	return d, nil
}

func (c *collection) featuresOf(id annotate.LayerID) []annotate.Feature {
	if l := c.schema.Layer(id); l != nil {
		return l.Features
	}
	return nil
}

// ordered is list in the order of features.
func ordered(list []annotate.FeatureValue, features []annotate.Feature) []annotate.FeatureValue {
	at := func(fv annotate.FeatureValue) int {
		return slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature })
	}
	slices.SortStableFunc(list, func(a, b annotate.FeatureValue) int { return cmp.Compare(at(a), at(b)) })
	return list
}
