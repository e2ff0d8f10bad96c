package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

func addEntity(t testing.TB, s *bolt.Store, name string) {
	m := storagetest.NewMaker()
	e := m.Entity(name)
	e.ID = annotate.NewID()
	commit(t, s, m.Set("Add actor "+name, annotate.Create(e)))
}

func TestSnapshots(t *testing.T) {
	s := project(t, 3)
	now := time.Date(2025, 3, 11, 9, 0, 0, 0, time.UTC)
	first, err := s.SnapshotAt(now)
	if err != nil || !first.Fresh || !first.Time.Equal(now) || first.Last != 7 {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := s.SnapshotAt(now.Add(time.Hour))
	if err != nil || again.Fresh || again.Path != first.Path {
		t.Fatalf("nothing changed: %+v, %v", again, err)
	}
	for i := range 7 {
		addEntity(t, s, "Müller")
		if info, err := s.SnapshotAt(now.Add(time.Duration(i+2) * time.Hour)); err != nil || !info.Fresh {
			t.Fatalf("%+v, %v", info, err)
		}
	}
	list, err := bolt.Snapshots(s.Path())
	if err != nil || len(list) != 5 {
		t.Fatalf("%d snapshots: %v", len(list), err)
	}
	if !list[0].Time.Equal(now.Add(8*time.Hour)) || list[0].Last != 14 || list[4].Last != 10 {
		t.Fatalf("%+v", list)
	}
	for _, info := range list {
		mustBeWhole(t, info.Path)
	}
}

// A project that is open for reading only gets its snapshot too.
func TestSnapshotForReading(t *testing.T) {
	s := project(t, 1)
	s.Close()
	reading, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	if info, err := reading.Snapshot(); err != nil || !info.Fresh {
		t.Fatalf("%+v, %v", info, err)
	}
}

func TestSnapshotsOfNoProject(t *testing.T) {
	if list, err := bolt.Snapshots(filepath.Join(t.TempDir(), "none.parley")); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
}

// A snapshot runs beside changes, and has one moment.
func TestSnapshotBesideChanges(t *testing.T) {
	s := project(t, 50)
	done := make(chan error)
	go func() {
		_, err := s.Snapshot()
		done <- err
	}()
	for range 200 {
		addEntity(t, s, "Müller")
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if list, err := bolt.Snapshots(s.Path()); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
}

func TestRestore(t *testing.T) {
	s := project(t, 2)
	info, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	addEntity(t, s, "after the snapshot")
	if _, err := bolt.Restore(info.Path, s.Path()); !errors.Is(err, annotate.ErrInUse) {
		t.Fatalf("restore of an open project: %v", err)
	}
	s.Close()
	present := bytesOf(t, s.Path())
	kept, err := bolt.Restore(info.Path, s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytesOf(t, kept), present) || !strings.Contains(filepath.Base(kept), "Übung (kept 20") {
		t.Fatalf("the present file was not kept: %s", kept)
	}
	if report := mustBeWhole(t, s.Path()); report.Entries != info.Last {
		t.Fatalf("%d entries, want %d", report.Entries, info.Last)
	}
	if second, err := bolt.Restore(info.Path, s.Path()); err != nil || second == kept {
		t.Fatal(second, err)
	}
}

// Restore is for damaged and missing projects; from a damaged snapshot it does nothing.
func TestRestoreOfADamagedProject(t *testing.T) {
	s := project(t, 2)
	info, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := os.Truncate(s.Path(), 9000); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Restore(info.Path, s.Path()); err != nil {
		t.Fatal(err)
	}
	mustBeWhole(t, s.Path())
	if err := os.Remove(s.Path()); err != nil {
		t.Fatal(err)
	}
	if kept, err := bolt.Restore(info.Path, s.Path()); err != nil || kept != "" {
		t.Fatal(kept, err)
	}
	before := bytesOf(t, s.Path())
	if err := os.Truncate(info.Path, 9000); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Restore(info.Path, s.Path()); !errors.Is(err, annotate.ErrDamaged) {
		t.Fatalf("got error %v", err)
	}
	if !bytes.Equal(before, bytesOf(t, s.Path())) {
		t.Fatal("the project was touched")
	}
}

func TestBackup(t *testing.T) {
	s := project(t, 2)
	out := filepath.Join(t.TempDir(), "backup.parley")
	if err := s.Backup(out); err != nil {
		t.Fatal(err)
	}
	mustBeWhole(t, out)
	if err := s.Backup(out); !errors.Is(err, annotate.ErrExists) {
		t.Fatalf("got error %v", err)
	}
	if err := s.Prefault(); err != nil {
		t.Fatal(err)
	}
}

// A project that a link names has the snapshots and the holder of its file, and a restore
// puts the file in its place and leaves the link.
func TestLinked(t *testing.T) {
	s := project(t, 2)
	path, link := s.Path(), filepath.Join(t.TempDir(), "الميناء.parley")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	info, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	var held *bolt.InUseError
	if _, err := bolt.Open(link, bolt.Options{}); !errors.As(err, &held) || held.PID != os.Getpid() {
		t.Fatalf("got error %v", err)
	}
	s.Close()
	list, err := bolt.Snapshots(link)
	if err != nil || len(list) != 1 || list[0].Path != info.Path {
		t.Fatalf("%+v, %v", list, err)
	}
	kept, err := bolt.Restore(info.Path, link)
	if err != nil || filepath.Dir(kept) != filepath.Dir(path) {
		t.Fatalf("%s, %v", kept, err)
	}
	if to, err := os.Readlink(link); err != nil || to != path {
		t.Fatalf("the link leads to %s, %v", to, err)
	}
	mustBeWhole(t, path)
	mustBeWhole(t, kept)
}

// What a killed process left half written goes with the next snapshot and backup, once it is old.
func TestSweep(t *testing.T) {
	s := project(t, 1)
	dir := filepath.Dir(s.Path())
	backup := filepath.Join(dir, "copy.parley")
	left := []string{
		filepath.Join(bolt.SnapshotFolder(s.Path()), ".2025-03-11T09-00-00.000Z.parley.1.part"),
		filepath.Join(dir, ".copy.parley.2.part"),
	}
	stays := []string{filepath.Join(dir, ".copy.parley.3.part"), filepath.Join(dir, ".other.parley.4.part")}
	if err := os.Mkdir(bolt.SnapshotFolder(s.Path()), 0o755); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * time.Hour)
	for i, path := range append(left, stays...) {
		if err := os.WriteFile(path, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
		if i != len(left) { // the first that stays is being written
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := s.Snapshot(); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	for _, path := range left {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
	for _, path := range stays {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s is gone", path)
		}
	}
}
