package session_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/session"
	"parley/storage/memory"
)

// TestEntitiesInOrder: whatever comes, goes and is renamed, one by one or many at once, the
// list is by name, and one that somebody holds stays as it was.
func TestEntitiesInOrder(t *testing.T) {
	s, err := session.Open(memory.New(&annotate.Project{Name: "ü"}, annotatetest.Schema()), "Lina", session.Origin{Now: annotatetest.Clock(), NewID: annotatetest.IDs()})
	if err != nil {
		t.Fatal(err)
	}
	list := func() []*annotate.Entity {
		all, err := s.Entities()
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	r := rand.New(rand.NewPCG(4, 2))
	name := func() string {
		return []string{"ü", "Ü", "e\u0301", "📌", "𐐀", "👩‍👩‍👧", "هيئة", "hts", "HTS"}[r.IntN(9)] + fmt.Sprint(r.IntN(5))
	}
	e := s.Editor()
	for range 300 {
		held := list()
		was := slices.Clone(held)
		cs := annotate.ChangeSet{Label: "change actors", Annotator: s.Me().ID}
		for range 1 + r.IntN(3)*r.IntN(12) {
			n := &annotate.Entity{ID: e.NewID(), Name: name()}
			cs.Changes = append(cs.Changes, annotate.Create(n))
		}
		for _, n := range held {
			switch r.IntN(12) {
			case 0:
				cs.Changes = append(cs.Changes, annotate.Delete(n))
			case 1:
				next := *n
				next.Name = name()
				cs.Changes = append(cs.Changes, annotate.Update(n, &next))
			}
		}
		if err := s.Apply(cs); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(held, was) {
			t.Fatal("a list that is held has changed")
		}
		if r.IntN(3) == 0 {
			continue // nobody asks between
		}
		got := list()
		if !slices.IsSortedFunc(got, func(a, b *annotate.Entity) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), a.ID.Compare(b.ID))
		}) {
			t.Fatal("the list is not by name")
		}
		n := 0
		for _, x := range got {
			if s.Entity(x.ID) != x {
				t.Fatalf("%s is not the entity it was", x.Name)
			}
			n++
		}
		for x, err := range s.Reader().Entities() {
			if n--; err != nil || s.Entity(x.ID) == nil {
				t.Fatal(x, err)
			}
		}
		if n != 0 {
			t.Fatalf("%d are too many", n)
		}
	}
}
