package huggingface

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley/annotate"
)

// entry is a row of the data dictionary.
type entry struct {
	kind       string // layer, relation, feature or tag
	of         string // the layer or relation type
	feature    string
	types      string
	several    string // yes or no, of a feature
	required   string
	code       string
	name       string
	parent     string
	definition string
	rule       string
	examples   []string
	counter    []string
	count      int
	id         string // of the layer, relation type, feature or tag
	parentID   string
	tagset     string // of a feature of tags
	tagsetName string
	from, to   []string // layers, of a relation type
	key        string   // that marks with a layer
	colour     int      // slot 1–8 of a layer or tag; 0: none
}

var dictionaryColumns = []string{
	"kind", "of", "feature", "type", "several", "required", "code", "name", "parent", "definition", "rule", "examples", "counter_examples", "annotations",
	"id", "parent_id", "tagset", "tagset_name", "from", "to", "key", "colour",
}

func (e *entry) cells() []string {
	return []string{
		e.kind, e.of, e.feature, e.types, e.several, e.required, e.code, e.name, e.parent, e.definition, e.rule,
		paragraphs(e.examples), paragraphs(e.counter), strconv.Itoa(e.count),
		e.id, e.parentID, e.tagset, e.tagsetName, paragraphs(e.from), paragraphs(e.to), e.key, strconv.Itoa(e.colour),
	}
}

// paragraphs are list in one cell: a line each, and what of one goes on is indented by a tab.
func paragraphs(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, strings.ReplaceAll(s, "\n", "\n\t"))
	}
	return strings.Join(out, "\n")
}

// entries yields the rows in the order of the schema: a layer, its features, their tags.
func (w *writer) entries(yield func(*entry)) {
	for _, l := range w.schema.Layers {
		yield(&entry{kind: "layer", of: l.Name, name: l.Name, definition: l.Description, count: w.count.layers[l.ID], id: string(l.ID), key: l.Key, colour: l.Colour})
		w.featureEntries(l.Name, featureKey{layer: l.ID}, l.Features, yield)
	}
	for _, r := range w.schema.Relations {
		yield(&entry{kind: "relation", of: r.Name, name: r.Name, types: w.ends(&r), definition: r.Description, count: w.count.kinds[r.ID],
			id: string(r.ID), from: w.layers(r.From), to: w.layers(r.To)})
		w.featureEntries(r.Name, featureKey{relation: r.ID}, r.Features, yield)
	}
}

// ends says what a relation of a type may go from and to.
func (w *writer) ends(r *annotate.RelationType) string {
	names := func(list []annotate.LayerID) string {
		if len(list) == 0 {
			return "any layer"
		}
		return strings.Join(w.layers(list), ", ")
	}
	return names(r.From) + " → " + names(r.To)
}

func (w *writer) layers(list []annotate.LayerID) (names []string) {
	for _, id := range list {
		names = append(names, w.layer(id))
	}
	return names
}

func (w *writer) featureEntries(of string, key featureKey, list []annotate.Feature, yield func(*entry)) {
	for _, f := range list {
		key.feature = f.ID
		var types []string
		for _, t := range f.Types {
			types = append(types, t.String())
		}
		set, setName := w.schema.Tagset(f.Tagset), ""
		if set != nil {
			setName = set.Name
		}
		yield(&entry{
			kind: "feature", of: of, feature: f.Name, types: strings.Join(types, ", "), several: yes(f.Multi), required: yes(f.Required),
			name: f.Name, definition: f.Description, count: w.count.features[key], id: string(f.ID), tagset: string(f.Tagset), tagsetName: setName,
		})
		if set == nil || !f.Takes(annotate.TypeTag) {
			continue
		}
		for _, t := range set.Tags {
			e := &entry{kind: "tag", of: of, feature: f.Name, code: t.Code, name: t.Name, definition: t.Definition, rule: t.Rule,
				examples: words(t.Examples), counter: words(t.Counter), count: w.count.tags[tagKey{key, t.ID}],
				id: string(t.ID), parentID: string(t.Parent), colour: t.Colour}
			if p := set.Tag(t.Parent); p != nil {
				e.parent = p.Label()
			}
			if t.Retired {
				e.kind = "retired tag"
			}
			yield(e)
		}
	}
}

func words(list []annotate.Example) (out []string) {
	for _, e := range list {
		out = append(out, e.Text)
	}
	return out
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// formula reports whether a spreadsheet would take a cell for one, but for apostrophes before it.
func formula(cell string) bool {
	plain := strings.TrimLeft(cell, "'")
	return plain != "" && strings.IndexByte("=+-@\t\r", plain[0]) >= 0
}

// dictionaryCSV is the dictionary as a table. A cell that a spreadsheet would take for a
// formula has one apostrophe more before it, which is taken away again by reading.
func (w *writer) dictionaryCSV(f io.Writer) error {
	t := csv.NewWriter(f)
	err := t.Write(dictionaryColumns)
	w.entries(func(e *entry) {
		cells := e.cells()
		for i, c := range cells {
			if formula(c) {
				cells[i] = "'" + c
			}
		}
		if err == nil {
			err = t.Write(cells)
		}
	})
	if err != nil {
		return err
	}
	t.Flush()
	return t.Error()
}

// dictionaryMarkdown is the dictionary to read.
func (w *writer) dictionaryMarkdown(f io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Data dictionary of %s\n", plain(w.name()))
	w.entries(func(e *entry) {
		switch e.kind {
		case "layer":
			fmt.Fprintf(&b, "\n## Layer %s\n\n%s.\n", plain(e.name), number(e.count, "annotation", "annotations"))
		case "relation":
			fmt.Fprintf(&b, "\n## Relation %s\n\n%s. From %s.\n", plain(e.name), number(e.count, "relation", "relations"), plain(strings.Replace(e.types, " → ", " to ", 1)))
		case "feature":
			fmt.Fprintf(&b, "\n### %s: %s\n\nType: %s. Several values: %s. Required: %s. Set %s.\n", plain(e.of), plain(e.name), e.types, e.several, e.required, number(e.count, "time", "times"))
		default:
			fmt.Fprintf(&b, "\n- **%s** (%d)%s", plain(strings.TrimSpace(e.code+" "+e.name)), e.count, retired(e.kind))
			if e.parent != "" {
				fmt.Fprintf(&b, ", part of %s", plain(e.parent))
			}
			b.WriteString("\n")
		}
		e.say(&b)
	})
	_, err := io.WriteString(f, b.String())
	return err
}

func retired(kind string) string {
	if kind == "retired tag" {
		return ", retired"
	}
	return ""
}

// say writes definition, rule and examples; those of a tag are in its list.
func (e *entry) say(b *strings.Builder) {
	before := "\n"
	if strings.HasSuffix(e.kind, "tag") {
		before = "  \n  "
	}
	part := func(name, s string) {
		if s != "" {
			b.WriteString(before + name + plain(s) + "\n")
		}
	}
	part("", e.definition)
	part("Rule: ", e.rule)
	for _, x := range e.examples {
		part("Example: ", "“"+x+"”")
	}
	for _, x := range e.counter {
		part("Not: ", "“"+x+"”")
	}
}

// plain is s as one line of Markdown that says only what s says.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_[]<>|#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
