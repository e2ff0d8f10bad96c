package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
)

// sessionTime is how long the driven session takes.
const sessionTime = time.Minute

// BenchmarkSession is a minute's work in the real window by real events, on 1 MB with
// 10,000 annotations: the wheel, pages, selecting by keys and mouse, marking, undoing,
// other sizes of the window. The program tells what its frames took.
func BenchmarkSession(b *testing.B) {
	display, dir := screen(b), b.TempDir()
	binary, project, frames := filepath.Join(dir, "parley"), filepath.Join(dir, "Work.parley"), filepath.Join(dir, "frames.jsonl")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	words, spans := annotatetest.Work(1_000_000, 10_000)
	newProject(b, project, "Work", words)
	markAll(b, project, spans)
	p := start(b, binary, display, dir, project, "Work", "--frame-log", frames)
	time.Sleep(2 * time.Second)
	for b.Loop() {
		begun := time.Now()
		for n := 0; time.Since(begun) < sessionTime; n++ {
			p.work(n)
		}
	}
	time.Sleep(200 * time.Millisecond)
	p.kill()
	if marked := len(quotes(b, project)); marked != len(spans) {
		b.Errorf("%d annotations in the end, want %d: not all that was marked was taken back", marked, len(spans))
	}
	reportFrames(b, frames)
}

// markAll makes an annotation of each span, in turns claims and actors.
func markAll(b *testing.B, project string, spans []text.Span) {
	store, err := bolt.Open(project, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	s, err := session.Open(store, "Lina Haddad", session.System)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	page, err := s.Page(s.Documents()[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	var sets []annotate.ChangeSet
	for i, span := range spans {
		cs, _, err := s.Editor().Mark(page, []annotate.LayerID{"Claim", "Actor"}[i%2], []text.Span{span})
		if err != nil {
			b.Fatal(err)
		}
		sets = append(sets, cs)
	}
	if err := s.Apply(s.Editor().Join("Mark all", sets...)); err != nil {
		b.Fatal(err)
	}
}

// work is some seconds of a person's work; n makes one round differ from the next.
func (p *program) work(n int) {
	p.send("mousemove 560 400 click --repeat 60 --delay 15 5")
	p.press("Next", "Next", "Next", "Prior", "Next")
	p.press("Down", "Home", "ctrl+Right", "shift+Right", "shift+Right", "ctrl+shift+Right", "shift+Down")
	p.press("Escape", "s", "1")
	time.Sleep(150 * time.Millisecond)
	p.press("Escape", "ctrl+z")
	drag := []string{"mousemove 420 300 mousedown 1"}
	for i := range 20 {
		drag = append(drag, fmt.Sprintf("mousemove %d %d sleep 0.015", 420+i*12, 300+i*5))
	}
	p.send(strings.Join(drag, " ") + " mouseup 1")
	p.press("3")
	time.Sleep(150 * time.Millisecond)
	p.press("Escape", "ctrl+z")
	for i := range 8 {
		p.send(fmt.Sprintf("windowsize %s %d %d sleep 0.03", p.window, 1280-20*(i+n%3), 800-10*i))
	}
	p.send(fmt.Sprintf("windowsize %s 1280 800", p.window))
	p.send("mousemove 560 400 click --repeat 20 --delay 15 4")
	if n%4 == 3 {
		p.press("ctrl+Home")
	}
}

// send runs xdotool commands, divided by blanks.
func (p *program) send(commands string) {
	p.t.Helper()
	if out, err := p.xdotool(strings.Fields(commands)...).CombinedOutput(); err != nil {
		p.t.Fatalf("%s: %v: %s", commands, err, out)
	}
}

// reportFrames sums a frame log up.
func reportFrames(b *testing.B, path string) {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var view, busy, latency []int
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var l struct {
			Update  int `json:"update_us"`
			Paint   int `json:"paint_us"`
			Present int `json:"present_us"`
			Latency int `json:"latency_us"`
		}
		if json.Unmarshal(lines.Bytes(), &l) == nil { // the last may be cut: the program was killed
			view, busy, latency = append(view, l.Update+l.Paint), append(busy, l.Update+l.Paint+l.Present), append(latency, l.Latency)
		}
	}
	if len(busy) < 100 {
		b.Fatalf("%d frames are no session", len(busy))
	}
	b.ReportMetric(float64(len(busy)), "frames")
	for name, times := range map[string][]int{"view": view, "frame": busy, "latency": latency} {
		slices.Sort(times)
		for share, unit := range map[float64]string{0.5: "p50", 0.95: "p95", 0.99: "p99", 1: "max"} {
			b.ReportMetric(float64(times[int(share*float64(len(times)-1))])/1000, "ms-"+name+"-"+unit)
		}
	}
}
