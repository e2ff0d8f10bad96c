package parley

import (
	"fmt"
	"strings"
)

// Report says what was carried and what was not, and why.
type Report struct {
	Documents   int
	Annotations int
	Relations   int
	Entities    int
	Annotators  int

	Repaired Findings // carried, with positions counted in another unit than the file says
	Refused  Findings // not carried
	Skipped  Findings // not carried because the project has it already
	Doubtful Findings // carried as it stands, though something about it is not as it should be
}

// keepFindings is how many problems of one sort a report holds; the rest are counted.
const keepFindings = 1000

// Findings are problems of one sort.
type Findings struct {
	Total int
	First []Problem // at most the first 1,000
}

// Problem is one thing that is wrong with a file, or with a record to be written to one.
type Problem struct {
	Document string // title, or ID where there is none; empty when it is about no document
	Record   string // "annotation 0190…", or empty when it is about no record
	Place    string // JSON Pointer (RFC 6901), after "line N: " in JSONL; empty when writing
	Offset   int64  // bytes into the file
	Text     string // what is wrong
}

// String is one line: place, document, record, what is wrong.
func (p Problem) String() string {
	var parts []string
	for _, s := range []string{strings.TrimSuffix(p.Place, ": "), p.Record} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if p.Document != "" {
		parts = append(parts, fmt.Sprintf("in %q", p.Document))
	}
	if len(parts) == 0 {
		return p.Text
	}
	return strings.Join(parts, " ") + ": " + p.Text
}

func (f *Findings) add(p Problem) {
	if f.Total++; len(f.First) < keepFindings {
		f.First = append(f.First, p)
	}
}

func (f *Findings) join(o Findings) {
	f.Total += o.Total
	f.First = append(f.First, o.First[:min(len(o.First), keepFindings-len(f.First))]...)
}

// join adds what another part of the same work reports.
func (r *Report) join(o *Report) {
	r.Documents += o.Documents
	r.Annotations += o.Annotations
	r.Relations += o.Relations
	r.Entities += o.Entities
	r.Annotators += o.Annotators
	r.Repaired.join(o.Repaired)
	r.Refused.join(o.Refused)
	r.Skipped.join(o.Skipped)
	r.Doubtful.join(o.Doubtful)
}

// OK reports whether everything was carried as it stands.
func (r *Report) OK() bool {
	return r.Repaired.Total+r.Refused.Total+r.Skipped.Total+r.Doubtful.Total == 0
}
