package query

import (
	"errors"
	"fmt"
	"testing"
	"unicode/utf8"
)

func TestClauses(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "[]",
		"  union ":                          "[union]",
		"actor:HTS stance:against":          "[actor:HTS stance:against]",
		`document:"The port" -stance:favor`: `[document:"The port" -stance:favor]`,
		"actor:“Hay’at Tahrir al-Sham” the":  `[actor:"Hay’at Tahrir al-Sham" the]`,
		`-"a \"b\" \\ c"`:                    `[-"a \"b\" \\ c"]`,
		"date:2018..2020 date:2018-03":       "[date:2018..2020 date:2018-03]",
		"note:http://x.org/y":                "[note:http://x.org/y]",
		"stance:unset stance:\"unset\"":      `[stance:unset stance:"unset"]`,
		"المجلس -فاعل:\"هيئة تحرير الشام\"📌": "question: a blank is missing behind the quotation mark, at character 32",
		"a:":             "question: a: has no value: that stands at once behind the colon, and unset finds those without one, at character 1",
		"x -":            "question: there is nothing behind the -, at character 3",
		"ü 📌 :x":         "question: there is no slot before the colon, at character 5",
		`e´ actor:"HTS`:  "question: a quotation mark is not closed, at character 10",
		`ab"c"`:          "question: a quotation mark stands inside a word, at character 3",
		"x OR actor:HTS": "question: OR is not known: all clauses have to be true, and - before one excludes; the word itself stands in quotation marks, at character 3",
		"\"OR\" or":      `["OR" or]`,
		"!stance:favor":  "question: what excludes is -, as in -stance:favor, at character 1",
		`""`:             "question: there is nothing between the quotation marks, at character 1",
	} {
		list, err := Clauses(in)
		got := fmt.Sprint(list)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestHasSlot: what is a question about statements, though it cannot be read, and what is words.
func TestHasSlot(t *testing.T) {
	for s, want := range map[string]bool{
		"actor:HTS": true, "union stance:against": true, "-stance:favor": true, "!stance:favor": true, "stanze:x": true, "فاعل:المجلس": true,
		`actor:"Karim`: true, `stance:against actor:"Karim`: true, "actor: union": true, "date:": true, "layer:claim OR actor:HTS": true,
		"": false, "union": false, "12:30": false, `12:30 "`: false, "http://x.org/ü": false, `"actor:HTS"`: false, "she said: no": false, "📌 e\u0301:": false, "a - b": false,
	} {
		if HasSlot(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

// FuzzClauses: no question panics, an error says a place in it, and what is read is read
// again from how it is written.
func FuzzClauses(f *testing.F) {
	for _, s := range []string{`actor:HTS -stance:"against it" date:2018..2020 words 📌`, "“مجلس” e\u0301:𐐀", `a:"\\\""`, "-:", "-a:-b", `x "y:z" «ü»`, "👨‍👩‍👧:\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, err := Clauses(s)
		if err != nil {
			var e *QuestionError
			if !errors.As(err, &e) || e.At < 1 || e.At > utf8.RuneCountInString(s)+1 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		written := ""
		for _, c := range list {
			written += c.String() + " "
		}
		again, err := Clauses(written)
		if err != nil || len(again) != len(list) {
			t.Fatalf("%q is written %q: %v", s, written, err)
		}
		for i := range list {
			list[i].At, again[i].At = 0, 0
			if list[i] != again[i] && (list[i].Value != again[i].Value || list[i].Slot != again[i].Slot || list[i].Not != again[i].Not) {
				t.Fatalf("%q is written %q: %+v, want %+v", s, written, again[i], list[i])
			}
		}
	})
}
