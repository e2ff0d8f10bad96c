package webannotsv

import (
	"reflect"
	"strings"
	"testing"

	"parley/annotate/text"
)

// What a file says before its first row is all that there is of its layers.
func TestParseHead(t *testing.T) {
	for _, content := range []string{
		first + "\n#T_SP=a.b.Person|name|ROLE_a.b.P:who_a.b.L|x\n#T_RL=a.b.Rel|BT_a.b.Person\n\n\n#Text=Mü 📌 𐐀\n1-1\t0-2\tMü\t_\t_\t_\t_\t\n#T_SP=a.b.Late|v\n2-1\t3-5\t📌\t_\t_\t_\t_\t\n",
		"\uFEFF" + first + "\r\n#T_SP=a.b.Person|name\r\n#T_SP=a.b.Person|name\r\n\r\n#Text=👩‍👩‍👧\r\nwrong\r\n1-1\t0-8\t👩‍👩‍👧\tune\t\r\n",
		first + "\n#Text=الميناء\n1-1\t0-7\tالميناء\n",
	} {
		whole, err := parse(content, func(int, error) {})
		if err != nil {
			t.Fatal(err)
		}
		head, err := parseHead(content)
		if err != nil || !reflect.DeepEqual(head.layers, whole.layers) {
			t.Errorf("%q: %v, want %v: %v", content, head.layers, whole.layers, err)
		}
	}
	for _, content := range []string{"", "no", first + "\n", first + "\n#Text=u\u0308\n", first + "\n#T_SP=x|y\nwrong\n"} {
		_, want := parse(content, func(int, error) {})
		if _, err := parseHead(content); err == nil || want == nil || err.Error() != want.Error() {
			t.Errorf("%q: %v, want %v", content, err, want)
		}
	}
}

// A text has a token, or it is blank.
func TestFreshBlank(t *testing.T) {
	for _, body := range []string{"", " ", "\n\r\n\t", "\u00a0\u2003", "\u200b", "\u0301", " \u0301", "\u200d", "\ufe0f", "\u0600", "\u2028\u0085", "📌", "𐐀", "\r\n👩‍👩‍👧", "م", "e\u0301"} {
		tx, err := text.New(body)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(fresh(tx).sentences) == 0, strings.TrimSpace(body) == ""; got != want {
			t.Errorf("%q has no token: %v, want %v", body, got, want)
		}
	}
}
