package codec

import (
	"context"
	"crypto/sha256"
	"iter"
)

// arrival is a document of a collection as it is read, with what was told since the one
// before it. The last is what was told after all of them.
type arrival struct {
	document *Document
	told     *Report
	err      error
}

func (im *importer) arrivals(ctx context.Context, c Collection) iter.Seq[arrival] {
	return func(yield func(arrival) bool) {
		report := &Report{}
		told := func() *Report {
			out := *report
			*report = Report{}
			return &out
		}
		for d, err := range c.Documents(ctx, report) {
			if !yield(arrival{d, told(), err}) || err != nil {
				return
			}
		}
		yield(arrival{told: told()})
	}
}

// measure finds out what takes a walk through the text.
func (a arrival) measure() struct{} {
	if a.err == nil && a.document != nil && !a.document.There {
		t := a.document.Text
		a.document.Head.SHA256 = sha256.Sum256([]byte(t.String()))
		t.CountWords() // which keeps it
	}
	return struct{}{}
}
