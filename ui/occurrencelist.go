package ui

import (
	"context"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/search"
	"parley/annotate/text"
)

// occurrence is a place that may be marked, as a concordance shows it. Its words are its
// own: it keeps no text in memory.
type occurrence struct {
	document           annotate.ID
	title              string // the document's
	span               text.Span
	paragraph          int
	before, hit, after string
	rightToLeft        bool
	standing           edit.Standing
	actors             []annotate.ID // whose name it is, when names of the register are sought
	entity             annotate.ID   // whom its mark is to name then; zero: nobody
	ticked             bool
	left               bool // the person took the tick away
}

// can reports whether the occurrence may be ticked.
func (o *occurrence) can() bool { return o.standing != edit.Already }

// sought is what is looked for to be marked: words or a pattern, or all names of an actor.
type sought struct {
	title    string // as “union”
	query    search.Query
	names    []string // instead of the query; the first is the actor's own
	layer    annotate.LayerID
	entity   annotate.ID // whom the marks name; zero: nobody
	project  bool        // in all documents
	register bool        // all names of the register, each as its own actor
	called   int         // how many actors are called so, when the words do not say which one
}

// seeker finds occurrences in one text after another. It is used by one goroutine.
type seeker struct {
	matcher *search.Matcher
	set     *search.Set
}

func newSeeker(s sought) (*seeker, error) {
	if len(s.names) > 0 {
		return &seeker{set: search.NewSet(search.Loose, true, s.names...)}, nil
	}
	m, err := search.Compile(s.query)
	return &seeker{matcher: m}, err
}

// spans are the hits in a text, and no more than one beyond what can be shown.
func (k *seeker) spans(ctx context.Context, t *text.Text) (list []text.Span) {
	if k.set == nil {
		for span := range k.matcher.Spans(ctx, search.Prepare(t, k.matcher.Fold()), t.All()) {
			if list = append(list, span); len(list) > mostOccurrences {
				break
			}
		}
		return list
	}
	for m := range k.set.Matches(ctx, search.Prepare(t, search.Loose), t.All()) {
		if list = append(list, m.Span); len(list) > mostOccurrences {
			break
		}
	}
	return list
}

// contextLength is how many characters a row has on each side of its hit.
const contextLength = 90

// listed are the hits in a page as rows, with what the annotator has said of them.
func listed(e edit.Editor, p edit.Page, s sought, values []annotate.FeatureValue, spans []text.Span) []occurrence {
	t, rows := p.Text(), make([]occurrence, 0, len(spans))
	standings := e.Standings(p, s.layer, spans, values...)
	number, next := 0, paragraphs(t)
	for i, span := range spans {
		for next.has && next.span.Start <= span.Start {
			number++
			next.step()
		}
		before, after := search.Around(t, span, contextLength)
		o := occurrence{
			document: p.Document().ID, title: p.Document().Title, span: span, paragraph: max(1, number), standing: standings[i], ticked: standings[i] == edit.Unmarked,
			before: owned(before), hit: owned(cutHit(t.Slice(span))), after: owned(after),
		}
		o.rightToLeft = readsFromRight(p.Document(), t, span)
		rows = append(rows, o)
	}
	next.stop()
	return rows
}

// mostHit is how many characters of a hit a row shows.
const mostHit = 60

func cutHit(s string) string { return cut(s, mostHit) }

// owned is s in one line and in memory of its own.
func owned(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c == '\n' || c == '\t' || c == '\r' {
			b[i] = ' '
		}
	}
	return string(b)
}

// values are what every mark is to say.
func (s sought) values(looks map[annotate.LayerID]look) []annotate.FeatureValue {
	if k := looks[s.layer]; !s.entity.IsZero() && k.mention {
		return []annotate.FeatureValue{{Feature: k.who[0], Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: s.entity}}}}
	}
	return nil
}
