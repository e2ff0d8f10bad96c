package settings_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/ui/settings"
)

func TestThereAndBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "settings.json")
	f := settings.Open(path)
	if got := f.Now().TextSize; got != settings.DefaultText {
		t.Fatalf("text size %d without a file, want %d", got, settings.DefaultText)
	}
	f.Change(func(s *settings.Settings) {
		s.Theme, s.TextSize = "dark", 99
		s.Folded["documents"] = true
		s.Remember(settings.Recent{Path: "/p/تصريحات.parley", Name: "تصريحات ü 📌", Opened: time.Unix(1, 0).UTC(), Documents: 3})
		s.SetPlace("project", settings.Place{Document: "a", Caret: 12, Top: 3})
		s.SetPlace("project", settings.Place{Document: "b", Caret: 1})
	})
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	got := settings.Open(path).Now()
	if got.Theme != "dark" || got.TextSize != settings.MaxText || !got.Folded["documents"] || got.Recent[0].Name != "تصريحات ü 📌" {
		t.Errorf("read back: %+v", got)
	}
	if last, ok := got.Last("project"); !ok || last.Document != "b" {
		t.Errorf("last place: %+v, %t", last, ok)
	}
	if p, ok := got.PlaceIn("project", "a"); !ok || p.Caret != 12 || p.Top != 3 {
		t.Errorf("place in a: %+v, %t", p, ok)
	}
	if rest, _ := filepath.Glob(path + ".*"); len(rest) > 0 {
		t.Errorf("left behind: %v", rest)
	}
}

// TestTruncated cuts the file at every length: reading must always give usable settings.
func TestTruncated(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "settings.json")
	f := settings.Open(path)
	f.Change(func(s *settings.Settings) {
		s.Theme = "dark"
		s.Remember(settings.Recent{Path: "/a.parley", Name: "A"})
	})
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		f := settings.Open(path)
		if s := f.Now(); s.Folded == nil || s.TextSize != settings.DefaultText || s.Theme != "" {
			t.Fatalf("cut at %d: %+v", n, s)
		}
		f.Change(func(s *settings.Settings) { s.Theme = "light" })
		if err := f.Flush(); err != nil {
			t.Fatal(err)
		}
		if settings.Open(path).Now().Theme != "light" {
			t.Fatalf("cut at %d: not written anew", n)
		}
	}
}

func TestBounds(t *testing.T) {
	f := settings.Open("")
	f.Change(func(s *settings.Settings) {
		for i := range 1000 {
			s.Remember(settings.Recent{Path: fmt.Sprint(i)})
			s.SetPlace("p", settings.Place{Document: fmt.Sprint(i)})
			s.SetPlace(fmt.Sprint(i), settings.Place{Document: "d"})
		}
	})
	s := f.Now()
	if len(s.Recent) != 20 || s.Recent[0].Path != "999" {
		t.Errorf("%d recent projects, first %q", len(s.Recent), s.Recent[0].Path)
	}
	if len(s.Projects) != 20 {
		t.Errorf("places of %d projects", len(s.Projects))
	}
	for _, p := range s.Projects {
		if len(p.Documents) > 300 {
			t.Errorf("%d places in %s", len(p.Documents), p.Project)
		}
	}
	if err := f.Flush(); err != nil {
		t.Error(err)
	}
}

// TestRememberKeepsCounts: opening a project, whose counts are not known yet, keeps those
// of the last time.
func TestRememberKeepsCounts(t *testing.T) {
	s := settings.Open("").Now()
	s.Remember(settings.Recent{Path: "a", Name: "A", Documents: 2, Annotations: 5})
	s.Remember(settings.Recent{Path: "b"})
	s.Remember(settings.Recent{Path: "a"})
	if len(s.Recent) != 2 || s.Recent[0].Annotations != 5 || s.Recent[0].Name != "A" {
		t.Errorf("%+v", s.Recent)
	}
	s.Forget("a")
	if len(s.Recent) != 1 || s.Recent[0].Path != "b" {
		t.Errorf("after Forget: %+v", s.Recent)
	}
}
