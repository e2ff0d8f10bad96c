package doccano

import (
	"fmt"
	"reflect"
	"testing"
)

// FuzzLine compares lines that are well-formed to what is made of them where they need not be.
func FuzzLine(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"text":"ü e\u0301 📌 𐐀 👨‍👩‍👧 الميناء\r\n","label":[[0,1,"A"],"b"],"id":7,"meta":{"a":1,"b":[null]},"Comments":["x"]}`, `{"data":"x","text":null}`, `{"text":"x","data":"y"}`,
		`{"text":7,"data":"y","labels":"one"}`, `{"text":"x","text":{}}`, `{"te\u0078t":"x","entities":[{"id":1,"label":"A","start_offset":0,"end_offset":1}],"relations":[{"from_id":1,"to_id":1,"type":"r"}]}`,
		"{\"text\":\"\xff\",\"\xff\":\"\xff\"}", `{"text":"x"} y`, `{"text":"x"`, `{"text":"x","label":7}`, ` { "text" : "x" , "a" : { "b" : 1 } } `,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, wrong := read(b)
		want, err := decode(b)
		if fmt.Sprint(wrong) != fmt.Sprint(err) || err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v %v, want %+v %v", b, got, wrong, want, err)
		}
	})
}
