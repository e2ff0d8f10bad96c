package codec_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// keeping is a shelf whose files are kept.
type keeping struct {
	*shelf
	id annotate.ID
}

func (k keeping) Originals() (annotate.ID, []*annotate.Original) {
	return k.id, []*annotate.Original{{Collection: k.id, Format: "x", Name: "x.conf", Content: "ü"}}
}

// Files come in with their document, those of the collection with the first of them, and
// those of one that stays out for its text beside it. With them stands how all was mapped.
func TestImportKeeps(t *testing.T) {
	store, lina, _ := ours()
	c := keeping{foreign(t, words), annotate.NewID()}
	many := c.documents
	c.documents = func() []*codec.Document {
		list := many()
		list[0].Originals = []*annotate.Original{{Collection: c.id, Name: "one"}}
		list[1].Aside = func() []*annotate.Original { return []*annotate.Original{{Collection: c.id, Name: "again"}} }
		return list
	}
	old, _ := store.Schema()
	o := options(store, lina, codec.Propose(c.Schema(), old))
	o.Extend = true
	for range 2 { // the second time there is nothing new
		if _, err := codec.Import(context.Background(), c, o); err != nil {
			t.Fatal(err)
		}
	}
	whole, _ := store.Originals(annotate.ID{})
	var names []string
	for _, o := range whole {
		names = append(names, o.Name)
		if o.Name != codec.MappingName {
			continue
		}
		var m codec.Mapping
		if err := json.Unmarshal([]byte(o.Content), &m); err != nil || m.Layer("PER").To == "" {
			t.Errorf("the mapping is %s, %v", o.Content, err)
		}
	}
	slices.Sort(names)
	if !slices.Equal(slices.Compact(names), []string{"again", codec.MappingName, "x.conf"}) {
		t.Errorf("kept %q", names)
	}
	for d := range store.Summaries(annotate.ID{}) {
		if list, _ := store.Originals(d.ID); len(list) != 1 || list[0].Name != "one" || list[0].ID.IsZero() {
			t.Errorf("of %s %v", d.Title, list)
		}
	}
}
