package codec

import (
	"fmt"

	"parley/annotate"
)

// batch is of how many changes a part of an import is, about.
const batch = 10_000

func (im *importer) label() string {
	if im.Label == "" {
		return "Import collection"
	}
	return im.Label
}

// flush has what was gathered applied, while the next part is read.
func (im *importer) flush(last bool) error {
	if len(im.changes) < batch && !last {
		return nil
	}
	if err := im.wait(); err != nil || len(im.changes) == 0 {
		return err
	}
	label := im.label()
	if im.applied > 0 || !last {
		label = fmt.Sprintf("%s (part %d)", label, im.applied+1)
	}
	part := annotate.ChangeSet{Label: label, Annotator: im.Annotator, Time: im.now, Changes: im.changes}
	im.changes, im.applying = nil, make(chan error, 1)
	done := im.applying
	go func() { done <- im.Apply(part) }()
	if last {
		return im.wait()
	}
	return nil
}

// wait waits for the part that is being applied.
func (im *importer) wait() error {
	if im.applying == nil {
		return nil
	}
	err := <-im.applying
	if im.applying = nil; err == nil {
		im.applied++
	}
	return err
}

// back undoes what was applied before err.
func (im *importer) back(err error) error {
	_ = im.wait() // a part that failed is not there, and err is why this ends
	for n := im.applied; n > 0; n-- {
		if im.Undo == nil {
			return fmt.Errorf("%w; %d of its parts are in the project and can be undone", err, n)
		}
		if undo := im.Undo(); undo != nil {
			return fmt.Errorf("%w; %d of its parts are in the project, as undoing failed: %w", err, n, undo)
		}
	}
	return err
}
