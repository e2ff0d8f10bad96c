package textlayout

import (
	"sync"
	"sync/atomic"
	"time"
)

// lock is a mutex at which somebody waits behind all others: who lays out a long text
// beside lets those go first who are asked by a reader.
type lock struct {
	sync.Mutex
	wanted atomic.Int32
}

// Lock is for those who may not wait.
func (l *lock) Lock() {
	l.wanted.Add(1)
	l.Mutex.Lock()
	l.wanted.Add(-1)
}

// lockLast waits until nobody else wants the lock, and takes it.
func (l *lock) lockLast() {
	l.Mutex.Lock()
	l.yield()
}

// yield gives the lock, which is held, to others who want it, and comes back after them.
func (l *lock) yield() {
	for l.wanted.Load() > 0 {
		l.Mutex.Unlock()
		time.Sleep(20 * time.Microsecond)
		l.Mutex.Lock()
	}
}
