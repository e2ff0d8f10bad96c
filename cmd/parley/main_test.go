package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// TestMetadata: the packager reads FyneApp.toml, the program knows itself; both must say
// the same. The build number is the packager's own.
func TestMetadata(t *testing.T) {
	var file struct {
		Details struct {
			Icon, Name, ID, Version string
		}
	}
	if _, err := toml.DecodeFile(module+"/FyneApp.toml", &file); err != nil {
		t.Fatal(err)
	}
	d := file.Details
	if d.Name != metadata.Name || d.ID != metadata.ID || d.Version != metadata.Version {
		t.Errorf("FyneApp.toml says %+v, the program %+v", d, metadata)
	}
	if _, err := os.Stat(module + "/" + d.Icon); err != nil {
		t.Errorf("icon: %v", err)
	}
}

func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		want command
		bad  bool
	}{
		{nil, command{}, false},
		{[]string{"تصريحات.parley"}, command{path: "تصريحات.parley"}, false},
		{[]string{"--sample"}, command{sample: true}, false},
		{[]string{"--new"}, command{create: true}, false},
		{[]string{"--frame-log", "f.txt", "a.parley"}, command{path: "a.parley", frameLog: "f.txt"}, false},
		{[]string{"a.parley", "b.parley"}, command{}, true},
		{[]string{"--nonesuch"}, command{}, true},
		{[]string{"--frame-log"}, command{}, true},
		{[]string{"--sample", "a.parley"}, command{}, true},
		{[]string{"--sample", "--new"}, command{}, true},
	} {
		got, err := parse(c.args)
		if (err != nil) != c.bad || !c.bad && got != c.want {
			t.Errorf("%q: %+v, %v", c.args, got, err)
		}
	}
}

// TestNoDisplay: one sentence and exit code 1, not a panic of the graphics library.
func TestNoDisplay(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "")
	for _, display := range []string{"", ":54321", "unix:54321.0"} {
		t.Setenv("DISPLAY", display)
		if hasDisplay() {
			t.Skip("this system always has one")
		}
		var errs bytes.Buffer
		if code := run(nil, io.Discard, &errs); code != 1 {
			t.Errorf("%q: exit code %d", display, code)
		}
		if s := errs.String(); strings.Count(s, "\n") != 1 || !strings.Contains(s, "display") {
			t.Errorf("%q: said %q", display, s)
		}
	}
}

func TestVersion(t *testing.T) {
	var out bytes.Buffer
	if code := run([]string{"--version"}, &out, io.Discard); code != 0 || !strings.HasPrefix(out.String(), "parley ") {
		t.Errorf("exit code %d, %q", code, out.String())
	}
}

// TestHelp: every flag is listed, on standard output, and a wrong one is one sentence on
// standard error with exit code 2.
func TestHelp(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"--help"}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Errorf("exit code %d, said %q", code, errs.String())
	}
	for _, flag := range []string{"--sample", "--new", "--frame-log FILE", "--version", "--help"} {
		if !strings.Contains(out.String(), "\n  "+flag+" ") {
			t.Errorf("%s is not listed", flag)
		}
	}
	out.Reset()
	if code := run([]string{"--nonesuch"}, &out, &errs); code != 2 || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("exit code %d, said %q and %q", code, out.String(), errs.String())
	}
}
