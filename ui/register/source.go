package register

import (
	"parley/annotate"
	"parley/annotate/register"
)

// Source is what the register shows.
type Source interface {
	// Actors are all actors by name. The slice is not changed.
	Actors() []*annotate.Entity
	// Actor finds one; nil when there is none.
	Actor(annotate.ID) *annotate.Entity
	// Folded are all names of an actor as a search compares them, with line feeds between.
	Folded(*annotate.Entity) string
	// Uses is how often an actor is named.
	Uses(annotate.ID) Uses
	// Counted reports whether Uses and Unlinked know by now.
	Counted() bool
	// Unlinked is how many mentions say no actor.
	Unlinked() int
	// Findings are what the register was found to be told about itself.
	Findings() Findings
	// Documents is how many texts there are.
	Documents() int
}

// Uses is how often an actor is named in annotations.
type Uses struct{ Mentions, Statements int }

// Findings are what a look over all names has found. Until it is over, Known is false and
// the rest is what was found before.
type Findings struct {
	Known     bool
	Same      []register.Pair
	Ambiguous []register.Ambiguous
	Unused    map[annotate.ID]bool
}

// Place is where an actor is named, or a mention that names none.
type Place struct {
	Document, Annotation annotate.ID
	Title                string
	Date                 annotate.Date
	Before, Quote, After string // in the order of reading
	RightToLeft          bool
	Slot                 int    // of the palette, of its layer
	As                   string // of a statement: the slots in which the actor is named
}

// Wanted is which places are to be shown.
type Wanted struct {
	Actor      annotate.ID // zero: the mentions that name nobody
	Statements bool        // rather than the mentions
}
