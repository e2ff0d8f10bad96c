package register

import (
	"cmp"
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"parley/annotate"
)

// Pair is two entities that are possibly the same.
type Pair struct {
	A, B         *annotate.Entity // A has the smaller ID
	NameA, NameB string           // the names that are most alike
	Score        float64          // 0 to 1; only pairs are told that are alike enough
	Why          Why
}

// Why says in what two names are alike.
type Why uint8

// The reasons, the stronger first.
const (
	SameName      Why = iota // one string but for case, accents and letter forms
	SameWriting              // one word in two scripts or transliterations
	LikeName                 // a letter or two apart
	SameInitials             // one is the initials of the other
	PartOfTheName            // one is some words of the other, and rare ones
)

var whyNames = [...]string{"the same name", "another writing", "a similar name", "initials", "part of the name"}

// String is the reason as people read it.
func (w Why) String() string { return whyNames[min(w, PartOfTheName)] }

// Same finds pairs of entities that are possibly the same, the likeliest first. Names are
// compared where something of them is equal (their consonants, but for one of them; their
// initials; a rare word), so that the work grows with the register and not with its square.
// Those whom a person keeps apart are no pair.
func Same(entities []*annotate.Entity) []Pair {
	pairs, _ := Find(context.Background(), entities)
	return pairs
}

// Find is [Same], which can be given up: then the error is the context's.
func Find(ctx context.Context, entities []*annotate.Entity) ([]Pair, error) {
	f := finder{ctx: ctx, entities: slices.Clone(entities), best: map[[2]int]Pair{}, seed: maphash.MakeSeed()}
	slices.SortFunc(f.entities, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	for i, n := range f.entities {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, name := range n.Names() {
			if s := spell(i, name); s.latin != "" {
				f.names = append(f.names, s)
			}
		}
	}
	f.block()
	f.compareBlocks()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pairs := make([]Pair, 0, len(f.best))
	for _, p := range f.best {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Why, b.Why), cmp.Compare(a.A.Name, b.A.Name), a.A.ID.Compare(b.A.ID), a.B.ID.Compare(b.B.ID))
	})
	return pairs, nil
}

type finder struct {
	ctx      context.Context
	entities []*annotate.Entity
	names    []spelling
	keys     []key
	best     map[[2]int]Pair
	seed     maphash.Seed
}

// key puts a name into a block: names whose keys are equal are compared.
type key struct {
	hash  uint64
	sort  keySort
	owner int32 // whose name it is, by its place in names
}

type keySort uint8

const (
	byBones keySort = iota
	byInitials
	byWord
)

func (f *finder) add(owner int, sort keySort, s string) {
	f.keys = append(f.keys, key{maphash.String(f.seed, s), sort, int32(owner)})
}

// block makes the keys. Two skeletons that are one letter apart are alike once one letter
// of each, or of one, is left out.
func (f *finder) block() {
	for i := range f.names {
		s := &f.names[i]
		f.add(i, byBones, s.bones)
		if len(s.bones) >= 3 {
			for k := range len(s.bones) {
				if k == 0 || s.bones[k] != s.bones[k-1] {
					f.add(i, byBones, s.bones[:k]+s.bones[k+1:])
				}
			}
		}
		for _, initials := range s.initials {
			f.add(i, byInitials, initials)
		}
		if s.short != "" {
			f.add(i, byInitials, s.short)
		}
		for k, w := range s.words {
			if len(w) >= 3 && !slices.Contains(s.words[:k], w) {
				f.add(i, byWord, w)
			}
		}
	}
	slices.SortFunc(f.keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(a.hash, b.hash), cmp.Compare(a.owner, b.owner))
	})
	f.keys = slices.Compact(f.keys)
}

// How large a block may be. In a larger one of skeletons, names are compared with those
// that stand near them in the alphabet; a word that so many names have says nothing.
const (
	largeBlock  = 64
	window      = 12
	commonWords = 5
)

func (f *finder) compareBlocks() {
	for from := 0; from < len(f.keys) && f.ctx.Err() == nil; {
		to := from + 1
		for to < len(f.keys) && f.keys[to].hash == f.keys[from].hash && f.keys[to].sort == f.keys[from].sort {
			to++
		}
		f.compareBlock(f.keys[from:to])
		from = to
	}
}

func (f *finder) compareBlock(block []key) {
	reach := len(block)
	switch {
	case len(block) < 2 || block[0].sort == byWord && f.owners(block) > commonWords:
		return
	case len(block) > largeBlock:
		block, reach = slices.Clone(block), window
		slices.SortStableFunc(block, func(a, b key) int {
			return cmp.Compare(f.names[a.owner].latin, f.names[b.owner].latin)
		})
	}
	for i := range block {
		for k := i + 1; k < len(block) && k <= i+reach; k++ {
			f.compare(&f.names[block[i].owner], &f.names[block[k].owner], block[0].sort)
		}
	}
}

// owners is how many entities have a name in the block.
func (f *finder) owners(block []key) int {
	seen := make(map[int]bool, len(block))
	for _, k := range block {
		seen[f.names[k.owner].entity] = true
	}
	return len(seen)
}

// compare keeps the pair when it is the best of its two entities so far.
func (f *finder) compare(a, b *spelling, sort keySort) {
	if a.entity == b.entity {
		return
	}
	if a.entity > b.entity {
		a, b = b, a
	}
	at := [2]int{a.entity, b.entity}
	score, why := alikeness(a, b, sort)
	if score == 0 || annotate.KeptApart(f.entities[a.entity], f.entities[b.entity]) {
		return
	}
	p := Pair{A: f.entities[a.entity], B: f.entities[b.entity], NameA: a.name, NameB: b.name, Score: score, Why: why}
	if old, there := f.best[at]; !there || p.better(&old) {
		f.best[at] = p
	}
}

// better puts pairs of the same two entities in one order, whatever the order of the blocks.
func (p *Pair) better(o *Pair) bool {
	return cmp.Or(cmp.Compare(o.Score, p.Score), cmp.Compare(p.Why, o.Why), cmp.Compare(p.NameA, o.NameA), cmp.Compare(p.NameB, o.NameB)) < 0
}

// alikeness scores two names of one block; 0 is not alike.
func alikeness(a, b *spelling, sort keySort) (float64, Why) {
	switch {
	case a.folded == b.folded:
		return 1, SameName
	case a.numbers != "" && b.numbers != "" && a.numbers != b.numbers: // Brigade 11 is not Brigade 1
		return 0, 0
	case sort == byInitials:
		if isInitials(a, b) || isInitials(b, a) {
			return 0.85, SameInitials
		}
		return 0, 0
	case sort == byWord:
		if within(a, b) || within(b, a) {
			return 0.75, PartOfTheName
		}
		return 0, 0
	case a.foreign != b.foreign:
		return acrossScripts(a, b)
	case a.latin == b.latin:
		return 0.98, SameWriting
	}
	return inOneScript(a, b)
}

func isInitials(short, long *spelling) bool {
	return short.short != "" && slices.Contains(long.initials, short.short)
}

// within reports whether all words of one name are words of the other, which has more.
func within(part, whole *spelling) bool {
	return len(part.words) < len(whole.words) && part.foreign == whole.foreign && !slices.ContainsFunc(part.words, func(w string) bool { return !slices.Contains(whole.words, w) })
}

// acrossScripts compares skeletons, as one of the two may have no vowels.
func acrossScripts(a, b *spelling) (float64, Why) {
	short := min(len(a.bones), len(b.bones))
	switch d := distance(a.bones, b.bones); {
	case d == 0 && short >= 2:
		return 0.95, SameWriting
	case d == 1 && short >= 5:
		return 0.88, SameWriting
	case d == 1 && short >= 3 && a.bones[0] == b.bones[0]:
		return 0.80, LikeName
	}
	return 0, 0
}

// inOneScript wants names to be few letters apart for their length, in the whole and in
// each word, and then takes the measure of Jaro and Winkler.
func inOneScript(a, b *spelling) (float64, Why) {
	d, long := distance(a.latin, b.latin), max(len(a.latin), len(b.latin))
	if a.bones == b.bones && len(a.bones) >= 3 && d <= 1+long/4 {
		return max(0.9, similarity(a, b)), SameWriting
	}
	if long < 5 || d > 1+long/10 || !wordByWord(a.latin, b.latin) {
		return 0, 0
	}
	if score := similarity(a, b); score >= 0.88 {
		return score, LikeName
	}
	return 0, 0
}

// similarity is that of Jaro and Winkler, below what an equal writing has.
func similarity(a, b *spelling) float64 {
	return min(0.97, smetrics.JaroWinkler(a.latin, b.latin, 0.7, 4))
}

// wordByWord wants two names of as many words to differ by less than half in each: so
// that Northern Front is not nearly Southern Front, nor Group 1 nearly Group 2.
func wordByWord(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return true
	}
	for i := range x {
		if strings.ContainsAny(x[i]+y[i], digits) && x[i] != y[i] {
			return false
		}
		if 3*distance(x[i], y[i]) > max(len(x[i]), len(y[i])) {
			return false
		}
	}
	return true
}

// distance is Levenshtein's.
func distance(a, b string) int {
	if a == b {
		return 0
	}
	return smetrics.WagnerFischer(a, b, 1, 1, 1)
}
