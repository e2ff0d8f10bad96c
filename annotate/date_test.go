package annotate

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		s         string
		want      Date
		precision Precision
	}{
		{"2025-03-11", Date{2025, 3, 11}, Day},
		{"2024-02-29", Date{2024, 2, 29}, Day},
		{"2025-03", Date{2025, 3, 0}, Month},
		{"2025", Date{2025, 0, 0}, Year},
		{"0622", Date{622, 0, 0}, Year},
		{"9999-12-31", Date{9999, 12, 31}, Day},
	} {
		d, err := ParseDate(c.s)
		if err != nil || d != c.want || d.Precision() != c.precision || d.String() != c.s {
			t.Errorf("%s: %+v as %s to the %s, %v", c.s, d, d, d.Precision(), err)
		}
		b, _ := d.MarshalText()
		var again Date
		if err := again.UnmarshalText(b); err != nil || again != d {
			t.Errorf("%s: text %s gives %v, %v", c.s, b, again, err)
		}
	}
	for _, s := range []string{"2025-02-29", "2025-13", "2025-00-10", "0000", "25", "2025-3-1", "11.03.2025", "2025-03-11T10:00", " 2025", "٢٠٢٥"} {
		if d, err := ParseDate(s); !errors.Is(err, ErrInvalid) || !d.IsZero() {
			t.Errorf("%q: %s, %v", s, d, err)
		}
	}
	if d, err := ParseDate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("empty: %s, %v", d, err)
	}
}

// Every day that the calendar has is a date, and no other.
func TestParseDateKnowsTheCalendar(t *testing.T) {
	for _, y := range []int{1, 1900, 2000, 2023, 2024, 9999} {
		for m := range 14 {
			for d := range 100 {
				s := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
				_, err := ParseDate(s)
				if _, want := time.Parse("2006-01-02", s); (err == nil) != (want == nil) {
					t.Fatalf("%s: %v, want %v", s, err, want)
				}
			}
		}
	}
}

func TestDateTo(t *testing.T) {
	d := Date{2025, 3, 11}
	for p, want := range map[Precision]string{Day: "2025-03-11", Month: "2025-03", Year: "2025"} {
		if got := d.To(p); got.String() != want || got.Precision() != p {
			t.Errorf("to the %s: %s", p, got)
		}
	}
	if got := (Date{Year: 2025}).To(Day); got.Precision() != Year {
		t.Errorf("a year became a %s", got.Precision())
	}
}

func TestDateOrder(t *testing.T) {
	order := []Date{{}, {2024, 12, 31}, {2025, 0, 0}, {2025, 3, 0}, {2025, 3, 1}, {2025, 3, 2}, {2025, 4, 0}}
	for i := range order {
		for j := range order {
			want := map[bool]int{true: -1, false: 1}[i < j]
			if i == j {
				want = 0
			}
			if got := order[i].Compare(order[j]); got != want {
				t.Errorf("%s and %s: %d, want %d", order[i], order[j], got, want)
			}
		}
	}
}

func TestDateOf(t *testing.T) {
	zone := time.FixedZone("", 3*60*60)
	if d := DateOf(time.Date(2025, 3, 10, 23, 30, 0, 0, time.UTC).In(zone)); d.String() != "2025-03-11" {
		t.Errorf("%s", d)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2025", "2025-03", "2025-03-11", "0000-00-00", "ü025"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("%q is %q", s, d)
		}
	})
}
