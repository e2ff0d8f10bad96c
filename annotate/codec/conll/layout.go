package conll

import (
	"io"
	"strconv"
	"strings"

	"parley/annotate/codec"
)

// layout says what the columns of a file are.
type layout struct {
	tabs      bool
	width     int // columns
	token     int // the column of tokens
	tags      []int
	universal bool // CoNLL-U
	scheme    Scheme
	mixed     int // a line where the scheme is not followed; 0: none
	lines     int // with tokens
	odd       int // of another number of columns
}

// mostLook is how many lines the columns are found out by.
const mostLook = 200_000

// line is one with a token.
type line struct {
	n     int
	cells []string
}

// comment reports whether a line says something of what follows. A token # has more columns.
func comment(s string) bool {
	return s == "#" || strings.HasPrefix(s, "# ") || strings.HasPrefix(s, "#\t")
}

// appendCells adds the cells of a line.
func appendCells(list []string, s string, tabs bool) []string {
	if !tabs {
		for cell := range strings.FieldsSeq(s) {
			list = append(list, cell)
		}
		return list
	}
	for s = strings.TrimRight(s, " "); ; {
		i := strings.IndexByte(s, '\t')
		if i < 0 {
			return append(list, s)
		}
		list, s = append(list, s[:i]), s[i+1:]
	}
}

// data reports whether a line has a token.
func data(s string) bool {
	return strings.TrimSpace(s) != "" && !strings.HasPrefix(s, "-DOCSTART-") && !(comment(s) && !tagged(s))
}

// tagged reports whether a line that begins with # is a token: its last column is a tag.
func tagged(s string) bool {
	f := strings.Fields(s)
	return len(f) > 1 && len(f) < 10 && (f[len(f)-1] == "O" || isTag(f[len(f)-1]) && len(f[len(f)-1]) > 2)
}

// layoutOf finds out what the columns are.
func layoutOf(r io.Reader) *layout {
	var list []string
	tabs := 0
	for _, b := range codec.AllLines(r) {
		if s := string(b); data(s) {
			if list = append(list, s); strings.Contains(s, "\t") {
				tabs++
			}
		}
		if len(list) == mostLook {
			break
		}
	}
	l := &layout{tabs: tabs*2 > len(list), lines: len(list)}
	widths := map[int]int{}
	var c []string
	for _, s := range list {
		c = appendCells(c[:0], s, l.tabs)
		n := len(c)
		if widths[n]++; widths[n] > widths[l.width] || widths[n] == widths[l.width] && n > l.width {
			l.width = n
		}
	}
	l.columns(list)
	return l
}

// columns finds tokens and tags.
func (l *layout) columns(list []string) {
	could := make([]bool, l.width) // be tags
	said := make([]bool, l.width)  // somewhere, and not only O
	numbers := l.width > 2
	for i := range could {
		could[i] = i > 0
	}
	var c []string
	for _, s := range list {
		if c = appendCells(c[:0], s, l.tabs); len(c) != l.width {
			l.odd++
			continue
		}
		numbers = numbers && isNumber(c[0])
		for i, tag := range c {
			could[i] = could[i] && (tag == "O" || isTag(tag))
			said[i] = said[i] || could[i] && tag != "O"
		}
	}
	if numbers {
		l.token = 1
	}
	if l.universal = numbers && l.tabs && l.width == 10; l.universal {
		return
	}
	outside := -1 // the last column that is O alone
	for i := range could {
		switch {
		case i > l.token && could[i] && said[i]:
			l.tags = append(l.tags, i)
		case i > l.token && could[i]:
			outside = i
		}
	}
	if len(l.tags) == 0 && outside >= 0 {
		l.tags = []int{outside}
	}
}

// isNumber reports whether s numbers a token: 7, 7-8, 7.1.
func isNumber(s string) bool {
	a, b, _ := strings.Cut(strings.Replace(s, ".", "-", 1), "-")
	_, err := strconv.Atoi(a)
	if err == nil && b != "" {
		_, err = strconv.Atoi(b)
	}
	return err == nil
}

// isTag reports whether s is B-PER, or B alone.
func isTag(s string) bool {
	return s != "" && strings.IndexByte("BIESLU", s[0]) >= 0 && (len(s) == 1 || len(s) > 2 && s[1] == '-')
}

// tagIn is the tag of a MISC column, and its key.
func tagIn(misc string) (key, tag string) {
	for part := range strings.SplitSeq(misc, "|") {
		k, v, ok := strings.Cut(part, "=")
		if ok && (v == "O" || isTag(v) && len(v) > 1) {
			return k, v
		}
	}
	return "", ""
}
