package annotatetest

import (
	"encoding/binary"
	"time"

	"parley/annotate"
)

// Sample is a text with every character that goes wrong somewhere: a letter and its mark
// apart, signs beyond the first plane, a family of one cluster, Arabic, a blank line.
const Sample = "Zürich: HTS (هيئة تحرير الشام) says it protects minorities. 📌\n\nZu\u0308rich 𐐀 and a family 👨‍👩‍👧 fled."

// IDs gives a source of IDs that are 1, 2, 3 … in order of making.
func IDs() func() annotate.ID {
	var n uint64
	return func() annotate.ID {
		n++
		return ID(n)
	}
}

// ID is the n-th ID that a source of [IDs] gives.
func ID(n uint64) (id annotate.ID) {
	id[6], id[8] = 0x70, 0x80
	binary.BigEndian.PutUint32(id[12:], uint32(n))
	return id
}

// Clock gives a clock that is a second later at each look.
func Clock() func() time.Time {
	now := time.Date(2025, 3, 11, 10, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// Schema gives a schema with a feature of every type: layers Claim and Actor, the relation
// type supports from claim to claim and mentions from claim to actor.
func Schema() *annotate.Schema {
	feature := func(id annotate.FeatureID, multi bool, types ...annotate.FeatureType) annotate.Feature {
		return annotate.Feature{ID: id, Name: string(id), Types: types, Multi: multi, Tagset: map[bool]annotate.TagsetID{true: "stance"}[types[0] == annotate.TypeTag]}
	}
	return &annotate.Schema{
		Name: "Test", Version: 1,
		Layers: []annotate.Layer{
			{ID: "Claim", Name: "Claim", Key: "1", Colour: 1, Features: []annotate.Feature{
				feature("stance", false, annotate.TypeTag), feature("claimant", true, annotate.TypeEntity), feature("target", true, annotate.TypeAnnotation, annotate.TypeText),
				feature("date", false, annotate.TypeDate), feature("weight", false, annotate.TypeNumber), feature("direct", false, annotate.TypeBoolean), feature("comment", false, annotate.TypeText),
			}},
			{ID: "Actor", Name: "Actor", Key: "2", Colour: 2, Features: []annotate.Feature{
				feature("entity", false, annotate.TypeEntity), feature("comment", false, annotate.TypeText),
			}},
		},
		Tagsets: []annotate.Tagset{{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "favor", Code: "1", Name: "Favor"}, {ID: "strong", Parent: "favor", Code: "11", Name: "Strong"}, {ID: "against", Code: "2", Name: "Against"}}}},
		Relations: []annotate.RelationType{
			{ID: "supports", Name: "Supports", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}},
			{ID: "mentions", Name: "Mentions", To: []annotate.LayerID{"Actor"}},
		},
	}
}
