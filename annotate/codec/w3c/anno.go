package w3c

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
)

// anno is one annotation as far as this package has nouns for it.
type anno struct {
	place      string
	id         string
	motivation string
	creator    string
	created    time.Time
	modified   time.Time
	bodies     []body
	targets    []target
	relation   string   // the type, of one that we wrote between annotations
	layer      string   // of one that we wrote
	recheck    string   // likewise
	unknown    []string // members
	raw        piece
}

// body is what is said.
type body struct {
	iri, value    string
	purpose       string
	feature, kind string // of one that we wrote
	name          string // of an actor that we wrote
	tagset        string // likewise, of a tag
	mention       string // the address of the annotation that it was read from, likewise
	raw           piece
}

// target is what it is said of.
type target struct {
	source   string
	text     *string // when the source has it
	selector []selector
	raw      piece
}

// selector is a way to a piece of a text.
type selector struct {
	kind       string
	start, end int
	exact      string
	prefix     string
	suffix     string
	refinedBy  []selector
	raw        piece
}

// mostNesting is how deep selectors refine each other.
const mostNesting = 16

func invalid(format string, a ...any) error {
	return fmt.Errorf(format+": %w", append(a, annotate.ErrInvalid)...)
}

// iri reports whether s can be an address: of the web, urn, or of a file beside.
func iri(s string) bool {
	if plainIRI(s) {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && s != "" && !strings.ContainsAny(s, " \t\n\"<>{}|\\^`") && (u.Scheme != "" || u.Path != "" || u.Fragment != "")
}

// plainIRI reports whether s is one that needs no closer look, as urn:uuid:… and texts/1.txt.
func plainIRI(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b|0x20 >= 'a' && b|0x20 <= 'z':
		case i == 0:
			return false
		case b >= '0' && b <= ':', b == '.', b == '-':
		case b == '/' && s[i-1] != '/' && s[i-1] != ':':
		default:
			return false
		}
	}
	return s != ""
}

var known = []string{
	"@context", "id", "type", "motivation", "creator", "created", "modified", "body", "bodyValue", "target", "parley:relation", "parley:layer", "parley:recheck",
}

// parse reads an annotation; inside says that a page or a list around it has the context.
func parse(o fields, inside bool) (a *anno, err error) {
	a = &anno{}
	if err := checkHead(o, inside); err != nil {
		return nil, err
	}
	a.id, _ = word(o.get("id"))
	m, ok := first(o.get("motivation"))
	if !ok {
		return nil, invalid("its motivation is no word")
	}
	a.motivation = strings.TrimPrefix(m, "oa:")
	if a.creator, err = who(o.get("creator")); err != nil {
		return nil, err
	}
	if a.created, err = when("created", o.get("created")); err != nil {
		return nil, err
	}
	if a.modified, err = when("modified", o.get("modified")); err != nil {
		return nil, err
	}
	if _, err = when("generated", o.get("generated")); err != nil {
		return nil, err
	}
	if err := a.readBodies(o); err != nil {
		return nil, err
	}
	if a.targets, err = targets(o.get("target"), 0); err != nil {
		return nil, err
	}
	if len(a.targets) == 0 {
		return nil, invalid("it has no target")
	}
	a.relation, _ = word(o.get("parley:relation"))
	a.layer, _ = word(o.get("parley:layer"))
	a.recheck, _ = word(o.get("parley:recheck"))
	for _, f := range o {
		if !slices.Contains(known, f.name) {
			a.unknown = append(a.unknown, strings.Clone(f.name))
		}
	}
	slices.Sort(a.unknown)
	a.unknown = slices.Compact(a.unknown)
	return a, nil
}

func checkHead(o fields, inside bool) error {
	if c := o.get("@context"); c != "" || !inside {
		there := false
		for v := range each(c) {
			s, _ := codec.Words(string(v))
			there = there || strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:") == strings.TrimPrefix(vocabulary, "http:")
		}
		if !there {
			return invalid("it does not name the context %s", vocabulary)
		}
	}
	if id, ok := codec.Words(string(o.get("id"))); !ok || !iri(id) {
		return invalid("it has not one id that is an address")
	}
	if is, ok := among(o.get("type"), "Annotation"); !ok || !is {
		return invalid("its type is not Annotation")
	}
	for _, name := range []string{"via", "canonical"} {
		for v := range each(o.get(name)) {
			if s, ok := codec.Words(string(v)); !ok || !iri(s) {
				return invalid("its %s is no address", name)
			}
		}
	}
	return nil
}

// who is the first creator by name, or by address.
func who(v piece) (string, error) {
	for c := range each(v) {
		if s, ok := word(c); ok {
			return s, nil
		}
		o, ok := fieldsOf(c)
		if !ok {
			return "", invalid("its creator is neither an address nor a person")
		}
		for _, k := range []string{"name", "nickname", "id"} {
			if s, ok := first(o.get(k)); ok && strings.TrimSpace(s) != "" {
				return s, nil
			}
		}
	}
	return "", nil
}

func when(name string, v piece) (t time.Time, err error) {
	if v == "" {
		return t, nil
	}
	s, ok := codec.Words(string(v))
	if ok {
		t, err = time.Parse(time.RFC3339, s)
	}
	if !ok || err != nil {
		return t, invalid("%s is not one point in time, as 2015-01-28T12:00:00Z", name)
	}
	return t, nil
}

func (a *anno) readBodies(o fields) error {
	if v := o.get("bodyValue"); v != "" {
		s, ok := word(v)
		switch {
		case o.get("body") != "":
			return invalid("it has a body and a bodyValue")
		case !ok:
			return invalid("its bodyValue is no text")
		}
		a.bodies = append(a.bodies, body{value: s})
		return nil
	}
	var err error
	a.bodies, err = bodies(o.get("body"), 0)
	return err
}

func bodies(v piece, level int) (out []body, err error) {
	if level > mostNesting {
		return nil, invalid("its bodies are nested too deep")
	}
	for e := range each(v) {
		if s, ok := word(e); ok {
			if !iri(s) {
				return nil, invalid("its body %.60q is no address", s)
			}
			out = append(out, body{iri: s, raw: e})
			continue
		}
		o, ok := fieldsOf(e)
		if !ok {
			return nil, invalid("its body is neither an address nor an object")
		}
		b, err := bodyOf(o)
		if err != nil {
			return nil, err
		}
		if items := o.get("items"); items != "" {
			inner, err := bodies(items, level+1)
			if err != nil {
				return nil, err
			}
			out = append(out, inner...)
			continue
		}
		b.raw = e
		out = append(out, b)
	}
	return out, nil
}

func bodyOf(o fields) (b body, err error) {
	if err := checkBody(o); err != nil {
		return b, err
	}
	for _, k := range []string{"id", "source"} {
		v := o.get(k)
		if v == "" {
			continue
		}
		s, ok := word(v)
		if ok && !iri(s) || !ok && k == "id" {
			return b, invalid("the %s of its body is no address", k)
		}
		b.iri = s
	}
	if v := o.get("value"); v != "" {
		var ok bool
		if b.value, ok = word(v); !ok {
			return b, invalid("the value of its body is no text")
		}
	} else if is, _ := among(o.get("type"), "TextualBody"); is {
		return b, invalid("its textual body has no value")
	}
	if p, ok := first(o.get("purpose")); ok {
		b.purpose = strings.TrimPrefix(p, "oa:")
	}
	b.feature, _ = word(o.get("parley:feature"))
	b.kind, _ = word(o.get("parley:type"))
	b.name, _ = word(o.get("parley:name"))
	b.mention, _ = word(o.get("parley:mention"))
	b.tagset, _ = word(o.get("parley:tagset"))
	return b, nil
}

// checkBody looks at what is said of a body.
func checkBody(o fields) error {
	choice, ok := among(o.get("type"), "Choice")
	if all, _ := among(o.get("type"), "List"); !ok || choice && all {
		return invalid("its body has types that do not go together")
	}
	if v := o.get("textDirection"); v != "" {
		if s, ok := codec.Words(string(v)); !ok || !slices.Contains([]string{"ltr", "rtl", "auto"}, s) {
			return invalid("the textDirection of its body is not ltr, rtl or auto")
		}
	}
	if _, ok := first(o.get("language")); !ok {
		return invalid("the language of its body is no language")
	}
	return nil
}

// targets reads what is annotated; sets of several are their items.
func targets(v piece, level int) (out []target, err error) {
	if level > mostNesting {
		return nil, invalid("its targets are nested too deep")
	}
	for e := range each(v) {
		if s, ok := word(e); ok {
			if !iri(s) {
				return nil, invalid("its target %.60q is no address", s)
			}
			out = append(out, target{source: s, raw: e})
			continue
		}
		o, ok := fieldsOf(e)
		if !ok {
			return nil, invalid("its target is neither an address nor an object")
		}
		if items := o.get("items"); items != "" {
			inner, err := targets(items, level+1)
			if err != nil {
				return nil, err
			}
			out = append(out, inner...)
			continue
		}
		t, err := targetOf(o)
		if err != nil {
			return nil, err
		}
		t.raw = e
		out = append(out, t)
	}
	return out, nil
}

func targetOf(o fields) (t target, err error) {
	specific, ok := among(o.get("type"), "SpecificResource")
	if !ok {
		return t, invalid("the type of its target is no word")
	}
	source, selector := o.get("source"), o.get("selector")
	if source == "" && (specific || selector != "") {
		return t, invalid("its target is a specific resource without a source")
	}
	id, from := o.get("id"), o
	if source != "" {
		if _, ok := codec.Words(string(source)); ok {
			id, from = source, nil
		} else if from, ok = fieldsOf(source); !ok {
			return t, invalid("the source of its target is neither an address nor an object")
		} else {
			id = from.get("id")
		}
	}
	if s, ok := word(from.get("value")); ok {
		t.text = &s
	}
	address, ok := word(id)
	if ok && !iri(address) || !ok && t.text == nil {
		return t, invalid("the source of its target is no address")
	}
	t.source = address
	t.selector, err = selectors(selector, 0)
	return t, err
}

func selectors(v piece, level int) (out []selector, err error) {
	if level > mostNesting {
		return nil, invalid("its selectors are nested too deep")
	}
	for e := range each(v) {
		if s, ok := codec.Words(string(e)); ok {
			if !iri(s) {
				return nil, invalid("its selector %.60q is no address", s)
			}
			out = append(out, selector{kind: "address", raw: e})
			continue
		}
		o, ok := fieldsOf(e)
		if !ok {
			return nil, invalid("its selector is neither an address nor an object")
		}
		s, err := selectorOf(o)
		s.raw = e
		if err == nil {
			s.refinedBy, err = selectors(o.get("refinedBy"), level+1)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func selectorOf(o fields) (s selector, err error) {
	kind, ok := first(o.get("type"))
	if !ok || o.get("type").empty() {
		return s, invalid("its selector has no type")
	}
	switch s.kind = kind; kind {
	case "TextPositionSelector":
		if !number(o.get("start"), &s.start) || !number(o.get("end"), &s.end) || s.start < 0 || s.end < s.start {
			return s, invalid("start and end of its TextPositionSelector are no positions")
		}
	case "TextQuoteSelector":
		if s.exact, ok = word(o.get("exact")); !ok || s.exact == "" {
			return s, invalid("its TextQuoteSelector has not one exact text")
		}
		s.prefix, _ = word(o.get("prefix"))
		s.suffix, _ = word(o.get("suffix"))
	case "FragmentSelector":
		value, ok := word(o.get("value"))
		if !ok {
			return s, invalid("its FragmentSelector has not one value")
		}
		if n, _ := fmt.Sscanf(value, "char=%d,%d", &s.start, &s.end); n == 2 && s.start >= 0 && s.end >= s.start {
			s.kind = "TextPositionSelector" // RFC 5147
		}
	}
	return s, nil
}
