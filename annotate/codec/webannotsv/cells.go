package webannotsv

import (
	"strconv"
	"strings"
)

// What stands for nothing in cells.
const (
	nothing = "_" // no annotation
	unset   = "*" // an annotation without a value
)

// split cuts s at each sep that no backslash is before.
func split(s, sep string) (parts []string) {
	from := 0
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\':
			i += 2
		case strings.HasPrefix(s[i:], sep):
			parts = append(parts, s[from:i])
			i += len(sep)
			from = i
		default:
			i++
		}
	}
	return append(parts, s[from:])
}

// numbered cuts "value[7]" into "value" and "7"; the bracket is "" where there is none.
func numbered(s string) (value, bracket string) {
	if !strings.HasSuffix(s, "]") {
		return s, ""
	}
	last := s[lastBracket(s)+1:]
	inside := strings.TrimSuffix(last, "]")
	if len(last) == len(s) || inside == "" || strings.Trim(inside, "0123456789_") != "" {
		return s, ""
	}
	return s[:len(s)-len(last)-1], inside
}

// lastBracket is where the last [ of s stands that no backslash is before; -1 when there is none.
func lastBracket(s string) int {
	if strings.IndexByte(s, '\\') < 0 {
		return strings.LastIndexByte(s, '[')
	}
	parts := split(s, "[")
	return len(s) - len(parts[len(parts)-1]) - 1
}

// number is a positive number; 0 when s is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

var valueEscapes = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "|", `\|`, "_", `\_`, "->", `\->`, ";", `\;`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "*", `\*`)

var textEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\r", `\r`, "\f", `\f`, "\b", `\b`, "\n", `\n`)

// unescape takes the backslashes out of a value or of a text. Java's \u of version 3.0 is one.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'b':
			b.WriteByte('\b')
		case 'u':
			r, used := unicodeEscape(s[i-1:])
			b.WriteString(r)
			i += used
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// unescaped are the lines of a text.
func unescaped(lines []string) string {
	if len(lines) == 1 {
		return unescape(lines[0])
	}
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(unescape(line))
	}
	return b.String()
}

// unicodeEscape reads \uXXXX at the start of s, two of them for a surrogate pair. It says how
// much it took behind \u; a broken one stays as it stands.
func unicodeEscape(s string) (string, int) {
	n := 6
	if len(s) >= 12 && s[6:8] == `\u` && strings.ContainsAny(s[3:4], "89abAB") && (s[2] == 'd' || s[2] == 'D') {
		n = 12
	}
	if len(s) < n {
		return `\u`, 0
	}
	out, err := strconv.Unquote(`"` + s[:n] + `"`)
	if n == 12 && err != nil || n == 6 && err != nil {
		return pair(s, n)
	}
	return out, n - 2
}

// pair joins two surrogates, which Go's syntax does not.
func pair(s string, n int) (string, int) {
	if n < 12 {
		return `\u`, 0
	}
	hi, err := strconv.ParseUint(s[2:6], 16, 32)
	lo, wrong := strconv.ParseUint(s[8:12], 16, 32)
	if err != nil || wrong != nil || lo < 0xDC00 || lo > 0xDFFF || hi < 0xD800 || hi > 0xDBFF {
		return `\u`, 0
	}
	return string(rune((hi-0xD800)<<10 + (lo - 0xDC00) + 0x10000)), n - 2
}
