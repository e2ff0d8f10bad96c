package codebook

import (
	"parley/annotate/schema"
	"parley/ui/control"
)

// one reports whether an effect touches one annotation or relation.
func one(t schema.Touch) bool { return t.Annotations+t.Relations == 1 }

// number is the first of two wordings for one thing, and the second for several.
func number(one bool, singular, plural string) string {
	if one {
		return singular
	}
	return plural
}

// actionWords is an action in words, for what one effect touches.
func actionWords(t schema.Touch, do schema.Action) string {
	e := t.Effect
	switch do {
	case schema.Move:
		if e.Kind == schema.TagChanged {
			return number(one(t), "Give it another tag…", "Give them another tag…")
		}
		if e.Part.Tag != "" {
			return "Merge into another tag…"
		}
		return "Move to another " + e.Part.Noun() + "…"
	case schema.Retire:
		return "Retire the tag"
	case schema.Recheck:
		return "Mark for rechecking"
	case schema.Text:
		return number(t.Values == 1, "Keep it as words", "Keep them as words")
	case schema.Keep:
		return number(one(t), "Leave it as it is", "Leave them as they are")
	}
	switch e.Kind {
	case schema.LayerRemoved:
		return number(t.Annotations == 1, "Delete the annotation", "Delete the annotations")
	case schema.RelationRemoved, schema.EndsNarrowed:
		return number(t.Relations == 1, "Delete the relation", "Delete the relations")
	case schema.OneValue:
		return "Keep the first value only"
	}
	return number(t.Values == 1, "Delete the value", "Delete the values")
}

// actionAbout says what an action means for what one effect touches.
func actionAbout(t schema.Touch, do schema.Action) string {
	e := t.Effect
	goes := number(one(t), "the annotation goes", "every annotation goes") + " to the list of what is to be rechecked."
	switch do {
	case schema.Move:
		return "Everything that has it has the other from then on; two values that become the same become one."
	case schema.Retire:
		return "The tag stays in the codebook and with what has it, and is offered no more."
	case schema.Recheck:
		if e.Kind == schema.TagRemoved && e.Part.Feature == "" {
			return "As retiring; and " + goes
		}
		return "What is recorded stays where it can; and " + goes
	case schema.Text:
		return "What was said stands as words in the same slot."
	case schema.Keep:
		return "Nothing that is recorded changes."
	case schema.Refuse:
		return "The name is written in the form; what has it keeps it."
	}
	if e.Kind == schema.OneValue {
		return "Of several values the first stays."
	}
	return "It is gone from what has it, until this is undone."
}

// verb is what the button does.
func (a *asking) verb(do schema.Action) string {
	t := a.Touches[a.at]
	switch {
	case do == schema.Refuse:
		return "Rename…"
	case !a.aimed():
		return "Choose " + article(t.Effect.Part.Noun()) + "…"
	case len(a.Touches) > 1:
		return "Carry out"
	case do == schema.Move && t.Effect.Kind == schema.TagRemoved:
		return "Merge " + control.Grouped(t.Annotations+t.Relations)
	case do == schema.Move:
		return "Move " + control.Grouped(t.Annotations+t.Relations)
	case do == schema.Retire:
		return "Retire"
	case do == schema.Recheck:
		return "Mark " + control.Grouped(t.Annotations+t.Relations)
	case do == schema.Drop:
		return "Delete " + control.Grouped(max(t.Values, t.Annotations+t.Relations))
	}
	return "Carry out"
}

func article(noun string) string {
	if noun[0] == 'a' {
		return "an " + noun
	}
	return "a " + noun
}
