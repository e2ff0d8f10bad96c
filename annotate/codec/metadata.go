package codec

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/text"
)

// Fields is what is known of a document, by the names that files have for it, in their
// order: title, author, outlet, date, url, language, note, and the project's own.
func Fields(h *annotate.Document) (list []annotate.Field) {
	for _, f := range []annotate.Field{
		{Name: "title", Value: h.Title}, {Name: "author", Value: h.Author}, {Name: "outlet", Value: h.Outlet},
		{Name: "date", Value: h.Date.String()}, {Name: "url", Value: h.URL}, {Name: "language", Value: h.Language}, {Name: "note", Value: h.Note},
	} {
		if f.Value != "" {
			list = append(list, f)
		}
	}
	return append(list, h.Custom...)
}

// SetMetadata puts list into h: what has a place of its own there, and the rest as the
// project's own, ordered by name. A date that cannot be read is the project's own.
func SetMetadata(h *annotate.Document, list []annotate.Field) {
	for _, f := range list {
		if f.Value != "" && !setOwn(h, f) {
			h.Custom = append(h.Custom, f)
		}
	}
	slices.SortStableFunc(h.Custom, func(a, b annotate.Field) int { return cmp.Compare(a.Name, b.Name) })
	h.Custom = slices.CompactFunc(h.Custom, func(a, b annotate.Field) bool { return a.Name == b.Name })
}

func setOwn(h *annotate.Document, f annotate.Field) bool {
	to := map[string]*string{
		"title": &h.Title, "author": &h.Author, "outlet": &h.Outlet, "url": &h.URL, "language": &h.Language, "note": &h.Note,
	}[strings.ToLower(f.Name)]
	switch {
	case to != nil:
		*to = f.Value
	case strings.EqualFold(f.Name, "date"):
		d, err := annotate.ParseDate(f.Value)
		if err != nil {
			return false
		}
		h.Date = d
	default:
		return false
	}
	return true
}

// mostTitle is how many characters of a text stand for a title that it has not.
const mostTitle = 80

// Title is a title for a text that has none: its first line with words, cut behind one.
func Title(t *text.Text) string {
	for line := range strings.SplitSeq(t.String(), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if utf8.RuneCountInString(line) <= mostTitle {
			return line
		}
		short := string([]rune(line[:min(len(line), 4*mostTitle)])[:mostTitle])
		if i := strings.LastIndexByte(short, ' '); i > mostTitle/2 {
			short = short[:i]
		}
		return strings.ToValidUTF8(short, "") + "…"
	}
	return ""
}
