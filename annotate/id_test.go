package annotate

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestID(t *testing.T) {
	a, b := NewID(), NewID()
	if a == b || a.Compare(b) >= 0 || a.IsZero() {
		t.Errorf("%s is not before %s", a, b)
	}
	for _, s := range []string{a.String(), strings.ToUpper(a.String())} {
		if got, err := ParseID(s); err != nil || got != a {
			t.Errorf("%s: %s, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "ü", strings.Repeat("x", 36), "{" + a.String() + "}", "urn:uuid:" + a.String(), strings.ReplaceAll(a.String(), "-", "")} {
		if got, err := ParseID(s); err == nil {
			t.Errorf("%q is %s", s, got)
		}
	}
}

func TestIDInJSON(t *testing.T) {
	type record struct{ A, B ID }
	in := record{A: NewID()}
	b, err := json.Marshal(in)
	if err != nil || !strings.HasSuffix(string(b), `"B":""}`) {
		t.Fatalf("%s, %v", b, err)
	}
	out := record{B: NewID()}
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("%s: %+v, %v", b, out, err)
	}
}
