package textlayout

import (
	"cmp"
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// maxBrackets is the depth of the stack in BD16.
const maxBrackets = 63

// pair is a bracket pair: two places in the sequence.
type pair struct{ open, close int32 }

// brackets is N0.
func (b *resolver) brackets() {
	if len(b.runes) == 0 {
		return
	}
	b.findPairs()
	for _, p := range b.pairs {
		b.resolvePair(p)
	}
}

// findPairs is BD16.
func (b *resolver) findPairs() {
	b.pairs, b.opener = b.pairs[:0], b.opener[:0]
	defer func() { slices.SortFunc(b.pairs, func(x, y pair) int { return cmp.Compare(x.open, y.open) }) }()
	for k, i := range b.seq.at {
		r := b.runes[i]
		if b.seq.t[k] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch {
		case p.IsOpeningBracket():
			if len(b.opener) == maxBrackets {
				b.pairs = b.pairs[:0]
				return
			}
			b.opener = append(b.opener, int32(k))
		case p.IsBracket():
			b.closePair(int32(k), r)
		}
	}
}

func (b *resolver) closePair(k int32, r rune) {
	for n := len(b.opener) - 1; n >= 0; n-- {
		open := b.opener[n]
		if closing(b.runes[b.seq.at[open]]) == canonical(r) {
			b.pairs = append(b.pairs, pair{open, k})
			b.opener = b.opener[:n]
			return
		}
	}
}

// closing is the bracket that closes r (Bidi_Paired_Bracket): its neighbour, save a few.
func closing(r rune) rune {
	switch r {
	case '[', '{', '［', '｛':
		return r + 2
	case '⦍':
		return '⦐'
	case '⦏':
		return '⦎'
	}
	return canonical(r + 1)
}

// canonical maps the one bracket that has a canonical equivalent.
func canonical(r rune) rune {
	if r == 0x232A {
		return 0x3009
	}
	return r
}

// resolvePair is N0 b to d.
func (b *resolver) resolvePair(p pair) {
	t := b.seq.t
	embed := directionOf(b.seq.level)
	found := bidi.ON
	for k := p.open + 1; k < p.close && found != embed; k++ {
		if s := strongOf(t[k]); s != bidi.ON {
			found = s
		}
	}
	if found == bidi.ON {
		return
	}
	if found != embed {
		before := b.seq.sos
		for k := p.open - 1; k >= 0; k-- {
			if s := strongOf(t[k]); s != bidi.ON {
				before = s
				break
			}
		}
		if before != found {
			found = embed
		}
	}
	b.setBracket(p.open, found)
	b.setBracket(p.close, found)
}

// setBracket sets a bracket and the marks that stand on it.
func (b *resolver) setBracket(k int32, c bidi.Class) {
	b.seq.t[k] = c
	for k++; int(k) < len(b.seq.t) && b.orig[b.seq.at[k]] == bidi.NSM; k++ {
		b.seq.t[k] = c
	}
}
