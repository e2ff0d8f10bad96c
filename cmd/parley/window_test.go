package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/bolt"
)

// harbour has what is hard to draw and to count.
const harbour = "The Müller café said the harbour stays closed 📌. «الميناء ملك للناس» wrote 👩‍👩‍👧 and 𐐀. Nobody answered."

// screen starts a virtual display and says its name. Where the tools are missing the
// test is skipped, but not in CI.
func screen(t testing.TB) string {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing", tool)
			}
			t.Skipf("%s is missing", tool)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	number := make([]byte, 16)
	n, err := r.Read(number)
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	return ":" + strings.TrimSpace(string(number[:n]))
}

// program is a running parley.
type program struct {
	t       testing.TB
	cmd     *exec.Cmd
	display string
	window  string
	errs    bytes.Buffer
}

// start runs the program on a project and waits for its window.
func start(t testing.TB, binary, display, home, project, title string, flags ...string) *program {
	t.Helper()
	p := &program{t: t, cmd: exec.Command(binary, append(flags, project)...), display: display}
	p.cmd.Env = append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "LC_ALL=", "LC_MESSAGES=", "LANG=C",
		"HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "config"))
	p.cmd.Stdout, p.cmd.Stderr = &p.errs, &p.errs
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	p.wait("a window called "+title, func() bool {
		out, err := p.xdotool("search", "--onlyvisible", "--name", title).Output()
		p.window, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
		return err == nil && p.window != ""
	})
	p.wait("the focus", func() bool { return p.xdotool("windowfocus", "--sync", p.window).Run() == nil })
	return p
}

func (p *program) xdotool(args ...string) *exec.Cmd {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+p.display)
	return cmd
}

// press types keys as a keyboard does.
func (p *program) press(keys ...string) {
	p.t.Helper()
	if out, err := p.xdotool(append([]string{"key", "--delay", "40"}, keys...)...).CombinedOutput(); err != nil {
		p.t.Fatalf("keys %q: %v: %s", keys, err, out)
	}
}

func (p *program) wait(what string, is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	p.t.Fatalf("no %s; the program said: %s", what, p.errs.String())
}

// kill ends the program as a power cut does.
func (p *program) kill() {
	if p.cmd.ProcessState == nil {
		p.cmd.Process.Signal(syscall.SIGKILL)
		p.cmd.Wait()
	}
}

// quotes are what the project at path has marked, as "Claim: words".
func quotes(t testing.TB, path string) (list []string) {
	t.Helper()
	store, err := bolt.OpenCopy(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for row, err := range store.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		annotations, err := store.Annotations(row.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range annotations {
			list = append(list, fmt.Sprintf("%s: %s", a.Layer, a.Quote.Exact))
		}
	}
	return list
}

// newProject makes a project of one document.
func newProject(t testing.TB, path, name, words string) {
	t.Helper()
	b, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		t.Fatal(err)
	}
	template, err := parley.ReadTemplate(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: name, Created: annotate.Instant(time.Now())}, template.Schema)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad", Initials: "LH", Created: annotate.Instant(time.Now())}
	e := edit.Editor{Annotator: me.ID, Schema: template.Schema, Now: time.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(draft("Closed port", words))
	cs.Changes = append([]annotate.Change{annotate.Create(me)}, cs.Changes...)
	if _, err := store.Commit(&cs); err != nil {
		t.Fatal(err)
	}
}

// TestRealWindow does the main job with real key presses in a real window, pulls the
// plug twice, and looks at the file: every mark that was made is there.
func TestRealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	display := screen(t)
	dir := t.TempDir()
	binary, project := filepath.Join(dir, "parley"), filepath.Join(dir, "Harbour.parley")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	newProject(t, project, "Harbour talks", harbour)

	tx, err := text.New(harbour)
	if err != nil {
		t.Fatal(err)
	}
	sentence := "Claim: " + tx.Slice(tx.SentenceAt(0))
	p := start(t, binary, display, dir, project, "Harbour talks")
	has := func(want ...string) func() bool {
		return func() bool { return strings.Join(quotes(t, project), "|") == strings.Join(want, "|") }
	}
	p.press("1")
	p.wait("claim in the file", has(sentence))
	p.press("Escape", "Home", "w", "w", "3")
	p.wait("actor in the file", has(sentence, "Actor: The Müller"))
	p.kill()
	healthy(t, project)

	p = start(t, binary, display, dir, project, "Harbour talks")
	p.press("ctrl+z")
	p.wait("undo after the restart", has(sentence))
	p.press("ctrl+y")
	p.wait("redo", has(sentence, "Actor: The Müller"))
	p.press("ctrl+k")
	time.Sleep(200 * time.Millisecond)
	if out, err := p.xdotool("type", "--delay", "30", "mark claim").CombinedOutput(); err != nil {
		t.Fatalf("type: %v: %s", err, out)
	}
	p.press("Return")
	p.wait("claim by the palette", func() bool { return len(quotes(t, project)) == 3 })
	p.kill()
	healthy(t, project)
	if said := p.errs.String(); said != "" {
		t.Errorf("the program said: %s", said)
	}
}

func healthy(t *testing.T, project string) {
	t.Helper()
	report, err := bolt.Check(project)
	if err != nil || !report.OK() {
		t.Fatalf("after the kill: %v, %+v", err, report)
	}
}

func draft(title, words string) edit.Draft {
	return edit.Draft{Head: annotate.Document{Title: title, SHA256: sha256.Sum256([]byte(words)), Size: len(words), Words: 16}, Text: words}
}
