package dna

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parley/annotate"
)

// DNA's four kinds of variables.
const (
	shortText = "short text"
	longText  = "long text"
	integer   = "integer"
	boolean   = "boolean"
)

// definition is the attribute by which entities that are tags are known.
const definition = "Definition"

// notActors are words in the names of variables whose entities are no actors.
var notActors = []string{
	"argument", "belief", "category", "claim", "code", "concept", "frame", "goal", "idea", "instrument", "issue", "measure",
	"narrative", "norm", "plot", "policy", "position", "problem", "proposal", "solution", "stance", "theme", "topic", "value",
}

// variable is one of a statement type's.
type variable struct {
	id, kindOf int64 // kindOf: its statement type
	name       string
	dataType   string
	tags       bool // its short texts are tags
	layer      annotate.LayerID
	feature    annotate.FeatureID
	at         int // its place among the features of its layer
	tagset     annotate.TagsetID
	values     []*entity         // of short texts, in the order of the file
	byID       map[int64]*entity // of values; made when it is asked for
}

// entity is a short text that a variable may have.
type entity struct {
	id         int64
	name       string
	colour     rgb
	childOf    string // the ID of another, or its name; empty: of none
	attributes []annotate.Field
	actor      annotate.ID    // when its variable has actors
	tag        annotate.TagID // when it has tags
}

// guess says what v's short texts are, unless its attributes do.
func (v *variable) guess() {
	v.tags = slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(v.name), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return slices.Contains(notActors, w) || slices.Contains(notActors, strings.TrimSuffix(w, "s"))
	})
}

// feature is v as a slot of its layer.
func (v *variable) slot() annotate.Feature {
	f := annotate.Feature{ID: v.feature, Name: v.name, Types: []annotate.FeatureType{annotate.TypeText}}
	switch {
	case v.dataType == boolean:
		f.Types[0] = annotate.TypeBoolean
	case v.dataType == integer:
		f.Types[0] = annotate.TypeNumber
	case v.dataType == shortText && v.tags:
		f.Types[0], f.Tagset = annotate.TypeTag, v.tagset
	case v.dataType == shortText:
		f.Types[0] = annotate.TypeEntity
	}
	return f
}

// free is name, or word and number when it is blank, with a number behind it when another
// has it in any case.
func free(name, word string, taken map[string]bool) string {
	if name = strings.TrimSpace(name); name == "" {
		name = word
	}
	next := name
	for n := 2; taken[strings.ToLower(next)]; n++ {
		next = fmt.Sprintf("%s %d", name, n)
	}
	taken[strings.ToLower(next)] = true
	return next
}
