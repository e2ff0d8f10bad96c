package schema

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
)

// longestID is how long an ID is made, in code points; a number may follow.
const longestID = 40

// rename puts a name in to, its blanks tidied.
func rename(to *string, name, what string) error {
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return fmt.Errorf("the %s has no name; give it one: %w", what, annotate.ErrInvalid)
	case !utf8.ValidString(name):
		return fmt.Errorf("the name of the %s is not UTF-8; type it again: %w", what, annotate.ErrInvalid)
	}
	*to = name
	return nil
}

// identify makes an ID of a name: letters and digits of any script, hyphens for what is
// between them, lower case but for a layer's; other when nothing is left. taken says which
// are not free, in lower case.
func identify(name, other string, lower bool, taken map[string]bool) string {
	if lower {
		name = strings.ToLower(name)
	}
	var b strings.Builder
	gap, n := false, 0
	for _, r := range name {
		if n == longestID {
			break
		}
		if !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap, n = false, n+1
		}
		b.WriteRune(r)
		n++
	}
	id := b.String()
	if id == "" {
		id = other
	}
	for i, first := 2, id; taken[strings.ToLower(id)]; i++ {
		id = fmt.Sprintf("%s-%d", first, i)
	}
	return id
}

// taken are IDs and names that a new part must not have, in lower case. What the schema in
// force has is not free either when it was deleted: its values would come back as another's.
func taken[T any](names func(T) []string, lists ...[]T) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, part := range list {
			for _, n := range names(part) {
				out[strings.ToLower(n)] = true
			}
		}
	}
	return out
}

// nameTaken refuses a name that another part has or was made with, in any case: files name
// parts by either.
func nameTaken[T any](list []T, self int, name string, of func(T) (id, name string), what string) error {
	for i, part := range list {
		id, other := of(part)
		switch {
		case i == self:
		case strings.EqualFold(other, name):
			return fmt.Errorf("there is a %s %s already; choose another name: %w", what, other, annotate.ErrInvalid)
		case strings.EqualFold(id, name):
			return fmt.Errorf("%s is what the %s %s was called first, and its ID; choose another name: %w", id, what, other, annotate.ErrInvalid)
		}
	}
	return nil
}

// move puts list[from] at place to; a place beyond the ends is the end.
func move[T any](list []T, from, to int) {
	if to < 0 || to >= len(list) {
		to = len(list) - 1
	}
	part := list[from]
	if from < to {
		copy(list[from:to], list[from+1:to+1])
	} else {
		copy(list[to+1:from+1], list[to:from])
	}
	list[to] = part
}

func missing(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, annotate.ErrNotFound) }
