package panel

import (
	"testing"

	"parley/annotate"
)

func TestReadDate(t *testing.T) {
	for in, want := range map[string]string{
		"13 March 2025": "2025-03-13", "march 13, 2025": "2025-03-13", "13th mar 2025": "2025-03-13", "Mar 2025": "2025-03", "2025": "2025",
		"2025-03": "2025-03", "2025-3-7": "2025-03-07", "7.3.2025": "2025-03-07", "07/03/2025": "2025-03-07", "3/2025": "2025-03", "١٣ March ٢٠٢٥": "2025-03-13",
		"": "", "31 February 2025": "", "13.13.2025": "", "soon": "", "March": "", "13 March": "", "1 2 3 4": "", "📌": "", "25": "",
	} {
		d, err := readDate(in)
		if d.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", in, d, err, want)
		}
	}
	for _, iso := range []string{"2025-03-13", "2025-03", "2025", "0907-12-31"} {
		d, _ := annotate.ParseDate(iso)
		for _, words := range []string{longDate(d), shortDate(d), d.String()} {
			if iso[0] == '0' && words != iso {
				continue
			}
			if back, err := readDate(words); back != d {
				t.Errorf("%s is shown as %q and read back as %s, %v", iso, words, back, err)
			}
		}
	}
}

func TestReadNumber(t *testing.T) {
	for in, want := range map[string]float64{
		"3": 3, "3.5": 3.5, "3,5": 3.5, "1,234": 1234, "1,234.5": 1234.5, "1.234,5": 1234.5, "1 234,5": 1234.5, "1’234.5": 1234.5, "−2": -2,
		"٣٫٥": 3.5, "१२": 12, "1.234.567": 1234567, "0,125": 125, "1e3": 1000,
	} {
		if v, err := readNumber(in); err != nil || v != want {
			t.Errorf("%q is %v, %v; want %v", in, v, err, want)
		}
	}
	for _, in := range []string{"", "x", "3x", "NaN", "inf", "1e999", "0x10", "--1", "📌", "1,2,3x"} {
		if v, err := readNumber(in); err == nil {
			t.Errorf("%q is taken for %v", in, v)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	f.Add("13 March 2025")
	f.Add("٢٠٢٥-٠٣")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := readDate(s); err == nil {
			if back, err := readDate(longDate(d)); err != nil || back != d {
				t.Errorf("%q is %v, shown as %q, read back as %v", s, d, longDate(d), back)
			}
		}
	})
}
