package ui

import (
	"errors"
	"strconv"
	"strings"

	"parley/annotate/text"
	"parley/ui/dialog"
)

// goToPlace asks for a place in the open text and goes there: what the pointer does on
// the overview beside it.
func (w *Workbench) goToPlace() {
	t := w.doc.page.Text()
	dialog.AskLines(w.window, "Go to paragraph", "Go", []dialog.Line{{
		Label: "Paragraph", Hint: "its number, or a part of the text as 40 %",
		Check: func(s string) error {
			_, err := placeIn(t, s)
			return err
		},
	}}, func(texts []string) {
		if o, err := placeIn(t, texts[0]); err == nil {
			w.view.Select(text.Span{Start: o, End: o})
			w.view.ScrollTo(o)
			w.focusText()
			w.caretMoved(o)
		}
	})
}

// placeIn is where a paragraph begins, by its number from 1, or the paragraph at a part
// of a hundred of the text.
func placeIn(t *text.Text, s string) (text.Offset, error) {
	s = strings.TrimSpace(s)
	digits, part := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(strings.TrimSpace(digits))
	switch {
	case err != nil || n < 0 || part && n > 100:
		return 0, errors.New("a number, or a part as 40 %")
	case part:
		p := t.ParagraphAt(t.Len() * text.Offset(n) / 100)
		if p.Empty() {
			return t.PrevParagraph(p.Start), nil
		}
		return p.Start, nil
	}
	count := 0
	for p := range t.Paragraphs() {
		if count++; count == n {
			return p.Start, nil
		}
	}
	return 0, errors.New("the text has " + counted(count, "paragraph"))
}
