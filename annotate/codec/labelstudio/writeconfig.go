package labelstudio

import (
	"bytes"
	"encoding/xml"
	"strings"

	"parley/annotate"
)

// colours are the backgrounds of labels, by slot from 1.
var colours = [...]string{"#1C61B9", "#BA5000", "#379C8D", "#780557", "#89931C", "#5A26B0", "#1186B8", "#615A4E"}

// config is the labeling interface for what was written.
func (w *writer) config() []byte {
	b := &markup{}
	b.open("View")
	b.open("Labels", "name", labels, "toName", shown)
	for i := range w.schema.Layers {
		l := &w.schema.Layers[i]
		b.leaf("Label", append([]string{"value", l.Name, "background", colours[(max(l.Colour, 1)-1)%len(colours)]}, given("hotkey", l.Key, "hint", l.Description)...)...)
	}
	b.close("Labels")
	b.leaf("Text", "name", shown, "value", "$"+shown)
	for _, f := range w.list {
		b.field(f)
	}
	if len(w.schema.Relations) > 0 {
		b.open("Relations")
		for _, r := range w.schema.Relations {
			b.leaf("Relation", "value", r.Name)
		}
		b.close("Relations")
	}
	b.close("View")
	return b.Bytes()
}

// given are those of attributes that have a value.
func given(attributes ...string) (out []string) {
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			out = append(out, attributes[i], attributes[i+1])
		}
	}
	return out
}

// markup is XML with an element a line.
type markup struct {
	bytes.Buffer
	depth int
}

func (b *markup) tag(name string, attributes []string, end string) {
	b.WriteString(strings.Repeat("  ", b.depth) + "<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="`)
		_ = xml.EscapeText(b, []byte(attributes[i+1])) // a buffer takes everything
		b.WriteString(`"`)
	}
	b.WriteString(end + "\n")
}

func (b *markup) open(name string, attributes ...string) {
	b.tag(name, attributes, ">")
	b.depth++
}

func (b *markup) close(name string) {
	b.depth--
	b.tag("/"+name, nil, ">")
}

func (b *markup) leaf(name string, attributes ...string) { b.tag(name, attributes, "/>") }

var elements = map[string]string{"choices": "Choices", "taxonomy": "Taxonomy", "textarea": "TextArea", "number": "Number", "datetime": "DateTime"}

func (b *markup) field(f *field) {
	attributes := []string{"name", f.name, "toName", shown}
	if f.whole == "" {
		attributes = append(attributes, "perRegion", "true", "whenTagName", labels, "whenLabelValue", strings.Join(f.layers, ","))
	}
	if f.kind == "choices" && f.multi {
		attributes = append(attributes, "choice", "multiple")
	}
	if f.required {
		attributes = append(attributes, "required", "true")
	}
	if f.kind == "textarea" && !f.multi {
		attributes = append(attributes, "maxSubmissions", "1")
	}
	if f.kind == "choices" && f.yesNo {
		b.open(elements[f.kind], attributes...)
		b.leaf("Choice", "value", "true")
		b.leaf("Choice", "value", "false")
		b.close(elements[f.kind])
		return
	}
	if f.set == nil || len(f.set.Tags) == 0 || f.kind != "choices" && f.kind != "taxonomy" {
		b.leaf(elements[f.kind], attributes...)
		return
	}
	b.open(elements[f.kind], attributes...)
	b.tags(f, "", 0)
	b.close(elements[f.kind])
}

// tags writes the tags under one, in their order; those of a flat list have none above.
func (b *markup) tags(f *field, up annotate.TagID, level int) {
	for i := range f.set.Tags {
		g := &f.set.Tags[i]
		if g.Parent != up || level > mostDepth {
			continue
		}
		attributes := append([]string{"value", g.Name}, given("hint", g.Definition)...)
		if g.Colour > 0 && g.Colour <= len(colours) {
			attributes = append(attributes, "color", colours[g.Colour-1])
		}
		if f.kind == "taxonomy" {
			b.open("Choice", attributes...)
			b.tags(f, g.ID, level+1)
			b.close("Choice")
		} else {
			b.leaf("Choice", attributes...)
		}
	}
}
