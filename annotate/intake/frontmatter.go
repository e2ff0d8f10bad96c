package intake

import "strings"

// matter is a Markdown file's front matter: its names in small letters, and their values.
type matter map[string]string

// frontMatter cuts it off the front of content. It reads "name: value" of YAML and
// "name = value" of TOML, and lists of either, which become text joined by commas;
// whatever else is there is left out of the text all the same.
func frontMatter(content string) (matter, string) {
	for _, fence := range []string{"---", "+++"} {
		rest, ok := strings.CutPrefix(content, fence+"\n")
		if !ok {
			continue
		}
		inner, after, closed := strings.Cut("\n"+rest, "\n"+fence+"\n")
		if !closed {
			inner, closed = strings.CutSuffix("\n"+rest, "\n"+fence)
		}
		if closed && isMatter(inner) {
			return parseMatter(inner), after
		}
	}
	return nil, content
}

// isMatter tells front matter from a rule above a paragraph: its first line gives a name
// a value.
func isMatter(inner string) bool {
	for line := range strings.SplitSeq(inner, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			name, _, ok := assignment(line)
			return ok && !strings.Contains(name, " ")
		}
	}
	return true
}

func assignment(line string) (name, value string, ok bool) {
	i := strings.IndexAny(line, ":=")
	if i <= 0 {
		return "", "", false
	}
	return strings.ToLower(strings.TrimSpace(line[:i])), strings.TrimSpace(line[i+1:]), true
}

func parseMatter(inner string) matter {
	m := matter{}
	last := ""
	for line := range strings.SplitSeq(inner, "\n") {
		item, isItem := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch name, value, ok := assignment(line); {
		case isItem && last != "":
			m[last] = strings.TrimPrefix(m[last]+", "+unquote(item), ", ")
		case ok && !strings.HasPrefix(line, " "):
			last = name
			m[name] = unquote(value)
		}
	}
	return m
}

// unquote is a plain value, one in quotation marks, or a list in brackets.
func unquote(v string) string {
	v = strings.TrimSpace(v)
	if list, ok := strings.CutPrefix(v, "["); ok {
		var out []string
		for e := range strings.SplitSeq(strings.TrimSuffix(list, "]"), ",") {
			out = append(out, unquote(e))
		}
		return strings.Join(out, ", ")
	}
	if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] {
		return v[1 : len(v)-1]
	}
	return v
}

var matterNames = []struct {
	property Property
	names    []string
}{
	{Title, []string{"title"}},
	{Author, []string{"author", "authors", "by"}},
	{Outlet, []string{"outlet", "source", "publication", "publisher"}},
	{Date, []string{"date", "published", "publishdate", "created"}},
	{URL, []string{"url", "link", "canonical", "canonicalurl"}},
	{Language, []string{"lang", "language"}},
}

func (m matter) describe(f *found) {
	for _, known := range matterNames {
		for _, name := range known.names {
			addValue(f, known.property, m[name], "the front matter")
		}
	}
}
