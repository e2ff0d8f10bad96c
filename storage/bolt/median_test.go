package bolt_test

import (
	"slices"
	"testing"
	"time"
)

// median times the part of a benchmark's turn that counts, and reports the median,
// which a disk's rare long sync does not move.
type median struct {
	b     *testing.B
	times []time.Duration
}

func newMedian(b *testing.B) *median { return &median{b: b} }

func (m *median) time(fn func()) {
	begin := time.Now()
	fn()
	m.times = append(m.times, time.Since(begin))
}

// micro is the median in microseconds.
func (m *median) micro() float64 {
	slices.Sort(m.times)
	return float64(m.times[len(m.times)/2].Nanoseconds()) / 1e3
}

// mean is the mean in microseconds: it counts the rare turn that does the work of many.
func (m *median) mean() float64 {
	var sum time.Duration
	for _, t := range m.times {
		sum += t
	}
	return float64(sum.Nanoseconds()) / float64(len(m.times)) / 1e3
}

func (m *median) report() {
	m.b.ReportMetric(m.micro(), "median-µs")
	m.b.ReportMetric(float64(m.times[len(m.times)*9/10].Nanoseconds())/1e3, "p90-µs")
}
