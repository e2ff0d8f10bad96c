package ui

import (
	"errors"
	"strings"
	"testing"

	"parley/annotate"
)

// TestNotImported: however many datasets are refused, one message names them.
func TestNotImported(t *testing.T) {
	var failed []failure
	for i := range 9 {
		failed = append(failed, failure{"Müller المجلس " + grouped(i+1) + ".json", annotate.ErrNotFound})
	}
	for _, c := range []struct {
		n           int
		doing, last string
		lines       int
	}{
		{1, "“Müller المجلس 1.json” was not imported", annotate.ErrNotFound.Error(), 1},
		{2, "2 datasets were not imported", "Müller المجلس 2.json: " + annotate.ErrNotFound.Error(), 2},
		{9, "9 datasets were not imported", "and 3 more", 7},
	} {
		doing, err := notImported(failed[:c.n])
		lines := strings.Split(err.Error(), "\n")
		if doing != c.doing || len(lines) != c.lines || lines[len(lines)-1] != c.last || !errors.Is(err, annotate.ErrNotFound) {
			t.Errorf("of %d: %q, %q", c.n, doing, err)
		}
	}
}
