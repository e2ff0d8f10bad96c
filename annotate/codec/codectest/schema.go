package codectest

import "parley/annotate"

// Schema is that of the sample: features of every type on layers and relation types, a tree
// of tags with a retired one, names with blanks and beyond ASCII, keys and colours that
// nobody would choose by himself.
func Schema() *annotate.Schema {
	return &annotate.Schema{
		Name: "Awkward", Version: 3, Fields: []string{"Ort", "page"},
		Layers:  []annotate.Layer{claimLayer(), stanceLayer(), actorLayer()},
		Tagsets: []annotate.Tagset{stances(), topics()},
		Relations: []annotate.RelationType{
			{ID: "supports", Name: "Supports", Description: "The one claim is a reason\nfor the other.", From: []annotate.LayerID{"claim"}, To: []annotate.LayerID{"claim", "stance"}, Features: []annotate.Feature{
				{ID: "how", Name: "How", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stances"},
				{ID: "why", Name: "Why", Description: "In one's own words", Types: []annotate.FeatureType{annotate.TypeText}, Multi: true},
			}},
			{ID: "names", Name: "Names", To: []annotate.LayerID{"actor"}},
		},
	}
}

func feature(id annotate.FeatureID, name string, multi bool, types ...annotate.FeatureType) annotate.Feature {
	return annotate.Feature{ID: id, Name: name, Multi: multi, Types: types}
}

func claimLayer() annotate.Layer {
	topic := feature("topic", "Topic", true, annotate.TypeTag)
	topic.Tagset, topic.Required, topic.Description = "topics", true, "What it is about:\none or more"
	stance := feature("stance", "Stance", false, annotate.TypeTag)
	stance.Tagset = "stances"
	return annotate.Layer{ID: "claim", Name: "Claim", Key: "7", Colour: 6, Description: "Somebody says that something is so,\nor should be.", Features: []annotate.Feature{
		topic, stance,
		feature("claimant", "Claimant", true, annotate.TypeEntity),
		feature("target", "Target", true, annotate.TypeAnnotation, annotate.TypeText),
		feature("said", "Said on", false, annotate.TypeDate),
		feature("weight", "Weight", false, annotate.TypeNumber),
		feature("direct", "Direct", false, annotate.TypeBoolean),
		feature("comment", "Comment", true, annotate.TypeText),
	}}
}

func stanceLayer() annotate.Layer {
	value := feature("value", "Value", false, annotate.TypeTag)
	value.Tagset = "stances"
	return annotate.Layer{ID: "stance", Name: "Stance of text", Key: "5", Colour: 8, Features: []annotate.Feature{
		value, feature("towards", "Towards", false, annotate.TypeEntity, annotate.TypeText),
	}}
}

func actorLayer() annotate.Layer {
	return annotate.Layer{ID: "actor", Name: "Äkteur", Key: "4", Colour: 7, Description: "A mention", Features: []annotate.Feature{
		feature("entity", "Entity", false, annotate.TypeEntity), feature("comment", "Comment", false, annotate.TypeText),
	}}
}

func stances() annotate.Tagset {
	return annotate.Tagset{ID: "stances", Name: "Stances", Tags: []annotate.Tag{
		{ID: "favor", Name: "Favor"}, {ID: "against", Name: "Against", Colour: 3}, {ID: "none", Name: "None"},
	}}
}

// topics are a codebook: every field of a tag, three deep, with a code that stands before its
// name and a retired tag that is still in use.
func topics() annotate.Tagset {
	return annotate.Tagset{ID: "topics", Name: "Topics", Tags: []annotate.Tag{
		{ID: "t2", Code: "200", Name: "Migration", Definition: "Who comes, who goes,\nand why.", Colour: 5},
		{ID: "t21", Parent: "t2", Code: "201", Name: "Borders | walls", Rule: "Choose it\twhen a border is named.", Colour: 2,
			Examples: []annotate.Example{{Text: "“close the Häfen”"}, {Text: "𐐀 said: الميناء"}}, Counter: []annotate.Example{{Text: "a family 👨‍👩‍👧 fled"}}},
		{ID: "t211", Parent: "t21", Code: "201.1", Name: "=Sea, “harbour”"},
		{ID: "t22", Parent: "t2", Code: "202", Name: "Asylum", Retired: true},
		{ID: "t1", Name: "Economy"},
	}}
}
