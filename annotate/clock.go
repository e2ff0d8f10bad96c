package annotate

import "time"

// Instant is t as records keep it: in UTC, to the millisecond, without the monotonic clock.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond).Round(0) }
