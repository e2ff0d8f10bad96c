package main

import (
	"bufio"
	"fmt"
	"os"
	"sync"
	"time"

	"parley/ui/docview"
)

// frameLog writes a line of JSON for each frame of the text to path:
//
//	{"at_ms":5210,"update_us":80,"paint_us":310,"present_us":4100,"latency_us":15200,"painted":2}
//
// at is since the program began; update, paint and present are the work of the frame,
// present as far as Fyne lets one see it; latency is from the first step that it shows to
// its end, the wait for the screen's next turn included. A line is written at once, so
// that a program which is killed leaves whole ones. An empty path writes nothing.
func frameLog(path string) (tell func(docview.Frame), done func(), err error) {
	if path == "" {
		return nil, func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	l := frameLogger{file: f, begun: time.Now(), frames: make(chan docview.Frame, 1024)}
	l.ended.Go(l.write)
	return l.tell, l.close, nil
}

// frameLogger writes on a goroutine of its own, so that no frame waits for a disk.
type frameLogger struct {
	file   *os.File
	begun  time.Time
	frames chan docview.Frame
	ended  sync.WaitGroup
}

func (l *frameLogger) tell(f docview.Frame) {
	select {
	case l.frames <- f:
	default: // rather a line less than a late frame
	}
}

func (l *frameLogger) close() {
	close(l.frames)
	l.ended.Wait()
	l.file.Close()
}

func (l *frameLogger) write() {
	w := bufio.NewWriter(l.file)
	for f := range l.frames {
		fmt.Fprintf(w, `{"at_ms":%d,"update_us":%d,"paint_us":%d,"present_us":%d,"latency_us":%d,"painted":%d}`+"\n",
			f.Begun.Sub(l.begun).Milliseconds(), f.Update.Microseconds(), f.Paint.Microseconds(),
			f.Present.Microseconds(), f.Latency.Microseconds(), f.Painted)
		if len(l.frames) == 0 {
			w.Flush()
		}
	}
	w.Flush()
}
