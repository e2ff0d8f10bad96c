package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestStart starts the program itself and asks for little. The measure is 30 ms; the limit
// leaves room for a slow and busy machine, and none for work that belongs elsewhere.
func TestStart(t *testing.T) {
	dir := t.TempDir()
	binary, path := filepath.Join(dir, "parleyctl"), filepath.Join(dir, "talks.parley")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	must(t, "new", path, "--sample")
	for _, args := range [][]string{{"version"}, {"documents", path}} {
		var took []time.Duration
		for range 7 {
			start := time.Now()
			if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		t.Logf("%s: median %v, fastest %v", args[0], took[3], took[0])
		if took[3] > 150*time.Millisecond {
			t.Errorf("%s: median %v, want 150ms at most", args[0], took[3])
		}
	}
}
