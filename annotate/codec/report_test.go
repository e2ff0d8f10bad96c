package codec_test

import (
	"encoding/json"
	"testing"

	"parley/annotate/codec"
)

func TestReportAsJSON(t *testing.T) {
	var r codec.Report
	if !r.Whole() || !r.OK() {
		t.Error("an empty report tells of something")
	}
	r.Remark(codec.Problem{Text: "the password is “Häfen 📌”"})
	if !r.Whole() || !r.OK() {
		t.Error("a remark counts as something that is wrong")
	}
	r.Documents = 1
	r.Skipped.Add(codec.Problem{Document: "Müller 📌", Text: "there already"})
	if !r.Whole() || r.OK() {
		t.Error("what is there already counts as left behind")
	}
	r.Lose(codec.Kind{One: "note", Many: "notes"}, codec.Problem{Record: "annotation 1"})
	r.Lose(codec.Kind{One: "note", Many: "notes"}, codec.Problem{Record: "annotation 2"})
	if r.Whole() {
		t.Error("what is lost does not count")
	}
	b, err := json.Marshal(&r)
	want := `{"documents":1,"annotations":0,"relations":0,"entities":0,"annotators":0,"repaired":{"total":0},"refused":{"total":0},` +
		`"skipped":{"total":1,"first":[{"document":"Müller 📌","record":"","place":"","offset":0,"problem":"there already"}]},"doubtful":{"total":0},"remarks":{"total":1,"first":[{"document":"","record":"","place":"","offset":0,"problem":"the password is “Häfen 📌”"}]},` +
		`"lost":[{"what":"2 notes","total":2,"first":[{"document":"","record":"annotation 1","place":"","offset":0,"problem":""},{"document":"","record":"annotation 2","place":"","offset":0,"problem":""}]}]}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v\nwant %s", b, err, want)
	}
}
