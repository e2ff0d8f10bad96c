package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// module is the repository's root as seen from here.
const module = "../.."

// dependencies lists, for every package of the module, all packages that it is built of.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Deps " "}}`, "./...")
	cmd.Dir = module
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		all[f[0]] = f[1:]
	}
	if len(all) < 20 {
		t.Fatalf("only %d packages listed", len(all))
	}
	return all
}

// room is the folder that a package of ours stands in: "annotate", "storage", "ui" …
func room(pkg string) string {
	rest, ok := strings.CutPrefix(pkg, "parley/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// TestArrows guards the plan of the house: who may know whom.
func TestArrows(t *testing.T) {
	allowed := map[string][]string{
		"annotate": {"annotate", "assets"},
		"assets":   {"assets"},
		"storage":  {"storage", "annotate", "assets"},
		"ui":       {"ui", "annotate", "assets"},
		"cmd":      {"cmd", "ui", "storage", "annotate", "assets"},
	}
	for pkg, deps := range dependencies(t) {
		rooms, known := allowed[room(pkg)]
		if !known {
			t.Errorf("%s stands in no room of the plan", pkg)
			continue
		}
		for _, d := range deps {
			if r := room(d); r != "" && !contains(rooms, r) {
				t.Errorf("%s is built of %s", pkg, d)
			}
		}
	}
}

// TestNouns: the nouns themselves, and the text they point into, know nothing of ours
// but each other.
func TestNouns(t *testing.T) {
	all := dependencies(t)
	for pkg, may := range map[string][]string{
		"parley/annotate":         {"parley/annotate/text"},
		"parley/annotate/text":    nil,
		"parley/annotate/schema":  {"parley/annotate", "parley/annotate/text"},
		"parley/annotate/search":  {"parley/annotate/text"},
		"parley/annotate/turn":    {"parley/annotate", "parley/annotate/text", "parley/annotate/search"},
		"parley/annotate/edit":    {"parley/annotate", "parley/annotate/text", "parley/annotate/schema", "parley/annotate/search", "parley/annotate/turn"},
		"parley/annotate/index":   {"parley/annotate/text"},
		"parley/annotate/session": {"parley/annotate", "parley/annotate/text", "parley/annotate/schema", "parley/annotate/edit", "parley/annotate/search", "parley/annotate/turn"},
	} {
		if all[pkg] == nil {
			t.Errorf("%s is not there", pkg)
		}
		for _, d := range all[pkg] {
			if room(d) != "" && !contains(may, d) {
				t.Errorf("%s is built of %s", pkg, d)
			}
		}
	}
}

// TestPixelsAtTheRim: only the desktop program has Fyne's driver in it, what works
// without a window has no Fyne at all, and the painters of text draw without it.
func TestPixelsAtTheRim(t *testing.T) {
	for pkg, deps := range dependencies(t) {
		for _, d := range deps {
			driver := d == "fyne.io/fyne/v2/app" || strings.HasPrefix(d, "fyne.io/fyne/v2/internal/driver/glfw") || strings.HasPrefix(d, "github.com/go-gl/")
			if driver && pkg != "parley/cmd/parley" {
				t.Errorf("%s is built of %s", pkg, d)
			}
			bare := room(pkg) == "annotate" || room(pkg) == "storage" || pkg == "parley/cmd/parleyctl" || pkg == "parley/ui/textlayout" || pkg == "parley/ui/textpaint"
			if bare && strings.HasPrefix(d, "fyne.io/") {
				t.Errorf("%s is built of %s", pkg, d)
			}
		}
	}
}

// TestViewKnowsOnlyText: the document view knows text and marks, the controls and the
// theme know no panel, and no room of the interface knows the window.
func TestViewKnowsOnlyText(t *testing.T) {
	for pkg, deps := range dependencies(t) {
		for _, d := range deps {
			switch {
			case pkg == "parley/ui/docview" && strings.HasPrefix(d, "parley/annotate") && !contains([]string{"parley/annotate/text", "parley/annotate/index"}, d):
				t.Errorf("the document view knows %s", d)
			case strings.HasPrefix(pkg, "parley/ui/") && d == "parley/ui":
				t.Errorf("%s knows the window", pkg)
			case strings.HasPrefix(pkg, "parley/ui/panel") && contains([]string{"parley/annotate/session", "parley/ui/docview"}, d):
				t.Errorf("the panels know %s", d)
			case pkg == "parley/ui/control" && d == "parley/ui/panel":
				t.Error("the controls know the panels")
			}
		}
	}
}

// TestWithoutCgo vets what must build without cgo, for the three systems.
func TestWithoutCgo(t *testing.T) {
	if testing.Short() {
		t.Skip("vets for three systems")
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		cmd := exec.Command("go", "vet", "./annotate/...", "./storage/...", "./cmd/parleyctl/...")
		cmd.Dir = module
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH=amd64")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", system, err, out)
		}
	}
}

// TestNoInit: nothing of ours runs while packages are initialised.
func TestNoInit(t *testing.T) {
	err := filepath.WalkDir(module, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && path == filepath.Join(module, "dist") {
			return filepath.SkipDir // what was built is not ours alone
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), "\nfunc "+"init()") {
			t.Errorf("%s has an init function", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
