package textlayout

import (
	"context"
	"strings"
	"testing"
	"time"
)

// A reader's line is not kept waiting by a long paragraph that is shaped beside, even in
// words that nobody has shaped before.
func TestReadersGoFirst(t *testing.T) {
	f := fixture(t)
	words := strings.Fields(zipf(300 << 10))
	p := prepare(t, f, strings.Join(words, " "), Options{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan bool)
	go func() { p.ShapeAll(ctx, 0); close(done) }()
	var line Line
	var worst, all time.Duration
	n := 0
	for running := true; running; n++ {
		start := time.Now()
		f.SingleLine("A label", Options{Style: Sans}, 12, &line)
		d := time.Since(start)
		worst, all = max(worst, d), all+d
		select {
		case <-done:
			running = false
		case <-time.After(200 * time.Microsecond):
		}
	}
	if n < 20 {
		t.Skip("the text was shaped before anybody could ask")
	}
	t.Logf("%d lines, %v each, %v at most", n, all/time.Duration(n), worst)
	if all/time.Duration(n) > 2*time.Millisecond {
		t.Errorf("a line waits %v", all/time.Duration(n))
	}
}
