package codec_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// Of a collection whose documents are all gone nothing is kept; it is back with one of them.
func TestKept(t *testing.T) {
	store, lina, _ := ours()
	commit := func(changes ...annotate.Change) {
		t.Helper()
		if _, err := store.Commit(&annotate.ChangeSet{Label: "كلمة 📌", Annotator: lina.ID, Changes: changes}); err != nil {
			t.Fatal(err)
		}
	}
	var heads []*annotate.Document
	for _, name := range []string{"ü", "e\u0301"} {
		collection, body := annotate.NewID(), words+name
		h := &annotate.Document{ID: annotate.NewID(), Title: name, Size: len(body)}
		commit(annotate.Create(&annotate.Body{Document: h.ID, Text: body}), annotate.Create(h),
			annotate.Create(&annotate.Original{ID: annotate.NewID(), Collection: collection, Format: "brat", Name: name + ".conf"}),
			annotate.Create(&annotate.Original{ID: annotate.NewID(), Collection: collection, Document: h.ID, Format: "brat", Name: name + ".ann"}))
		heads = append(heads, h)
	}
	want := func(names ...string) {
		t.Helper()
		list, err := codec.Kept(store)
		if err != nil || len(list) != len(names) {
			t.Fatalf("%d kept, %v; want %q", len(list), err, names)
		}
		for i, o := range list {
			if o.Name != names[i] {
				t.Errorf("%q is kept, not %q", o.Name, names[i])
			}
		}
	}
	want("ü.conf", "e\u0301.conf")
	commit(annotate.Delete(heads[0]))
	want("e\u0301.conf")
	commit(annotate.Delete(heads[1]))
	want()
	commit(annotate.Create(heads[0]))
	want("ü.conf")
}
