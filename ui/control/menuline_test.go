package control

import "testing"

// TestMenuLineCap: a row without a key has no empty cap.
func TestMenuLineCap(t *testing.T) {
	for key, want := range map[string]bool{"": false, "F2": true} {
		l := newMenuLine(&Menu{rows: []MenuRow{{Text: "الميناء ü 📌", Key: key}}}, 0)
		if l.cap.Visible() != want {
			t.Errorf("%q: the cap is visible: %t", key, l.cap.Visible())
		}
	}
}
