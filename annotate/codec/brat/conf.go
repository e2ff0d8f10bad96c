package brat

import (
	"path"
	"slices"
	"strings"
)

// The names of the configuration.
const (
	annotationConf = "annotation.conf"
	visualConf     = "visual.conf"
	shortcutsConf  = "kb_shortcuts.conf"
)

// conf is what configuration files say of types.
type conf struct {
	entities   []string
	relations  []relationConf
	events     []eventConf
	attributes []attributeConf
	declared   []declared
	labels     map[string]string // of types, for people
	keys       map[string]string // the digit that marks with a type
}

type relationConf struct {
	name     string
	from, to []string // types; none: any
	roles    [2]string
}

type eventConf struct {
	name  string
	roles []roleConf
}

type roleConf struct {
	name     string
	multi    bool
	required bool
}

type attributeConf struct {
	name   string
	values []string
	on     []string // types, and <ENTITY>, <EVENT>, <RELATION>, <ANY>
}

func newConf() *conf { return &conf{labels: map[string]string{}, keys: map[string]string{}} }

// read takes one file in.
func (c *conf) read(name, content string) {
	switch path.Base(name) {
	case annotationConf:
		c.readTypes(content)
		for l := range strings.Lines(content) {
			if d, ok := readDeclared(l); ok {
				c.declared = append(c.declared, d)
			}
		}
	case visualConf:
		for _, l := range sections(content)["labels"] {
			parts := strings.Split(l, "|")
			key := strings.TrimSpace(parts[0])
			if len(parts) > 1 && key != "" && strings.TrimSpace(parts[1]) != "" {
				c.labels[key] = strings.TrimSpace(parts[1])
			}
		}
	case shortcutsConf:
		for l := range strings.Lines(content) {
			if f := strings.Fields(l); len(f) == 2 && len(f[0]) == 1 && f[0] >= "1" && f[0] <= "9" {
				c.keys[f[1]] = f[0]
			}
		}
	}
}

// sections are the lines of a file by section, without comments and macros' definitions,
// which have their place in "" under their names.
func sections(content string) map[string][]string {
	out := map[string][]string{}
	in := ""
	for l := range strings.Lines(content) {
		l = strings.TrimRight(l, "\r\n")
		trimmed := strings.TrimSpace(l)
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#") || strings.Trim(trimmed, "-") == "":
		case strings.HasPrefix(trimmed, "[") && strings.HasSuffix(trimmed, "]"):
			in = strings.Trim(trimmed, "[]")
			if in == "spans" {
				in = "entities"
			}
		default:
			out[in] = append(out[in], l)
		}
	}
	return out
}

func (c *conf) readTypes(content string) {
	parts := sections(content)
	for _, name := range []string{"entities", "events", "relations", "attributes"} {
		macros := map[string]string{}
		for _, l := range parts[name] {
			if key, value, is := strings.Cut(l, "="); is && strings.HasPrefix(key, "<") && !strings.ContainsAny(key, " \t:") {
				macros[strings.TrimSpace(key)] = strings.TrimSpace(value)
				continue
			}
			for key, value := range macros {
				l = strings.ReplaceAll(l, key, value)
			}
			c.readType(name, strings.TrimSpace(l))
		}
	}
}

// readType reads a line. A type that is only there to have others below it, !Type, is no type.
func (c *conf) readType(section, l string) {
	name, rest, _ := strings.Cut(strings.ReplaceAll(l, "\t", " "), " ")
	if strings.HasPrefix(name, "!") || strings.HasPrefix(name, "<") || strings.TrimSpace(name) == "" {
		return
	}
	args := arguments(rest)
	switch section {
	case "entities":
		if !slices.Contains(c.entities, name) {
			c.entities = append(c.entities, name)
		}
	case "relations":
		c.readRelation(name, args)
	case "events":
		c.readEvent(name, args)
	case "attributes":
		c.readAttribute(name, args)
	}
}

// arguments are NAME:A|B, separated by commas.
func arguments(s string) (list [][2]string) {
	for part := range strings.SplitSeq(s, ",") {
		if key, value, ok := strings.Cut(strings.TrimSpace(part), ":"); ok && strings.TrimSpace(key) != "" {
			list = append(list, [2]string{strings.TrimSpace(key), strings.TrimSpace(value)})
		}
	}
	return list
}

func (c *conf) readRelation(name string, args [][2]string) {
	r := relationConf{name: name}
	ends := [][]string{}
	for _, a := range args {
		if strings.HasPrefix(a[0], "<") {
			continue
		}
		if len(ends) < 2 {
			r.roles[len(ends)] = a[0]
		}
		ends = append(ends, strings.Split(a[1], "|"))
	}
	if len(ends) >= 2 {
		r.from, r.to = ends[0], ends[1]
	}
	if i := slices.IndexFunc(c.relations, func(o relationConf) bool { return o.name == name }); i >= 0 {
		c.relations[i].from, c.relations[i].to = append(c.relations[i].from, r.from...), append(c.relations[i].to, r.to...)
		return
	}
	c.relations = append(c.relations, r)
}

func (c *conf) readEvent(name string, args [][2]string) {
	if slices.ContainsFunc(c.events, func(o eventConf) bool { return o.name == name }) {
		return
	}
	e := eventConf{name: name}
	for _, a := range args {
		role := a[0]
		at := strings.IndexAny(role, "?*+{")
		if at < 0 {
			at = len(role)
		}
		if strings.HasPrefix(role, "<") || strings.TrimSpace(role[:at]) == "" {
			continue
		}
		how := role[at:]
		e.roles = append(e.roles, roleConf{name: role[:at], multi: how != "" && how != "?" && how != "{1}", required: how == "" || how[0] == '+' || how[0] == '{'})
	}
	c.events = append(c.events, e)
}

func (c *conf) readAttribute(name string, args [][2]string) {
	i := slices.IndexFunc(c.attributes, func(o attributeConf) bool { return o.name == name })
	if i < 0 {
		i = len(c.attributes)
		c.attributes = append(c.attributes, attributeConf{name: name})
	}
	a := &c.attributes[i]
	for _, arg := range args {
		switch {
		case strings.HasPrefix(arg[0], "<"):
		case arg[0] == "Value":
			for v := range strings.SplitSeq(arg[1], "|") {
				if v = strings.TrimSpace(v); v != "" && !slices.Contains(a.values, v) {
					a.values = append(a.values, v)
				}
			}
		default:
			a.on = append(a.on, strings.Split(arg[1], "|")...)
		}
	}
}
