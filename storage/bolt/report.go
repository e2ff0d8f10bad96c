package bolt

import (
	"fmt"
	"strings"

	"parley/annotate"
)

// Report is what [Check] found in a file.
type Report struct {
	Path     string    `json:"path"`
	Project  string    `json:"project"` // its name; empty when that cannot be read
	Format   int       `json:"format"`
	Size     int64     `json:"size"`    // bytes
	Entries  uint64    `json:"entries"` // of the log
	Counts   []Count   `json:"counts"`  // by kind of record
	Problems []Problem `json:"problems"`
	More     int       `json:"more,omitempty"` // problems beyond those listed
}

// Count says how many records of a kind there are.
type Count struct {
	Kind       string `json:"kind"`
	Readable   int    `json:"readable"`
	Unreadable int    `json:"unreadable"`      // there, but damaged
	Lost       int    `json:"lost"`            // not there, though the log says that they should be
	Found      int    `json:"found,omitempty"` // of the last two, found again by Salvage
}

// Problem is one thing that is wrong.
type Problem struct {
	Place  string `json:"place"`
	What   string `json:"what"`
	Damage bool   `json:"damage"` // of the file; else a reference that leads nowhere
}

// String is a line of a list.
func (p Problem) String() string { return p.Place + ": " + p.What }

// listed is how many problems a report lists; a broken page can bring thousands.
const listed = 1000

func (r *Report) add(damage bool, place, format string, args ...any) {
	if len(r.Problems) == listed {
		r.More++
		return
	}
	r.Problems = append(r.Problems, Problem{place, fmt.Sprintf(format, args...), damage})
}

// OK reports whether nothing at all is wrong.
func (r *Report) OK() bool { return len(r.Problems) == 0 }

// Err is annotate.ErrDamaged with the first damage, or nil when the file is whole.
func (r *Report) Err() error {
	for _, p := range r.Problems {
		if p.Damage {
			return fmt.Errorf("%s: %w", p, annotate.ErrDamaged)
		}
	}
	return nil
}

// Summary says in one or two sentences what is lost and what is not.
func (r *Report) Summary() string {
	var whole, lost, found []string
	for _, c := range r.Counts {
		if c.Readable > 0 {
			whole = append(whole, plural(c.Readable, c.Kind))
		}
		if n := c.Unreadable + c.Lost - c.Found; n > 0 {
			lost = append(lost, plural(n, c.Kind))
		}
		if c.Found > 0 {
			found = append(found, plural(c.Found, c.Kind))
		}
	}
	if len(whole) == 0 && len(found) == 0 {
		return "Nothing in this file can be read."
	}
	s := "Can be read: " + strings.Join(whole, ", ") + "."
	if len(found) > 0 {
		s += " Found again: " + strings.Join(found, ", ") + "."
	}
	if len(lost) > 0 {
		return s + " Cannot be read: " + strings.Join(lost, ", ") + "."
	}
	if r.OK() {
		return s + " Nothing is lost."
	}
	return s + " No record is known to be lost."
}

func plural(n int, kind string) string {
	switch {
	case n == 1:
		return "1 " + kind
	case strings.HasSuffix(kind, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(kind, "y"))
	case strings.HasSuffix(kind, "s"):
		return fmt.Sprintf("%d %s records", n, kind)
	}
	return fmt.Sprintf("%d %ss", n, kind)
}
