package docview

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is a key press: a character that is typed without Ctrl or Alt, or else the name of
// a key with what is held beside it.
type Key struct {
	Rune     rune // 0 for a named key
	Name     fyne.KeyName
	Modifier fyne.KeyModifier
}

// Binding says that a key does a command. With Shift beside a named key a command that
// moves the caret extends the selection, unless another binding has that key.
type Binding struct {
	Key     Key
	Command Command
}

// mainModifier is the key that a desktop's shortcuts are made with.
const mainModifier = fyne.KeyModifierShortcutDefault

// wordModifier is the key that makes arrows go by words, and sentenceModifier by
// sentences: on a Mac Alt and Command, else Ctrl and Alt.
func wordModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierAlt
	}
	return fyne.KeyModifierControl
}

func sentenceModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return mainModifier
	}
	return fyne.KeyModifierAlt
}

// DefaultKeys are the keys that a view has until SetKeys, of each command the first one first.
// Escape is always the view's: it goes outward, one step at a time.
func DefaultKeys() []Binding {
	const alt, shift = fyne.KeyModifierAlt, fyne.KeyModifierShift
	word, sentence := wordModifier(), sentenceModifier()
	named := func(c Command, name fyne.KeyName, m fyne.KeyModifier) Binding {
		return Binding{Key{Name: name, Modifier: m}, c}
	}
	typed := func(c Command, r rune) Binding { return Binding{Key{Rune: r}, c} }
	return []Binding{
		named(CharacterLeft, fyne.KeyLeft, 0), named(CharacterRight, fyne.KeyRight, 0),
		named(WordLeft, fyne.KeyLeft, word), named(WordRight, fyne.KeyRight, word),
		named(SentenceLeft, fyne.KeyLeft, sentence), named(SentenceRight, fyne.KeyRight, sentence),
		named(LineUp, fyne.KeyUp, 0), named(LineDown, fyne.KeyDown, 0),
		named(ParagraphPrevious, fyne.KeyUp, mainModifier), named(ParagraphNext, fyne.KeyDown, mainModifier),
		named(PageUp, fyne.KeyPageUp, 0), named(PageDown, fyne.KeyPageDown, 0),
		named(LineStart, fyne.KeyHome, 0), named(LineEnd, fyne.KeyEnd, 0),
		named(TextStart, fyne.KeyHome, mainModifier), named(TextEnd, fyne.KeyEnd, mainModifier),
		typed(MarkNext, 'n'), named(MarkNext, fyne.KeyPageDown, alt),
		typed(MarkPrevious, 'N'), named(MarkPrevious, fyne.KeyPageUp, alt),
		named(HitNext, fyne.KeyPageDown, mainModifier), named(HitPrevious, fyne.KeyPageUp, mainModifier),
		typed(SelectWord, 'w'), typed(SelectSentence, 's'), typed(SelectParagraph, 'p'), named(SelectAll, fyne.KeyA, mainModifier),
		typed(Grow, '+'), typed(Grow, '='), typed(Shrink, '-'),
		typed(OtherEnd, 'o'), typed(AddFragment, ','),
		typed(EndBack, '['), typed(EndForward, ']'), typed(StartBack, '{'), typed(StartForward, '}'),
		named(EndCharacterBack, fyne.KeyLeftBracket, alt), named(EndCharacterForward, fyne.KeyRightBracket, alt),
		named(StartCharacterBack, fyne.KeyLeftBracket, alt|shift), named(StartCharacterForward, fyne.KeyRightBracket, alt|shift),
		named(EndSentenceBack, fyne.KeyLeftBracket, mainModifier), named(EndSentenceForward, fyne.KeyRightBracket, mainModifier),
		named(StartSentenceBack, fyne.KeyLeftBracket, mainModifier|shift), named(StartSentenceForward, fyne.KeyRightBracket, mainModifier|shift),
		typed(ChooseMark, 'a'), typed(Describe, 'i'),
		named(ContextMenu, desktop.KeyMenu, 0), named(ContextMenu, fyne.KeyF10, shift),
		typed(WalkSentences, 'S'), typed(ScrollDown, 'd'), typed(ScrollUp, 'u'),
		named(Copy, fyne.KeyC, mainModifier),
	}
}

// SetKeys makes these the keys of the view; of two bindings of one key the first is in
// force.
func (v *View) SetKeys(keys []Binding) {
	v.keys = make(map[Key]Command, len(keys))
	for _, b := range keys {
		if _, taken := v.keys[b.Key]; !taken {
			v.keys[b.Key] = b.Command
		}
	}
}

// pressed does what a key stands for, and says whether it stands for anything here.
func (v *View) pressed(k Key) bool {
	if c, ok := v.keys[k]; ok {
		v.Do(c, false)
		return true
	}
	if k.Rune != 0 || k.Modifier&fyne.KeyModifierShift == 0 {
		return false
	}
	k.Modifier &^= fyne.KeyModifierShift
	c, ok := v.keys[k]
	if ok = ok && c.Moves(); ok {
		v.Do(c, true)
	}
	return ok
}
