package textlayout

import "golang.org/x/text/unicode/bidi"

// levelRun is a maximal stretch of kept characters of one level: kept[from:to].
type levelRun struct {
	from, to int32
	level    uint8 // after the explicit rules
}

// sequence is an isolating run sequence (BD13), copied out so that the rules see
// neighbours as neighbours.
type sequence struct {
	at       []int32      // where each character stands in the paragraph
	t        []bidi.Class // its class now
	level    uint8
	sos, eos bidi.Class
}

// keep lists what X9 leaves.
func (b *resolver) keep() {
	b.kept = b.kept[:0]
	for i, c := range b.orig {
		if !isRemoved(c) {
			b.kept = append(b.kept, int32(i))
		}
	}
}

// levelRuns is BD7 over the kept characters.
func (b *resolver) levelRuns() {
	b.runs = b.runs[:0]
	b.runOf = resize(b.runOf, len(b.orig))
	for k, i := range b.kept {
		if k == 0 || b.levels[i] != b.levels[b.kept[k-1]] {
			b.runs = append(b.runs, levelRun{int32(k), int32(k), b.levels[i]})
		}
		r := len(b.runs) - 1
		b.runs[r].to = int32(k + 1)
		b.runOf[i] = int32(r)
	}
}

// sequences is X10: it resolves each isolating run sequence.
func (b *resolver) sequences() {
	for r := range b.runs {
		first := b.kept[b.runs[r].from]
		if b.orig[first] == bidi.PDI && b.match[first] >= 0 {
			continue // it continues the sequence of its initiator
		}
		b.gather(r)
		b.weak()
		b.brackets()
		b.neutral()
		b.implicit()
	}
}

// gather fills b.seq with the sequence that begins with level run r.
func (b *resolver) gather(r int) {
	s := &b.seq
	s.at, s.t = s.at[:0], s.t[:0]
	first := r
	s.level = b.runs[r].level
	for {
		run := b.runs[r]
		for _, i := range b.kept[run.from:run.to] {
			s.at = append(s.at, i)
			s.t = append(s.t, b.class[i])
		}
		last := b.kept[run.to-1]
		if !isInitiator(b.orig[last]) || int(b.match[last]) >= len(b.orig) {
			break
		}
		r = int(b.runOf[b.match[last]])
	}
	before, after := b.base, b.base
	if first > 0 {
		before = b.runs[first-1].level
	}
	last := b.kept[b.runs[r].to-1]
	if r+1 < len(b.runs) && !isInitiator(b.orig[last]) {
		after = b.runs[r+1].level
	}
	s.sos, s.eos = directionOf(max(before, s.level)), directionOf(max(after, s.level))
}

func directionOf(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak is W1 to W7.
func (b *resolver) weak() {
	t, strong, prev := b.seq.t, b.seq.sos, b.seq.sos
	for i, c := range t { // W1 to W3 need only what stands before
		if c == bidi.NSM {
			if c = prev; isInitiator(prev) || prev == bidi.PDI {
				c = bidi.ON
			}
		}
		prev = c
		switch c {
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				c = bidi.AN
			}
		}
		t[i] = c
	}
	for i := range t {
		if t[i] == bidi.AL {
			t[i] = bidi.R
		}
	}
	joinNumbers(t)
	strong = b.seq.sos
	for i, c := range t { // W6, W7
		switch c {
		case bidi.ES, bidi.ET, bidi.CS:
			t[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				t[i] = bidi.L
			}
		}
	}
}

// joinNumbers is W4 and W5.
func joinNumbers(t []bidi.Class) {
	for i := 1; i+1 < len(t); i++ {
		p, n := t[i-1], t[i+1]
		if t[i] == bidi.ES && p == bidi.EN && n == bidi.EN || t[i] == bidi.CS && p == n && (p == bidi.EN || p == bidi.AN) {
			t[i] = p
		}
	}
	for i := 0; i < len(t); i++ {
		if t[i] != bidi.ET {
			continue
		}
		j := i
		for j < len(t) && t[j] == bidi.ET {
			j++
		}
		if i > 0 && t[i-1] == bidi.EN || j < len(t) && t[j] == bidi.EN {
			for k := i; k < j; k++ {
				t[k] = bidi.EN
			}
		}
		i = j - 1
	}
}

// strongOf is what N0 to N2 see: numbers count as R, neutrals as ON.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// neutral is N1 and N2.
func (b *resolver) neutral() {
	t := b.seq.t
	embed := directionOf(b.seq.level)
	before := b.seq.sos
	for i := 0; i < len(t); i++ {
		if s := strongOf(t[i]); s != bidi.ON {
			before = s
			continue
		}
		j := i
		for j < len(t) && strongOf(t[j]) == bidi.ON {
			j++
		}
		after := b.seq.eos
		if j < len(t) {
			after = strongOf(t[j])
		}
		d := embed
		if before == after {
			d = before
		}
		for k := i; k < j; k++ {
			t[k] = d
		}
		i = j - 1
	}
}

// implicit is I1 and I2, and writes the levels back.
func (b *resolver) implicit() {
	for k, i := range b.seq.at {
		l := b.seq.level
		switch c := b.seq.t[k]; {
		case l&1 == 0 && c == bidi.R:
			l++
		case l&1 == 0 && (c == bidi.EN || c == bidi.AN):
			l += 2
		case l&1 == 1 && c != bidi.R:
			l++
		}
		b.levels[i] = l
	}
}
