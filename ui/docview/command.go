package docview

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
)

// Command is something that a key can have the view do; its value is a name for files.
// Left and right are those of the eye, next and previous those of the text.
type Command string

// The commands. Those that move the caret extend the selection when they are told to.
const (
	CharacterLeft, CharacterRight         Command = "character-left", "character-right"
	WordLeft, WordRight                   Command = "word-left", "word-right"
	SentenceLeft, SentenceRight           Command = "sentence-left", "sentence-right"
	LineUp, LineDown                      Command = "line-up", "line-down"
	ParagraphPrevious, ParagraphNext      Command = "paragraph-previous", "paragraph-next"
	PageUp, PageDown                      Command = "page-up", "page-down"
	LineStart, LineEnd                    Command = "line-start", "line-end"
	TextStart, TextEnd                    Command = "text-start", "text-end"
	MarkPrevious, MarkNext                Command = "mark-previous", "mark-next"
	HitPrevious, HitNext                  Command = "hit-previous", "hit-next"
	SelectWord                            Command = "select-word"
	SelectSentence                        Command = "select-sentence"
	SelectParagraph                       Command = "select-paragraph"
	SelectAll                             Command = "select-all"
	Grow, Shrink                          Command = "grow", "shrink"
	OtherEnd                              Command = "other-end"
	AddFragment                           Command = "add-fragment"
	EndBack, EndForward                   Command = "end-back", "end-forward"
	StartBack, StartForward               Command = "start-back", "start-forward"
	EndCharacterBack, EndCharacterForward Command = "end-character-back", "end-character-forward"
	StartCharacterBack                    Command = "start-character-back"
	StartCharacterForward                 Command = "start-character-forward"
	EndSentenceBack, EndSentenceForward   Command = "end-sentence-back", "end-sentence-forward"
	StartSentenceBack                     Command = "start-sentence-back"
	StartSentenceForward                  Command = "start-sentence-forward"
	ChooseMark                            Command = "choose-mark"
	Describe                              Command = "describe"
	ContextMenu                           Command = "context-menu"
	WalkSentences                         Command = "walk-sentences"
	ScrollUp, ScrollDown                  Command = "scroll-up", "scroll-down"
	Copy                                  Command = "copy"
)

// Moves reports whether a command moves the caret, and so can extend the selection.
func (c Command) Moves() bool { return movements[c] != nil }

// movements are the commands that move the caret.
var movements = map[Command]func(v *View, extend bool) bool{
	CharacterLeft:     func(v *View, extend bool) bool { return v.goCharacter(false, extend) },
	CharacterRight:    func(v *View, extend bool) bool { return v.goCharacter(true, extend) },
	WordLeft:          func(v *View, extend bool) bool { return v.goWord(false, extend) },
	WordRight:         func(v *View, extend bool) bool { return v.goWord(true, extend) },
	SentenceLeft:      func(v *View, extend bool) bool { return v.goSentence(v.forward(false), extend) },
	SentenceRight:     func(v *View, extend bool) bool { return v.goSentence(v.forward(true), extend) },
	LineUp:            func(v *View, extend bool) bool { return v.goVertical(false, extend) },
	LineDown:          func(v *View, extend bool) bool { return v.goVertical(true, extend) },
	ParagraphPrevious: func(v *View, extend bool) bool { return v.goParagraph(false, extend) },
	ParagraphNext:     func(v *View, extend bool) bool { return v.goParagraph(true, extend) },
	PageUp:            func(v *View, extend bool) bool { return v.goPage(false, extend) },
	PageDown:          func(v *View, extend bool) bool { return v.goPage(true, extend) },
	LineStart:         func(v *View, extend bool) bool { return v.goEnd(false, false, extend) },
	LineEnd:           func(v *View, extend bool) bool { return v.goEnd(true, false, extend) },
	TextStart:         func(v *View, extend bool) bool { return v.goEnd(false, true, extend) },
	TextEnd:           func(v *View, extend bool) bool { return v.goEnd(true, true, extend) },
	MarkPrevious:      func(v *View, extend bool) bool { return v.goMark(false, extend) },
	MarkNext:          func(v *View, extend bool) bool { return v.goMark(true, extend) },
	HitPrevious:       func(v *View, extend bool) bool { return v.goHit(false, extend) },
	HitNext:           func(v *View, extend bool) bool { return v.goHit(true, extend) },
}

// deeds are the commands that do something else.
var deeds = map[Command]func(v *View) bool{
	SelectWord:      func(v *View) bool { return v.take1(words) },
	SelectSentence:  func(v *View) bool { return v.take1(sentences) },
	SelectParagraph: func(v *View) bool { return v.take1(paragraphs) },
	SelectAll:       func(v *View) bool { return v.selectSpan(v.text.All()) },
	Grow:            (*View).grow, Shrink: (*View).shrink,
	OtherEnd: (*View).swapEnds, AddFragment: (*View).layAside,
	ChooseMark: (*View).chooseAtCaret, Describe: (*View).describe, ContextMenu: (*View).menuAtCaret,
	WalkSentences: func(v *View) bool { v.SetWalking(!v.Walking()); return true },
	ScrollUp:      func(v *View) bool { return v.scrollHalf(false) }, ScrollDown: func(v *View) bool { return v.scrollHalf(true) },
	Copy: (*View).copySelection,
}

// nudges are the commands that move a border of the active mark, or of the selection.
var nudges = map[Command]struct {
	unit         unit
	end, forward bool
}{
	EndBack: {words, true, false}, EndForward: {words, true, true},
	StartBack: {words, false, false}, StartForward: {words, false, true},
	EndCharacterBack: {characters, true, false}, EndCharacterForward: {characters, true, true},
	StartCharacterBack: {characters, false, false}, StartCharacterForward: {characters, false, true},
	EndSentenceBack: {sentences, true, false}, EndSentenceForward: {sentences, true, true},
	StartSentenceBack: {sentences, false, false}, StartSentenceForward: {sentences, false, true},
}

// Do does a command; extend keeps the other end of the selection where it is, for commands
// that move the caret. It reports whether there was anything to do, and tells OnStuck if not.
func (v *View) Do(c Command, extend bool) bool {
	v.logFrame()
	v.quiet()
	done := v.page.layout != nil && v.do(c, extend)
	if !done && v.OnStuck != nil {
		v.OnStuck(c)
	}
	return done
}

func (v *View) do(c Command, extend bool) bool {
	if move := movements[c]; move != nil {
		return move(v, extend)
	}
	if deed := deeds[c]; deed != nil {
		return deed(v)
	}
	n, ok := nudges[c]
	return ok && v.nudge(n.unit, n.end, n.forward)
}

// selectSpan selects s and reports it.
func (v *View) selectSpan(s text.Span) bool {
	before, caret := v.Selection(), v.cursor.caret
	v.moveCaret(s.Start, s.End, true)
	v.settled(before, caret)
	return true
}

// copySelection puts what is selected on the clipboard, fragments with a blank between.
func (v *View) copySelection() bool {
	var parts []string
	for _, s := range v.Selections() {
		parts = append(parts, v.text.Slice(s))
	}
	app := fyne.CurrentApp()
	if len(parts) == 0 || app == nil {
		return false
	}
	app.Clipboard().SetContent(strings.Join(parts, " "))
	return true
}
