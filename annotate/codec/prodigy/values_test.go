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
		"[ {\"start\" : 1 ,\t\"end\":2\n} , {\"id\":[1],\"end\":3} ]", `[{"text":"\\","start":1,"end":2,"ws":true},{"text":"\"}","start":3,"end":40000000000000000000}]`,
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
			fast, slow := span{last: -1}, span{last: -1}
			rest, ok := fast.take(e)
			all, err := slow.decode(e)
			if !ok {
				continue
			}
			slow.ends(all["token_end"])
			for _, name := range ofSpan {
				delete(all, name)
			}
			if err != nil || !reflect.DeepEqual(fast, slow) || len(rest)+len(all) > 0 && !reflect.DeepEqual(rest, all) {
				t.Errorf("span %q is %v %q, want %v %q %v", e, fast, rest, slow, all, err)
			}
		}
	})
}

// FuzzRelations compares relations to what encoding/json makes of them.
func FuzzRelations(f *testing.F) {
	for _, s := range []string{
		`7`, `null`, `{}`, `{"head":1,"child":2,"label":"Müller e\u0301 📌 𐐀 👨‍👩‍👧 الميناء\r\n","color":"#fff","head_span":{"start":1,"end":2,"token_end":7,"label":"A"},"child_span":{"start":3,"end":4},"x":[1,"a"]}`,
		`{"head":null,"child":1.0}`, `{"head":1,"head":null}`, `{"head_span":{"start":1,"end":2,"label":"A"},"head_span":{"start":1,"end":2}}`, `{"HEAD":1}`, `{"head_span":null,"child_span":[]}`,
		`{"child_\u017fpan":{"start":1,"end":2}}`, `{"label":null}`, `{"label":7,"label":"a"}`, `{"head_span":{"start":1}}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 || codec.CheckJSON(s) != nil || s[0] <= ' ' {
			return
		}
		var fast, slow relation
		rest, ok := fast.take(s)
		if !ok {
			return
		}
		all, err := slow.decode(s)
		for _, name := range ofRelation {
			delete(all, name)
		}
		if err != nil || !reflect.DeepEqual(fast, slow) || len(rest)+len(all) > 0 && !reflect.DeepEqual(rest, all) {
			t.Errorf("relation %q is %+v %q, want %+v %q %v", s, fast, rest, slow, all, err)
		}
	})
}

// FuzzParts compares lines that are checked as they are taken apart to those that are checked
// and then taken apart.
func FuzzParts(f *testing.F) {
	for _, s := range []string{
		`{}`, `}`, `{"a":1{"b":2}`, `{"a":1,}`, `{,"a":1}`, ` { "text" : "ü 📌 𐐀 e\u0301 👩‍👩‍👧 الميناء\r\n" , "tokens" : [ { "start" : 1 , "end" : 2 } ] } `, `{"tokens":[{"start":1,"end":2,"text":"a\\\"","ws":true},{}]}`,
		"{\"tokens\":[{\"a\t\":1}]}", `{"tokens":[{"start":01}]}`, `{"tokens":[{"start":1"end":2}]}`, `{"tokens":[{"start":1,"ws":tru}]}`, `{"tokens":[{"start":1},]}`, `{"tokens":[],"tokens":[{"id":[{}]}]}`,
		`{"tokens":[{"start":1}}`, `{"tokens":[{"start":1]]}`, "{\"\xff\":1}", `{"a\u0062":1}`, `{"tokens":[{"END":1}]}`, `{"tokens":[{"start":1.0e1}]}`, `{"tokens":null} x`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := partsOf(s)
		if !ok {
			return
		}
		if err := codec.CheckJSON(s); err != nil {
			t.Fatalf("%q is taken apart: %v", s, err)
		}
		var want []part
		for name, value := range codec.Members(s) {
			p := part{name: name, value: value}
			if got := got[len(want):]; len(got) > 0 && got[0].tokens != nil {
				if err := json.Unmarshal([]byte(value), &p.tokens); err != nil {
					t.Errorf("tokens %s: %v", value, err)
				}
			}
			want = append(want, p)
		}
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	})
}
