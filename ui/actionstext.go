package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/assets/icons"
	"parley/ui/docview"
)

// The heads of what moves in the text and of what selects there.
const (
	onMoving    = "Move; with Shift select"
	onSelecting = "Select"
)

// textPrefix begins the IDs of actions that only the text has: their keys are the view's.
const textPrefix = "text."

// textDef is a command of the document view as an action. Two with one pair stand in one
// line of the overview.
type textDef struct {
	command           docview.Command
	name, pair, words string
}

var textMoves = []textDef{
	{docview.CharacterLeft, "Character to the left", "Character", "caret cursor arrow"},
	{docview.CharacterRight, "Character to the right", "Character", "caret cursor arrow"},
	{docview.WordLeft, "Word to the left", "Word", "caret cursor"},
	{docview.WordRight, "Word to the right", "Word", "caret cursor"},
	{docview.SentenceLeft, "Sentence to the left", "Sentence", "caret cursor"},
	{docview.SentenceRight, "Sentence to the right", "Sentence", "caret cursor"},
	{docview.LineUp, "Line up", "Line", "caret cursor arrow"},
	{docview.LineDown, "Line down", "Line", "caret cursor arrow"},
	{docview.ParagraphPrevious, "Previous paragraph", "Paragraph", "caret cursor"},
	{docview.ParagraphNext, "Next paragraph", "Paragraph", "caret cursor"},
	{docview.PageUp, "Page up", "Page", "screen caret"},
	{docview.PageDown, "Page down", "Page", "screen caret"},
	{docview.LineStart, "Start of the line", "Ends of the line", "begin home"},
	{docview.LineEnd, "End of the line", "Ends of the line", "last"},
	{docview.TextStart, "Start of the text", "Ends of the text", "begin top home first"},
	{docview.TextEnd, "End of the text", "Ends of the text", "bottom last"},
	{docview.HitPrevious, "Move to the previous hit", "Move to a hit", "find search match"},
	{docview.HitNext, "Move to the next hit", "Move to a hit", "find search match"},
	{docview.ScrollUp, "Scroll up", "Scroll only", "wheel half page"},
	{docview.ScrollDown, "Scroll down", "Scroll only", "wheel half page"},
	{docview.WalkSentences, "Walk from sentence to sentence", "", "walker mode focus step read"},
}

var textSelects = []textDef{
	{docview.SelectWord, "Select word", "", "mark term token; again one more"},
	{docview.SelectSentence, "Select sentence", "", "again one more"},
	{docview.SelectParagraph, "Select paragraph", "", "again one more"},
	{docview.SelectAll, "Select all", "", "whole text document everything"},
	{docview.Grow, "Grow selection", "Grow, shrink", "larger bigger wider expand extend"},
	{docview.Shrink, "Shrink selection", "Grow, shrink", "smaller less narrower reduce back"},
	{docview.OtherEnd, "Go to the selection’s other end", "", "swap anchor start exchange begin"},
	{docview.AddFragment, "Keep as a fragment", "", "discontinuous several parts pieces add multiple split"},
	{docview.EndBack, "Move end back by a word", "End by a word", "border shorten"},
	{docview.EndForward, "Move end on by a word", "End by a word", "border lengthen"},
	{docview.StartBack, "Move start back by a word", "Start by a word", "border lengthen"},
	{docview.StartForward, "Move start on by a word", "Start by a word", "border shorten"},
	{docview.EndCharacterBack, "Move end back by a character", "End by a character", "border shorten letter"},
	{docview.EndCharacterForward, "Move end on by a character", "End by a character", "border lengthen letter"},
	{docview.StartCharacterBack, "Move start back by a character", "Start by a character", "border lengthen letter"},
	{docview.StartCharacterForward, "Move start on by a character", "Start by a character", "border shorten letter"},
	{docview.EndSentenceBack, "Move end back by a sentence", "End by a sentence", "border shorten"},
	{docview.EndSentenceForward, "Move end on by a sentence", "End by a sentence", "border lengthen"},
	{docview.StartSentenceBack, "Move start back by a sentence", "Start by a sentence", "border lengthen"},
	{docview.StartSentenceForward, "Move start on by a sentence", "Start by a sentence", "border shorten"},
	{docview.Copy, "Copy", "", "clipboard"},
}

// textMarks are commands that have to do with annotations.
var textMarks = []textDef{
	{docview.ChooseMark, "Choose the annotation here", "", "activate select outward next inner outer click"},
	{docview.Describe, "Say what the annotation is", "", "tooltip hover info describe features"},
	{docview.ContextMenu, "Show what can be done here", "", "context menu right click secondary"},
}

// textActions are what the document view can do, each with the view's own keys.
func (w *Workbench) textActions() (list []*Action) {
	keys := map[docview.Command][]string{}
	for _, b := range docview.DefaultKeys() {
		keys[b.Command] = append(keys[b.Command], key{b.Key.Rune, b.Key.Name, b.Key.Modifier}.cap())
	}
	add := func(group string, defs []textDef) {
		for _, d := range defs {
			k := keys[d.command]
			list = append(list, &Action{
				ID: textPrefix + string(d.command), Name: d.name, Pair: d.pair, Words: d.words, Group: group, Key: k[0], Also: k[1:], Command: d.command,
				Icon: icons.Text.Resource(), Enabled: w.needsDocument, Run: func() { w.inText(d.command) },
			})
		}
	}
	add(onMoving, textMoves)
	add(onSelecting, textSelects)
	add(onAnnotation, textMarks)
	return list
}

// stepKeys are the view's own keys for going from annotation to annotation.
func stepKeys(c docview.Command) (first string, also []string) {
	for _, b := range docview.DefaultKeys() {
		if b.Command == c {
			also = append(also, key{b.Key.Rune, b.Key.Name, b.Key.Modifier}.cap())
		}
	}
	return also[0], also[1:]
}

// inText has the text do a command, with the keyboard.
func (w *Workbench) inText(c docview.Command) {
	w.focusText()
	w.view.Do(c, false)
}

// bindText gives the view the keys of the actions that are its commands.
func (w *Workbench) bindText() {
	var keys []docview.Binding
	for _, a := range w.table.all {
		if a.Command == "" {
			continue
		}
		for _, cap := range a.Keys() {
			if k, ok := parseKey(cap); ok {
				keys = append(keys, docview.Binding{Key: docview.Key{Rune: k.char, Name: k.name, Modifier: k.modifier}, Command: a.Command})
			}
		}
	}
	w.view.SetKeys(keys)
}

// stuck are the sentences for commands that found nothing to do; others say nothing.
var stuck = map[docview.Command]string{
	docview.MarkNext: "That was the last annotation", docview.MarkPrevious: "That was the first annotation",
	docview.AddFragment: "Fragment: select some words first", docview.OtherEnd: "Nothing is selected", docview.Copy: "Nothing is selected",
	docview.ChooseMark: "No annotation is here", docview.Describe: "No annotation is here",
}

// wasStuck is told by the view that a command found nothing to do.
func (w *Workbench) wasStuck(c docview.Command) {
	switch {
	case w.doc == nil:
	case c == docview.HitNext || c == docview.HitPrevious:
		if w.finder.open || w.finder.query.Text == "" {
			w.status.say("There is no hit " + map[bool]string{true: "behind here", false: "before here"}[c == docview.HitNext])
			return
		}
		w.finder.step(c == docview.HitNext) // the search goes on where its bar was closed
	case stuck[c] != "":
		w.status.say(stuck[c])
	case strings.HasPrefix(string(c), "end-") || strings.HasPrefix(string(c), "start-"):
		w.status.say("No border can be moved there: select some words, or choose an annotation")
	}
}

// walked is told by the view that a walk from sentence to sentence has begun, or ended.
func (w *Workbench) walked(bool) { w.showKeys() }

// passText hands the text a shortcut that nothing else wanted.
func (w *Workbench) passText(s fyne.Shortcut) {
	if w.doc != nil && w.window.Canvas().Focused() == nil {
		w.focusText()
		w.view.TypedShortcut(s)
	}
}
