package w3c

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"parley/annotate"
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
	raw        object
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

// words are the strings of a member; false when something else is among them.
func words(v piece) (out []string, ok bool) {
	for _, e := range list(v) {
		s, ok := word(e)
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// iri reports whether s can be an address: of the web, urn, or of a file beside.
func iri(s string) bool {
	u, err := url.Parse(s)
	return err == nil && s != "" && !strings.ContainsAny(s, " \t\n\"<>{}|\\^`") && (u.Scheme != "" || u.Path != "" || u.Fragment != "")
}

var known = []string{
	"@context", "id", "type", "motivation", "creator", "created", "modified", "body", "bodyValue", "target", "parley:relation", "parley:layer", "parley:recheck",
}

// parse reads an annotation; inside says that a page or a list around it has the context.
func parse(o object, inside bool) (a *anno, err error) {
	a = &anno{raw: o}
	if err := checkHead(o, inside); err != nil {
		return nil, err
	}
	a.id, _ = word(o["id"])
	if m, ok := words(o["motivation"]); !ok {
		return nil, invalid("its motivation is no word")
	} else if len(m) > 0 {
		a.motivation = strings.TrimPrefix(m[0], "oa:")
	}
	if a.creator, err = who(o["creator"]); err != nil {
		return nil, err
	}
	for name, to := range map[string]*time.Time{"created": &a.created, "modified": &a.modified, "generated": new(time.Time)} {
		if *to, err = when(name, o[name]); err != nil {
			return nil, err
		}
	}
	if err := a.readBodies(o); err != nil {
		return nil, err
	}
	if a.targets, err = targets(o["target"], 0); err != nil {
		return nil, err
	}
	if len(a.targets) == 0 {
		return nil, invalid("it has no target")
	}
	a.relation, _ = word(o["parley:relation"])
	a.layer, _ = word(o["parley:layer"])
	a.recheck, _ = word(o["parley:recheck"])
	for k := range o {
		if !slices.Contains(known, k) {
			a.unknown = append(a.unknown, k)
		}
	}
	slices.Sort(a.unknown)
	return a, nil
}

func checkHead(o object, inside bool) error {
	if c := o["@context"]; c != "" || !inside {
		there := slices.ContainsFunc(list(c), func(v piece) bool {
			s, _ := word(v)
			return strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:") == strings.TrimPrefix(vocabulary, "http:")
		})
		if !there {
			return invalid("it does not name the context %s", vocabulary)
		}
	}
	if id, ok := word(o["id"]); !ok || !iri(id) {
		return invalid("it has not one id that is an address")
	}
	if t, ok := words(o["type"]); !ok || !slices.Contains(t, "Annotation") {
		return invalid("its type is not Annotation")
	}
	for _, name := range []string{"via", "canonical"} {
		if s, ok := words(o[name]); !ok || slices.ContainsFunc(s, func(s string) bool { return !iri(s) }) {
			return invalid("its %s is no address", name)
		}
	}
	return nil
}

// who is the first creator by name, or by address.
func who(v piece) (string, error) {
	for _, c := range list(v) {
		if s, ok := word(c); ok {
			return s, nil
		}
		o, ok := objectOf(c)
		if !ok {
			return "", invalid("its creator is neither an address nor a person")
		}
		for _, k := range []string{"name", "nickname", "id"} {
			if s, ok := words(o[k]); ok && len(s) > 0 && strings.TrimSpace(s[0]) != "" {
				return s[0], nil
			}
		}
	}
	return "", nil
}

func when(name string, v piece) (t time.Time, err error) {
	if v == "" {
		return t, nil
	}
	s, ok := word(v)
	if ok {
		t, err = time.Parse(time.RFC3339, s)
	}
	if !ok || err != nil {
		return t, invalid("%s is not one point in time, as 2015-01-28T12:00:00Z", name)
	}
	return t, nil
}

func (a *anno) readBodies(o object) error {
	if o["bodyValue"] != "" {
		s, ok := word(o["bodyValue"])
		switch {
		case o["body"] != "":
			return invalid("it has a body and a bodyValue")
		case !ok:
			return invalid("its bodyValue is no text")
		}
		a.bodies = append(a.bodies, body{value: s})
		return nil
	}
	var err error
	a.bodies, err = bodies(o["body"], 0)
	return err
}

func bodies(v piece, level int) (out []body, err error) {
	if level > mostNesting {
		return nil, invalid("its bodies are nested too deep")
	}
	for _, e := range list(v) {
		if s, ok := word(e); ok {
			if !iri(s) {
				return nil, invalid("its body %.60q is no address", s)
			}
			out = append(out, body{iri: s, raw: e})
			continue
		}
		o, ok := objectOf(e)
		if !ok {
			return nil, invalid("its body is neither an address nor an object")
		}
		b, err := bodyOf(o)
		if err != nil {
			return nil, err
		}
		if o["items"] != "" {
			inner, err := bodies(o["items"], level+1)
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

func bodyOf(o object) (b body, err error) {
	types, ok := words(o["type"])
	if !ok || slices.Contains(types, "Choice") && slices.Contains(types, "List") {
		return b, invalid("its body has types that do not go together")
	}
	if o["textDirection"] != "" {
		if s, ok := word(o["textDirection"]); !ok || !slices.Contains([]string{"ltr", "rtl", "auto"}, s) {
			return b, invalid("the textDirection of its body is not ltr, rtl or auto")
		}
	}
	if _, ok := words(o["language"]); !ok {
		return b, invalid("the language of its body is no language")
	}
	for _, k := range []string{"id", "source"} {
		if o[k] == "" {
			continue
		}
		s, ok := word(o[k])
		if ok && !iri(s) || !ok && k == "id" {
			return b, invalid("the %s of its body is no address", k)
		}
		b.iri = s
	}
	if o["value"] != "" {
		if b.value, ok = word(o["value"]); !ok {
			return b, invalid("the value of its body is no text")
		}
	} else if slices.Contains(types, "TextualBody") {
		return b, invalid("its textual body has no value")
	}
	if p, ok := words(o["purpose"]); ok && len(p) > 0 {
		b.purpose = strings.TrimPrefix(p[0], "oa:")
	}
	b.feature, _ = word(o["parley:feature"])
	b.kind, _ = word(o["parley:type"])
	b.name, _ = word(o["parley:name"])
	b.mention, _ = word(o["parley:mention"])
	b.tagset, _ = word(o["parley:tagset"])
	return b, nil
}

// targets reads what is annotated; sets of several are their items.
func targets(v piece, level int) (out []target, err error) {
	if level > mostNesting {
		return nil, invalid("its targets are nested too deep")
	}
	for _, e := range list(v) {
		if s, ok := word(e); ok {
			if !iri(s) {
				return nil, invalid("its target %.60q is no address", s)
			}
			out = append(out, target{source: s, raw: e})
			continue
		}
		o, ok := objectOf(e)
		if !ok {
			return nil, invalid("its target is neither an address nor an object")
		}
		if o["items"] != "" {
			inner, err := targets(o["items"], level+1)
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

func targetOf(o object) (t target, err error) {
	types, ok := words(o["type"])
	if !ok {
		return t, invalid("the type of its target is no word")
	}
	specific := slices.Contains(types, "SpecificResource") || o["selector"] != ""
	if o["source"] == "" && specific {
		return t, invalid("its target is a specific resource without a source")
	}
	from := o
	if o["source"] != "" {
		if _, ok := word(o["source"]); ok {
			from = object{"id": o["source"]}
		} else if from, ok = objectOf(o["source"]); !ok {
			return t, invalid("the source of its target is neither an address nor an object")
		}
	}
	if s, ok := word(from["value"]); ok {
		t.text = &s
	}
	id, ok := word(from["id"])
	if ok && !iri(id) || !ok && t.text == nil {
		return t, invalid("the source of its target is no address")
	}
	t.source = id
	t.selector, err = selectors(o["selector"], 0)
	return t, err
}

func selectors(v piece, level int) (out []selector, err error) {
	if level > mostNesting {
		return nil, invalid("its selectors are nested too deep")
	}
	for _, e := range list(v) {
		if s, ok := word(e); ok {
			if !iri(s) {
				return nil, invalid("its selector %.60q is no address", s)
			}
			out = append(out, selector{kind: "address", raw: e})
			continue
		}
		o, ok := objectOf(e)
		if !ok {
			return nil, invalid("its selector is neither an address nor an object")
		}
		s, err := selectorOf(o)
		s.raw = e
		if err == nil {
			s.refinedBy, err = selectors(o["refinedBy"], level+1)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func selectorOf(o object) (s selector, err error) {
	types, ok := words(o["type"])
	if !ok || len(types) == 0 {
		return s, invalid("its selector has no type")
	}
	s.kind = types[0]
	switch s.kind {
	case "TextPositionSelector":
		if !number(o["start"], &s.start) || !number(o["end"], &s.end) || s.start < 0 || s.end < s.start {
			return s, invalid("start and end of its TextPositionSelector are no positions")
		}
	case "TextQuoteSelector":
		if s.exact, ok = word(o["exact"]); !ok || s.exact == "" {
			return s, invalid("its TextQuoteSelector has not one exact text")
		}
		s.prefix, _ = word(o["prefix"])
		s.suffix, _ = word(o["suffix"])
	case "FragmentSelector":
		value, ok := word(o["value"])
		if !ok {
			return s, invalid("its FragmentSelector has not one value")
		}
		if n, _ := fmt.Sscanf(value, "char=%d,%d", &s.start, &s.end); n == 2 && s.start >= 0 && s.end >= s.start {
			s.kind = "TextPositionSelector" // RFC 5147
		}
	}
	return s, nil
}
