package bolt_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// TestMarker is no test: it is the child process of those that kill one. It marks
// without pause, now and then undoes, and prints the ID of each mark that is on disk.
func TestMarker(t *testing.T) {
	path := os.Getenv("PARLEY_TEST_MARK")
	if path == "" {
		t.Skip("only as a child process")
	}
	s, err := bolt.Open(path, bolt.Options{Program: "marker"})
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(3)
	}
	m := storagetest.NewMaker()
	var bodies []*annotate.Body
	for row, err := range s.Summaries(m.Me) {
		if err != nil {
			t.Fatal(err)
		}
		body, err := s.Body(row.ID)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, &annotate.Body{Document: row.ID, Text: body})
	}
	for i := 0; ; i++ {
		a := m.Annotation(bodies[i%len(bodies)], text.Span{Start: 8, End: 12})
		a.ID = annotate.NewID()
		n, err := s.Commit(m.Set("Mark", annotate.Create(a)))
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(3)
		}
		fmt.Printf("%d %s %s\n", n, a.Document, a.ID)
	}
}

func readLines(r io.Reader, each func(string)) {
	for lines := bufio.NewScanner(r); lines.Scan(); {
		each(lines.Text())
	}
}

// TestKilled kills a process that marks without pause, at random moments. After each
// the file is whole and all that was acknowledged is in it.
func TestKilled(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	s := project(t, 20)
	s.Close()
	random := rand.New(rand.NewPCG(5, 6))
	known := map[string]bool{}
	for range rounds {
		child, acknowledged := startMarker(t, s.Path())
		waitFor(t, acknowledged, 1)
		time.Sleep(time.Duration(random.IntN(60_000)) * time.Microsecond)
		child.Process.Kill()
		child.Wait()
		time.Sleep(2 * time.Millisecond) // the reader of its last lines
		for _, line := range *acknowledged() {
			if strings.Count(line, " ") == 2 {
				known[line] = true
			} else if strings.HasPrefix(line, "failed") {
				t.Fatal(line)
			}
		}
		report := mustBeWhole(t, s.Path())
		if t.Failed() {
			t.FailNow()
		}
		if int(report.Entries) < len(known) {
			t.Fatalf("%d entries, %d acknowledged", report.Entries, len(known))
		}
	}
	mustHave(t, s.Path(), known)
	t.Logf("%d acknowledged marks in %d rounds", len(known), rounds)
}

// mustHave wants every acknowledged mark, as a record and in the log.
func mustHave(t *testing.T, path string, known map[string]bool) {
	t.Helper()
	s, err := bolt.Open(path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	there := map[annotate.ID]bool{}
	for a, err := range s.AllAnnotations() {
		if err != nil {
			t.Fatal(err)
		}
		there[a.ID] = true
	}
	for line := range known {
		var n uint64
		var document, id string
		if _, err := fmt.Sscan(line, &n, &document, &id); err != nil {
			continue // cut by the kill
		}
		if len(id) == 36 {
			parsed, _ := annotate.ParseID(id)
			cs, err := s.ChangeSet(n)
			if !there[parsed] || err != nil || cs.Changes[0].Key().ID != parsed {
				t.Fatalf("mark %s was acknowledged and is lost: %v", line, err)
			}
		}
	}
}

// runChild runs one test of this binary in a process of its own.
func runChild(test string, env ...string) (string, error) {
	child := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	child.Env = append(os.Environ(), env...)
	out, err := child.CombinedOutput()
	return string(out), err
}
