package ui

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/search"
	"parley/annotate/session"
	"parley/ui/textlayout"
)

// folded is s as names are compared.
func folded(s string) string { return search.Loose.Of(s) }

// ask answers what is in the field. What was found before goes.
func (s *searching) ask() {
	s.cancel()
	s.asked = s.panel.Field.Text()
	s.rows, s.ticked, s.busy, s.cutOff, s.stale, s.problem = nil, 0, false, false, false, ""
	s.done, s.of, s.documents, s.at = 0, s.window.documents().Len(), 0, annotate.ID{}
	s.panel.List.Select(-1, false)
	if strings.TrimSpace(s.asked) == "" || s.window.project == nil {
		s.update()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	if s.panel.Options().Statements {
		s.askStatements(ctx)
	} else {
		s.askTexts(ctx)
	}
	s.update()
}

// view begins to read the project; false when that cannot be.
func (s *searching) view() (session.Reader, func(), bool) {
	r, end, err := s.window.project.session.View()
	if err != nil {
		s.window.tell("The documents could not be read", err)
	}
	return r, end, err == nil
}

// ids are those of the documents, in their order, that keep holds for.
func (s *searching) ids(keep func(annotate.Heading) bool) []annotate.ID {
	list := make([]annotate.ID, 0, s.window.documents().Len())
	for _, d := range s.window.documents().All() {
		if keep(d) {
			list = append(list, d.ID)
		}
	}
	return list
}

func (s *searching) askTexts(ctx context.Context) {
	o := s.panel.Options()
	q := search.Query{Text: s.asked, Pattern: o.Pattern, Words: o.Words, Fold: search.Loose}
	if o.Exact {
		q.Fold = 0
	}
	m, err := search.Compile(q)
	if err != nil {
		s.problem = patternSentence(err)
		return
	}
	r, end, ok := s.view()
	if !ok {
		return
	}
	s.busy = true
	order := s.ids(func(annotate.Heading) bool { return true })
	go func() {
		defer end()
		c := &courier{to: s, ctx: ctx, last: time.Now()}
		for f, err := range query.Texts(ctx, r, order, m, query.TextOptions{Most: mostFound, Progress: c.progress}) {
			if err == nil {
				err = c.texts(r, f)
			}
			if c.err = err; err != nil || c.count > mostFound {
				break
			}
		}
		c.send(true)
	}()
}

// courier brings rows from where they are found to the panel, parcel by parcel. It belongs
// to the goroutine that searches.
type courier struct {
	to     *searching
	ctx    context.Context
	parcel []found
	count  int
	done   int
	last   time.Time
	sent   bool
	err    error
}

func (c *courier) progress(documents int) {
	c.done = documents
	if !c.sent && len(c.parcel) > 0 || time.Since(c.last) > tellEvery {
		c.send(false)
	}
}

func (c *courier) send(over bool) {
	rows, done, err := c.parcel, c.done, c.err
	c.parcel, c.last, c.sent = nil, time.Now(), c.sent || len(rows) > 0
	c.to.window.post(func() { c.to.arrived(c.ctx, rows, done, over, err) })
}

func (c *courier) add(f found) bool {
	f.rank, f.ticked = c.count, true
	c.parcel = append(c.parcel, f)
	c.count++
	return c.count <= mostFound
}

// texts takes what was found in one text.
func (c *courier) texts(r session.Reader, f *query.Found) error {
	d, err := r.Document(f.Document)
	if errors.Is(err, annotate.ErrNotFound) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	for h := range f.Hits(contextLength) {
		row := found{document: h.Document, span: h.Span, before: owned(h.Before), hit: owned(cutHit(h.Quote)), after: owned(h.After), rightToLeft: readsFromRight(d, f.Text, h.Span)}
		if !c.add(row) || c.ctx.Err() != nil {
			break
		}
	}
	return nil
}

// askStatements looks the names up elsewhere, asks the index here in which documents
// there can be answers, and reads those elsewhere.
func (s *searching) askStatements(ctx context.Context) {
	r, end, ok := s.view()
	if !ok {
		return
	}
	w, schema, annotators := s.window, s.window.project.session.Schema(), s.window.project.session.Annotators()
	entities, err := w.project.session.Entities()
	if err != nil {
		end()
		w.tell("The register could not be read", err)
		return
	}
	s.busy = true
	asked := s.asked
	go func() {
		q, err := query.Ask(asked, query.Book{Schema: schema, Annotators: annotators, Entities: slices.Values(entities), Documents: headingsOf(r)})
		w.post(func() {
			if ctx.Err() != nil || err != nil {
				end()
				s.refused(ctx, err)
				return
			}
			s.readStatements(ctx, q, r, end)
		})
	}()
}

// headingsOf are those that a reader lists, as far as it can be read.
func headingsOf(r session.Reader) iter.Seq[annotate.Heading] {
	return func(yield func(annotate.Heading) bool) {
		for d, err := range r.Summaries(annotate.ID{}) {
			if err != nil || !yield(d.Heading()) {
				return
			}
		}
	}
}

// refused says why a question cannot be answered.
func (s *searching) refused(ctx context.Context, err error) {
	if ctx.Err() == nil && err != nil {
		s.busy, s.problem = false, questionSentence(err)
		s.update()
	}
}

// questionSentence is what is wrong with a question: “There is no slot "stanze", at
// character 1: stance, target.”
func questionSentence(err error) string {
	var e *query.QuestionError
	if !errors.As(err, &e) {
		return sentence(err)
	}
	line := strings.ToUpper(e.Reason[:1]) + e.Reason[1:] + ", at character " + grouped(e.At)
	if len(e.Choices) > 0 {
		line += ": " + strings.Join(e.Choices, ", ")
	}
	return line
}

func (s *searching) readStatements(ctx context.Context, q *query.Question, r session.Reader, end func()) {
	w := s.window
	order := s.ids(func(d annotate.Heading) bool { return d.Annotations > 0 })
	if live := w.project.live; live != nil && live.Index() != nil {
		order = q.Documents(live.Index())
	}
	s.of = len(order)
	names := s.names()
	go func() {
		defer end()
		c := &courier{to: s, ctx: ctx, last: time.Now()}
		for a, err := range query.Statements(ctx, r, order, q, c.progress) {
			if c.err = err; err != nil || !c.add(statementRow(a.Annotation, names)) {
				break
			}
		}
		c.send(true)
	}()
}

// names says the values of statements; it is made here and used elsewhere.
func (s *searching) names() func(*annotate.Annotation) string {
	schema, actors := s.window.project.session.Schema(), map[annotate.ID]string{}
	if all, err := s.window.project.session.Entities(); err == nil {
		for _, e := range all {
			actors[e.ID] = e.Name
		}
	}
	return func(a *annotate.Annotation) string { return valuesLine(schema, actors, a) }
}

// valuesLine is what stands in an annotation's slots, in their order.
func valuesLine(s *annotate.Schema, actors map[annotate.ID]string, a *annotate.Annotation) string {
	var parts []string
	l := s.Layer(a.Layer)
	for _, fv := range a.Features {
		for _, v := range fv.Values {
			switch word := v.Text; v.Type {
			case annotate.TypeTag:
				word = string(v.Tag)
				if l != nil && l.Feature(fv.Feature) != nil {
					if set := s.Tagset(l.Feature(fv.Feature).Tagset); set != nil && set.Tag(v.Tag) != nil {
						word = set.Tag(v.Tag).Label()
					}
				}
				parts = append(parts, word)
			case annotate.TypeEntity:
				parts = append(parts, actors[v.Ref])
			case annotate.TypeDate:
				parts = append(parts, shortDate(v.Date))
			case annotate.TypeText:
				parts = append(parts, cut(word, 24))
			}
		}
	}
	return isolated(parts)
}

// statementRow is a statement as a row: its quote, between what stands beside it.
func statementRow(a *annotate.Annotation, names func(*annotate.Annotation) string) found {
	f := found{document: a.Document, annotation: a.ID, layer: a.Layer, span: a.Span(), note: names(a), whole: len(a.Fragments) == 0,
		before: owned(a.Quote.Prefix), hit: owned(cut(a.Quote.Exact, contextLength)), after: owned(a.Quote.Suffix)}
	if f.whole {
		f.hit = "the document"
	}
	f.rightToLeft = textlayout.ReadsFromRight(a.Quote.Exact)
	return f
}

// arrived takes a parcel of rows.
func (s *searching) arrived(ctx context.Context, rows []found, done int, over bool, err error) {
	if ctx.Err() != nil || !s.open {
		return
	}
	for _, f := range rows {
		if len(s.rows) == mostFound {
			s.cutOff = true
			break
		}
		if f.document != s.at {
			s.documents++
			s.at = f.document
		}
		s.rows = append(s.rows, f)
		s.ticked++
	}
	if s.done = done; over {
		s.busy = false
		if !s.cutOff && err == nil {
			s.done = s.of
		}
		if len(s.rows) > 0 && (s.order != 0 || s.descending) {
			s.arrange()
		}
	}
	s.update()
	if err != nil && !errors.Is(err, annotate.ErrCanceled) {
		s.window.tell("The documents could not all be read", err)
	}
}
