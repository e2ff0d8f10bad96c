package cas

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

const scanned = `{"%TYPES" : {"a.B" : {"%NAME" : "a.B", "%SUPER_TYPE" : "uima.tcas.Annotation", "kind" : {"%NAME" : "kind", "%RANGE" : "uima.cas.String"}}},
  "%FEATURE_STRUCTURES" : [
    {"%ID" : 1, "%TYPE" : "uima.cas.Sofa", "sofaString" : "Müller e\u0301 📌 𐐀 👩‍👩‍👧\r\n«الميناء»"},
    {"%ID" : 2, "%TYPE" : "x.Token", "@sofa" : 1, "begin" : 0, "end" : 6},
    {"%ID" : 3, "%TYPE" : "a.B", "@sofa" : 1, "begin" : 0, "end" : 6, "kind" : "ü"}
  ], "%VIEWS" : {"_InitialView" : {"%SOFA" : 1, "%MEMBERS" : [2, 3]}}}`

// What is read fast is read as it is when all of it is checked first.
func FuzzScanJSON(f *testing.F) {
	f.Add(scanned)
	f.Add(strings.Join(strings.Fields(scanned), ""))
	for _, s := range []string{
		`"@sofa": 01`, `"@sofa": 1.0`, `"@sofa": 0`, `"@sofa": -1`, `"@sofa": 99999999999`, `"@sofa": 1, "@sofa": 2`, `"sofa": 1`, `"begin": 0`, `"%TYPE": "x.\u0054oken"`, `"%TYPE": ""`, `"%TYPE": "x.T[]"`, `"%ID": "2"`,
		`"%ID": 1`, `"%ID": 3e0`, `"%ID" 3`, `"@sofa": 1 "begin"`, `"@sofa": 1, }`,
	} {
		f.Add(strings.Replace(scanned, `"@sofa" : 1`, s, 1))
		f.Add(strings.Replace(scanned, `"%ID" : 2`, s, 1))
		f.Add(strings.Replace(scanned, `"%TYPE" : "x.Token"`, s, 1))
	}
	for _, s := range []string{"{}", "[]", "{", "", `{"%VIEWS": {}}`, `{"%VIEWS": []}`, `{"a": 1, "%FEATURE_STRUCTURES": {"1": {"%TYPE": "a.B", "begin": 0}}}`, scanned + "x", "\uFEFF" + scanned, " " + scanned + "\n", `{"%FEATURE_STRUCTURES": [], "%FEATURE_STRUCTURES": [3]}`, `{"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "a"}], "%FEATURE_STRUCTURES": [{"%ID": 2, "%TYPE": "a", "@sofa": 1, "begin": 0, "end": 1}]}`, `{"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "a", "b": ` + strings.Repeat("[", 1001) + strings.Repeat("]", 1001) + `}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 || !utf8.ValidString(s) { // which the readers refuse
			return
		}
		s = strings.TrimPrefix(s, "\uFEFF")
		var fast, slow []string
		g := scanJSON(s, func(place string, err error) { fast = append(fast, place+err.Error()) })
		if g == nil {
			return
		}
		want, err := walkJSON(s, func(place string, err error) { slow = append(slow, place+err.Error()) })
		if err != nil {
			t.Fatalf("%q is read, though %v", s, err)
		}
		if got, want := string(g.emitJSON()), string(want.emitJSON()); got != want || fmt.Sprint(fast) != fmt.Sprint(slow) {
			t.Errorf("%q is\n%s %v, want\n%s %v", s, got, fast, want, slow)
		}
	})
}

// What tools write is read fast, and its tokens at a glance.
func TestScanJSON(t *testing.T) {
	g := scanJSON(scanned, func(string, error) {})
	if g == nil || len(g.list) != 3 || g.list[0].plain || !g.list[1].plain || g.list[2].plain || g.list[2].text("kind") != "ü" {
		t.Fatalf("%+v", g)
	}
	token := g.list[1]
	if end, ok := token.number("end"); end != 6 || !ok || token.has("kind") || token.get("sofa").id != 1 || !token.plain {
		t.Errorf("%+v", token)
	}
	token.set("pos", value{text: "N"})
	if b := string(token.appendJSON(nil, []byte(quoted(token.kind)))); b != `{"%ID" : 2, "%TYPE" : "x.Token", "@sofa" : 1, "begin" : 0, "end" : 6, "pos" : "N"}` {
		t.Errorf("it became %s", b)
	}
}
