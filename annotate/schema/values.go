package schema

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// moving is a value on its way to where it will be.
type moving struct {
	value annotate.Value
	from  *slot
	moved bool
}

// values are what becomes of list; false when it stays as it is, and then it is list.
func (p *page) values(list []annotate.FeatureValue, o *owned) ([]annotate.FeatureValue, bool, error) {
	if !p.concerned(list, o) {
		return list, false, nil
	}
	changed := false
	buckets := map[annotate.FeatureID][]moving{}
	var strays []annotate.FeatureValue // of features that are not in the schema; they stay what they are
	for _, fv := range list {
		s := o.features[fv.Feature]
		if s == nil {
			strays = append(strays, fv)
			continue
		}
		for _, v := range fv.Values {
			next, keep, err := p.value(s, v)
			if err != nil {
				return nil, false, err
			}
			moved := next != v || s.removed != (Effect{})
			changed = changed || moved || !keep
			if keep {
				buckets[s.next.ID] = append(buckets[s.next.ID], moving{next, s, moved})
			}
		}
	}
	var out []annotate.FeatureValue
	for _, id := range slices.SortedFunc(maps.Keys(buckets), func(a, b annotate.FeatureID) int { return o.order[a] - o.order[b] }) {
		kept, fewer, err := p.bucket(buckets[id])
		if err != nil {
			return nil, false, err
		}
		changed = changed || fewer
		out = append(out, annotate.FeatureValue{Feature: id, Values: kept})
	}
	if !changed {
		return list, false, nil
	}
	return append(out, strays...), true, nil
}

// concerned reports whether anything of list may be touched. Most annotations are not, and
// this is all that they cost.
func (p *page) concerned(list []annotate.FeatureValue, o *owned) bool {
	for i := range list {
		s := o.features[list[i].Feature]
		if s == nil {
			continue
		}
		if !s.idle && s.touches(list[i].Values) {
			return true
		}
		if p.gone != nil && slices.ContainsFunc(list[i].Values, p.namesGone) {
			return true
		}
	}
	return false
}

// touches reports whether any of a feature's values is touched.
func (s *slot) touches(values []annotate.Value) bool {
	if s.removed != (Effect{}) || s.changed != (Effect{}) || s.oneOnly && len(values) > 1 {
		return true
	}
	for i := range values {
		if v := &values[i]; v.Type == annotate.TypeTag {
			if _, ok := s.tags[v.Tag]; ok {
				return true
			}
		} else if s.takesNoMore(v.Type) {
			return true
		}
	}
	return len(s.types) > 0 && s.takesNoMore(annotate.TypeTag)
}

func (p *page) namesGone(v annotate.Value) bool {
	_, ref := p.gone[v.Ref]
	_, mention := p.gone[v.Mention]
	return ref && v.Type == annotate.TypeAnnotation || mention
}

// value is what becomes of a value of a slot; false when it goes.
func (p *page) value(s *slot, v annotate.Value) (annotate.Value, bool, error) {
	if e, gone := p.gone[v.Mention]; gone {
		p.touch(e).Values++
		v.Mention = annotate.ID{}
	}
	if e, gone := p.gone[v.Ref]; gone && v.Type == annotate.TypeAnnotation {
		p.touch(e).Values++
		return v, false, nil
	}
	if s.removed != (Effect{}) {
		p.hitValue(s.removed)
		if s.next == nil {
			return v, false, p.unset(s.removed, v)
		}
	}
	if s.changed != (Effect{}) {
		p.hitValue(s.changed)
		p.mark(s.changed, "")
	}
	if s.takesNoMore(v.Type) {
		return p.retype(s, v)
	}
	if v.Type != annotate.TypeTag {
		return v, true, nil
	}
	f, touched := s.tags[v.Tag]
	if !touched {
		return v, true, nil
	}
	for _, e := range f.hits {
		p.hitValue(e)
	}
	for _, r := range f.recheck {
		said := ""
		if f.to == "" {
			said = p.draft.label(s, v)
		}
		p.reason(r, said)
	}
	if f.lost != (Effect{}) {
		p.lose(f.lost)
	}
	v.Tag = f.to
	return v, f.to != "", nil
}

func (p *page) hitValue(e Effect) {
	p.hit(e)
	p.touch(e).Values++
}

// retype is what becomes of a value of a type that its feature takes no more.
func (p *page) retype(s *slot, v annotate.Value) (annotate.Value, bool, error) {
	e := Effect{Kind: TypeRemoved, Part: s.part, Type: v.Type}
	p.hitValue(e)
	if r, _ := p.draft.Resolution(e); r.Do != Text || !s.next.Takes(annotate.TypeText) {
		return v, false, p.unset(e, v)
	}
	words, err := p.words(s, v)
	words = strings.TrimSpace(words)
	return annotate.Value{Type: annotate.TypeText, Text: words}, words != "" && err == nil, err
}

// unset has v go by e: if it was said so, and marked for what it was if that was said.
func (p *page) unset(e Effect, v annotate.Value) error {
	p.lose(e)
	r, ok := p.draft.Resolution(e)
	if !ok || r.Do != Recheck {
		return nil
	}
	words, err := p.words(&slot{part: e.Part}, v)
	p.reason(r, words)
	return err
}

// bucket is the values that one feature has afterwards: of two that became the same one,
// and one of all where it takes no more.
func (p *page) bucket(list []moving) (out []annotate.Value, fewer bool, err error) {
	slices.SortStableFunc(list, func(a, b moving) int { return cmp.Compare(a.foreign(), b.foreign()) })
	var kept []moving
	for _, m := range list {
		if i := slices.IndexFunc(kept, func(k moving) bool { return same(k.value, m.value) }); i >= 0 && (m.moved || kept[i].moved) {
			if kept[i].value.Mention.IsZero() {
				kept[i].value.Mention = m.value.Mention
			}
			fewer = true
			continue
		}
		kept = append(kept, m)
	}
	for i, m := range kept {
		if i > 0 && m.from.oneOnly && !m.from.next.Multi {
			e := Effect{Kind: OneValue, Part: m.from.part}
			p.hitValue(e)
			fewer = true
			if err := p.unset(e, m.value); err != nil {
				return nil, false, err
			}
			continue
		}
		out = append(out, m.value)
	}
	return out, fewer, nil
}

// foreign is 1 for a value that comes from another feature: the feature's own stay in front.
func (m moving) foreign() int {
	if m.from.next.ID == m.from.part.Feature {
		return 0
	}
	return 1
}

// same reports whether two values say the same, wherever they were read.
func same(a, b annotate.Value) bool {
	a.Mention, b.Mention = annotate.ID{}, annotate.ID{}
	return a == b
}

// label is a tag as people read it, of a slot of the schema in force.
func (d Draft) label(s *slot, v annotate.Value) string {
	f := s.part.Owner.Feature(d.base, s.part.Feature)
	if f == nil {
		return string(v.Tag)
	}
	return TagPart(f.Tagset, v.Tag).Name(d.base)
}

// words say a value as people read it.
func (p *page) words(s *slot, v annotate.Value) (string, error) {
	switch v.Type {
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64), nil
	case annotate.TypeBoolean:
		return map[bool]string{true: "yes", false: "no"}[v.Bool], nil
	case annotate.TypeDate:
		return v.Date.String(), nil
	case annotate.TypeTag:
		return p.draft.label(s, v), nil
	case annotate.TypeEntity:
		return p.entity(v.Ref)
	case annotate.TypeAnnotation:
		for _, a := range p.annotations {
			if a.ID == v.Ref {
				return a.Quote.Exact, nil
			}
		}
		return v.Ref.String(), nil
	}
	return v.Text, nil
}
