package text

// DetectUnit finds the unit in which a file counts: the one in which most of the
// records (starts[i], ends[i], quotes[i], lists of one length) give the quote.
// Units that fit the very same records, as all do in plain ASCII, are tried in the
// order CodePoint, UTF16, Byte. It reports false when no unit fits more than half
// of the records, or two fit as many but not the same: then nothing is known.
// The caller still verifies each record.
func (t *Text) DetectUnit(starts, ends []int, quotes []string) (Unit, bool) {
	if len(starts) != len(quotes) || len(ends) != len(quotes) {
		return CodePoint, false
	}
	var sets [8]int // how many records each set of units fits; bit u stands for candidates[u]
	for i, quote := range quotes {
		set := 0
		for u, unit := range candidates {
			if t.quotes(starts[i], ends[i], unit, quote) {
				set |= 1 << u
			}
		}
		sets[set]++
	}
	best, fits := 0, count(sets, 0)
	for u := 1; u < len(candidates); u++ {
		if n := count(sets, u); n > fits {
			best, fits = u, n
		}
	}
	for u := range candidates {
		if u != best && count(sets, u) == fits && disagree(sets, u, best) {
			return candidates[best], false
		}
	}
	return candidates[best], 2*fits > len(quotes)
}

var candidates = [...]Unit{CodePoint, UTF16, Byte}

// quotes reports whether the text from start to end, counted in u, is quote.
func (t *Text) quotes(start, end int, u Unit, quote string) bool {
	from, err := t.Offset(start, u)
	if err != nil {
		return false
	}
	to, err := t.Offset(end, u)
	return err == nil && from <= to && t.s[from:to] == quote
}

// count is how many records the unit u fits.
func count(sets [8]int, u int) int {
	n := 0
	for set, records := range sets {
		if set>>u&1 == 1 {
			n += records
		}
	}
	return n
}

// disagree reports whether a record fits only one of two units.
func disagree(sets [8]int, u, v int) bool {
	for set, records := range sets {
		if records > 0 && set>>u&1 != set>>v&1 {
			return true
		}
	}
	return false
}
