package dialog

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"parley/annotate"
)

// TestExplain: every error that crosses packages is told in sentences of its own: what
// happened, what is safe, and what to do where there is something to do.
func TestExplain(t *testing.T) {
	general := Explain("", errors.New("odd"))
	for _, err := range []error{
		annotate.ErrNotFound, annotate.ErrAmbiguous, annotate.ErrInvalid, annotate.ErrConflict, annotate.ErrReadOnly, annotate.ErrInUse,
		annotate.ErrDamaged, annotate.ErrNewer, annotate.ErrFull, annotate.ErrExists, annotate.ErrNothing, annotate.ErrCanceled, fs.ErrPermission, fs.ErrNotExist,
	} {
		m := Explain("This mark is not saved", fmt.Errorf("commit: %w", err))
		if m.Happened == general.Happened || !strings.HasPrefix(m.Happened, "This mark is not saved. ") {
			t.Errorf("%v: %q", err, m.Happened)
		}
		for _, s := range []string{m.Happened, m.Safe, m.Next} {
			if s != "" && !strings.HasSuffix(s, ".") {
				t.Errorf("%v: %q is no sentence", err, s)
			}
			for _, word := range []string{"oops", "error", "failed", "sorry"} {
				if strings.Contains(strings.ToLower(s), word) {
					t.Errorf("%v: %q says %q", err, s, word)
				}
			}
		}
		if m.Safe == "" || !strings.Contains(m.Detail, err.Error()) {
			t.Errorf("%v: %+v", err, m)
		}
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"Harbour talks 2025": "Harbour talks 2025", " a/b\\c: d? ": "a b c d", "تصريحات ٢٠٢٤": "تصريحات ٢٠٢٤", "...": "", "ü 📌": "ü 📌",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
