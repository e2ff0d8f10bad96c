package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/ui/docview"
)

// Each frame is a line of JSON; a file that cannot be made is an error, no file is none.
func TestFrameLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "frames.jsonl")
	tell, done, err := frameLog(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		tell(docview.Frame{Begun: time.Now(), Update: time.Millisecond, Paint: 2 * time.Millisecond, Present: 3 * time.Millisecond, Latency: 9 * time.Millisecond, Painted: i})
	}
	done()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var line map[string]int
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		if line["update_us"] != 1000 || line["paint_us"] != 2000 || line["present_us"] != 3000 || line["latency_us"] != 9000 || line["painted"] != n {
			t.Errorf("line %d is %v", n, line)
		}
	}
	if n != 3 {
		t.Errorf("%d lines", n)
	}
	if _, _, err := frameLog(filepath.Join(path, "no folder")); err == nil {
		t.Error("a log in a file that is no folder")
	}
	if tell, done, err := frameLog(""); tell != nil || err != nil {
		t.Error("no path, and yet a log")
	} else {
		done()
	}
}
