package textlayout

import (
	"runtime"
	"strings"
	"testing"
)

// Who has time gives the fonts to a reader who wants them in the midst of a paragraph, and
// goes on behind the reader; in a text with Arabic too. What counts is who is first, and
// not how long it takes.
func TestReadersGoFirst(t *testing.T) {
	f := fixture(t)
	words := strings.Join(strings.Fields(zipf(20<<10)), " ")
	for name, s := range map[string]string{"plain": words, "mixed": "التقى " + words + " 📌 المجلس"} {
		p := prepare(t, f, s, Options{})
		if p.count() != 1 {
			t.Fatalf("%s: %d paragraphs: the test proves nothing", name, p.count())
		}
		f.mu.lockLast()
		first, gone := false, make(chan struct{})
		go func() {
			defer close(gone)
			f.mu.Lock()
			defer f.mu.Unlock()
			first = p.done.Load() == 0
		}()
		for f.mu.wanted.Load() == 0 {
			runtime.Gosched()
		}
		p.make(0, nil, true)
		f.mu.Unlock()
		<-gone
		if !first || p.done.Load() != 1 {
			t.Errorf("%s: the reader came before the end of the paragraph: %v; shaped: %d", name, first, p.done.Load())
		}
	}
}

// Who has time does not even begin while somebody waits.
func TestPatientBeginsLast(t *testing.T) {
	var l lock
	l.Mutex.Lock()
	var order []string
	gone := make(chan struct{}, 2)
	go func() { l.Lock(); order = append(order, "reader"); l.Unlock(); gone <- struct{}{} }()
	for l.wanted.Load() == 0 {
		runtime.Gosched()
	}
	go func() { l.lockLast(); order = append(order, "patient"); l.Unlock(); gone <- struct{}{} }()
	l.Mutex.Unlock()
	<-gone
	<-gone
	if got := strings.Join(order, " "); got != "reader patient" {
		t.Errorf("in this order: %s", got)
	}
}
