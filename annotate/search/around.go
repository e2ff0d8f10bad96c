package search

import (
	"unicode"
	"unicode/utf8"

	"parley/annotate/text"
)

// Around is what stands beside a hit in its paragraph, for a concordance: up to most
// characters before it and behind it, in the order of reading, with no word cut in two. What was
// left out is shown by “… ” and “ …”. The words share memory with the text unless
// something was left out.
func Around(t *text.Text, s text.Span, most int) (before, after string) {
	p := t.ParagraphAt(s.Start)
	if last := t.ParagraphAt(s.End); last.End > p.End {
		p.End = last.End
	}
	all := t.String()
	from, to := back(all, int(min(p.Start, s.Start)), int(s.Start), most), ahead(all, int(s.End), int(max(p.End, s.End)), most)
	before, after = all[from:s.Start], all[s.End:to]
	if from > int(p.Start) {
		before = "… " + before
	}
	if to < int(p.End) {
		after += " …"
	}
	return before, after
}

// back is where most characters before end begin, at a word's start if there is one.
func back(s string, low, end, most int) int {
	at := end
	for n := 0; n < most && at > low; n++ {
		_, size := utf8.DecodeLastRuneInString(s[low:at])
		at -= size
	}
	if at == low {
		return low
	}
	for p := at; p < end; {
		r, size := utf8.DecodeRuneInString(s[p:])
		if p += size; unicode.IsSpace(r) {
			return p
		}
	}
	return end
}

// ahead is where most characters behind start end, at a word's end if there is one.
func ahead(s string, start, high, most int) int {
	at := start
	for n := 0; n < most && at < high; n++ {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	if at == high {
		return high
	}
	for p := at; p > start; {
		r, size := utf8.DecodeLastRuneInString(s[start:p])
		if unicode.IsSpace(r) {
			return p - size
		}
		p -= size
	}
	return start
}
