package codec_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// taken is s as Members, Elements and Words take it apart.
func taken(s string) any {
	s = strings.Trim(s, " \n\t\r")
	switch {
	case strings.HasPrefix(s, "{"):
		out := map[string]any{}
		for name, value := range codec.Members(s) {
			out[name] = taken(value)
		}
		return out
	case strings.HasPrefix(s, "["):
		out := []any{}
		for e := range codec.Elements(s) {
			out = append(out, taken(e))
		}
		return out
	}
	if w, ok := codec.Words(s); ok {
		return w
	}
	return json.RawMessage(s)
}

// want is s as encoding/json takes it apart.
func want(s string) any {
	s = strings.Trim(s, " \n\t\r")
	switch s[0] {
	case '{':
		var list map[string]json.RawMessage
		_ = json.Unmarshal([]byte(s), &list) // it was checked
		out := map[string]any{}
		for name, value := range list {
			out[name] = want(string(value))
		}
		return out
	case '[':
		var list []json.RawMessage
		_ = json.Unmarshal([]byte(s), &list)
		out := []any{}
		for _, value := range list {
			out = append(out, want(string(value)))
		}
		return out
	case '"':
		var out string
		_ = json.Unmarshal([]byte(s), &out)
		return out
	}
	return json.RawMessage(s)
}

var jsonSeeds = []string{
	`{}`, `[]`, ` [ ] `, `{"a":1,"b":[true,false,null,-0.5e+7],"ü":{"📌":"𐐀 e\u0301 \ud83d\ude00 \n\\"}}`, `"\\\""`, `"\\"`, "[\"a\x80b\"]", `{"a" : {"}" : "]"} , "c":"\\"}`,
	`01`, `-`, `1.`, `1e`, `.5`, `"\x"`, `"\u12"`, "\"\n\"", `{"a"}`, `{"a":1,}`, `[1 2]`, `[1,]`, `{a:1}`, `nul`, ``, ` `, `[`, `{"`, `"\`, `1 2`, "\uFEFF1", `{"الميناء":"👩‍👩‍👧"}`,
	`{"a":1,"a":2}`, "[1\u00a0]", "\x0b1",
}

func FuzzJSONParts(f *testing.F) {
	for _, s := range jsonSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		err := codec.CheckJSON(s)
		deep := strings.Count(s, "[")+strings.Count(s, "{") > 900
		if ok := json.Valid([]byte(s)); !deep && ok != (err == nil) || err != nil && !errors.Is(err, annotate.ErrInvalid) {
			t.Fatalf("%q: %v, but valid is %t", s, err, ok)
		}
		if err == nil && !deep {
			if got, want := taken(s), want(s); !reflect.DeepEqual(got, want) {
				t.Errorf("%q is %v, want %v", s, got, want)
			}
		}
	})
}

func TestDeepJSON(t *testing.T) {
	for depth, ok := range map[int]bool{1000: true, 1_000_000: false} {
		s := strings.Repeat("[", depth) + strings.Repeat("]", depth)
		if err := codec.CheckJSON(s); (err == nil) != ok {
			t.Errorf("%d deep: %v", depth, err)
		}
	}
}

func TestPartsOfOther(t *testing.T) {
	for range codec.Members(`[1]`) {
		t.Error("a list has members")
	}
	for range codec.Elements(`{"a":1}`) {
		t.Error("an object has elements")
	}
	if w, ok := codec.Words(`12`); ok || w != "" {
		t.Errorf("a number is %q", w)
	}
}

// The end of a value is where it stops, whatever stands behind it.
func TestEndOfJSON(t *testing.T) {
	for in, want := range map[string]int{`"ü \" 📌"]`: 12, `{"a": [1, {"b": "}"}]} x`: 22, "12,": 2, "nullx": 4, `"ab`: -1, `{"a" 1}`: -1, "[1,]": -1, "01": -1, "": -1, "x": -1} {
		if got := codec.EndOfJSON("  "+in, 2, 1); want >= 0 && got != want+2 || want < 0 && got >= 0 {
			t.Errorf("%s ends at %d, want %d", in, got-2, want)
		}
	}
	if codec.EndOfJSON("[[1]]", 0, 1000) >= 0 {
		t.Error("what nests deeper than it may is let through")
	}
}
