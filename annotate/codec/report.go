package codec

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Report says what was carried and what was not, and why. It is JSON as it stands.
type Report struct {
	Documents   int `json:"documents"`
	Annotations int `json:"annotations"`
	Relations   int `json:"relations"`
	Entities    int `json:"entities"`
	Annotators  int `json:"annotators"`

	Repaired Findings `json:"repaired"` // carried, with positions counted in another unit than the file says
	Refused  Findings `json:"refused"`  // not carried
	Skipped  Findings `json:"skipped"`  // not carried because the project has it already
	Doubtful Findings `json:"doubtful"` // carried as it stands, though something about it is not as it should be
	Remarks  Findings `json:"remarks"`  // worth knowing, and nothing is wrong: see [Report.Remark]
	Lost     []Loss   `json:"lost"`     // what the other side has no place for, by what it is
}

// keepFindings is how many problems of one sort a report holds; the rest are counted.
const keepFindings = 1000

// Findings are problems of one sort.
type Findings struct {
	Total int       `json:"total"`
	First []Problem `json:"first,omitempty"` // at most the first 1,000
}

// Problem is one thing that is wrong with a file, or that could not be carried.
type Problem struct {
	Document string `json:"document"` // title, or ID where there is none; empty when it is about no document
	Record   string `json:"record"`   // "annotation 0190…", or empty when it is about no record
	Place    string `json:"place"`    // in the source: "line 12", a JSON Pointer (RFC 6901); empty when writing
	Offset   int64  `json:"offset"`   // bytes into the file
	Text     string `json:"problem"`  // what is wrong
}

// String is one line: place, record, document, what is wrong.
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

// Add takes one problem in.
func (f *Findings) Add(p Problem) {
	if f.Total++; len(f.First) < keepFindings {
		f.First = append(f.First, p)
	}
}

// Join takes the problems of o in.
func (f *Findings) Join(o Findings) {
	f.Total += o.Total
	f.First = append(f.First, o.First[:min(len(o.First), keepFindings-len(f.First))]...)
}

// Kind is a kind of loss, said of one and of many: {"discontinuous span written as its
// hull", "discontinuous spans written as their hulls"}.
type Kind struct{ One, Many string }

// Loss is how often something could not be carried, and where.
type Loss struct {
	Kind
	Findings
}

// String is "1 discontinuous span written as its hull".
func (l Loss) String() string {
	if l.Total == 1 {
		return "1 " + l.One
	}
	return fmt.Sprintf("%d %s", l.Total, l.Many)
}

// MarshalJSON is the loss with what it is in words: {"what": "12 notes", "total": 12, "first": […]}.
func (l Loss) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		What string `json:"what"`
		Findings
	}{l.String(), l.Findings})
}

// Whole reports whether nothing stayed behind: nothing was refused, lost or doubtful. What
// was skipped is there already.
func (r *Report) Whole() bool {
	return r.Refused.Total+r.Doubtful.Total+len(r.Lost) == 0
}

// Lose tells that something could not be carried.
func (r *Report) Lose(k Kind, p Problem) {
	i := slices.IndexFunc(r.Lost, func(l Loss) bool { return l.Kind == k })
	if i < 0 {
		i = len(r.Lost)
		r.Lost = append(r.Lost, Loss{Kind: k})
	}
	r.Lost[i].Add(p)
}

// Remark tells what whoever goes on with the file has to know, as the password under which it
// opens. Nothing stayed behind and nothing is in doubt: a report with remarks alone is whole
// and OK.
func (r *Report) Remark(p Problem) { r.Remarks.Add(p) }

// Join takes in what another part of the same work reports.
func (r *Report) Join(o *Report) {
	r.Documents += o.Documents
	r.Annotations += o.Annotations
	r.Relations += o.Relations
	r.Entities += o.Entities
	r.Annotators += o.Annotators
	r.Repaired.Join(o.Repaired)
	r.Refused.Join(o.Refused)
	r.Skipped.Join(o.Skipped)
	r.Doubtful.Join(o.Doubtful)
	r.Remarks.Join(o.Remarks)
	for _, l := range o.Lost {
		i := slices.IndexFunc(r.Lost, func(m Loss) bool { return m.Kind == l.Kind })
		if i < 0 {
			r.Lost = append(r.Lost, Loss{Kind: l.Kind})
			i = len(r.Lost) - 1
		}
		r.Lost[i].Findings.Join(l.Findings)
	}
}

// OK reports whether everything was carried as it stands.
func (r *Report) OK() bool {
	return r.Repaired.Total+r.Refused.Total+r.Skipped.Total+r.Doubtful.Total+len(r.Lost) == 0
}
