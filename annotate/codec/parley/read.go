package parley

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"parley/annotate"
	"parley/annotate/session"
)

// ReadOptions say where a dataset goes.
type ReadOptions struct {
	// Into is the project as it is now, whether it sees what Apply does or not. It is read by
	// the caller's goroutine, of a large file also between two changes.
	Into session.Reader
	// Apply makes a ChangeSet durable, as session.Session's Apply does.
	Apply func(annotate.ChangeSet) error
	// Undo takes back the last ChangeSet that Apply made, as session.Session's Undo does.
	// It is called only when a later one of the same import fails.
	Undo func() error
	// Annotator is who imports; they stay in the project. The zero ID: whoever the file
	// names first, as when a project is made of a file.
	Annotator annotate.ID
	Now       func() time.Time
	Label     string // of the ChangeSets; empty: "Import dataset"
	// Progress, if any, is told how much of the work is done; its error stops the import.
	Progress func(done, total int64) error
}

// An import of up to single changes is one ChangeSet; a larger one is several of batch.
const (
	single = 50_000
	batch  = 10_000
	quick  = 32 << 20 // bytes of a file above which the first look is a quick one
)

// Read imports the dataset in r, JSON or JSONL. It reads r twice: first it looks through all
// of it, so that a file that is cut off, of another version or made under another schema is
// refused before anything is changed; then it applies. When that fails half-way, what was
// applied is undone. The first look reads every record, but of a file above 32 MiB, where
// it finds the documents and no more; [Preview] reads every record of any file.
//
// In a project without documents and entities the import gives the very project that was
// exported, with its name, schema, IDs and times. Otherwise the schemas are merged, which
// fails with annotate.ErrConflict where they contradict each other, annotators of one name
// are one, entities of one ID are one, and a document whose text is there already is
// skipped with all that is recorded in it.
//
// A record that cannot be taken is refused and reported; the others come in.
func Read(r io.ReadSeeker, o ReadOptions) (*Report, error) {
	im, err := prepare(r, o.Into, o.Annotator, now(o.Now))
	if err == nil {
		im.options = o
		err = im.look(r)
	}
	if err == nil {
		err = im.apply(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read dataset: %w", err)
	}
	return im.report, nil
}

// Preview says what [Read] would report, and changes nothing.
func Preview(r io.ReadSeeker, into session.Reader) (*Report, error) {
	im, err := prepare(r, into, annotate.ID{}, time.Time{})
	if err == nil {
		err = im.survey(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read dataset: %w", err)
	}
	return im.report, nil
}

func now(clock func() time.Time) time.Time {
	if clock == nil {
		return time.Time{}
	}
	return annotate.Instant(clock())
}

// importer carries one import from the first look to the last change.
type importer struct {
	options ReadOptions
	head    *head
	plan    *plan
	into    session.Reader
	report  *Report
	by      annotate.ID
	first   []annotate.Change    // what the header brings
	empty   bool                 // the project
	looked  bool                 // every record was read, and it is known what becomes of each document
	left    map[int]bool         // documents, by number, that stay out
	ids     map[annotate.ID]bool // of documents that were met, as are
	texts   map[[32]byte]bool    // their sums
	total   int                  // changes
	size    int64                // of the file
}

func prepare(r io.ReadSeeker, into session.Reader, by annotate.ID, now time.Time) (*importer, error) {
	h, p, top, err := open(r, now)
	if err != nil {
		return nil, err
	}
	im := &importer{head: h, plan: p, into: into, by: by, report: &top.report, left: map[int]bool{}, ids: map[annotate.ID]bool{}, texts: map[[32]byte]bool{}}
	if im.size, err = r.Seek(0, io.SeekEnd); err != nil {
		return nil, err
	}
	return im, im.merge(top)
}

// look is the first look at the documents.
func (im *importer) look(r io.ReadSeeker) error {
	if im.size <= quick {
		return im.survey(r)
	}
	number := 0
	im.total = len(im.first)
	return im.head.each(r, func(b []byte, at int64, _ int) error {
		// A document makes two changes, any other record one, and names its annotator.
		im.total += 2 + bytes.Count(b, []byte(`"annotator":`))
		if number++; number%1000 != 0 {
			return nil
		}
		return im.progress(at)
	})
}

// survey reads all documents and finds out what becomes of each.
func (im *importer) survey(r io.ReadSeeker) error {
	im.looked, im.total = true, len(im.first)
	return im.head.decodeAll(r, im.plan, nil, func(c *decoded) error {
		if err := im.meet(c); err != nil {
			return err
		}
		if !im.left[c.number] {
			im.total += c.size()
		}
		return im.progress(c.at)
	})
}

// meet finds out what becomes of a document, and takes over what is reported of it.
func (im *importer) meet(c *decoded) error {
	if !c.refused {
		if err := im.decide(c, im.ids[c.head.ID], im.texts[c.head.SHA256]); err != nil {
			return err
		}
		im.ids[c.head.ID], im.texts[c.head.SHA256] = true, true
	}
	if c.refused {
		im.left[c.number] = true
	}
	im.report.Join(&c.report)
	return nil
}

// decide refuses or skips a document that is there already.
func (im *importer) decide(c *decoded, sameID, sameText bool) error {
	out := func(list *Findings, what string) {
		c.report = Report{}
		c.refused = true
		p := c.problem("", 0, annotate.ID{}, c.at, what)
		list.Add(p)
	}
	switch {
	case sameID:
		out(&im.report.Refused, "another document of the file has its id")
		return nil
	case sameText:
		out(&im.report.Skipped, "the file has a document with the same text before it")
		return nil
	}
	if there, err := im.withText(c.head.SHA256); err != nil && !errors.Is(err, annotate.ErrNotFound) {
		return err
	} else if !there.IsZero() {
		out(&im.report.Skipped, "the project has a document with the same text")
		return nil
	}
	body, err := im.into.Body(c.head.ID)
	if errors.Is(err, annotate.ErrNotFound) {
		return nil
	}
	if err == nil && body != c.body.Text {
		out(&im.report.Refused, "the project has a document with its id and another text")
	}
	return err
}

func (im *importer) withText(sha256 [32]byte) (annotate.ID, error) {
	if im.empty {
		return annotate.ID{}, nil
	}
	return im.into.DocumentWithText(sha256)
}

func (im *importer) progress(done int64) error {
	if im.options.Progress == nil {
		return nil
	}
	return im.options.Progress(done, 2*im.size)
}

// apply reads all documents again and makes them changes.
func (im *importer) apply(r io.ReadSeeker) error {
	b := &batches{importer: im, size: batch, several: true}
	if im.total <= single {
		b.size, b.several = single, false
	}
	b.changes = append(b.changes, im.first...)
	err := im.head.decodeAll(r, im.plan, nil, func(c *decoded) error {
		if !im.looked {
			if err := im.meet(c); err != nil {
				return err
			}
		}
		if !im.left[c.number] {
			b.changes = c.changes(b.changes)
		}
		if err := b.flush(false); err != nil {
			return err
		}
		return im.progress(im.size + c.at)
	})
	if err == nil {
		err = b.flush(true)
	}
	if err != nil {
		return b.back(err)
	}
	return im.progress(2 * im.size)
}

// batches gathers changes and applies them in parts. A document is in one part with all
// that is recorded in it: when the power goes between two parts, another import finds each
// document whole or not at all, and none that it would skip and leave half.
type batches struct {
	*importer
	changes []annotate.Change
	size    int
	several bool
	applied int
}

func (b *batches) flush(last bool) error {
	if len(b.changes) == 0 || len(b.changes) < b.size && !last {
		return nil
	}
	cs := annotate.ChangeSet{Label: b.label(), Annotator: b.by, Time: b.plan.now, Changes: b.changes}
	if err := b.options.Apply(cs); err != nil {
		return err
	}
	b.applied++
	b.changes = nil
	return nil
}

func (b *batches) label() string {
	label := b.options.Label
	if label == "" {
		label = "Import dataset"
	}
	if b.several {
		label = fmt.Sprintf("%s (part %d)", label, b.applied+1)
	}
	return label
}

// back undoes what was applied before err.
func (b *batches) back(err error) error {
	for n := b.applied; n > 0; n-- {
		if b.options.Undo == nil {
			return fmt.Errorf("%w; %d of its parts are in the project and can be undone", err, n)
		}
		if undo := b.options.Undo(); undo != nil {
			return fmt.Errorf("%w; %d of its parts are in the project, as undoing failed: %w", err, n, undo)
		}
	}
	return err
}
