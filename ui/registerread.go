package ui

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/annotate/text"
	view "parley/ui/register"
	"parley/ui/textlayout"
)

// besideHit is how many characters of context are read on each side of a mention.
const besideHit = 110

// mostQuoted is how many characters of a statement are shown.
const mostQuoted = 160

// actorPlace is a place and the layer of what stands there.
type actorPlace struct {
	query.Place
	layer annotate.LayerID
}

// read has the places that are wanted read elsewhere. They come in parcels; a reading that
// goes on is given up.
func (r *registerWindow) read(wanted view.Wanted) {
	r.stopReading()
	r.wanted = wanted
	x := r.index()
	if x == nil {
		r.view.SetPlaces(nil, false)
		return
	}
	places := r.places(x, wanted)
	if len(places) == 0 {
		r.view.SetPlaces(nil, true)
		return
	}
	reader, end, err := r.project.session.View()
	if err != nil {
		r.tell("The documents could not be read", err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.reading = cancel
	c := &concordance{reader: reader, schema: r.project.session.Schema(), wanted: wanted}
	go func() {
		defer end()
		inReadingOrder(places)
		last := time.Now()
		tell := func(over bool) {
			rows := slices.Clip(c.rows)
			r.post(func() {
				if ctx.Err() == nil && !r.gone && r.wanted == wanted {
					r.view.SetPlaces(rows, over)
				}
			})
			last = time.Now()
		}
		for i, p := range places {
			if ctx.Err() != nil {
				return
			}
			c.add(p)
			if i == firstPlaces || time.Since(last) > tellEvery {
				tell(false)
			}
		}
		tell(true)
	}()
}

// firstPlaces are as many as are in sight: they are shown at once.
const firstPlaces = 40

func (r *registerWindow) stopReading() {
	if r.reading != nil {
		r.reading()
	}
}

// places are the places wanted, layer after layer.
func (r *registerWindow) places(x *query.Index, wanted view.Wanted) (list []actorPlace) {
	linked := map[annotate.ID]bool{}
	if wanted.Actor.IsZero() {
		for l, f := range r.mentions {
			for id := range x.Entities() {
				for p := range x.Places(query.Slot(l, f, id)) {
					linked[p.Annotation] = true
				}
			}
		}
	}
	layers := r.project.session.Schema().Layers
	for i := range layers {
		l := layers[i].ID
		if _, mention := r.mentions[l]; mention == wanted.Statements {
			continue
		}
		terms := []query.Term{query.Layer(l)}
		if !wanted.Actor.IsZero() {
			terms = append(terms, query.Entity(wanted.Actor))
		}
		for p := range x.Places(terms...) {
			if !linked[p.Annotation] {
				list = append(list, actorPlace{p, l})
			}
		}
	}
	return list
}

func inReadingOrder(list []actorPlace) {
	slices.SortStableFunc(list, func(a, b actorPlace) int {
		return cmp.Or(a.Document.Compare(b.Document), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
}

// concordance reads places, document by document. It belongs to one goroutine; rows that
// were told stay as they are.
type concordance struct {
	reader session.Reader
	schema *annotate.Schema
	wanted view.Wanted
	rows   []view.Place

	document *annotate.Document // that was read last
	text     *text.Text
	as       map[annotate.ID]string
}

// add reads one place. A document that is gone, or that cannot be read, has none.
func (c *concordance) add(p actorPlace) {
	if c.document == nil || c.document.ID != p.Document {
		if err := c.open(p.Document); err != nil {
			c.document, c.text = &annotate.Document{ID: p.Document}, nil
		}
	}
	if c.text == nil {
		return
	}
	row := view.Place{Document: p.Document, Annotation: p.Annotation, Title: c.document.Title, Date: c.document.Date, As: c.as[p.Annotation]}
	if l := c.schema.Layer(p.layer); l != nil {
		row.Slot = l.Colour
	}
	span := p.Span.Intersect(c.text.All())
	if span.Empty() {
		row.Quote = "the whole document"
	} else {
		c.around(&row, span)
	}
	c.rows = append(c.rows, row)
}

// around fills in the words at a span, and those beside it.
func (c *concordance) around(row *view.Place, span text.Span) {
	row.Quote = cut(c.text.Slice(span), mostQuoted)
	row.RightToLeft = textlayout.ReadsFromRight(c.text.Slice(c.text.ParagraphAt(span.Start)))
	if !c.wanted.Statements {
		before, after := search.Around(c.text, span, besideHit)
		row.Before, row.After = oneLine(before), oneLine(after)
	}
}

// oneLine is a copy of s without breaks, which keeps no text in memory.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (c *concordance) open(id annotate.ID) (err error) {
	if c.document, err = c.reader.Document(id); err != nil {
		return err
	}
	body, err := c.reader.Body(id)
	if err != nil {
		return err
	}
	if c.text, err = text.New(body); err != nil || !c.wanted.Statements {
		return err
	}
	c.as = map[annotate.ID]string{}
	list, err := c.reader.Annotations(id)
	if errors.Is(err, annotate.ErrNotFound) {
		return nil
	}
	for _, a := range list {
		if as := c.slots(a); as != "" {
			c.as[a.ID] = as
		}
	}
	return err
}

// slots are the layer of a statement and the slots in which the actor stands: “Claim · claimant”.
func (c *concordance) slots(a *annotate.Annotation) string {
	l := c.schema.Layer(a.Layer)
	if l == nil {
		return ""
	}
	var names []string
	for _, fv := range a.Features {
		if slices.ContainsFunc(fv.Values, func(v annotate.Value) bool { return v.Type == annotate.TypeEntity && v.Ref == c.wanted.Actor }) {
			if f := l.Feature(fv.Feature); f != nil {
				names = append(names, strings.ToLower(f.Name))
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return l.Name + " · " + strings.Join(names, ", ")
}
