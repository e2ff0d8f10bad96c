package formats

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate/codec"
)

// Table is what each format carries, as a table in Markdown: a row a format.
func Table() string {
	var b strings.Builder
	b.WriteString("| `--format` | What it is |")
	for _, c := range codec.Each() {
		fmt.Fprintf(&b, " %s |", c)
	}
	b.WriteString("\n|---|---|" + strings.Repeat(":-:|", len(codec.Each())) + "\n")
	for _, f := range All() {
		fmt.Fprintf(&b, "| `%s` | %s |", f.Name, f.Title+only(f))
		for _, c := range codec.Each() {
			b.WriteString(map[bool]string{true: " ● |", false: "   |"}[f.Carries.Has(c)])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func only(f codec.Format) string {
	switch {
	case f.Open == nil:
		return " (written only)"
	case f.Write == nil:
		return " (read only)"
	}
	return ""
}

// Carried are the names of what f carries.
func Carried(f codec.Format) (names []string) {
	for _, c := range codec.Each() {
		if f.Carries.Has(c) {
			names = append(names, c.String())
		}
	}
	return slices.Clip(names)
}
