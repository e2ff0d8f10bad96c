package csv

import (
	"strconv"
	"strings"
)

// join is one cell of values.
func join(values []string) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(" | ")
		}
		escape(&b, v)
	}
	return b.String()
}

func escape(b *strings.Builder, v string) {
	if v == "" {
		b.WriteString(`\0`)
	}
	for i := range len(v) {
		switch c := v[i]; {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\\' || c == '|' || c == ' ' && (i == 0 || i == len(v)-1):
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
}

// split are the values of a cell; none of one that is empty.
func split(cell string) (values []string) {
	if strings.IndexByte(cell, '|') < 0 && strings.IndexByte(cell, '\\') < 0 {
		if cell = strings.Trim(cell, " "); cell != "" {
			values = []string{cell}
		}
		return values
	}
	for rest := strings.TrimLeft(cell, " "); rest != ""; {
		var v string
		v, rest = first(rest)
		values = append(values, v)
	}
	return values
}

// first is the first value of a cell, and what stands behind its bar. A bar at the end has
// a value of no length behind it only when that is escaped.
func first(cell string) (value, rest string) {
	var b strings.Builder
	keep := 0 // what an escape ends with is no blank to take off
	i := 0
	for ; i < len(cell) && cell[i] != '|'; i++ {
		c := cell[i]
		if c != '\\' || i+1 == len(cell) {
			b.WriteByte(c)
			continue
		}
		i++
		switch cell[i] {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case '0':
		case '\\', '|', ' ':
			b.WriteByte(cell[i])
		default:
			b.WriteString(cell[i-1 : i+1])
		}
		keep = b.Len()
	}
	value = b.String()
	value = value[:keep] + strings.TrimRight(value[keep:], " ")
	if i < len(cell) {
		rest = strings.TrimLeft(cell[i+1:], " ")
	}
	return value, rest
}

// guard is a cell that no spreadsheet takes for a formula.
func guard(cell string) string {
	if risky(strings.TrimLeft(cell, "'")) && !number(cell) {
		return "'" + cell
	}
	return cell
}

// unguard is what guard was given.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && risky(strings.TrimLeft(rest, "'")) && !number(rest) {
		return rest
	}
	return cell
}

func risky(cell string) bool {
	return cell != "" && strings.IndexByte("=+-@\t\r\n", cell[0]) >= 0
}

// number reports whether a cell is the number −4 or 2.5, and no formula.
func number(cell string) bool {
	if cell == "" || cell[0] != '-' && cell[0]-'0' > 9 {
		return false
	}
	n, err := strconv.ParseFloat(cell, 64)
	return err == nil && n-n == 0 && words(n) == cell
}

// words is a number as a cell has it.
func words(n float64) string { return strconv.FormatFloat(n, 'g', -1, 64) }
