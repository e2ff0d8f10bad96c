package query

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
)

// resolver looks up what a clause names.
type resolver struct {
	book   Book
	clause Clause
}

// nothing is the word for a slot in which nothing stands.
const nothing = "unset"

// ownSlots are the slots that are no features of a schema.
var ownSlots = []string{"actor", "layer", "annotator", "document", "date", "published", "text", "note", "origin"}

func (r *resolver) unset() bool { return !r.clause.Exact && r.clause.Value == nothing }

func (r *resolver) fail(cause error, choices []string, format string, args ...any) error {
	return &QuestionError{Reason: fmt.Sprintf(format, args...), At: r.clause.At, Choices: choices, cause: cause}
}

// condition looks up the slot. The words of the language come before the schema's names.
func (r *resolver) condition() (condition, error) {
	switch slot := folded(r.clause.Slot); slot {
	case "", "text", "quote":
		return r.words(func(a *annotate.Annotation) string { return a.Quote.Exact })
	case "note":
		if r.unset() {
			return condition{is: func(a *annotate.Annotation, _ *annotate.Document) bool { return a.Note == "" }}, nil
		}
		return r.words(func(a *annotate.Annotation) string { return a.Note })
	case "origin":
		return r.words(func(a *annotate.Annotation) string { return a.Origin })
	case "layer":
		return r.layer()
	case "annotator", "document", "actor", "date", "published":
		if r.unset() && (slot == "annotator" || slot == "document") {
			return condition{}, r.fail(nil, nil, "every annotation has one %s", slot)
		}
		return map[string]func() (condition, error){"annotator": r.annotator, "document": r.document, "actor": r.actor, "date": r.date, "published": r.published}[slot]()
	}
	return r.slot()
}

// words wants the value in what part gives.
func (r *resolver) words(part func(*annotate.Annotation) string) (condition, error) {
	want := search.Loose.Of(r.clause.Value)
	if want == "" {
		return condition{}, r.fail(nil, nil, "%q has no letters to look for", r.clause.Value)
	}
	return condition{is: func(a *annotate.Annotation, _ *annotate.Document) bool {
		s := part(a)
		return len(s) > 0 && strings.Contains(search.Loose.Of(s), want)
	}}, nil
}

// named is something that a clause can name.
type named[T any] struct {
	value T
	label string // as people see it
}

// only is the one of what was found; none and several are told, and of all those that may
// have been meant.
func only[T any](r *resolver, kind string, found []named[T], all []naming) (value T, err error) {
	switch len(found) {
	case 1:
		return found[0].value, nil
	case 0:
		return value, r.fail(annotate.ErrNotFound, similar(r.clause.Value, all), "no %s is called %q", kind, r.clause.Value)
	}
	var labels []string
	for _, f := range found {
		labels = append(labels, f.label)
	}
	return value, r.fail(annotate.ErrAmbiguous, labels, "%q is more than one %s", r.clause.Value, kind)
}

// naming is how something is shown, and the names by which it can be meant.
type naming struct {
	label string
	names []string
}

func namingOf(names ...string) naming { return naming{names[0], names} }

// mostChoices is how many names an error offers.
const mostChoices = 8

// similar are the names that a person may have meant: those that hold what was written, or
// else at least the first half of it, or all when they are few.
func similar(value string, all []naming) []string {
	letters := []rune(folded(value))
	for n := len(letters); n > 0 && n >= (len(letters)+1)/2; n-- {
		if list := holding(string(letters[:n]), all); len(list) > 0 {
			return list
		}
	}
	if len(all) > mostChoices {
		return nil
	}
	return holding("", all)
}

// holding are the labels of those that have a name with part in it.
func holding(part string, all []naming) (list []string) {
	for _, n := range all {
		is := slices.ContainsFunc(n.names, func(name string) bool { return strings.Contains(folded(name), part) })
		if is && len(list) < mostChoices && !slices.Contains(list, n.label) {
			list = append(list, n.label)
		}
	}
	return list
}

// called reports whether one of names is what the clause says.
func (r *resolver) called(names ...string) bool {
	want := folded(r.clause.Value)
	return want != "" && slices.ContainsFunc(names, func(n string) bool { return folded(n) == want })
}

func (r *resolver) layer() (condition, error) {
	var found []named[annotate.LayerID]
	var all []naming
	for i := range r.book.Schema.Layers {
		l := &r.book.Schema.Layers[i]
		all = append(all, namingOf(l.Name, string(l.ID)))
		if r.called(string(l.ID), l.Name) {
			found = append(found, named[annotate.LayerID]{l.ID, l.Name + " (" + string(l.ID) + ")"})
		}
	}
	id, err := only(r, "layer", found, all)
	return condition{terms: []Term{Layer(id)}, decided: true}, err
}

func (r *resolver) annotator() (condition, error) {
	var found []named[annotate.ID]
	var all []naming
	for _, a := range r.book.Annotators {
		all = append(all, namingOf(a.Name))
		if r.called(a.Name, a.ID.String()) {
			found = append(found, named[annotate.ID]{a.ID, a.Name + " (" + a.ID.String() + ")"})
		}
	}
	if len(found) == 0 { // the first name, or the initials, if they are one person's
		for _, a := range r.book.Annotators {
			first, _, _ := strings.Cut(a.Name, " ")
			if r.called(first, a.Initials) {
				found = append(found, named[annotate.ID]{a.ID, a.Name})
			}
		}
	}
	id, err := only(r, "annotator", found, all)
	return condition{terms: []Term{Annotator(id)}, decided: true}, err
}

// document is every document whose title has the words, or the one with the ID.
func (r *resolver) document() (condition, error) {
	c := condition{in: map[annotate.ID]bool{}}
	want := folded(r.clause.Value)
	id, _ := annotate.ParseID(r.clause.Value)
	if r.book.Documents != nil {
		for d := range r.book.Documents {
			if d.ID == id || want != "" && strings.Contains(search.Loose.Of(d.Title), want) {
				c.in[d.ID] = true
			}
		}
	}
	if len(c.in) == 0 {
		return c, r.fail(annotate.ErrNotFound, nil, "no document has %q in its title", r.clause.Value)
	}
	return c, nil
}

// entity is the actor with the name or alias; without one all are given.
func (r *resolver) entity() (found []named[annotate.ID], all []naming) {
	want := folded(r.clause.Value)
	id, _ := annotate.ParseID(r.clause.Value)
	if r.book.Entities == nil || want == "" {
		return nil, nil
	}
	for e := range r.book.Entities {
		if e.ID == id || slices.ContainsFunc(e.Names(), func(n string) bool { return folded(n) == want }) {
			found = append(found, named[annotate.ID]{e.ID, fmt.Sprintf("%s (%s:%s)", e.Name, r.clause.Slot, e.ID)})
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	for e := range r.book.Entities {
		all = append(all, namingOf(e.Names()...))
	}
	return nil, all
}

func (r *resolver) actor() (condition, error) {
	if r.unset() {
		s := r.book.Schema
		return condition{is: func(a *annotate.Annotation, _ *annotate.Document) bool {
			l := s.Layer(a.Layer)
			return l != nil && slices.ContainsFunc(l.Features, func(f annotate.Feature) bool { return f.Takes(annotate.TypeEntity) }) &&
				!anyValue(a, func(_ annotate.FeatureID, v *annotate.Value) bool { return v.Type == annotate.TypeEntity })
		}}, nil
	}
	found, all := r.entity()
	id, err := only(r, "actor", found, all)
	return condition{terms: []Term{Entity(id)}, decided: true}, err
}

// anyValue reports whether is is true of one of the values.
func anyValue(a *annotate.Annotation, is func(annotate.FeatureID, *annotate.Value) bool) bool {
	for i := range a.Features {
		for j := range a.Features[i].Values {
			if is(a.Features[i].Feature, &a.Features[i].Values[j]) {
				return true
			}
		}
	}
	return false
}

// dates are those from one to another, each as precise as it was written.
type dates struct{ from, to annotate.Date }

// has reports whether all of d lies within.
func (s dates) has(d annotate.Date) bool {
	return !d.IsZero() && (s.from.IsZero() || d.Precision() <= s.from.Precision() && s.from.Compare(d.To(s.from.Precision())) <= 0) &&
		(s.to.IsZero() || d.Precision() <= s.to.Precision() && d.To(s.to.Precision()).Compare(s.to) <= 0)
}

func (r *resolver) dates() (s dates, err error) {
	first, last, ranged := strings.Cut(r.clause.Value, "..")
	if !ranged {
		last = first
	}
	if s.from, err = annotate.ParseDate(first); err == nil {
		s.to, err = annotate.ParseDate(last)
	}
	if err != nil || s == (dates{}) {
		return s, r.fail(nil, nil, "%q is no date: write 2018, 2018-03, 2018-03-14 or 2018..2020", r.clause.Value)
	}
	if !s.from.IsZero() && !s.to.IsZero() && s.to.To(s.from.Precision()).Compare(s.from.To(s.to.Precision())) < 0 {
		return s, r.fail(nil, nil, "%s ends before it begins", r.clause.Value)
	}
	return s, nil
}

func (r *resolver) published() (condition, error) {
	if r.unset() {
		return condition{dated: true, is: func(_ *annotate.Annotation, d *annotate.Document) bool { return d.Date.IsZero() }}, nil
	}
	s, err := r.dates()
	return condition{dated: true, is: func(_ *annotate.Annotation, d *annotate.Document) bool { return s.has(d.Date) }}, err
}

// date is the statement's own date, in whatever slot, or else its document's.
func (r *resolver) date() (condition, error) {
	isDate := func(_ annotate.FeatureID, v *annotate.Value) bool { return v.Type == annotate.TypeDate }
	if r.unset() {
		return condition{is: func(a *annotate.Annotation, _ *annotate.Document) bool { return !anyValue(a, isDate) }}, nil
	}
	s, err := r.dates()
	return condition{dated: true, is: func(a *annotate.Annotation, d *annotate.Document) bool {
		if anyValue(a, isDate) {
			return anyValue(a, func(_ annotate.FeatureID, v *annotate.Value) bool {
				return v.Type == annotate.TypeDate && s.has(v.Date)
			})
		}
		return s.has(d.Date)
	}}, err
}

// number reads "3", "2..5", "2.." or "..5".
func number(s string) (from, to float64, ok bool) {
	first, last, ranged := strings.Cut(s, "..")
	if !ranged {
		last = first
	}
	bound := func(s string, open float64) float64 {
		if s = strings.TrimSpace(s); s == "" && ranged {
			return open
		}
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return math.NaN()
		}
		return n
	}
	from, to = bound(first, math.Inf(-1)), bound(last, math.Inf(1))
	return from, to, !math.IsNaN(from+to) && from <= to
}
