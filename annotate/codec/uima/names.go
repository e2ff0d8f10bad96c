package uima

import (
	"fmt"
	"path"
	"strings"
)

// Names are those of files that are taken, in lower case.
type Names map[string]bool

// Take gives a name that no other has, made of a title. It is taken from now on.
func (n Names) Take(title string) string {
	clean := CleanName(title)
	if clean == "" {
		clean = "document"
	}
	out := clean
	for i := 2; n[strings.ToLower(out)]; i++ {
		out = fmt.Sprintf("%s %d", clean, i)
	}
	n[strings.ToLower(out)] = true
	return out
}

// Folder gives a folder for the files of a document, as INCEpTION lays them out.
func (n Names) Folder(title string) string {
	return "annotation/" + n.Take(strings.ReplaceAll(title, "/", "_"))
}

// CleanName is a title as a name of a file, with its folders; "" when nothing of it can be one.
func CleanName(title string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, path.Clean("/"+title)), "/. ")
}
