package ui

import (
	"strings"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// longestExample is how much of a text an example takes, in characters.
const longestExample = 400

// example is what is selected in the text of the main window, or else its active annotation.
func (c *codebookWindow) example() (e annotate.Example, ok bool) {
	w := c.Workbench
	if w.doc == nil {
		c.bar.say("Open a document and select an example there")
		return e, false
	}
	if s := w.view.Selection(); !s.Empty() {
		words := strings.Join(strings.Fields(w.doc.page.Text().Slice(s)), " ")
		if words != "" {
			return annotate.Example{Text: cut(words, longestExample), Document: w.doc.id}, true
		}
	}
	if a := w.active(); a != nil && len(a.Fragments) > 0 {
		return annotate.Example{Text: cut(markedWords(a), longestExample), Document: a.Document, Annotation: a.ID}, true
	}
	c.bar.say("Nothing is selected in the text: select an example there first")
	return e, false
}

// showExample shows where an example stands, its annotation or its words; when it cannot,
// say says why.
func (w *Workbench) showExample(e annotate.Example, say func(string)) {
	if _, there := w.project.session.Rows().Find(e.Document); !there {
		say("Its document is not in the project any more")
		return
	}
	w.jump(e.Document, e.Annotation)
	if w.doc == nil || w.doc.id != e.Document || !e.Annotation.IsZero() && w.doc.page.Annotation(e.Annotation) != nil {
		return
	}
	if s, ok := wordsIn(w.doc.page.Text(), strings.TrimSuffix(e.Text, "…")); ok {
		w.view.Select(s)
		w.view.ScrollTo(s.Start)
		w.refreshStatus()
		return
	}
	w.status.say("The words of the example are not found in this text")
}

// wordsIn is where words stand in a text, whatever blanks and line ends are between them.
func wordsIn(t *text.Text, words string) (text.Span, bool) {
	list := strings.Fields(words)
	if len(list) == 0 {
		return text.Span{}, false
	}
	all := t.String()
	for from := 0; ; {
		i := strings.Index(all[from:], list[0])
		if i < 0 {
			return text.Span{}, false
		}
		start := from + i
		if end, ok := follows(all, start, list); ok {
			return text.Span{Start: text.Offset(start), End: text.Offset(end)}, true
		}
		from = start + len(list[0])
	}
}

// follows is where words end that stand one after the other from start on.
func follows(all string, start int, words []string) (end int, ok bool) {
	rest := all[start:]
	for i, w := range words {
		if i > 0 {
			rest = strings.TrimLeft(rest, " \t\n\u00a0")
		}
		if !strings.HasPrefix(rest, w) {
			return 0, false
		}
		rest = rest[len(w):]
	}
	return len(all) - len(rest), true
}

// rechecked says of an annotation of any document that it was looked at again.
func (c *codebookWindow) rechecked(document, mark annotate.ID) {
	if c.doc != nil && c.doc.id == document {
		c.arrive()
		cs, err := c.editor0().SetRecheck(c.doc.page, mark, "")
		c.apply(cs, err)
		return
	}
	page, err := session.ReadPage(c.project.session.Reader(), document)
	if err != nil {
		c.tell("", err)
		return
	}
	cs, err := c.editor0().SetRecheck(page, mark, "")
	c.apply(cs, err)
}
