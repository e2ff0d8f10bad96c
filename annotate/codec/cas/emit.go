package cas

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate/codec"
)

func quoted(s string) string { return string(codec.AppendJSON(nil, s)) }

// emitJSON writes the CAS as JSON, a structure a line.
func (g *graph) emitJSON() []byte {
	b := append(make([]byte, 0, g.bytes(150)), "{\n  \"%TYPES\" : {"...)
	for i, name := range g.types.order() {
		b = append(append(append(b, []string{",", ""}[bool2int(i == 0)]...), "\n    "...), g.types[name].json()...)
	}
	b = append(b, "\n  },\n  \"%FEATURE_STRUCTURES\" : ["...)
	last, name := "", codec.AppendJSON(nil, "") // the type of tokens is quoted once
	for i, s := range g.list {
		if s.kind != last {
			last, name = s.kind, codec.AppendJSON(name[:0], s.kind)
		}
		b = s.appendJSON(append(append(b, []string{",", ""}[bool2int(i == 0)]...), "\n    "...), name)
	}
	b = append(b, "\n  ],\n  \"%VIEWS\" : {"...)
	for i, v := range g.views {
		b = append(append(b, []string{",", ""}[bool2int(i == 0)]...), "\n    "...)
		b = strconv.AppendInt(append(codec.AppendJSON(b, v.name), " : {\"%SOFA\" : "...), int64(v.sofa), 10)
		b = append(appendJoined(append(b, ", \"%MEMBERS\" : ["...), v.members, ", "), "]}"...)
	}
	return append(b, "\n  }\n}\n"...)
}

// appendJoined is b with numbers and sep between them.
func appendJoined(b []byte, list []int, sep string) []byte {
	for i, n := range list {
		if i > 0 {
			b = append(b, sep...)
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return b
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

// appendJSON is b with s, whose type is name in quotes.
func (s *structure) appendJSON(b, name []byte) []byte {
	b = strconv.AppendInt(append(b, `{"%ID" : `...), int64(s.id), 10)
	b = append(append(b, `, "%TYPE" : `...), name...)
	if s.plain {
		return append(s.appendPlain(b, `, "@sofa" : `, `, "begin" : `, `, "end" : `, ""), '}')
	}
	if s.array != nil && s.array.bytes != "" {
		b = codec.AppendJSON(append(b, `, "%ELEMENTS" : `...), s.array.bytes)
	} else if isArray(s.kind) {
		b = append(b, `, "%ELEMENTS" : [`...)
		for i, v := range s.elements() {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = v.appendJSON(b)
		}
		b = append(b, ']')
	}
	for _, f := range s.open() {
		name := f.name
		switch f.form {
		case one:
			name = "@" + name
		case special:
			name = "#" + name
		}
		b = f.appendJSON(append(codec.AppendJSON(append(b, ", "...), name), " : "...))
	}
	return append(b, '}')
}

// appendPlain is b with where a plain structure stands, each behind its name, and followed by
// so much.
func (s *structure) appendPlain(b []byte, sofa, begin, end, then string) []byte {
	if s.sofa > 0 {
		b = append(strconv.AppendInt(append(b, sofa...), int64(s.sofa), 10), then...)
	}
	b = append(strconv.AppendInt(append(b, begin...), int64(s.begin), 10), then...)
	return append(strconv.AppendInt(append(b, end...), int64(s.end), 10), then...)
}

func (v value) appendJSON(b []byte) []byte {
	switch v.form {
	case literal:
		return append(b, v.text...)
	case one:
		return strconv.AppendInt(b, int64(v.id), 10)
	}
	return codec.AppendJSON(b, v.text)
}

// notXML reports whether XML 1.0 has no place for a character.
func notXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// plainXML reports whether XML has every character of s as it is.
func plainXML(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c == 0xEF {
			return false
		}
	}
	return true
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;")

func escaped(s string) string {
	if plainXML(s) {
		return s
	}
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
	tags   map[string]string // that were asked for
	last   string            // type that was asked for
	tag    string            // its
}

// of is the name of an element for a type.
func (n *spaces) of(name string) string {
	if name == n.last {
		return n.tag
	}
	if n.tags[name] == "" {
		n.tags[name] = n.made(name)
	}
	n.last, n.tag = name, n.tags[name]
	return n.tag
}

func (n *spaces) made(name string) string {
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

// bytes is about how many bytes are written when a structure takes so many.
func (g *graph) bytes(each int) int {
	n := 1024 + (each+8)*len(g.list)
	if sofa := g.sofa(); sofa != nil {
		n += 2 * len(sofa.text("sofaString"))
	}
	return n
}

// emitXMI writes the CAS as XMI.
func (g *graph) emitXMI() []byte {
	n := &spaces{prefix: map[string]string{xmiSpace: "xmi"}, order: []string{xmiSpace}, tags: map[string]string{}}
	n.of("uima.cas.NULL")
	for _, s := range g.list {
		n.of(s.kind)
	}
	if len(g.views) > 0 {
		n.of("uima.cas.View")
	}
	b := append(make([]byte, 0, g.bytes(80)), `<?xml version="1.0" encoding="UTF-8"?>`+"\n<xmi:XMI"...)
	for _, s := range n.order {
		b = fmt.Appendf(b, ` xmlns:%s="%s"`, n.prefix[s], s)
	}
	b = fmt.Appendf(b, " xmi:version=\"2.0\">\n    <%s xmi:id=\"0\"/>\n", n.of("uima.cas.NULL"))
	for _, s := range g.list {
		b = append(s.appendXMI(append(b, "    "...), n), '\n')
	}
	for _, v := range g.views {
		b = fmt.Appendf(b, "    <%s sofa=\"%d\" members=\"", n.of("uima.cas.View"), v.sofa)
		b = append(appendJoined(b, v.members, " "), "\"/>\n"...)
	}
	return append(b, "</xmi:XMI>\n"...)
}

func (s *structure) appendXMI(b []byte, n *spaces) []byte {
	tag := n.of(s.kind)
	b = append(append(append(b, '<'), tag...), ` xmi:id="`...)
	b = append(strconv.AppendInt(b, int64(s.id), 10), '"')
	if s.plain {
		return append(s.appendPlain(b, ` sofa="`, ` begin="`, ` end="`, `"`), "/>"...)
	}
	attribute := func(name, words string) {
		b = append(append(append(append(append(b, ' '), name...), `="`...), words...), '"')
	}
	if isArray(s.kind) && s.elements() != nil {
		list := make([]string, len(s.elements()))
		for i, v := range s.elements() {
			if list[i] = v.text; v.form == one {
				list[i] = strconv.Itoa(v.id)
			}
		}
		attribute("elements", escaped(strings.Join(list, " ")))
	}
	var inside []byte
	for _, f := range s.open() {
		switch f.form {
		case one:
			attribute(f.name, strconv.Itoa(f.id))
		case many:
			attribute(f.name, string(appendJoined(nil, f.list.ids, " ")))
		case texts:
			for _, t := range f.list.texts {
				inside = fmt.Appendf(inside, "<%s>%s</%s>", f.name, escaped(t), f.name)
			}
		default:
			attribute(f.name, escaped(f.text))
		}
	}
	if len(inside) == 0 {
		return append(b, "/>"...)
	}
	return append(append(append(append(append(b, '>'), inside...), "</"...), tag...), '>')
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
