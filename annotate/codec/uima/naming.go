package uima

import (
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// Naming says what parts of a project's schema are called in a file: what they were called
// there when they came in, and else by their IDs and names.
type Naming struct {
	mapping *codec.Mapping // of the import; nil: none, each part is called as it is
	types   map[string]string
	taken   map[string]bool
	own     map[string]bool // features that the file calls what UIMA does not allow, by name
}

// NewNaming is for the parts of s, of which m may say where they came from; nil: they came
// from nowhere.
func NewNaming(s *annotate.Schema, m *codec.Mapping) *Naming {
	n := &Naming{mapping: m, types: map[string]string{}, taken: map[string]bool{}}
	for _, l := range s.Layers {
		n.types["layer "+string(l.ID)] = n.layerName(&l)
	}
	for _, r := range s.Relations {
		n.types["relation "+string(r.ID)] = n.relationName(&r)
	}
	return n
}

// Layer is the type of a layer.
func (n *Naming) Layer(id annotate.LayerID) string { return n.types["layer "+string(id)] }

// Relation is the type of a relation type, or host:feature of a slot.
func (n *Naming) Relation(id annotate.RelationTypeID) string { return n.types["relation "+string(id)] }

func (n *Naming) layerName(l *annotate.Layer) string {
	if n.mapping != nil {
		for _, m := range n.mapping.Layers {
			if m.To == l.ID {
				return n.free(string(m.From))
			}
		}
	}
	return n.free(typeNamed(string(l.ID), l.Name))
}

func (n *Naming) relationName(r *annotate.RelationType) string {
	id := string(r.ID)
	if n.mapping != nil {
		for _, m := range n.mapping.Relations {
			if m.To == r.ID {
				id = string(m.From)
			}
		}
	}
	if host, slot, ok := strings.Cut(id, ":"); ok && IsType(host) && slot == Identifier(slot) {
		return id
	}
	return n.free(typeNamed(id, r.Name))
}

// free is a name that no other part has.
func (n *Naming) free(name string) string {
	out := name
	for i := 2; n.taken[out]; i++ {
		out = fmt.Sprintf("%s%d", name, i)
	}
	n.taken[out] = true
	return out
}

// LayerTo is the project's layer of a type; "" when it came in as none.
func (n *Naming) LayerTo(name string) annotate.LayerID {
	if n.mapping == nil {
		return annotate.LayerID(name)
	}
	if m := n.mapping.Layer(annotate.LayerID(name)); m != nil {
		return m.To
	}
	return ""
}

// RelationTo is the project's relation type of a type; "" when it came in as none.
func (n *Naming) RelationTo(id annotate.RelationTypeID) annotate.RelationTypeID {
	if n.mapping == nil {
		return id
	}
	if m := n.mapping.Relation(id); m != nil {
		return m.To
	}
	return ""
}

// Own says that the file itself calls a feature so: it keeps that name, even where UIMA does
// not allow it.
func (n *Naming) Own(feature string) {
	if Identifier(feature) == feature {
		return
	}
	if n.own == nil {
		n.own = map[string]bool{}
	}
	n.own[feature] = true
}

// Feature is the name of a feature of the type called of.
func (n *Naming) Feature(of string, id annotate.FeatureID) string {
	var list []codec.FeatureMapping
	if n.mapping != nil {
		if m := n.mapping.Layer(annotate.LayerID(of)); m != nil {
			list = m.Features
		} else if m := n.mapping.Relation(annotate.RelationTypeID(of)); m != nil {
			list = m.Features
		}
	}
	for _, m := range list {
		if m.To == id {
			return string(m.From)
		}
	}
	if n.own[string(id)] {
		return string(id)
	}
	return Identifier(string(id))
}

// Custom is the package of types that have none.
const Custom = "webanno.custom."

func typeNamed(id, name string) string {
	if IsType(id) {
		return id
	}
	return Custom + Identifier(name)
}

// IsType reports whether name is a type with its package.
func IsType(name string) bool {
	parts := strings.Split(name, ".")
	for _, p := range parts {
		if p == "" || Identifier(p) != p {
			return false
		}
	}
	return len(parts) > 1
}

// Identifier is name with _ for what types and features cannot have, and x before what they
// cannot begin with, which is all but a letter.
func Identifier(name string) string {
	out := strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z') {
			return r
		}
		return '_'
	}, name)
	if out == "" || out[0] == '_' || out[0] >= '0' && out[0] <= '9' {
		out = "x" + out
	}
	return out
}

// IsToken reports whether the type is DKPro's token, or one like it.
func IsToken(name string) bool { return name == "Token" || strings.HasSuffix(name, ".Token") }

// Short is a type's name without its package.
func Short(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
