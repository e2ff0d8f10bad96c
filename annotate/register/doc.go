// Package register says what a register of actors needs to be told about itself: which of
// them may be the same, which names are ambiguous, how often each is named, who is unused.
//
// One rule: it proposes and never decides. Two names that are one string are shown as
// ambiguous, two spellings that are alike as possibly the same; that they are is said by a
// person, with the operations of package edit.
//
//	for _, p := range register.Same(entities) {
//		fmt.Println(p.A.Name, "is possibly", p.B.Name, p.Why) // HTS, Hay’at Tahrir al-Sham, initials
//	}
//	tally, err := register.Read(reader, schema) // one scan
//	tally.Apply(&changeSet)                     // and then kept up to date
//	n := tally.Of(hts.ID).Mentions
package register
