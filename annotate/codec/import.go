package codec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/session"
)

// ImportOptions say where a collection goes.
type ImportOptions struct {
	// Into is the project as it is now, whether it sees what Apply does or not. It is read
	// while Apply works, as that of a [session.Store]'s View can be.
	Into session.Reader
	// Apply makes a ChangeSet durable, as session.Session's Apply does. It is called in another
	// goroutine, one call after the other.
	Apply func(annotate.ChangeSet) error
	// Undo takes back the last ChangeSet that Apply made. It is called only when a later one
	// of the same import fails.
	Undo func() error
	// Mapping says what becomes of the collection's layers. See [Propose].
	Mapping Mapping
	// Extend adds to the project's schema what Mapping leaves out, in the same import.
	Extend bool
	// Twins lets a document in although one with the same text is there, as when a collection
	// is converted as it stands. Otherwise it is skipped.
	Twins bool

	Annotator annotate.ID        // who imports, and whose is what the files give to nobody
	NewID     func() annotate.ID // nil: annotate.NewID
	Now       func() time.Time   // nil: time.Now
	Label     string             // of the ChangeSets
	// Progress is told of every document; its error stops the import. May be nil.
	Progress func(documents int) error
}

// Import brings a collection into a project: in parts of whole documents, each one change
// that can be undone. When one fails, those before it are undone, and the project is as it
// was. A document whose text the project has is skipped; a record that cannot stand is
// refused and told.
func Import(ctx context.Context, c Collection, o ImportOptions) (*Report, error) {
	im, err := prepare(c, o)
	if err == nil {
		err = im.run(ctx, c)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", im.label(), im.back(err))
	}
	return im.report, nil
}

type importer struct {
	ImportOptions
	converter
	report     *Report
	schema     *annotate.Schema
	now        time.Time
	annotators map[annotate.ID]annotate.ID // of the collection → of the project
	actors     actors
	texts      map[[32]byte]bool    // that came in
	whole      []*annotate.Original // to be kept with the first document
	changes    []annotate.Change
	applying   chan error // what becomes of the part that is being applied; nil: there is none
	applied    int
}

func prepare(c Collection, o ImportOptions) (*importer, error) {
	im := &importer{ImportOptions: o, report: &Report{}, annotators: map[annotate.ID]annotate.ID{}, texts: map[[32]byte]bool{}}
	if im.NewID == nil {
		im.NewID = annotate.NewID
	}
	if im.Now == nil {
		im.Now = time.Now
	}
	im.now = annotate.Instant(im.Now())
	for _, step := range []func(Collection) error{im.takeSchema, im.takeAnnotators, im.takeActors, im.takeOriginals} {
		if err := step(c); err != nil {
			return im, err
		}
	}
	return im, nil
}

func (im *importer) takeSchema(c Collection) error {
	old, err := im.Into.Schema()
	if err != nil {
		return err
	}
	im.schema = old
	if im.Extend {
		next, m := Extend(old, c.Schema(), im.Mapping)
		im.Mapping = m
		if err := im.putInForce(old, next); err != nil {
			return err
		}
	}
	im.converter = converter{from: c.Schema(), to: im.schema, mapping: im.Mapping, names: &im.actors, report: im.report}
	return nil
}

// putInForce gives the project a schema under the next number, unless it is the old one.
func (im *importer) putInForce(old, next *annotate.Schema) error {
	if reflect.DeepEqual(next, old) {
		return nil
	}
	versions, err := im.Into.SchemaVersions()
	if err != nil {
		return err
	}
	next.Version = old.Version + 1
	if len(versions) > 0 {
		next.Version = max(next.Version, versions[0].Schema.Version+1)
	}
	if err := next.Check(); err != nil {
		return err
	}
	im.schema = next
	im.changes = append(im.changes, annotate.Update(old, next), annotate.Create(&annotate.SchemaVersion{Schema: *next, Since: im.now}))
	return nil
}

// takeAnnotators makes one of annotators of one name, in any case.
func (im *importer) takeAnnotators(c Collection) error {
	there, err := im.Into.Annotators()
	if err != nil {
		return err
	}
	for _, a := range c.Annotators() {
		i := slices.IndexFunc(there, func(o *annotate.Annotator) bool { return strings.EqualFold(o.Name, a.Name) })
		if i >= 0 {
			im.annotators[a.ID] = there[i].ID
			continue
		}
		im.annotators[a.ID] = a.ID
		next := *a
		next.Created = im.now
		there = append(there, &next)
		im.changes = append(im.changes, annotate.Create(&next))
		im.report.Annotators++
	}
	return nil
}

func (im *importer) takeActors(c Collection) error {
	im.actors = newActors(func(e *annotate.Entity) {
		e.ID, e.Created, e.Modified = orNew(e.ID, im.NewID), im.now, im.now
		im.changes = append(im.changes, annotate.Create(e))
		im.report.Entities++
	})
	for e, err := range im.Into.Entities() {
		if err != nil {
			return err
		}
		im.actors.know(e)
	}
	for _, e := range c.Entities() {
		im.actors.take(e)
	}
	im.actors.settle()
	return nil
}

// takeOriginals finds what is kept of the whole collection once a document of it came in:
// its files, and how it was mapped.
func (im *importer) takeOriginals(c Collection) error {
	k, is := c.(Keeper)
	if !is {
		return nil
	}
	mapping, err := json.Marshal(im.Mapping)
	if err != nil {
		return err
	}
	collection, files := k.Originals()
	im.whole = append(files, &annotate.Original{Collection: collection, Name: MappingName, Content: string(mapping)})
	return nil
}

func (im *importer) keep(document annotate.ID, files []*annotate.Original) {
	for _, o := range files {
		o.ID, o.Document = orNew(o.ID, im.NewID), document
		im.changes = append(im.changes, annotate.Create(o))
	}
}

func orNew(id annotate.ID, newID func() annotate.ID) annotate.ID {
	if id.IsZero() {
		return newID()
	}
	return id
}

func (im *importer) run(ctx context.Context, c Collection) error {
	done := 0
	for a := range AheadOf(im.arrivals(ctx, c), arrival.measure) {
		im.report.Join(a.told)
		if a.document == nil && a.err == nil {
			break
		}
		err := a.err
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err == nil {
			err = im.document(a.document)
		}
		if err == nil {
			err = im.flush(false)
		}
		if done++; err == nil && im.Progress != nil {
			err = im.Progress(done)
		}
		if err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return annotate.ErrCanceled // who reads may have taken that for the end
	}
	return im.flush(true)
}

// document adds the changes of one document.
func (im *importer) document(d *Document) error {
	h := &d.Head
	if d.There {
		return im.there(d)
	}
	there, err := im.Into.DocumentWithText(h.SHA256)
	if err != nil && !errors.Is(err, annotate.ErrNotFound) {
		return err
	}
	if !im.Twins && (!there.IsZero() || im.texts[h.SHA256]) {
		if im.texts[h.SHA256] && d.Aside != nil {
			im.keep(annotate.ID{}, d.Aside())
		}
		im.report.Skipped.Add(Problem{Document: h.Title, Place: d.Place, Text: "the project has a document with the same text"})
		return nil
	}
	im.texts[h.SHA256] = true
	h.ID, h.Size, h.Words = orNew(h.ID, im.NewID), len(d.Text.String()), d.Text.CountWords()
	h.Created, h.Modified = im.now, im.now
	if strings.TrimSpace(h.Title) == "" {
		h.Title = "Untitled"
	}
	im.changes = append(im.changes, annotate.Create(&annotate.Body{Document: h.ID, Text: d.Text.String()}))
	im.keep(annotate.ID{}, im.whole)
	im.keep(h.ID, d.Originals)
	im.whole = nil
	im.converter.document(d)
	im.heads(h)
	im.changes = append(im.changes, annotate.Create(h))
	im.report.Documents++
	im.records(d, map[annotate.ID]bool{})
	return nil
}

// there adds what is recorded in a document that the project has. What is there already
// stays as it is.
func (im *importer) there(d *Document) error {
	annotations, err := im.Into.Annotations(d.Head.ID)
	if err != nil {
		return err
	}
	known := map[annotate.ID]bool{}
	for _, a := range annotations {
		known[a.ID] = true
	}
	progress, err := im.Into.Progress(d.Head.ID)
	if err != nil {
		return err
	}
	d.Annotations = slices.DeleteFunc(d.Annotations, func(a *annotate.Annotation) bool {
		if known[a.ID] {
			im.report.Skipped.Add(Problem{Document: d.Head.Title, Place: d.Place, Record: "annotation " + a.ID.String(), Text: "the project has it"})
		}
		return known[a.ID]
	})
	d.Progress = slices.DeleteFunc(d.Progress, func(p *annotate.Progress) bool {
		return slices.ContainsFunc(progress, func(o *annotate.Progress) bool { return o.Annotator == im.annotator(p.Annotator) })
	})
	im.converter.document(d)
	if len(d.Annotations) > 0 {
		im.keep(d.Head.ID, d.Originals)
	}
	im.records(d, known)
	return nil
}

// heads has the author and the speakers be actors of the project.
func (im *importer) heads(h *annotate.Document) {
	h.AuthorEntity = im.actors.of(h.AuthorEntity)
	for i := range h.Turns {
		h.Turns[i].Entity = im.actors.of(h.Turns[i].Entity)
	}
}

// records adds what is recorded in d. Annotations that stay are in the project or come in.
func (im *importer) records(d *Document, stays map[annotate.ID]bool) {
	for _, a := range d.Annotations {
		a.Document, a.Annotator, a.Schema = d.Head.ID, im.annotator(a.Annotator), im.schema.Version
		a.Origin, a.Created, a.Modified = annotate.ByImport, im.time(a.Created), im.time(a.Modified)
		im.actors.rename(a.Features)
		if err := im.fit(d, a); err != nil {
			im.report.Refused.Add(Problem{Document: d.Head.Title, Place: d.Place, Record: "annotation of " + string(a.Layer), Text: err.Error()})
			continue
		}
		stays[a.ID] = true
		im.changes = append(im.changes, annotate.Create(a))
		im.report.Annotations++
	}
	for _, r := range d.Relations {
		r.Document, r.Annotator = d.Head.ID, im.annotator(r.Annotator)
		r.Origin, r.Created, r.Modified = annotate.ByImport, im.time(r.Created), im.time(r.Modified)
		im.actors.rename(r.Features)
		if err := im.schema.CheckRelation(r); err != nil || !stays[r.From] || !stays[r.To] {
			im.report.Refused.Add(Problem{Document: d.Head.Title, Place: d.Place, Record: "relation of " + string(r.Type), Text: reason(err, "an end is not there")})
			continue
		}
		im.changes = append(im.changes, annotate.Create(r))
		im.report.Relations++
	}
	for _, p := range d.Progress {
		p.Document, p.Annotator, p.Modified = d.Head.ID, im.annotator(p.Annotator), im.now
		im.changes = append(im.changes, annotate.Create(p))
	}
}

func reason(err error, other string) string {
	if err != nil {
		return err.Error()
	}
	return other
}

// fit makes the quote, and says why a cannot stand in the text or under the schema.
func (im *importer) fit(d *Document, a *annotate.Annotation) error {
	for _, s := range a.Fragments {
		if err := d.Text.CheckSpan(s); err != nil {
			return err
		}
		if s.Empty() {
			return fmt.Errorf("an empty span at byte %d: %w", s.Start, annotate.ErrInvalid)
		}
	}
	a.Quote = d.Text.Quote(a.Fragments)
	return im.schema.CheckAnnotation(a)
}

func (im *importer) annotator(id annotate.ID) annotate.ID {
	if to, ok := im.annotators[id]; ok {
		return to
	}
	return im.Annotator
}

func (im *importer) time(t time.Time) time.Time {
	if t.IsZero() {
		return im.now
	}
	return annotate.Instant(t)
}
