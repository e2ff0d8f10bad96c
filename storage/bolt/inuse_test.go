package bolt_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/annotate"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

func TestInUse(t *testing.T) {
	s := project(t, 1)
	s.Close()
	before := time.Now().Add(-time.Second)
	s, err := bolt.Open(s.Path(), bolt.Options{Program: "Parley"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	start := time.Now()
	_, err = bolt.Open(s.Path(), bolt.Options{})
	var held *bolt.InUseError
	if !errors.As(err, &held) || !errors.Is(err, annotate.ErrInUse) {
		t.Fatalf("got error %v", err)
	}
	if held.Program != "Parley" || held.PID != os.Getpid() || held.Since.Before(before) || held.Host != "" {
		t.Fatalf("%+v", held)
	}
	if !strings.Contains(err.Error(), "Parley (process ") || !strings.Contains(err.Error(), " has had the project open since ") {
		t.Fatalf("%v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Fatalf("the answer took %v", took)
	}
	s.Close()
	if entries, _ := os.ReadDir(filepath.Dir(s.Path())); len(entries) != 1 {
		t.Fatalf("the holder's file is left: %v", entries)
	}
}

// The file of a program that was killed names nobody, and stops nobody.
func TestInUseStale(t *testing.T) {
	s := project(t, 1)
	beside := filepath.Join(filepath.Dir(s.Path()), "."+filepath.Base(s.Path())+".open")
	host, _ := os.Hostname()
	stale := `{"program":"Gone","pid":2147483646,"host":"` + host + `","since":"2020-01-01T00:00:00Z"}`
	if err := os.WriteFile(beside, []byte(stale), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := bolt.Open(s.Path(), bolt.Options{})
	var held *bolt.InUseError
	if !errors.As(err, &held) || held.Program != "" || strings.Contains(err.Error(), "Gone") {
		t.Fatalf("got error %v", err)
	}
	s.Close()
	again, err := bolt.Open(s.Path(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

// Another process holds the project and writes; this one is told who, and looks at a copy.
func TestTwoProcesses(t *testing.T) {
	s := project(t, 20)
	s.Close()
	child, acknowledged := startMarker(t, s.Path())
	waitFor(t, acknowledged, 5)
	_, err := bolt.Open(s.Path(), bolt.Options{})
	var held *bolt.InUseError
	if !errors.As(err, &held) || held.PID != child.Process.Pid || held.Program != "marker" {
		t.Fatalf("got error %v", err)
	}
	for range 5 {
		sure := len(*acknowledged())
		c, err := bolt.OpenCopy(s.Path())
		if err != nil {
			t.Fatal(err)
		}
		report := mustBeWhole(t, c.Path())
		if int(report.Entries) < sure {
			t.Fatalf("the copy has %d entries, %d were acknowledged before it was made", report.Entries, sure)
		}
		if _, err := c.Commit(storagetest.NewMaker().Set("x", annotate.Create(storagetest.NewMaker().Entity("x")))); !errors.Is(err, annotate.ErrReadOnly) {
			t.Fatalf("got error %v", err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(c.Path()); err == nil {
			t.Fatal("the copy is left")
		}
	}
	if report, err := bolt.Check(s.Path()); err != nil || report.Err() != nil {
		t.Fatal(err, report.Err())
	}
	child.Process.Kill()
	child.Wait()
	mustBeWhole(t, s.Path())
}

func waitFor(t *testing.T, acknowledged func() *[]string, n int) {
	for begin := time.Now(); len(*acknowledged()) < n; time.Sleep(time.Millisecond) {
		if time.Since(begin) > 20*time.Second {
			t.Fatal("the marker marks nothing")
		}
	}
}

// startMarker starts this test binary as a process that marks without pause, and gives
// what it has acknowledged so far.
func startMarker(t *testing.T, path string, env ...string) (*exec.Cmd, func() *[]string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestMarker$")
	child.Env = append(append(os.Environ(), "PARLEY_TEST_MARK="+path), env...)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { child.Process.Kill(); child.Wait() })
	var mu sync.Mutex
	var lines []string
	go readLines(out, func(line string) {
		mu.Lock()
		defer mu.Unlock()
		lines = append(lines, line)
	})
	return child, func() *[]string {
		mu.Lock()
		defer mu.Unlock()
		now := lines[:len(lines):len(lines)]
		return &now
	}
}
