package register

import "parley/ui/control"

// Keys are the keys that the register shows beside what they do, as their caps; empty: it
// has none. The register does not answer them: its window does, and says when they change.
type Keys struct {
	Search, New, Import, Export, Rename, MergeWith, Delete string
	Merge, Apart, Unsure, Swap, NextPair, PreviousPair     string
}

// SetKeys shows other keys than before.
func (r *Register) SetKeys(k Keys) {
	r.keys = k
	r.search.SetCap(k.Search)
	r.add.Key = k.New
	r.add.Refresh()
	r.imports.SetToolTip(withKey("Actors from a table or from JSON", k.Import))
	r.exports.SetToolTip(withKey("The register as a table or as JSON", k.Export))
	r.editor.setKeys(k)
	r.twins.setKeys(k)
	r.empty.SetText(r.emptyWords())
	r.layOut(r.Size())
}

// adds is the sentence that tells the key for a new actor; empty when it has none.
func (k Keys) adds() string {
	if k.New == "" {
		return ""
	}
	return k.New + " adds one; "
}

// withKey is what a tooltip says of something that a key does as well.
func withKey(words, key string) string {
	if key == "" {
		return words
	}
	return words + ", " + key
}

// hinted are the hints that have a key.
func hinted(hints ...control.KeyHint) (list []control.KeyHint) {
	for _, h := range hints {
		if h.Key != "" {
			list = append(list, h)
		}
	}
	return list
}

// setKeys shows the keys of the question whether two are one.
func (t *twins) setKeys(k Keys) {
	t.up.SetToolTip(withKey("Previous pair", k.PreviousPair))
	t.down.SetToolTip(withKey("Next pair", k.NextPair))
	t.swap.SetToolTip(withKey("Keep the other one", k.Swap))
	t.unsure.Key, t.apart.Key, t.merge.Key = k.Unsure, k.Apart, k.Merge
	for _, b := range []*control.Button{t.unsure, t.apart, t.merge} {
		b.Refresh()
	}
	t.Refresh()
}
