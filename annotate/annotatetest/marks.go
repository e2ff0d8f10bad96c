package annotatetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

// Marked is a text with marks.
type Marked struct {
	Text  string
	Marks []Mark // in the order in which they begin; those of the whole document where they stand
}

// Mark is one mark: a layer and fragments, in text order, those that touch joined.
type Mark struct {
	Layer     annotate.LayerID
	Label     string // as written behind #; empty when there is none
	Fragments []text.Span
}

// Parse reads a marked text and fails the test when it is none.
func Parse(t testing.TB, s string) Marked {
	t.Helper()
	m, err := parse(s)
	if err != nil {
		t.Fatalf("marked text %q: %v", s, err)
	}
	return m
}

type parser struct {
	Marked
	out  strings.Builder
	open []opening
}

// opening is a bracket that is still open: a mark and where it begins.
type opening struct{ mark, start int }

func parse(s string) (Marked, error) {
	p := parser{}
	for s != "" {
		c := s[0]
		s = s[1:]
		switch {
		case c == '\\' && s != "":
			p.out.WriteByte(s[0])
			s = s[1:]
		case c == '[':
			rest, err := p.begin(s)
			if err != nil {
				return Marked{}, err
			}
			s = rest
		case c == ']':
			if err := p.end(); err != nil {
				return Marked{}, err
			}
		default:
			p.out.WriteByte(c)
		}
	}
	if len(p.open) > 0 {
		return Marked{}, fmt.Errorf("%d brackets stay open", len(p.open))
	}
	p.Text = p.out.String()
	return p.Marked, nil
}

// begin reads what stands behind a bracket: a layer, a label, and a blank or the end.
func (p *parser) begin(s string) (rest string, err error) {
	n := strings.IndexAny(s, " ]")
	if n < 0 {
		return "", fmt.Errorf("a bracket stays open")
	}
	layer, label, _ := strings.Cut(s[:n], "#")
	at := slices.IndexFunc(p.Marks, func(m Mark) bool { return label != "" && m.Label == label })
	switch {
	case layer == "" && at < 0:
		return "", fmt.Errorf("mark %q has no layer", s[:n])
	case layer != "" && at >= 0:
		return "", fmt.Errorf("label %q is there twice", label)
	case layer != "":
		at = len(p.Marks)
		p.Marks = append(p.Marks, Mark{Layer: annotate.LayerID(layer), Label: label})
	}
	p.open = append(p.open, opening{at, p.out.Len()})
	if s[n] == ']' {
		return s[n:], nil
	}
	return s[n+1:], nil
}

func (p *parser) end() error {
	if len(p.open) == 0 {
		return fmt.Errorf("a bracket closes at byte %d that none opens", p.out.Len())
	}
	o := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	m := &p.Marks[o.mark]
	if p.out.Len() > o.start {
		m.Fragments = join(append(m.Fragments, text.Span{Start: text.Offset(o.start), End: text.Offset(p.out.Len())}))
	}
	return nil
}

func join(list []text.Span) (out []text.Span) {
	slices.SortFunc(list, text.Span.Compare)
	for _, s := range list {
		if n := len(out); n > 0 && out[n-1].Touches(s) {
			out[n-1] = out[n-1].Hull(s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Format writes s with annotations as Parse reads them: those of the whole document first,
// brackets nested, the longer outside; labels where a mark takes several brackets. Equal
// annotations of equal text give equal strings, in whatever order they come.
func Format(s string, annotations ...*annotate.Annotation) string {
	var marks []Mark
	for _, a := range slices.SortedFunc(slices.Values(annotations), order) {
		marks = append(marks, Mark{Layer: a.Layer, Fragments: a.Fragments})
	}
	f := formatter{s: s, marks: marks, labels: map[int]int{}}
	f.write() // to see which marks take several brackets
	several := f.pieces
	f = formatter{s: s, marks: marks, labels: map[int]int{}}
	for i := range marks {
		if several[i] > 1 {
			f.labels[i] = len(f.labels) + 1
		}
	}
	f.write()
	return f.out.String()
}

func order(a, b *annotate.Annotation) int {
	return cmp.Or(annotate.ComparePlace(&annotate.Annotation{Fragments: a.Fragments}, &annotate.Annotation{Fragments: b.Fragments}),
		slices.CompareFunc(a.Fragments, b.Fragments, text.Span.Compare), cmp.Compare(a.Layer, b.Layer))
}

type formatter struct {
	s      string
	marks  []Mark
	labels map[int]int // mark → its label
	pieces map[int]int // mark → brackets so far
	open   []opened
	out    strings.Builder
}

// opened is a bracket on the stack: a mark, and where its fragment ends.
type opened struct {
	mark int
	end  text.Offset
}

func (f *formatter) write() {
	f.pieces = map[int]int{}
	for i, m := range f.marks {
		if len(m.Fragments) == 0 {
			f.bracket(i)
			f.out.WriteString("]")
		}
	}
	last := text.Offset(0)
	for _, at := range f.borders() {
		f.out.WriteString(escape.Replace(f.s[last:at]))
		f.close(at)
		for i, m := range f.marks {
			for _, s := range m.Fragments {
				if s.Start == at {
					f.begin(i, s.End)
				}
			}
		}
		last = at
	}
	f.out.WriteString(escape.Replace(f.s[last:]))
}

var escape = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

func (f *formatter) borders() []text.Offset {
	var list []text.Offset
	for _, m := range f.marks {
		for _, s := range m.Fragments {
			list = append(list, s.Start, s.End)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// close closes the brackets that end at at, and those inside of them that do not, which
// begin again.
func (f *formatter) close(at text.Offset) {
	lowest := slices.IndexFunc(f.open, func(o opened) bool { return o.end == at })
	if lowest < 0 {
		return
	}
	inside := slices.Clone(f.open[lowest:])
	f.open = f.open[:lowest]
	f.out.WriteString(strings.Repeat("]", len(inside)))
	for _, o := range inside {
		if o.end != at {
			f.begin(o.mark, o.end)
		}
	}
}

func (f *formatter) begin(mark int, end text.Offset) {
	f.bracket(mark)
	f.out.WriteString(" ")
	f.open = append(f.open, opened{mark, end})
}

func (f *formatter) bracket(mark int) {
	f.out.WriteString("[")
	if f.pieces[mark] == 0 {
		f.out.WriteString(string(f.marks[mark].Layer))
	}
	if f.labels[mark] > 0 {
		fmt.Fprintf(&f.out, "#%d", f.labels[mark])
	}
	f.pieces[mark]++
}
