package panel

import (
	"strings"

	"parley/annotate"
	"parley/ui/control"
)

// names finds what a value names.
type names interface {
	Schema() *annotate.Schema
	Entity(annotate.ID) *annotate.Entity
	Annotation(annotate.ID) *annotate.Annotation
}

// valueText is a value of feature f as people see it.
func valueText(n names, f *annotate.Feature, v annotate.Value) string {
	switch v.Type {
	case annotate.TypeNumber:
		return showNumber(v.Number)
	case annotate.TypeBoolean:
		if v.Bool {
			return "yes"
		}
		return "no"
	case annotate.TypeDate:
		return longDate(v.Date)
	case annotate.TypeTag:
		if g := tagOf(n, f, v.Tag); g != nil && g.Retired {
			return g.Label() + " (retired)"
		} else if g != nil {
			return g.Label()
		}
		return string(v.Tag)
	case annotate.TypeEntity:
		if e := n.Entity(v.Ref); e != nil {
			return e.Name
		}
		return "unknown actor"
	case annotate.TypeAnnotation:
		if a := n.Annotation(v.Ref); a != nil {
			return quoteOf(a)
		}
		return "unknown annotation"
	}
	return v.Text
}

func tagOf(n names, f *annotate.Feature, id annotate.TagID) *annotate.Tag {
	if set := n.Schema().Tagset(f.Tagset); set != nil {
		return set.Tag(id)
	}
	return nil
}

// quoteOf is what an annotation is about in one line: its words, the fragments joined by
// an ellipsis.
func quoteOf(a *annotate.Annotation) string {
	if len(a.Fragments) == 0 {
		return "the whole document"
	}
	if len(a.Fragments) == 1 {
		return oneLine(a.Quote.Exact)
	}
	var parts []string
	at := 0
	for _, span := range a.Fragments {
		end := min(len(a.Quote.Exact), at+span.Len())
		parts = append(parts, a.Quote.Exact[min(at, end):end])
		at = end + 1 // the blank that joins the fragments of a quote
	}
	return oneLine(strings.Join(parts, " … "))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// isStance reports whether a tagset is one of stances: few tags, each with a sign.
func isStance(set *annotate.Tagset) bool {
	if set == nil || len(set.Tags) < 2 || len(set.Tags) > 6 {
		return false
	}
	for _, g := range set.Tags {
		if stanceMark(g) == control.NoMark {
			return false
		}
	}
	return true
}

func stanceMark(g annotate.Tag) control.Mark {
	return control.StanceMark(annotate.TagID(strings.ToLower(string(g.ID))))
}

// isTree reports whether a tagset is a codebook: one with levels or codes.
func isTree(set *annotate.Tagset) bool {
	for _, g := range set.Tags {
		if g.Parent != "" || g.Code != "" {
			return true
		}
	}
	return false
}

// missing counts the required features of a that are unset.
func missing(l *annotate.Layer, a *annotate.Annotation) int {
	n := 0
	for i := range l.Features {
		if l.Features[i].Required && len(a.Values(l.Features[i].ID)) == 0 {
			n++
		}
	}
	return n
}
