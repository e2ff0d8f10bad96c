package codec_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotate/codec"
)

func TestXMLWords(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"", "", true}, {"Müller sagte «الميناء» 📌𐐀", "Müller sagte «الميناء» 📌𐐀", true},
		{"a &lt;b&gt; &amp;amp; &quot;&apos;", `a <b> &amp; "'`, true},
		{"a\r\nb\rc\nd\te", "a\nb\nc\nd\te", true}, {"&#13;&#x0d;&#10;", "\r\r\n", true},
		{"&#128204;&#x1F4CC;e&#x301;", "📌📌e\u0301", true},
		{"&#0;", "", false}, {"&#x8;", "", false}, {"&#xD800;", "", false}, {"&#xFFFE;", "", false}, {"&#x110000;", "", false}, {"&#99999999999;", "", false},
		{"&nbsp;", "", false}, {"&", "", false}, {"&amp", "", false}, {"&;", "", false}, {"&x41;", "", false}, {"&#;", "", false}, {"&65;", "", false},
		{"a<b", "", false}, {"a\x00", "", false}, {"\uFFFE", "", false}, {"\uFFFD", "\uFFFD", true},
	} {
		if got, ok := codec.XMLWords(c.in); got != c.want || ok != c.ok {
			t.Errorf("%q: %q %v, want %q %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

// What is taken is taken as encoding/xml takes it.
func FuzzXMLWords(f *testing.F) {
	for _, s := range []string{"a &lt;b&gt;", "a\r\nb\r", "&#13;&#x1F4CC;", "&#xFFFD;", "e\u0301 الميناء", "&#x+1;", "&#-1;", "&#1_0;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := codec.XMLWords(s)
		if !ok || !utf8.ValidString(s) || strings.Contains(s, "]]>") {
			return
		}
		var want string
		if err := xml.Unmarshal([]byte("<a>"+s+"</a>"), &want); err != nil || got != want {
			t.Errorf("%q: %q, not %q (%v)", s, got, want, err)
		}
	})
}
