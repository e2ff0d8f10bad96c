package huggingface

import (
	"cmp"
	"encoding/csv"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// mostDictionary is the largest dictionary that is read.
const mostDictionary = 256 << 20

// schemaOf is a schema while dictionary and lines come into it.
type schemaOf struct {
	schema annotate.Schema
	done   map[annotate.TagsetID]string // where the tags of a tagset stand first
}

func newSchema() *schemaOf {
	return &schemaOf{schema: annotate.Schema{Name: "Hugging Face", Version: 1}, done: map[annotate.TagsetID]string{}}
}

// readDictionary makes the schema that the dictionary tells, when there is one and it can be.
func (c *collection) readDictionary() {
	c.schema = newSchema()
	i := slices.IndexFunc(c.source.Files, func(f string) bool { return path.Base(f) == "dictionary.csv" })
	if i < 0 {
		return
	}
	b, err := c.source.Read(c.source.Files[i], mostDictionary)
	next := newSchema()
	if err == nil {
		err = next.dictionary(strings.NewReader(strings.TrimPrefix(string(b), "\uFEFF")))
	}
	if err == nil {
		err = next.schema.Check()
	}
	if err != nil {
		c.doubts = append(c.doubts, codec.Problem{Place: c.source.Files[i], Text: "the schema is taken from the lines, as the dictionary cannot be: " + err.Error()})
		return
	}
	c.schema = next
}

func (s *schemaOf) dictionary(f io.Reader) error {
	t := csv.NewReader(f)
	t.FieldsPerRecord = -1
	head, err := t.Read()
	if err != nil {
		return err
	}
	for {
		row, err := t.Read()
		if err == io.EOF {
			return s.ends()
		}
		if err != nil {
			return err
		}
		s.row(func(name string) string {
			i := slices.Index(head, name)
			if i < 0 || i >= len(row) {
				return ""
			}
			if cell, is := strings.CutPrefix(row[i], "'"); is && formula(cell) {
				return cell
			}
			return row[i]
		})
	}
}

// row takes in a row, whose cells are found by the names of their columns.
func (s *schemaOf) row(cell func(string) string) {
	colour, _ := strconv.Atoi(cell("colour"))
	switch kind := cell("kind"); kind {
	case "layer":
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{
			ID: annotate.LayerID(cmp.Or(cell("id"), cell("name"))), Name: cell("name"), Description: cell("definition"), Key: cell("key"), Colour: min(max(colour, 0), 8),
		})
	case "relation":
		s.schema.Relations = append(s.schema.Relations, annotate.RelationType{
			ID: annotate.RelationTypeID(cmp.Or(cell("id"), cell("name"))), Name: cell("name"), Description: cell("definition"),
			From: ids(lines(cell("from"))), To: ids(lines(cell("to"))),
		})
	case "feature":
		s.feature(cell)
	case "tag", "retired tag":
		s.tagRow(cell, min(max(colour, 0), 8), kind != "tag")
	}
}

// lines are what [paragraphs] put into one cell.
func lines(cell string) (list []string) {
	for line := range strings.SplitSeq(cell, "\n") {
		switch more, goesOn := strings.CutPrefix(line, "\t"); {
		case goesOn && len(list) > 0:
			list[len(list)-1] += "\n" + more
		case line != "":
			list = append(list, line)
		}
	}
	return list
}

func ids(names []string) (list []annotate.LayerID) {
	for _, n := range names {
		list = append(list, annotate.LayerID(n))
	}
	return list
}

// ends has relation types name layers by their IDs.
func (s *schemaOf) ends() error {
	for i := range s.schema.Relations {
		for _, list := range [][]annotate.LayerID{s.schema.Relations[i].From, s.schema.Relations[i].To} {
			for k, name := range list {
				if l := s.schema.LayerNamed(string(name)); l != nil {
					list[k] = l.ID
				}
			}
		}
	}
	return nil
}

// features are those of the layer or the relation type of that name, which comes before them.
func (s *schemaOf) features(of string) *[]annotate.Feature {
	if l := s.schema.LayerNamed(of); l != nil && l.Name == of {
		return &l.Features
	}
	if r := s.schema.RelationNamed(of); r != nil {
		return &r.Features
	}
	return nil
}

// last is the features of the layer or relation type that came last, since a relation type
// may be called as a layer is.
func (s *schemaOf) last(of string) *[]annotate.Feature {
	if n := len(s.schema.Relations); n > 0 && s.schema.Relations[n-1].Name == of {
		return &s.schema.Relations[n-1].Features
	}
	return s.features(of)
}

func (s *schemaOf) feature(cell func(string) string) {
	list := s.last(cell("of"))
	if list == nil {
		return
	}
	f := annotate.Feature{
		ID: annotate.FeatureID(cmp.Or(cell("id"), cell("name"))), Name: cell("name"), Description: cell("definition"), Multi: cell("several") == "yes", Required: cell("required") == "yes",
	}
	for name := range strings.SplitSeq(cell("type"), ", ") {
		if t, err := annotate.ParseFeatureType(name); err == nil {
			f.Types = append(f.Types, t)
		}
	}
	if f.Takes(annotate.TypeTag) {
		f.Tagset = s.tagset(cell("tagset"), cmp.Or(cell("tagset_name"), cell("of")+": "+f.Name))
	}
	*list = append(*list, f)
}

// tagset is the one of that ID, or of that name where there is none; made when it is not there.
func (s *schemaOf) tagset(id, name string) annotate.TagsetID {
	to := annotate.TagsetID(cmp.Or(id, name))
	if s.schema.Tagset(to) == nil {
		s.schema.Tagsets = append(s.schema.Tagsets, annotate.Tagset{ID: to, Name: name})
	}
	return to
}

// tagRow takes in a tag. Those of a tagset that several features use come with each, and count
// once.
func (s *schemaOf) tagRow(cell func(string) string, colour int, retired bool) {
	list := s.last(cell("of"))
	if list == nil {
		return
	}
	i := slices.IndexFunc(*list, func(f annotate.Feature) bool { return f.Name == cell("feature") })
	if i < 0 {
		return
	}
	set := s.schema.Tagset((*list)[i].Tagset)
	where := cell("of") + "\x00" + cell("feature")
	if set == nil || s.done[set.ID] != "" && s.done[set.ID] != where {
		return
	}
	s.done[set.ID] = where
	t := annotate.Tag{
		ID: annotate.TagID(cmp.Or(cell("id"), cell("name"))), Parent: annotate.TagID(cell("parent_id")), Code: cell("code"), Name: cell("name"),
		Definition: cell("definition"), Rule: cell("rule"), Examples: examples(cell("examples")), Counter: examples(cell("counter_examples")), Colour: colour, Retired: retired,
	}
	if up := set.TagNamed(cell("parent")); t.Parent == "" && up != nil {
		t.Parent = up.ID
	}
	set.Tags = append(set.Tags, t)
}

func examples(cell string) (list []annotate.Example) {
	for _, s := range lines(cell) {
		list = append(list, annotate.Example{Text: s})
	}
	return list
}

// seeLayer makes places for what an annotation says.
func (s *schemaOf) seeLayer(name string, list []featureJSON) {
	if strings.TrimSpace(name) == "" {
		return
	}
	l := s.schema.LayerNamed(name)
	if l == nil {
		name = strings.Clone(name) // or all of its line would be kept
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: annotate.LayerID(name), Name: name})
		l = &s.schema.Layers[len(s.schema.Layers)-1]
	}
	for _, f := range list {
		s.seeFeature(&l.Features, l.Name, f)
	}
}

// seeRelation makes places for what a relation says.
func (s *schemaOf) seeRelation(name string, list []featureJSON) {
	if strings.TrimSpace(name) == "" {
		return
	}
	r := s.schema.RelationNamed(name)
	if r == nil {
		name = strings.Clone(name)
		s.schema.Relations = append(s.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(name), Name: name})
		r = &s.schema.Relations[len(s.schema.Relations)-1]
	}
	for _, f := range list {
		s.seeFeature(&r.Features, r.Name, f)
	}
}

// called is the feature of that name; nil when there is none.
func called(list []annotate.Feature, name string) *annotate.Feature {
	l := annotate.Layer{Features: list}
	return l.FeatureNamed(name)
}

func (s *schemaOf) seeFeature(list *[]annotate.Feature, of string, said featureJSON) {
	if strings.TrimSpace(said.Feature) == "" || len(said.Values) == 0 {
		return
	}
	f := called(*list, said.Feature)
	if f == nil {
		name := strings.Clone(said.Feature)
		*list = append(*list, annotate.Feature{ID: annotate.FeatureID(name), Name: name})
		f = &(*list)[len(*list)-1]
	}
	f.Multi = f.Multi || len(said.Values) > 1
	for _, v := range said.Values {
		t, err := annotate.ParseFeatureType(v.Type)
		if err != nil {
			continue
		}
		if !f.Takes(t) {
			f.Types = append(f.Types, t)
		}
		if t == annotate.TypeTag {
			s.seeTag(f, of, v)
		}
	}
	if len(f.Types) == 0 {
		f.Types = []annotate.FeatureType{annotate.TypeText}
	}
}

func (s *schemaOf) seeTag(f *annotate.Feature, of string, v valueJSON) {
	if f.Tagset == "" {
		f.Tagset = s.tagset("", of+": "+f.Name)
	}
	set := s.schema.Tagset(f.Tagset)
	id := cmp.Or(v.ID, v.Value)
	if set == nil || strings.TrimSpace(id) == "" || set.Tag(annotate.TagID(id)) != nil {
		return
	}
	set.Tags = append(set.Tags, annotate.Tag{ID: annotate.TagID(strings.Clone(id)), Name: strings.Clone(cmp.Or(strings.TrimSpace(v.Value), id))})
}
