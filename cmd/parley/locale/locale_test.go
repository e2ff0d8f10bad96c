package locale

import "testing"

func TestSettle(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "C", fallback},
		{"", "", "C.UTF-8", fallback},
		{"POSIX", "", "de_DE.UTF-8", fallback},
		{"", "", "", fallback},
		{"", "", "de_DE.UTF-8", "de_DE.UTF-8"},
		{"ar_SY.UTF-8", "C", "C", "ar_SY.UTF-8"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		if got := settle(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
