// Package search finds words in a text: as they stand or folded, one needle, a pattern,
// or fifty thousand names at once.
//
// One rule: a hit is a span of the original text that covers whole grapheme clusters, so
// that it can be marked as it is. What is compared may be something else: a [Folded] text,
// in which capitals, accents and the forms of Arabic letters are alike, and which knows
// for each of its places where that is in the original.
//
//	m, err := search.Compile(search.Query{Text: "مسؤول", Fold: search.Loose})
//	f := search.Prepare(t, m.Fold()) // once a text; then every needle is a plain search
//	for span := range m.Spans(ctx, f, t.All()) {
//		fmt.Println(t.Slice(span)) // مَسْؤول, المسؤول's last six letters, …
//	}
//
// What a hit is:
//   - Hits do not overlap. The search goes from the left and on behind each hit; of two
//     that begin together a [Set] takes the longer, a pattern what its operators prefer.
//   - A needle that covers only part of a cluster is no hit: e is not é unless accents are
//     folded, and one person is not found in a family's emoji. What is folded away at the
//     hit's end inside the last cluster belongs to it; a tatweel behind it does not.
//   - What a pattern matches is widened to whole clusters, as “.” means a character.
//   - An empty match is no hit, nor is anything for a needle that folds to nothing.
//   - Whole words are those of UAX #29, so in Arabic with what is written onto them.
//
// Of very many texts most have no hit: a [Sieve] rules those out as they lie, before
// anything is folded or copied. What it looks for are strings of which one stands in
// every match; a pattern is run over the lines that have one only. A pattern of which no
// such string is known, as \d{4} or (?i)hts, is run at once.
//
// Patterns are those of package regexp, and so is what they match; what finds it is an
// automaton of our own, many times as fast, that takes two megabytes at most for each
// search that is under way. An expression that is too much for that is left to package
// regexp, wholly or from where it became so.
//
// A text that is searched unfolded is compared byte by byte with the needle as it was
// typed, composed and decomposed.
package search
