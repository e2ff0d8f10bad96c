package panel

import (
	"slices"

	"parley/annotate"
	"parley/ui/control"
)

// points reports whether a value of the slot can be pointed at in the text. An actor of a
// relation is read from no mention.
func (s *slot) points() bool {
	return s.feature.Takes(annotate.TypeAnnotation) || s.relation == nil && s.feature.Takes(annotate.TypeEntity)
}

// picks reports whether a may be chosen for the slot by pointing at it.
func (s *slot) picks(a *annotate.Annotation) bool {
	if s.feature == nil || a == nil {
		return false
	}
	return s.feature.Takes(annotate.TypeAnnotation) || s.points() && s.isMention(a)
}

func (s *slot) isMention(a *annotate.Annotation) bool {
	return s.card.source.IsMention(a.Layer)
}

// reach answers F4: the value is pointed at in the text; with Shift the mention of the
// last value that has one is gone to.
func (p *picker) reach(back bool) bool {
	switch {
	case back:
		for _, v := range slices.Backward(p.slot.values) {
			if !v.Mention.IsZero() {
				p.visit(v)
				return true
			}
		}
		return false
	case !p.slot.points():
		return false
	}
	p.slot.card.pick(p.slot)
	return true
}

// visit goes to the mention that a value was read from, or to the annotation that it is.
func (p *picker) visit(v annotate.Value) {
	to := v.Mention
	if v.Type == annotate.TypeAnnotation {
		to = v.Ref
	}
	if !to.IsZero() && p.slot.card.OnGo != nil {
		p.slot.card.OnGo(to)
	}
}

// readFrom takes the entity that a mention names, read from there. Of a mention that names
// none, its words are typed, and what is chosen by them is read from it.
func (p *picker) readFrom(a *annotate.Annotation) {
	for _, fv := range a.Features {
		for _, v := range fv.Values {
			if v.Type == annotate.TypeEntity {
				p.hold(annotate.Value{Type: annotate.TypeEntity, Ref: v.Ref, Mention: a.ID})
				return
			}
		}
	}
	p.editor.SetText(quoteOf(a))
	p.mention = a.ID
	p.search()
	p.slot.card.say("Nobody has said yet who is meant there: choose, or make a new actor")
}

// hold adds a value, or puts it in the place of the same one read from elsewhere.
func (p *picker) hold(v annotate.Value) {
	i := p.index(v)
	if i < 0 {
		p.slot.add(v)
		return
	}
	values := slices.Clone(p.slot.values)
	values[i] = v
	p.slot.set(values)
}

// mentionTip says where a value was read from; empty when that is not known.
func (p *picker) mentionTip(v annotate.Value) string {
	if v.Mention.IsZero() {
		return ""
	}
	a := p.slot.card.source.Annotation(v.Mention)
	if a == nil {
		return "Read from a mention that is gone"
	}
	return "Read from “\u2068" + quoteOf(a) + "\u2069”; Shift+F4 goes there"
}

// chipOf is value i as a chip: pressed, the keyboard comes, and then what it names.
func (p *picker) chipOf(i int, v annotate.Value) *control.Chip {
	c := control.NewChip(valueText(p.slot.card.source, p.slot.feature, v), valueIcon(p.slot.card.source, v), func() { p.slot.remove(i) })
	c.SetToolTip(p.mentionTip(v))
	c.OnTapped = func() {
		if p.slot.focused && (!v.Mention.IsZero() || v.Type == annotate.TypeAnnotation) {
			p.visit(v)
			return
		}
		p.slot.focus()
	}
	return c
}
