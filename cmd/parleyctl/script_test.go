package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parleyctl": main})
}

// TestScripts runs testdata/*.txtar: each is what a person types and what they get.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PARLEY_ANNOTATOR", "Lina Haddad")
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"json": cmdJSON, "keep": cmdKeep, "bytes": cmdBytes},
	})
}

// cmdJSON checks the last standard output, or a file: json [-f FILE] PATH VALUE. A path is members
// and indexes joined by dots; "len" is the length of an array.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	got := jsonAt(ts, &args)
	if (got == args[0]) == neg {
		ts.Fatalf("got %s, want %s", got, args[0])
	}
}

// cmdKeep puts a value of the last standard output into a variable: keep VAR [-f FILE] PATH.
func cmdKeep(ts *testscript.TestScript, neg bool, args []string) {
	name, rest := args[0], append([]string(nil), args[1:]...)
	ts.Setenv(name, jsonAt(ts, &rest))
}

// cmdBytes writes a file from a string in Go's syntax: bytes FILE 'a\x00b'.
func cmdBytes(ts *testscript.TestScript, neg bool, args []string) {
	content, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o644))
}

func jsonAt(ts *testscript.TestScript, args *[]string) string {
	text := ts.ReadFile("stdout")
	if (*args)[0] == "-f" {
		text, *args = ts.ReadFile((*args)[1]), (*args)[2:]
	}
	var v any
	ts.Check(json.Unmarshal([]byte(text), &v))
	path := (*args)[0]
	*args = (*args)[1:]
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			if step == "len" {
				v = len(x)
				continue
			}
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i < 0 || i >= len(x) {
				ts.Fatalf("%s: no element %q of %d", path, step, len(x))
			}
			v = x[i]
		default:
			ts.Fatalf("%s: nothing at %q", path, step)
		}
	}
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	ts.Check(err)
	return string(b)
}

// TestCommandsAreAllTested fails for a command that no script in testdata uses.
func TestCommandsAreAllTested(t *testing.T) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		b, err := os.ReadFile("testdata/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	root, _ := newRoot()
	for _, c := range root.Commands() {
		if !strings.Contains(all.String(), "parleyctl "+c.Name()) {
			t.Errorf("no script in testdata uses 'parleyctl %s'", c.Name())
		}
	}
}
