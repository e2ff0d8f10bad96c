package labelstudio

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"parley/annotate/codec"
)

// seeds are parts of tasks: results, what somebody says, and tasks.
var seeds = []string{
	`{"id":"ü 📌 𐐀 e\u0301","from_name":"a","to_name":"text","type":"labels","value":{"start":1,"end":2,"text":"👩‍👩‍👧","labels":["A"]},"score":0.5}`,
	`{"id":7}`, `{"ID":"a"}`, `{"id":null}`, `{"id":"a","id":"b","value":null}`, `{"type":"relation","from_id":"a","to_id":"b","direction":"bi","labels":["الميناء"]}`,
	`{"type":"relation","labels":null}`, `{"type":"labels","value":{},"meta":{"text":["👩‍👩‍👧"]}}`, `{"type":"labels","value":{},"meta":{"Text":1}}`, `{"type":"labels","value":{},"meta":null}`,
	`{"id":"a","from_name":"c","type":"choices","value":{"start":1,"end":"2","text":"a\r\n","choices":["a","\ud83d\ude00"],"datetime":"2025-03-01"}}`,
	`{"from_name":"c","type":"choices","value":{"choices":[]}}`, `{"from_name":"c","type":"choices","value":{"choices":"a"}}`, `{"from_name":"c","type":"choices","value":{"choices":["a",1]}}`,
	`{"from_name":"c","type":"choices","value":{"choices":[null]}}`, `{"from_name":"c","type":"choices","value":{"choices":null}}`, `{"type":"choices","value":{"Choices":["a"]}}`,
	`{"from_name":"c","type":"number","value":{"number":1e400}}`, `{"from_name":"c","type":"number","value":{"number":-1.5}}`, `{"from_name":"c","type":"rating","value":{"rating":"x"}}`, `{"from_name":"c","type":"rating","value":{"rating":null}}`,
	`{"from_name":"c","type":"taxonomy","value":{"taxonomy":[["a","b"],[]]}}`, `{"from_name":"c","type":"taxonomy","value":{"taxonomy":[null]}}`, `{"from_name":"c","type":"datetime","value":{"datetime":7,"datetime":"x"}}`,
	`{"from_name":"c","type":"textarea","value":{"start":0,"end":1,"text":[" ","a",null,"b"]}}`, `{"type":"labels","value":{"\u017ftart":1,"end":2}}`, `{"type":"labels","value":{"start":1.5,"end":2}}`,
	`{"type":"labels","value":{"labels":["a"],"labels":["b"]}}`, `{"type":"hypertextlabels","value":{"labels":["a"],"hypertextlabels":["b",3]}}`,
	`{"type":"paragraphlabels","value":{"start":"0","end":"1","startOffset":5,"endOffset":4,"paragraphlabels":["X"]}}`, `{"type":"paragraphlabels","value":{"startOffset":1.0}}`, `{"type":"brush","value":{}}`, `{}`, `null`, `7`,
	`{"completed_by":{"id":1},"model_version":"m","result":[{"id":"a","type":"labels","value":{}},{"id":"b","type":"labels","value":{}},{"id":"a","type":"labels","value":{}}],"was_cancelled":false,"ground_truth":false,"lead_time":1}`,
	`{"result":null}`, `{"result":{}}`, `{"result":[],"result":[{}]}`, `{"completed_by":3,"created_at":"2025-01-01T00:00:00Z","updated_at":1e9}`, `{"created_username":" Lina ü "}`, `{"completed_by":2,"created_username":"Lina"}`, `{"completed_by":{},"created_username":3}`, `{"completed_by":null,"created_username":null,"result":[]}`, `{"created_at":null}`, `{"created_at":"no"}`,
	`{"ground_truth":true,"ground_truth":false}`, `{"Result":[1],"result":[]}`, `{"model_version":null}`, `{"was_cancelled":0}`, `{"was_cancelled":true}`,
	`{"id":1,"data":{"text":"a\"b","n":[1,-0.5e+3,01]},"annotations":[],"file":"x","empty":[{}]}`, `{"data":{"a":1},"data":{}}`, `{"data":[]}`, `{"data":{},"annotations":null}`, `{"data":{},"annotations":[{}],"annotations":[{}]}`,
	`{"data":{},"predictions":[{"result":[{"type":"labels","value":{}}],"created_at":"2025-01-01T00:00:00Z"},{}]}`, `{"data":{},"Annotations":[]}`, "{\"data\":{\"a\":\"\xff\"},\"b\\u0061\":\"\\u00fg\"}",
	`{"data":{"a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}}`, `{"data":{"a":"\x"}}`, `{"data":{"a":tru}}`, `{"data":{}}x`, `{"data":{},}`, `{"data":{}`, `{"data":{"a" 1}}`,
}

// FuzzQuick compares tasks that are read in one go to what encoding/json makes of them.
func FuzzQuick(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 {
			return
		}
		for _, in := range []string{s, `{"data": {"text": "x"}, "annotations": [` + s + `]}`, `{"data": {}, "completions": [{"result": [` + s + `]}], "predictions": [` + s + `]}`} {
			got := quick(in)
			if got == nil {
				continue
			}
			if err := codec.CheckJSON(in); err != nil {
				t.Fatalf("%q: %v", in, err)
			}
			want, err := decode([]byte(in))
			if err != nil {
				t.Fatalf("%q: %v", in, err)
			}
			if !reflect.DeepEqual(told(got), told(want)) {
				t.Errorf("%q is %+v\nwant %+v", in, told(got), told(want))
			}
		}
	})
}

// told is a task without what is empty in one way or another.
func told(t *taken) (out []any) {
	for _, m := range t.data {
		out = append(out, m)
	}
	for _, p := range t.all {
		out = append(out, p.by, p.truth, p.created, p.altered, len(p.links))
		for _, l := range p.links {
			out = append(out, l.FromID, l.ToID, l.Direction, strings.Join(l.Labels, "\x00"))
		}
		for _, o := range p.odd {
			out = append(out, o)
		}
		for _, g := range p.regions {
			out = append(out, g.id, g.to, g.placed, g.at, g.quote, strings.Join(g.labels, "\x00"), g.note)
			for _, v := range g.said {
				out = append(out, v.control, v.kind, strings.Join(v.values, "\x00"), v.number, len(v.paths))
				for _, path := range v.paths {
					out = append(out, strings.Join(path, "\x00"))
				}
			}
		}
	}
	return append(out, strings.Join(t.unread, "\x00"))
}

// What tools write is read in one go.
func TestQuick(t *testing.T) {
	for _, s := range []string{
		seeds[0],
		`{"type":"relation","from_id":"a","to_id":"b","direction":"bi","labels":["الميناء"]}, {"type":"relation","from_id":"a","to_id":"b","direction":null}`,
		`{"type":"labels","id":"𐐀","value":{"start":0,"end":3,"text":"a\r\n","labels":["e\u0301"],"score":1},"meta":{"text":["👩‍👩‍👧"]},"origin":"manual","hidden":false}`,
		`{"from_name":"c","type":"choices","value":{"start":1,"end":2,"choices":["a"]}}`, `{"from_name":"c","type":"number","value":{"number":-1.5}}`, `{"from_name":"c","type":"rating","value":{"rating":3}}`,
		`{"from_name":"c","type":"taxonomy","value":{"taxonomy":[["a","b"],["c"]]}}`, `{"from_name":"c","type":"datetime","value":{"datetime":"2025-03-01"}}`, `{"from_name":"c","type":"textarea","value":{"text":["a"]}}`,
		`{"type":"paragraphlabels","value":{"start":"0","end":"1","startOffset":5,"endOffset":4,"text":"x","paragraphlabels":["X"]}}`,
	} {
		in := `{"id": 1, "data": {"text": "ü", "meta": {"n": [1, true, null]}}, "annotations": [{"id": 2, "completed_by": {"id": 1}, "result": [` + s + `], "was_cancelled": false, "created_at": "2025-01-01T00:00:00Z"}], "predictions": [{"model_version": null, "score": 0.5, "result": [` + s + `]}]}`
		if quick(in) == nil {
			t.Errorf("%s: not read in one go", in)
		}
	}
}

// FuzzPieces compares tasks that are cut by their brackets to what encoding/json cuts,
// reading a few bytes at once or all, and once more by where they stand.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{`[]`, ` [ ] x`, `[{"a": "}\"]\\"}, {"b": [{"c": "ü 📌"}]}` + "\r\n]", `[{} {}]`, `[,{}]`, `[{},]`, `[{}, 3, {}]`, `[{"a": "`, `[{"a": "\`, `[{]}]`, `{"a": 1}`, `[{}`, `[{"a":{}`, ``, `x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want []string
		err := tasks(strings.NewReader(s), func(_ int, raw json.RawMessage) bool {
			want = append(want, string(raw))
			return true
		})
		for _, room := range []int{1, 7, roomForTasks} {
			var known cuts
			for p := range pieces(strings.NewReader(s), room) {
				if known.odd = p.odd || codec.CheckJSON(string(p.b)) != nil; known.odd {
					break
				}
				if p.n > len(want) || want[p.n-1] != string(p.b) {
					t.Fatalf("%q: piece %d is %q of %q", s, p.n, p.b, want)
				}
				known.list = append(known.list, cut{p.from, len(p.b)})
			}
			if !known.odd && (err != nil || len(known.list) != len(want)) {
				t.Errorf("%q is %v, want %q %v", s, known.list, want, err)
			}
			for p := range known.pieces(strings.NewReader(s)) {
				if !p.odd && !bytes.Equal(p.b, []byte(want[p.n-1])) || p.odd != (p.n > len(known.list)) {
					t.Errorf("%q: piece %d is %q again, of %q", s, p.n, p.b, want)
				}
			}
		}
	})
}
