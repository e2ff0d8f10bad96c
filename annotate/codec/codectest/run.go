package codectest

import (
	"context"
	"maps"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
)

// Run has the sample go through the format and come back, twice, and wants that what is
// different then is what was told.
func (k Kit) Run(t *testing.T, l Losses) {
	t.Helper()
	if l.Format != k.Format.Name {
		t.Fatalf("the losses of %s for %s", l.Format, k.Format.Name)
	}
	sample := k.Sample(t)
	files, report := k.Write(t, sample)
	k.detects(t, files)
	back, read := k.there(t, files)
	told := &codec.Report{}
	told.Join(report)
	told.Join(read)
	for _, fault := range l.Check(Compare(t, sample, back), told) {
		t.Error(fault)
	}
	l.Keeps.check(t, sample, back)
	k.again(t, l, files, back)
}

// there reads what was written, as a conversion does.
func (k Kit) there(t testing.TB, files Files) (session.Store, *codec.Report) {
	t.Helper()
	store := k.Project(t, nil)
	me := &annotate.Annotator{ID: annotate.NewID(), Name: Importer}
	if k.ReadAs != nil {
		return store, k.ReadAs(t, files, store, me.ID)
	}
	Commit(t, store, annotate.Create(me))
	c, err := k.Format.Open(k.source(files), codec.OpenOptions{Annotator: me.ID, Into: store})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Extend: true, Twins: true, Annotator: me.ID,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

// source is files under the names that they have on disk.
func (k Kit) source(files Files) codec.Source {
	if one, is := files[""]; is {
		if packed := unpacked(one); packed != nil {
			return packed.Source()
		}
		return Files{"sample" + k.Format.Extensions[0]: one}.Source()
	}
	return files.Source()
}

func (k Kit) detects(t testing.TB, files Files) {
	t.Helper()
	if k.Format.Detect == nil {
		return
	}
	if g := k.Format.Detect(k.source(files)); g.Likelihood < 60 || g.Why == "" {
		t.Errorf("what it wrote is not known again: %+v", g)
	}
}

// again writes what was read, and wants the same bytes, or else the same project when that is
// read.
func (k Kit) again(t *testing.T, l Losses, first Files, back session.Store) {
	t.Helper()
	second, _ := k.Write(t, unknown{back})
	same := maps.Equal(first, second)
	if same != (l.Again == "") {
		t.Errorf("the same bytes when written again: %v; the table says %q%s", same, l.Again, otherwise(first, second))
	}
	if once, _ := k.Write(t, unknown{back}); !maps.Equal(once, second) {
		t.Errorf("written twice it is other bytes%s", otherwise(once, second))
	}
	if same {
		return
	}
	third, _ := k.there(t, second)
	if list := Compare(t, unknown{back}, unknown{third}); len(list) > 0 {
		t.Errorf("the second time it comes back otherwise:%s", lines(list))
	}
}

// otherwise is the first line in which files differ.
func otherwise(a, b Files) string {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] == b[name] {
			continue
		}
		n := 0
		for n < min(len(a[name]), len(b[name])) && a[name][n] == b[name][n] {
			n++
		}
		cut := func(s string) string { return s[max(0, n-60):min(len(s), n+60)] }
		return "\n\t" + name + ": " + cut(a[name]) + "\n\t" + name + ": " + cut(b[name])
	}
	if len(a) != len(b) {
		return "\n\tother files"
	}
	return ""
}

// unknown is a project without the one who read it in.
type unknown struct{ session.Reader }

// Annotators implements session.Reader.
func (u unknown) Annotators() ([]*annotate.Annotator, error) {
	list, err := u.Reader.Annotators()
	return slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotator) bool { return a.Name == Importer }), err
}

// check wants that of IDs, order and clocks that is kept which k says, and no more.
func (k Keeps) check(t testing.TB, was, is session.Reader) {
	t.Helper()
	a, b := load(t, was), load(t, is)
	for _, of := range []struct {
		what string
		says bool
		list func(*side) []string
	}{{"IDs", k.IDs, (*side).ids}, {"order", k.Order, (*side).order}, {"clocks", k.Clocks, (*side).clocks}} {
		if kept := slices.Equal(of.list(a), of.list(b)); kept != of.says {
			t.Errorf("%s are kept: %v; the table says %v", of.what, kept, of.says)
		}
	}
}

func (s *side) ids() (list []string) {
	for _, d := range s.documents {
		list = append(list, d.head.ID.String())
		for _, a := range d.annotations {
			list = append(list, a.ID.String())
		}
		for _, r := range d.relations {
			list = append(list, r.ID.String())
		}
	}
	slices.Sort(list)
	return list
}

func (s *side) order() (list []string) {
	for _, d := range s.documents {
		list = append(list, d.head.Title)
	}
	for _, l := range s.schema.Layers {
		list = append(list, l.Name)
	}
	for _, set := range s.schema.Tagsets {
		for _, g := range set.Tags {
			list = append(list, g.Name)
		}
	}
	for _, a := range s.annotators {
		list = append(list, a.Name)
	}
	return list
}

func (s *side) clocks() (list []string) {
	for _, d := range s.documents {
		for _, a := range d.annotations {
			list = append(list, a.Created.String()+a.Modified.String())
		}
	}
	return list
}
