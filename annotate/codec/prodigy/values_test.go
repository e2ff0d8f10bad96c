package prodigy

import (
	"encoding/json"
	"reflect"
	"testing"

	"parley/annotate/codec"
)

// FuzzValues compares tokens and spans to what encoding/json makes of them.
func FuzzValues(f *testing.F) {
	for _, s := range []string{
		`null`, `[]`, `7`, `[null]`, `[7]`, `[{}]`, `[{"start":1,"end":2,"id":0,"text":"ü 📌 𐐀 e\u0301"}]`, `[{"start":1,"END":2}]`, `[{"start":1.0,"end":2}]`, `[{"start":1,"end":"2"}]`,
		`[{"start":1,"end":2,"label":"Müller \ud83d\ude00 👩‍👩‍👧","token_end":3,"kind":["a",1,true,null,{}],"note":"\r\n"}]`, `[{"start":null,"end":2,"label":null}]`,
		`[{"start":1,"start":3,"end":2,"label":"a","LABEL":"الميناء"}]`, `[{"start":-0,"end":99999999999999999999}]`, `[{"\u017ftart":4,"start":1,"end":2}]`, `[{"start":"x","start":1,"end":2}]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 || codec.CheckJSON(s) != nil || s[0] <= ' ' {
			return
		}
		var want []token
		err := json.Unmarshal([]byte(s), &want)
		got, wrong := listOfTokens(s)
		if (err == nil) != (wrong == nil) || err == nil && len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("tokens of %q are %v %v, want %v %v", s, got, wrong, want, err)
		}
		for e := range codec.Elements(s) {
			fast, slow := span{}, span{}
			rest, ok := fast.take(e)
			all, err := slow.decode(e)
			if !ok {
				continue
			}
			for _, name := range []string{"start", "end", "label"} {
				delete(all, name)
			}
			if err != nil || !reflect.DeepEqual(fast, slow) || len(rest)+len(all) > 0 && !reflect.DeepEqual(rest, all) {
				t.Errorf("span %q is %v %q, want %v %q %v", e, fast, rest, slow, all, err)
			}
		}
	})
}
