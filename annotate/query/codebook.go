package query

import "parley/annotate"

// Recheck is true of the annotations that are to be looked at again.
func Recheck() Term { return Term{kind: isRecheck} }

// CountLayer is the number of annotations of a layer; it is known without counting.
func (x *Index) CountLayer(l annotate.LayerID) int { return x.Count(Layer(l)) }

// CountTagged is the number of annotations of a layer that have a tag among the values of
// any of features. Of one feature it is known; of several it costs in proportion to how
// many there are.
func (x *Index) CountTagged(l annotate.LayerID, t annotate.TagID, features ...annotate.FeatureID) int {
	n := 0
	var before []Term
	for _, f := range features {
		term := Tag(l, f, t)
		n += x.Count(term) - x.counted(term, before)
		before = append(before, term)
	}
	return n
}

// counted is how many annotations that term is true of any of others is true of as well.
func (x *Index) counted(term Term, others []Term) int {
	switch len(others) {
	case 0:
		return 0
	case 1:
		return x.Count(term, others[0])
	}
	seen := map[uint32]bool{}
	for _, o := range others {
		for n := range x.each([]Term{term, o}) {
			seen[n] = true
		}
	}
	return len(seen)
}
