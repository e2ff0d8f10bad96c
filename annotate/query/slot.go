package query

import (
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
)

// place of a slot: a feature of a layer.
type slotOf struct {
	layer   *annotate.Layer
	feature *annotate.Feature
}

// slot is a condition on the features with that ID or name, in whatever layers they are.
func (r *resolver) slot() (condition, error) {
	slots, all := r.slots()
	if len(slots) == 0 {
		return condition{}, r.fail(annotate.ErrNotFound, all, "there is no slot %q", r.clause.Slot)
	}
	if r.unset() {
		return condition{is: func(a *annotate.Annotation, _ *annotate.Document) bool {
			return slices.ContainsFunc(slots, func(s slotOf) bool { return s.layer.ID == a.Layer && len(a.Values(s.feature.ID)) == 0 })
		}}, nil
	}
	return r.filled(slots)
}

func (r *resolver) slots() (slots []slotOf, all []string) {
	want := folded(r.clause.Slot)
	for i := range r.book.Schema.Layers {
		l := &r.book.Schema.Layers[i]
		for k := range l.Features {
			f := &l.Features[k]
			if !slices.Contains(all, string(f.ID)) {
				all = append(all, string(f.ID))
			}
			if folded(string(f.ID)) == want || folded(f.Name) == want {
				slots = append(slots, slotOf{l, f})
			}
		}
	}
	for _, own := range ownSlots {
		if !slices.Contains(all, own) {
			all = append(all, own)
		}
	}
	return slots, all
}

// meaning is what a value can mean in one slot.
type meaning struct {
	slotOf
	terms []Term                     // one of these holds
	is    func(*annotate.Value) bool // besides; nil: nothing
}

// filled is a condition on what stands in slots. The value may mean something else in each
// layer, but not two things in one.
func (r *resolver) filled(slots []slotOf) (condition, error) {
	var list []meaning
	var all []naming
	for _, s := range slots {
		m, offered, err := r.meaning(s)
		if err != nil {
			return condition{}, err
		}
		all = append(all, offered...)
		if m.terms != nil || m.is != nil {
			list = append(list, m)
		}
	}
	if len(list) == 0 {
		return condition{}, r.fail(annotate.ErrNotFound, similar(r.clause.Value, all), "%q is nothing that %s can be%s", r.clause.Value, r.clause.Slot, written(slots))
	}
	c := condition{decided: true, terms: []Term{}}
	for _, m := range list {
		if m.is != nil {
			c.decided = false
		}
		c.terms = append(c.terms, m.terms...)
	}
	if !c.decided {
		c.terms = nil
		for _, m := range list { // every answer is at least in one of these layers
			if t := Layer(m.layer.ID); !slices.Contains(c.terms, t) {
				c.terms = append(c.terms, t)
			}
		}
		c.is = func(a *annotate.Annotation, _ *annotate.Document) bool {
			return slices.ContainsFunc(list, func(m meaning) bool { return m.holds(a) })
		}
	}
	return c, nil
}

// written says how numbers are written, and yes and no, where slots take them.
func written(slots []slotOf) (s string) {
	for _, of := range []struct {
		what annotate.FeatureType
		how  string
	}{{annotate.TypeNumber, ", a number as 3, 2..5 or 2.."}, {annotate.TypeBoolean, ", yes or no"}} {
		if slices.ContainsFunc(slots, func(s slotOf) bool { return s.feature.Takes(of.what) }) {
			s += of.how
		}
	}
	return s
}

func (m *meaning) holds(a *annotate.Annotation) bool {
	if a.Layer != m.layer.ID {
		return false
	}
	if slices.ContainsFunc(m.terms, func(t Term) bool { return t.Holds(a) }) {
		return true
	}
	values := a.Values(m.feature.ID)
	for i := range values {
		if m.is != nil && m.is(&values[i]) {
			return true
		}
	}
	return false
}

// meaning looks the value up among what a slot takes; offered are names that it has.
func (r *resolver) meaning(s slotOf) (m meaning, offered []naming, err error) {
	m.slotOf = s
	var tags, actors []named[annotate.ID]
	var tag annotate.TagID
	if s.feature.Takes(annotate.TypeTag) {
		tag, tags, offered = r.tag(s)
	}
	if s.feature.Takes(annotate.TypeEntity) {
		found, all := r.entity()
		actors, offered = found, append(offered, all...)
	}
	if len(tags)+len(actors) > 1 {
		_, err := only(r, "value of "+r.clause.Slot, append(tags, actors...), nil)
		return m, nil, err
	}
	for _, a := range actors {
		m.terms = append(m.terms, Slot(s.layer.ID, s.feature.ID, a.value))
	}
	if len(tags) > 0 {
		for _, t := range below(r.book.Schema.Tagset(s.feature.Tagset), tag) {
			m.terms = append(m.terms, Tag(s.layer.ID, s.feature.ID, t))
		}
	}
	m.is, err = r.plain(s.feature)
	return m, offered, err
}

// tag finds the tag with the ID, name, code or label.
func (r *resolver) tag(s slotOf) (id annotate.TagID, found []named[annotate.ID], all []naming) {
	set := r.book.Schema.Tagset(s.feature.Tagset)
	if set == nil {
		return "", nil, nil
	}
	for i := range set.Tags {
		t := &set.Tags[i]
		all = append(all, namingOf(t.Label(), string(t.ID)))
		if r.called(string(t.ID), t.Name, t.Code, t.Label()) {
			id, found = t.ID, append(found, named[annotate.ID]{label: t.Label() + " (" + string(t.ID) + ")"})
		}
	}
	return id, found, all
}

// below is a tag and all that are under it in a codebook.
func below(set *annotate.Tagset, id annotate.TagID) []annotate.TagID {
	list := []annotate.TagID{id}
	for i := range set.Tags {
		if t := &set.Tags[i]; t.Parent != "" && slices.Contains(list, t.Parent) {
			list = append(list, t.ID)
		}
	}
	return list
}

// plain is what the value means among texts, numbers, dates, yes and no; nil for nothing.
func (r *resolver) plain(f *annotate.Feature) (func(*annotate.Value) bool, error) {
	var list []func(*annotate.Value) bool
	add := func(t annotate.FeatureType, is func(*annotate.Value) bool) {
		list = append(list, func(v *annotate.Value) bool { return v.Type == t && is(v) })
	}
	if want := search.Loose.Of(r.clause.Value); f.Takes(annotate.TypeText) && want != "" {
		add(annotate.TypeText, func(v *annotate.Value) bool { return strings.Contains(search.Loose.Of(v.Text), want) })
	}
	if from, to, ok := number(r.clause.Value); f.Takes(annotate.TypeNumber) && ok {
		add(annotate.TypeNumber, func(v *annotate.Value) bool { return from <= v.Number && v.Number <= to })
	}
	if yes, ok := truth(r.clause.Value); f.Takes(annotate.TypeBoolean) && ok {
		add(annotate.TypeBoolean, func(v *annotate.Value) bool { return v.Bool == yes })
	}
	if f.Takes(annotate.TypeDate) {
		if s, err := r.dates(); err == nil {
			add(annotate.TypeDate, func(v *annotate.Value) bool { return s.has(v.Date) })
		} else if len(f.Types) == 1 {
			return nil, err
		}
	}
	if id, err := annotate.ParseID(r.clause.Value); err == nil && f.Takes(annotate.TypeAnnotation) {
		add(annotate.TypeAnnotation, func(v *annotate.Value) bool { return v.Ref == id })
	}
	if len(list) == 0 {
		return nil, nil
	}
	return func(v *annotate.Value) bool {
		return slices.ContainsFunc(list, func(is func(*annotate.Value) bool) bool { return is(v) })
	}, nil
}

func truth(s string) (yes, ok bool) {
	switch strings.ToLower(s) {
	case "true", "yes":
		return true, true
	case "false", "no":
		return false, true
	}
	return false, false
}
