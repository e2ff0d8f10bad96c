package bolt_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/tinylib/msgp/msgp"
	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// withoutVersions makes of a project file what format 2 was.
func withoutVersions(t *testing.T, s *bolt.Store) {
	t.Helper()
	err := s.Update(func(tx *bbolt.Tx) error {
		if err := tx.DeleteBucket([]byte("versions")); err != nil {
			return err
		}
		return tx.Bucket([]byte("meta")).Put([]byte("format"), msgp.AppendInt(nil, 2))
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// A file that kept no schemas gets those that its log tells: that of its beginning, one
// that was undone, and of two with one number the later.
func TestVersionsOutOfTheLog(t *testing.T) {
	s := project(t, 2)
	begun, err := s.Project()
	if err != nil {
		t.Fatal(err)
	}
	m := storagetest.NewMaker()
	for range 1000 {
		m.ID() // which the project has
	}
	at := storagetest.Start
	put := func(from *annotate.Schema, version int, name string) *annotate.Schema {
		next := *from
		next.Version, next.Name = version, name
		at = at.Add(1e9)
		set := m.Set("Change schema", annotate.Update(from, &next))
		set.Time = at
		commit(t, s, set)
		return &next
	}
	first := storagetest.Schema()
	undone := put(first, 4, "undone")
	put(undone, first.Version, first.Name) // which is how an undo looks
	fourth := put(first, 4, "Ü")
	fifth := put(fourth, 5, "📌")
	var many []annotate.Change
	for range 600 {
		many = append(many, annotate.Create(m.Entity("e\u0301")))
	}
	sixth := *fifth
	sixth.Version = 6
	commit(t, s, m.Set("In a bulk change", append(many, annotate.Update(fifth, &sixth))...))
	withoutVersions(t, s)

	old, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := old.SchemaVersions(); err != nil || len(list) != 1 || list[0].Schema.Version != 6 || list[0].Since != begun.Created {
		t.Errorf("unmigrated: %v, %v", list, err)
	}
	old.Close()
	again, err := bolt.Open(s.Path(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	list, err := again.SchemaVersions()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range list {
		got = append(got, v.Schema.Name)
	}
	if want := []string{"📌", "📌", "Ü", first.Name}; !slices.Equal(got, want) {
		t.Fatalf("kept %q, want %q", got, want)
	}
	if list[3].Since != begun.Created || list[2].Since != storagetest.Start.Add(3e9) || list[0].Schema.Version != 6 {
		t.Errorf("since %v and %v", list[3].Since, list[2].Since)
	}
	again.Close()
	mustBeWhole(t, s.Path())
}

// A schema that is lost is, salvaged, the newest that was kept.
func TestLostSchema(t *testing.T) {
	s := project(t, 2)
	err := s.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("schema")).Delete([]byte("schema")) })
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	r, _, err := bolt.Salvage(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := r.Schema(); err != nil || got.Name != "Test" || got.Version != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestDumpVersions(t *testing.T) {
	s := project(t, 1)
	s.Close()
	var b bytes.Buffer
	if err := bolt.Dump(s.Path(), "versions", &b); err != nil || !strings.HasPrefix(b.String(), `{"key":"3","value":{"s":{"n":"Test","v":3,`) {
		t.Errorf("%v: %.100s", err, b.String())
	}
}

// A check tells of authors and speakers who are not in the register, of turns that begin
// nowhere, and of a schema that is in force and not kept; none of it is damage.
func TestCheckOfHeadsAndVersions(t *testing.T) {
	s := project(t, 1)
	m := storagetest.NewMaker()
	var head *annotate.Document
	for row, err := range s.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		head = row.Document
	}
	nobody := annotate.ID{9}
	next := m.Interview(head, nobody)
	next.Turns = append(next.Turns, annotate.Turn{Start: 3}, annotate.Turn{Start: 1 << 20})
	schema := storagetest.Schema()
	later := *schema
	later.Version = 4
	commit(t, s, m.Set("Edit", annotate.Update(head, next), annotate.Update(schema, &later)))
	s.Close()
	report := mustBeWhole(t, s.Path())
	all := ""
	for _, p := range report.Problems {
		all += p.String() + "\n"
	}
	place := "document " + head.ID.String()
	for want, times := range map[string]int{
		place + ": there is no entity " + nobody.String(): 2, place + ": turn 4 begins at byte 3": 1, place + ": turn 5 begins at byte 1048576": 1,
		"schema: its version 4, which is in force, is not kept": 1,
	} {
		if n := strings.Count(all, want); n != times {
			t.Errorf("%q is told %d times, not %d, in\n%s", want, n, times, all)
		}
	}
}
