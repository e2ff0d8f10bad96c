package panel

import "parley/annotate"

// ReadDate reads a date as a person types it, as precise as it is typed: "13 March 2025",
// "mar 2025", "13.3.2025", "2025-03". The error says what can be typed.
func ReadDate(s string) (annotate.Date, error) { return readDate(s) }
