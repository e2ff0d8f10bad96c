package text

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// context is how many code points a prefix or suffix has at most.
const context = 32

// Quote is what an annotation says of its own text, so that a wrong offset is seen
// and a lost place found again: the TextQuoteSelector of the W3C Web Annotation
// Data Model. The zero value is the quote of a whole document.
type Quote struct {
	Exact  string // the fragments' texts, in order, with one space between two
	Prefix string // up to 32 code points before the first fragment
	Suffix string // up to 32 code points behind the last
}

// Quote makes the quote of spans, which are in text order and valid (see
// [Text.CheckSpan]). Prefix and suffix cut no grapheme cluster. Of one span, all
// three share memory with the text.
func (t *Text) Quote(spans []Span) Quote {
	if len(spans) == 0 {
		return Quote{}
	}
	first, last := spans[0].Start, spans[len(spans)-1].End
	return Quote{t.join(spans), t.prefix(first), t.suffix(last)}
}

// Verify reports whether exact is the text of spans, as [Quote] has it: nil, an
// error that wraps [ErrQuote] and names the first difference, or that of
// [Text.CheckSpan]. It allocates nothing when all is well.
func (t *Text) Verify(spans []Span, exact string) error {
	rest, same := exact, true
	for i, s := range spans {
		if err := t.CheckSpan(s); err != nil {
			return err
		}
		if i > 0 && same {
			rest, same = strings.CutPrefix(rest, " ")
		}
		if same {
			rest, same = strings.CutPrefix(rest, t.Slice(s))
		}
	}
	if !same || rest != "" {
		return fmt.Errorf("%w: %s", ErrQuote, difference(t.join(spans), exact))
	}
	return nil
}

func (t *Text) join(spans []Span) string {
	if len(spans) == 1 {
		return t.Slice(spans[0])
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = t.Slice(s)
	}
	return strings.Join(parts, " ")
}

func (t *Text) prefix(end Offset) string {
	start := end
	for left := context; start > 0; {
		prev := t.PrevGrapheme(start)
		left -= utf8.RuneCountInString(t.s[prev:start])
		if left < 0 {
			break
		}
		start = prev
	}
	return t.s[start:end]
}

func (t *Text) suffix(start Offset) string {
	end := start
	for left := context; end < t.Len(); {
		next := t.NextGrapheme(end)
		left -= utf8.RuneCountInString(t.s[end:next])
		if left < 0 {
			break
		}
		end = next
	}
	return t.s[start:end]
}

// difference says where text and quote, which differ, part.
func difference(text, quote string) string {
	n := commonPrefix(text, quote)
	where := "at its start"
	if n > 0 {
		where = fmt.Sprintf("after %q", excerptEnd(text[:n]))
	}
	return fmt.Sprintf("%s the text has %s, the quote %s", where, excerptStart(text[n:]), excerptStart(quote[n:]))
}

// shown is how many code points of each side an error shows.
const shown = 20

func excerptStart(s string) string {
	if s == "" {
		return "nothing more"
	}
	n := 0
	for i := range s {
		if n++; n > shown {
			return fmt.Sprintf("%q", s[:i]+"…")
		}
	}
	return fmt.Sprintf("%q", s)
}

func excerptEnd(s string) string {
	p := len(s)
	for n := 0; p > 0; n++ {
		if n == shown {
			return "…" + s[p:]
		}
		_, size := utf8.DecodeLastRuneInString(s[:p])
		p -= size
	}
	return s
}

// commonPrefix is how many bytes, whole characters, a and b begin with alike.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// commonSuffix is how many bytes, whole characters, a and b end with alike.
func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}
