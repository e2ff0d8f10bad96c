package codectest

import "parley/annotate/codec"

// What [codec.Without] tells, as rules of every format that has no place for it.
func rule(k codec.Kind, covers, with string, per Per) Rule {
	return Rule{Told: k.One, Covers: covers, With: with, Per: per}
}

// Layers are the rule of [codec.LostLayer].
func Layers() Rule {
	return rule(codec.LostLayer, "-layer, layer.*, feature, feature.*", "", Of)
}

// Parts are the rule of [codec.LostPart].
func Parts() Rule {
	return rule(codec.LostPart, "-layer.description, ~layer.key, ~layer.colour, -feature.description, ~feature.required, -relation type.description, -relation type.from, -relation type.to, -relation feature.description, ~relation feature.required", "", Record)
}

// Tags are the rule of [codec.LostTags].
func Tags() Rule {
	return rule(codec.LostTags, "~tagset.name, -tag, tag.*", "", Of)
}

// Initials are the rule of [codec.LostInitials].
func Initials() Rule { return rule(codec.LostInitials, "-annotator.initials", "", Record) }

// Types are the rule of [codec.LostType].
func Types() Rule {
	return rule(codec.LostType, "relation type, relation type.*, relation feature, relation feature.*", "", Of)
}

// Tagsets are the rule of [codec.LostTagset].
func Tagsets() Rule { return rule(codec.LostTagset, "-tagset", "", Record) }

// Actors are the rule of [codec.LostActor].
func Actors() Rule { return rule(codec.LostActor, "-actor", "", Record) }

// Register is the rule of [codec.LostRegister].
func Register() Rule { return rule(codec.LostRegister, "actor.*", "", Record) }

// Annotators are the rule of [codec.LostAnnotator]: what they made is the reader's.
func Annotators() Rule {
	return rule(codec.LostAnnotator, "-annotator", "~annotation.annotator, ~relation.annotator", Record)
}

// Heads are the rule of [codec.LostHead].
func Heads() Rule {
	return rule(codec.LostHead, "-document.author entity, -document.turn, -document.direction", "", Of)
}

// States are the rule of [codec.LostState].
func States() Rule { return rule(codec.LostState, "-progress", "", Record) }

// Recheck is the rule of [codec.LostRecheck].
func Recheck() Rule { return rule(codec.LostRecheck, "-annotation.recheck", "", Record) }
