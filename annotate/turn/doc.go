// Package turn recognises who speaks where in a text: the turns of an interview, a debate,
// a protocol.
//
// One rule: a turn begins at a line's start with a label, a name and a colon, and a text
// has turns only when at least two such places say so. A guess that is wrong costs a person
// more than one that is missing.
//
//	turns := turn.In(t, turn.NewRegister(entities))
//	turns[0] // {Start: 0, Speaker: "GL", Entity: …}
//	now, ok := turn.At(turns, caret)
//
// What a label is: up to five words of letters (behind the first letter digits as well,
// “Speaker 2”), forty characters at most, and a colon, behind which there is a blank, the
// line's end or the begin of what is said; no digit and no slash, so that 12:30 and
// https:// are none. A time before it, “[00:12:03]”, a bracket behind the name, “(BBC)”,
// and the asterisks of bold letters are passed over. Words that begin other lines than
// turns are never names: Note, Source, Update, ملاحظة, “وقال” and their like.
//
// A label is sure when it recurs, when it is a name in the register, or when it looks like
// one by itself: initials or a word in capitals (GL, GL., LELIA), a name of several words
// that begin with capitals (Lelia Rousselet, Ahmed al-Sharaa), Q and A, س and ج, or a role
// (Interviewer, Speaker 2, سؤال). One word with a capital, and words of a script without
// capitals, may be a name: Lelia, or Syria in “Syria: violence flares”. They are taken once
// the text is a conversation without them: at least four labels are sure, or one is and
// every second paragraph has a label.
//
// Nobody is guessed: a turn has the actor that its label names in the register, if that is
// one and not several.
package turn
