package textlayout

// tally counts lines and pixels.
type tally struct{ lines, pixels int32 }

// tallies is a Fenwick tree: sums over the first n paragraphs, and changes, in O(log n).
type tallies []tally

// newTallies builds the tree of n entries.
func newTallies(n int, of func(i int) tally) tallies {
	t := make(tallies, n+1)
	for i := 1; i <= n; i++ {
		v := of(i - 1)
		t[i].lines += v.lines
		t[i].pixels += v.pixels
		if up := i + i&-i; up <= n {
			t[up].lines += t[i].lines
			t[up].pixels += t[i].pixels
		}
	}
	return t
}

// add changes entry i.
func (t tallies) add(i int, d tally) {
	for i++; i < len(t); i += i & -i {
		t[i].lines += d.lines
		t[i].pixels += d.pixels
	}
}

// before sums the entries before i.
func (t tallies) before(i int) (sum tally) {
	for ; i > 0; i -= i & -i {
		sum.lines += t[i].lines
		sum.pixels += t[i].pixels
	}
	return sum
}

// find is the last entry before which the sum, as of measures it, is not above limit,
// and that sum; entries that count nothing are passed.
func (t tallies) find(limit int32, of func(tally) int32) (i int, sum tally) {
	step := 1
	for step*2 < len(t) {
		step *= 2
	}
	for ; step > 0; step /= 2 {
		if n := i + step; n < len(t) && of(sum)+of(t[n]) <= limit {
			i = n
			sum.lines += t[n].lines
			sum.pixels += t[n].pixels
		}
	}
	return i, sum
}

func linesOf(t tally) int32  { return t.lines }
func pixelsOf(t tally) int32 { return t.pixels }
