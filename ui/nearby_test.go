package ui

import (
	"fmt"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

// span is where words stand in the open text; the n-th time, from 0.
func (b *bench) span(words string, n int) text.Span {
	b.t.Helper()
	s, from := b.doc.page.Text().String(), 0
	for {
		i := strings.Index(s[from:], words)
		if i < 0 {
			b.t.Fatalf("%q does not stand there", words)
		}
		if n--; n < 0 {
			return text.Span{Start: text.Offset(from + i), End: text.Offset(from + i + len(words))}
		}
		from += i + len(words)
	}
}

// mention marks words as a mention of an actor.
func (b *bench) mention(words string, n int, who annotate.ID) {
	b.t.Helper()
	var values []annotate.FeatureValue
	if !who.IsZero() {
		values = append(values, annotate.FeatureValue{Feature: "entity", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: who}}})
	}
	cs, _, err := b.editor().Mark(b.doc.page, "Actor", []text.Span{b.span(words, n)}, values...)
	if !b.apply(cs, err) {
		b.t.Fatalf("%q is not marked", words)
	}
}

// near is what is told of a place: "Union 2" is an actor two words away; what is marked
// has a star, what is ambiguous a question mark.
func (b *bench) near(at text.Span, most int) string {
	var parts []string
	for _, n := range b.nearby(at, most) {
		s := fmt.Sprint(b.project.session.Entity(n.entity).Name, " ", n.words)
		if !n.mention.IsZero() {
			s += "*"
		}
		if n.ambiguous {
			s += "?"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

func TestNearbyMarked(t *testing.T) {
	b := findBench(t, talks)
	a, c := b.actor(t, "Northern Front"), b.actor(t, "Quay Board")
	b.mention("Dockers’ Union", 0, a)
	b.mention("Müller", 0, c)
	b.mention("e\u0301", 0, annotate.ID{}) // names nobody
	b.mention("𐐀", 0, a)
	if got, want := b.near(b.span("chair", 0), 5), "Quay Board 0*, Northern Front 5*"; got != want {
		t.Errorf("near the chair: %s, not %s", got, want)
	}
	if got, want := b.near(b.span("with 𐐀", 0), 1), "Northern Front 0*"; got != want {
		t.Errorf("inside: %s, not %s", got, want)
	}
	if name, who := b.speakerAt(0); name != "" || !who.IsZero() {
		t.Errorf("%q speaks", name)
	}
}
