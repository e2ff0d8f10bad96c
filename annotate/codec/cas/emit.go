package cas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// quoted is a JSON string with < and & as they are.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // of a string into memory
	return strings.TrimSuffix(b.String(), "\n")
}

// emitJSON writes the CAS as JSON, a structure a line.
func (g *graph) emitJSON() string {
	var b strings.Builder
	b.WriteString("{\n  \"%TYPES\" : {")
	for i, name := range g.types.order() {
		b.WriteString([]string{",", ""}[bool2int(i == 0)] + "\n    " + g.types[name].json())
	}
	b.WriteString("\n  },\n  \"%FEATURE_STRUCTURES\" : [")
	for i, s := range g.list {
		b.WriteString([]string{",", ""}[bool2int(i == 0)] + "\n    " + s.json())
	}
	b.WriteString("\n  ],\n  \"%VIEWS\" : {")
	for i, v := range g.views {
		ids := make([]string, len(v.members))
		for k, id := range v.members {
			ids[k] = strconv.Itoa(id)
		}
		fmt.Fprintf(&b, "%s\n    %s : {\"%%SOFA\" : %d, \"%%MEMBERS\" : [%s]}", []string{",", ""}[bool2int(i == 0)], quoted(v.name), v.sofa, strings.Join(ids, ", "))
	}
	b.WriteString("\n  }\n}\n")
	return b.String()
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (k *kind) json() string {
	parts := []string{`"%NAME" : ` + quoted(k.name), `"%SUPER_TYPE" : ` + quoted(k.super)}
	for _, f := range k.features {
		rng := f.rng
		if f.element != "" && rng == arrayType {
			rng = f.element + "[]"
		}
		parts = append(parts, fmt.Sprintf(`%s : {"%%NAME" : %s, "%%RANGE" : %s}`, quoted(f.name), quoted(f.name), quoted(rng)))
	}
	return quoted(k.name) + " : {" + strings.Join(parts, ", ") + "}"
}

func (s *structure) json() string {
	parts := []string{fmt.Sprintf(`"%%ID" : %d`, s.id), `"%TYPE" : ` + quoted(s.kind)}
	if s.bytes != "" {
		parts = append(parts, `"%ELEMENTS" : `+quoted(s.bytes))
	} else if isArray(s.kind) {
		list := make([]string, len(s.elements))
		for i, v := range s.elements {
			list[i] = v.json()
		}
		parts = append(parts, `"%ELEMENTS" : [`+strings.Join(list, ", ")+"]")
	}
	for _, name := range s.names {
		v, mark := s.values[name], ""
		switch v.form {
		case one:
			mark = "@"
		case special:
			mark = "#"
		}
		parts = append(parts, quoted(mark+name)+" : "+v.json())
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (v value) json() string {
	switch v.form {
	case literal:
		return v.text
	case one:
		return strconv.Itoa(v.id)
	}
	return quoted(v.text)
}

// notXML reports whether XML 1.0 has no place for a character.
func notXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;")

func escaped(s string) string {
	return xmlEscapes.Replace(strings.Map(func(r rune) rune {
		if notXML(r) {
			return '\uFFFD'
		}
		return r
	}, s))
}

// spaces are the name spaces of types, with their prefixes.
type spaces struct {
	prefix map[string]string
	order  []string
}

// of is the name of an element for a type.
func (n *spaces) of(name string) string {
	space, local := "http:///uima/noNamespace.ecore", name
	base := "noNamespace"
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pack := name[:i]
		space, local = "http:///"+strings.ReplaceAll(pack, ".", "/")+".ecore", name[i+1:]
		base = pack[strings.LastIndexByte(pack, '.')+1:]
	}
	if n.prefix[space] == "" {
		p := base
		for k := 2; slices.ContainsFunc(n.order, func(s string) bool { return n.prefix[s] == p }); k++ {
			p = base + strconv.Itoa(k)
		}
		n.prefix[space] = p
		n.order = append(n.order, space)
	}
	return n.prefix[space] + ":" + local
}

// emitXMI writes the CAS as XMI.
func (g *graph) emitXMI() string {
	n := &spaces{prefix: map[string]string{xmiSpace: "xmi"}, order: []string{xmiSpace}}
	var body strings.Builder
	fmt.Fprintf(&body, "    <%s xmi:id=\"0\"/>\n", n.of("uima.cas.NULL"))
	for _, s := range g.list {
		body.WriteString("    " + s.xmi(n) + "\n")
	}
	for _, v := range g.views {
		fmt.Fprintf(&body, "    <%s sofa=\"%d\" members=\"%s\"/>\n", n.of("uima.cas.View"), v.sofa, joined(v.members))
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<xmi:XMI")
	for _, s := range n.order {
		fmt.Fprintf(&b, ` xmlns:%s="%s"`, n.prefix[s], s)
	}
	return b.String() + " xmi:version=\"2.0\">\n" + body.String() + "</xmi:XMI>\n"
}

func joined(ids []int) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = strconv.Itoa(id)
	}
	return strings.Join(list, " ")
}

func (s *structure) xmi(n *spaces) string {
	tag := n.of(s.kind)
	var b, inside strings.Builder
	fmt.Fprintf(&b, `<%s xmi:id="%d"`, tag, s.id)
	if isArray(s.kind) && s.elements != nil {
		list := make([]string, len(s.elements))
		for i, v := range s.elements {
			if list[i] = v.text; v.form == one {
				list[i] = strconv.Itoa(v.id)
			}
		}
		fmt.Fprintf(&b, ` elements="%s"`, escaped(strings.Join(list, " ")))
	}
	for _, name := range s.names {
		v := s.values[name]
		switch v.form {
		case one:
			fmt.Fprintf(&b, ` %s="%d"`, name, v.id)
		case many:
			fmt.Fprintf(&b, ` %s="%s"`, name, joined(v.ids))
		case texts:
			for _, t := range v.list {
				fmt.Fprintf(&inside, "<%s>%s</%s>", name, escaped(t), name)
			}
		default:
			fmt.Fprintf(&b, ` %s="%s"`, name, escaped(v.text))
		}
	}
	if inside.Len() == 0 {
		return b.String() + "/>"
	}
	return b.String() + ">" + inside.String() + "</" + tag + ">"
}

// emitTypes writes a type system.
func emitTypes(t types) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n    <types>\n")
	for _, name := range t.order() {
		k := t[name]
		fmt.Fprintf(&b, "        <typeDescription>\n            <name>%s</name>\n            <description/>\n            <supertypeName>%s</supertypeName>\n", escaped(k.name), escaped(k.super))
		if len(k.features) > 0 {
			b.WriteString("            <features>\n")
		}
		for _, f := range k.features {
			fmt.Fprintf(&b, "                <featureDescription>\n                    <name>%s</name>\n                    <description/>\n                    <rangeTypeName>%s</rangeTypeName>\n", escaped(f.name), escaped(f.rng))
			if f.element != "" {
				fmt.Fprintf(&b, "                    <elementType>%s</elementType>\n", escaped(f.element))
			}
			b.WriteString("                </featureDescription>\n")
		}
		if len(k.features) > 0 {
			b.WriteString("            </features>\n")
		}
		for i, v := range k.allowed {
			b.WriteString([]string{"", "            <allowedValues>\n"}[bool2int(i == 0)])
			fmt.Fprintf(&b, "                <value><string>%s</string></value>\n", escaped(v))
			b.WriteString([]string{"", "            </allowedValues>\n"}[bool2int(i == len(k.allowed)-1)])
		}
		b.WriteString("        </typeDescription>\n")
	}
	b.WriteString("    </types>\n</typeSystemDescription>\n")
	return b.String()
}
