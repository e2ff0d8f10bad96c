package w3c

import (
	"net/url"
	"testing"
)

// What is let through at a glance is what a closer look lets through.
func FuzzPlainIRI(f *testing.F) {
	for _, s := range []string{"urn:uuid:0190-af", "texts/0001.txt", "http://example.org:80/ü", "a", "a:", ":a", "a/b:c", "a//b", "a:/b", "a:b:c", "//a", "1a", "a b", "📌", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse(s)
		if plainIRI(s) && (err != nil || u.Scheme == "" && u.Path == "" && u.Fragment == "") {
			t.Errorf("%q is an address at a glance: %v", s, err)
		}
	})
}
