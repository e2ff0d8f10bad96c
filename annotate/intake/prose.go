package intake

import "strings"

// prose writes readable text: blocks apart by line feeds, blanks within a block one at a
// time, none at either end of a line.
type prose struct {
	b      strings.Builder
	breaks int  // line feeds owed before the next character
	blank  bool // a blank is owed
	fresh  bool // blanks are not: a cell begins
}

// apart asks for at least n line feeds before what comes next: 1 begins a line, 2 a paragraph.
func (p *prose) apart(n int) {
	p.blank = false
	if p.b.Len() > 0 {
		p.breaks = max(p.breaks, n)
	}
}

// words writes s with every run of blanks and line feeds as one blank. A no-break space is
// no blank.
func (p *prose) words(s string) {
	for s != "" {
		n := strings.IndexAny(s, " \t\n\f\r")
		switch {
		case n == 0:
			p.blank = p.blank || p.breaks == 0 && p.b.Len() > 0 && !p.fresh
			s = s[1:]
			continue
		case n < 0:
			n = len(s)
		}
		p.verbatim(s[:n])
		s = s[n:]
	}
}

// verbatim writes s as it is.
func (p *prose) verbatim(s string) {
	if s == "" {
		return
	}
	for ; p.breaks > 0; p.breaks-- {
		p.b.WriteByte('\n')
	}
	if p.blank {
		p.b.WriteByte(' ')
		p.blank = false
	}
	p.b.WriteString(s)
	p.fresh = false
}

// cell ends a cell and begins the next one of its row.
func (p *prose) cell() {
	p.blank = false
	p.verbatim("\t")
	p.fresh = true
}

// String is what was written, without a line feed at the end.
func (p *prose) String() string { return p.b.String() }
