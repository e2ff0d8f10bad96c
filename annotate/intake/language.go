package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// The scripts that tell languages apart, each named by one of its letters.
const (
	latin    = 'a'
	arabic   = 'ا'
	cyrillic = 'я'
	hebrew   = 'ש'
	greek    = 'ω'
)

// scriptOf is the script of a letter; 0 for everything else, and for other scripts.
func scriptOf(r rune) rune {
	switch {
	case r < 'A', !unicode.IsLetter(r):
		return 0
	case r < 0x250, 0x1E00 <= r && r < 0x1F00:
		return latin
	case 0x370 <= r && r < 0x400, 0x1F00 <= r && r < 0x2000:
		return greek
	case 0x400 <= r && r < 0x530:
		return cyrillic
	case 0x590 <= r && r < 0x600:
		return hebrew
	case 0x600 <= r && r < 0x780, 0x8A0 <= r && r < 0x900, 0xFB50 <= r && r < 0xFF00:
		return arabic
	}
	return 0
}

// tongue is a language and the small words and forms that no text of some length is
// without, chosen so that neighbours do not share most of them.
type tongue struct {
	code   string
	script rune
	words  []string
}

var tongues = []tongue{
	{"en", latin, strings.Fields("the and of to is that was for with on as by are this have from not be at which were has their")},
	{"de", latin, strings.Fields("der die und das ist nicht den von mit dem ein eine zu auf für sich des im auch werden wird hat sie daß dass")},
	{"fr", latin, strings.Fields("le la les des et est une que dans pour qui sur pas au du ce avec sont plus par il elle été aux")},
	{"es", latin, strings.Fields("el la los las de que y en un una por con para es se del no su al como más fue pero sus")},
	{"it", latin, strings.Fields("il di che la è per un una non con del della sono gli nel anche dei alla più le da ha si delle")},
	{"pt", latin, strings.Fields("o os as de que e em um uma não para com do da por é se na no dos das mais foi ao pelo")},
	{"nl", latin, strings.Fields("de het een van en is dat niet op te zijn voor met die aan er om ook bij naar wordt heeft maar")},
	{"tr", latin, strings.Fields("ve bir bu için ile da de olarak olan çok daha ne gibi ama kadar sonra değil türkiye var dedi en")},
	{"pl", latin, strings.Fields("i w na nie się że do z jest to jak po przez od za ale który które oraz są dla tego")},
	{"ku", latin, strings.Fields("û ji bi di li ku de ne ew ev jî bo yê wê xwe ya yên kurd dike hat")},
	{"ar", arabic, strings.Fields("في من على إلى أن التي الذي عن هذا هذه مع ما لا كان قال قد بعد كما أو ذلك بين كل لم ولا وقال إن")},
	{"fa", arabic, strings.Fields("در به از که این است را با برای آن می یک بود شد های شده خود تا کرد ها گفت باید " + "می\u200cشود")},
	{"ckb", arabic, strings.Fields("لە و بە بۆ کە ئەو ئەم لەگەڵ سەر یان هەموو دەکات کرد بوو نییە خۆی هەر")},
	{"ur", arabic, strings.Fields("کے کی میں ہے کا سے اور کو نے پر ہیں یہ کہ بھی تھا نہیں گیا ایک")},
	{"ru", cyrillic, strings.Fields("и в не на что с по как это из к за от он для его было а но мы они был при")},
	{"uk", cyrillic, strings.Fields("і в не на що з та до як це у за від він для його є але ми про які було й")},
	{"he", hebrew, strings.Fields("של את על לא כי הוא עם זה גם אל היא או אני כל אבל אם יותר מה היה בין אחרי")},
	{"el", greek, strings.Fields("και το της η του να ο με για που από την στο είναι δεν των οι τα σε στην")},
}

// alone are the scripts that only one of our languages writes: its letters are evidence enough.
var alone = map[rune]string{hebrew: "he", greek: "el"}

// language is the language of s, in BCP 47, by the script of most of its letters and its
// commonest words; empty when that is too little to tell.
func language(s string) string {
	script, words := census(s)
	if code := alone[script]; code != "" {
		return code
	}
	type count struct {
		code string
		n    int
	}
	var counts []count
	for _, t := range tongues {
		if t.script != script {
			continue
		}
		c := count{code: t.code}
		for _, w := range t.words {
			c.n += words[w]
		}
		counts = append(counts, c)
	}
	if len(counts) == 0 {
		return ""
	}
	slices.SortStableFunc(counts, func(a, b count) int { return cmp.Compare(b.n, a.n) })
	if first := counts[0].n; first < 2 || first == counts[1].n {
		return ""
	}
	return counts[0].code
}

// census counts the words of the first 64 KiB of s in small letters, and tells the script
// of most letters.
func census(s string) (script rune, words map[string]int) {
	s = strings.ToValidUTF8(s[:min(len(s), 64<<10)], "")
	words = map[string]int{}
	letters := map[rune]int{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u200c' }) {
		words[w]++
		for _, r := range w {
			if t := scriptOf(r); t != 0 {
				letters[t]++
			}
		}
	}
	most := 0
	for _, t := range []rune{latin, arabic, cyrillic, hebrew, greek} {
		if letters[t] > most {
			script, most = t, letters[t]
		}
	}
	return script, words
}
