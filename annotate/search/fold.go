package search

import "strings"

// Fold says which differences do not count. Values are joined by |; the zero value makes
// every difference count but that between composed and decomposed letters.
//
// Whatever is folded, letters are compared decomposed, and characters that are not seen
// (soft hyphens, joiners, marks of direction, variation selectors) are passed over.
type Fold uint8

const (
	// Case makes capitals and small letters alike, by the full folding of Unicode: ß is
	// ss, ﬁ is fi, final and other sigma are one.
	Case Fold = 1 << iota
	// Marks drops what is written on letters: accents, niqqud, harakat. It also takes
	// letters with a stroke (ø, ł, đ, ħ) and the dotless ı for those without, drops the
	// signs of transliteration ʿ and ʾ, and takes apostrophes, hyphens and blanks of every
	// kind for ' - and the space. The voicing marks of kana stay: they make other letters.
	Marks
	// Arabic makes the ways of writing one Arabic word alike: alef with hamza, madda or
	// wasla is alef, hamza on waw or ya is waw or ya, alef maqsura and the Persian ya are
	// ya, ta marbuta is ha, the Persian and swash kaf are kaf, presentation forms are
	// their letters, and Arabic-Indic digits are 0 to 9. Tatweel and harakat are dropped.
	// A hamza that stands alone stays.
	Arabic
)

// Loose folds all that can be folded.
const Loose = Case | Marks | Arabic

// folds is how many values of Fold there are.
const folds = int(Loose) + 1

// String is the names of what is folded: "case+marks"; "exact" for nothing.
func (f Fold) String() string {
	var names []string
	for i, name := range []string{"case", "marks", "arabic"} {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "exact"
	}
	return strings.Join(names, "+")
}

// Of is s folded. To fold two texts and join them is to join and fold them.
func (f Fold) Of(s string) string {
	if f&Loose == 0 {
		return s
	}
	return string(tables[f&Loose].appendString(make([]byte, 0, len(s)+8), s, nil))
}
