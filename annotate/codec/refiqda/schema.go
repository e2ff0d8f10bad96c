package refiqda

import (
	"fmt"
	"path"
	"strings"

	"parley/annotate"
)

// The place of codes of other programs.
const (
	codingLayer   = annotate.LayerID("Coding")
	codingFeature = annotate.FeatureID("code")
)

// codebook takes in the codes: as layers, when Parley wrote them, and else as one tagset.
func (c *collection) codebook(codes []codeXML) {
	if c.origin == ours {
		for i := range codes {
			c.layer(&codes[i])
		}
		return
	}
	layer := annotate.Layer{ID: codingLayer, Name: string(codingLayer)}
	set := annotate.Tagset{ID: "Codes", Name: "Codes"}
	t := tree{set: &set, taken: names{}, know: func(id string, tag annotate.TagID) {
		c.codes[id] = meaning{codingLayer, codingFeature, tag}
	}}
	for i := range codes {
		t.add(&codes[i], "", "")
	}
	layer.Features = []annotate.Feature{{ID: codingFeature, Name: string(codingFeature), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: set.ID, Multi: true}}
	c.schema.Layers, c.schema.Tagsets = []annotate.Layer{layer}, []annotate.Tagset{set}
}

// layer takes in a code at the top: its children are features, of tags when they have any.
func (c *collection) layer(code *codeXML) {
	name := c.layers.free(named(code))
	l := annotate.Layer{ID: annotate.LayerID(name), Name: name, Description: strings.TrimSpace(code.Description), Colour: slot(code.Colour)}
	c.codes[guid(code.GUID)] = meaning{layer: l.ID}
	taken := names{}
	for i := range code.Codes {
		k := &code.Codes[i]
		is := taken.free(named(k))
		if len(k.Codes) == 0 {
			l.Features = append(l.Features, annotate.Feature{
				ID: annotate.FeatureID(is), Name: is, Description: strings.TrimSpace(k.Description), Types: []annotate.FeatureType{annotate.TypeText}, Multi: true,
			})
			continue
		}
		set := annotate.Tagset{ID: annotate.TagsetID(name + ": " + is), Name: name + ": " + is}
		t := tree{set: &set, taken: names{}, know: func(id string, tag annotate.TagID) {
			c.codes[id] = meaning{l.ID, annotate.FeatureID(is), tag}
		}}
		for j := range k.Codes {
			t.add(&k.Codes[j], "", "")
		}
		l.Features = append(l.Features, annotate.Feature{
			ID: annotate.FeatureID(is), Name: is, Description: strings.TrimSpace(k.Description), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: set.ID, Multi: true,
		})
		c.schema.Tagsets = append(c.schema.Tagsets, set)
	}
	c.schema.Layers = append(c.schema.Layers, l)
}

// tree is a tagset while codes come into it.
type tree struct {
	set   *annotate.Tagset
	taken names
	know  func(guid string, tag annotate.TagID)
}

// add takes in a code and those below it. Codes of one name are told apart by their paths.
func (t *tree) add(code *codeXML, parent annotate.TagID, above string) {
	name := named(code)
	id := name
	if t.taken[strings.ToLower(id)] > 0 && above != "" && len(above) < 1000 {
		id = above + "/" + name
	}
	id = t.taken.free(id)
	tag := annotate.Tag{ID: annotate.TagID(id), Parent: parent, Name: name, Definition: strings.TrimSpace(code.Description), Colour: slot(code.Colour)}
	t.set.Tags = append(t.set.Tags, tag)
	t.know(guid(code.GUID), tag.ID)
	for i := range code.Codes {
		t.add(&code.Codes[i], tag.ID, id)
	}
}

func named(c *codeXML) string {
	if s := strings.TrimSpace(c.Name); s != "" {
		return s
	}
	return "Code"
}

// names are those that are taken, in any case, with how often each was asked for.
type names map[string]int

// free is name, or name with a number behind it that is free, and takes it.
func (t names) free(name string) string {
	key := strings.ToLower(name)
	if t[key] == 0 {
		t[key] = 1
		return name
	}
	for {
		t[key]++
		if s := fmt.Sprintf("%s %d", name, t[key]); t[strings.ToLower(s)] == 0 {
			t[strings.ToLower(s)] = 1
			return s
		}
	}
}

// relations makes a relation type of each name of links, but for those from or to codes.
func (c *collection) relations() {
	seen := map[string]bool{}
	for _, list := range c.links {
		for _, l := range list {
			_, from := c.codes[guid(l.Origin)]
			_, to := c.codes[guid(l.Target)]
			if !from && !to {
				seen[linkName(l)] = true
			}
		}
	}
	for _, name := range sorted(seen) {
		name = strings.Clone(name)
		c.schema.Relations = append(c.schema.Relations, annotate.RelationType{ID: annotate.RelationTypeID(name), Name: name})
	}
}

func linkName(l linkXML) string {
	if s := strings.TrimSpace(l.Name); s != "" {
		return s
	}
	return "link"
}

// baseNames are the files by their names without folders, in lower case.
func baseNames(files []string) map[string]string {
	out := map[string]string{}
	for _, f := range files {
		out[strings.ToLower(path.Base(f))] = f
	}
	return out
}
