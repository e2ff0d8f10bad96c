package labelstudio

import (
	"encoding/json"
	"reflect"
	"testing"

	"parley/annotate/codec"
)

// FuzzResults compares results and values that are taken as they stand to what encoding/json
// makes of them.
func FuzzResults(f *testing.F) {
	for _, s := range []string{
		`null`, `{}`, `7`, `{"id":"ü 📌 𐐀 e\u0301","from_name":"a","to_name":"text","type":"labels","value":{"start":1,"end":2,"labels":["A"]},"score":0.5}`,
		`{"id":7}`, `{"ID":"a"}`, `{"id":null}`, `{"id":"a","id":"b","value":null}`, `{"type":"relation","from_id":"a","to_id":"b","direction":"bi","labels":["الميناء"]}`, `{"meta":{"text":["👩‍👩‍👧"]}}`,
		`{"start":1,"end":"2","text":"a\r\n","choices":["a","\ud83d\ude00"],"datetime":"2025-03-01"}`, `{"choices":[]}`, `{"choices":"a"}`, `{"choices":["a",1]}`, `{"choices":[null]}`,
		`{"completed_by":{"id":1},"model_version":"m","result":[{"id":"a"},null],"was_cancelled":false,"ground_truth":false,"lead_time":1}`, `{"result":null}`, `{"result":{}}`,
		`{"ground_truth":true,"ground_truth":false}`, `{"Result":[1],"result":[]}`, `{"model_version":null}`, `{"was_cancelled":0}`,
		`{"choices":null}`, `{"Start":1,"start":2}`, `{"\u017ftart":1}`, `{"number":1}`, `{"rating":"x"}`, `{"taxonomy":[["a","b"]]}`, `{"datetime":7,"datetime":"x"}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 || codec.CheckJSON(s) != nil || s[0] <= ' ' || s[len(s)-1] <= ' ' {
			return
		}
		var r, plain result
		if err := json.Unmarshal([]byte(s), &plain); r.take(s) && (err != nil || !reflect.DeepEqual(r, plain)) {
			t.Errorf("result %q is %+v, want %+v %v", s, r, plain, err)
		}
		type whole said
		var some said
		var all whole
		if err := json.Unmarshal([]byte(s), &all); some.take(s) && (err != nil || !reflect.DeepEqual(some, said(all))) {
			t.Errorf("%q says %+v, want %+v %v", s, some, all, err)
		}
		var v, want value
		if err := json.Unmarshal([]byte(s), &want); v.take(s) && (err != nil || !reflect.DeepEqual(v, want)) {
			t.Errorf("value %q is %+v, want %+v %v", s, v, want, err)
		}
	})
}
