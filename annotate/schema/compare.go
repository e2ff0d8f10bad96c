package schema

import (
	"parley/annotate"
)

// Op is how a part differs.
type Op uint8

// The ways to differ.
const (
	Added Op = iota + 1
	Removed
	Renamed // another name, and perhaps more
	Changed
	Moved // another place among its like or another parent, and nothing else
)

var opNames = [...]string{Added: "added", Removed: "removed", Renamed: "renamed", Changed: "changed", Moved: "moved"}

// String is the word of files: "added".
func (o Op) String() string { return opNames[min(o, Moved)] }

// MarshalText is String.
func (o Op) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Difference is one part that differs between two schemas.
type Difference struct {
	Part    Part
	Op      Op
	Name    string // as the later schema calls it; of one that is gone, the earlier
	Of      string // the name of what it belongs to; empty for layers, tagsets, relation types
	Details []Detail
}

// Detail is one thing that a part says otherwise. Both are as people read them; an empty
// one was, or is, not said.
type Detail struct {
	What string `json:"what"` // "name", "definition", "types" …
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Diff is all that differs between two schemas, part by part: the schema itself, layers
// with their features, relation types with theirs, tagsets with their tags.
type Diff []Difference

// Compare says how next differs from old. Parts are the same when their IDs are.
func Compare(old, next *annotate.Schema) Diff {
	c := comparison{old: old, next: next}
	c.all()
	return c.diff
}
