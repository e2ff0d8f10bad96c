package bolt

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"parley/annotate"
)

// InUseError says who has a project open. It wraps annotate.ErrInUse.
type InUseError struct {
	Program string    // empty when the holder left no name
	PID     int       // of its process; 0 when not known
	Host    string    // empty on this machine
	Since   time.Time // zero when not known
}

// Error is one sentence without its full stop.
func (e *InUseError) Error() string {
	if e.Program == "" {
		return annotate.ErrInUse.Error()
	}
	where := fmt.Sprintf("process %d", e.PID)
	if e.Host != "" {
		where += " on " + e.Host
	}
	return fmt.Sprintf("%s (%s) has had the project open since %s", e.Program, where, e.Since.Local().Format("15:04 on 2 January 2006"))
}

// Unwrap is annotate.ErrInUse.
func (e *InUseError) Unwrap() error { return annotate.ErrInUse }

// holder is the small file beside a project that says who has it open. The lock on the
// project decides; this file only gives it a name.
type holder struct {
	Program string    `json:"program"`
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`

	path string
}

func holderPath(project string) string {
	return filepath.Join(filepath.Dir(project), "."+filepath.Base(project)+".open")
}

// hold writes the file; nil when the folder does not take one, which stops nobody.
func hold(project, program string) *holder {
	if program == "" {
		program = strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	}
	host, _ := os.Hostname()
	h := &holder{Program: program, PID: os.Getpid(), Host: host, Since: annotate.Instant(time.Now()), path: holderPath(project)}
	b, err := json.Marshal(h)
	if err != nil {
		return nil
	}
	if os.WriteFile(h.path, b, 0o644) != nil {
		if info, err := os.Stat(h.path); err == nil && info.Size() == 0 { // no room for even that
			os.Remove(h.path)
		}
		return nil
	}
	return h
}

// release removes the file, unless another reader has written its own name meanwhile.
func (h *holder) release() {
	if h == nil {
		return
	}
	if now, err := readHolder(h.path); err == nil && now.PID == h.PID && now.Since.Equal(h.Since) {
		os.Remove(h.path)
	}
}

func readHolder(path string) (*holder, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	h := &holder{}
	return h, json.Unmarshal(b, h)
}

// inUse names who has the project, as far as that can be trusted: a process that is gone
// has left its file behind, and somebody else has the lock.
func inUse(project string) error {
	host, _ := os.Hostname()
	for range 5 { // who has just taken the lock is about to say so
		h, err := readHolder(holderPath(project))
		if err == nil && h.Host != host {
			return &InUseError{Program: h.Program, PID: h.PID, Host: h.Host, Since: h.Since}
		}
		if err == nil && alive(h.PID) {
			return &InUseError{Program: h.Program, PID: h.PID, Since: h.Since}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return &InUseError{}
}
