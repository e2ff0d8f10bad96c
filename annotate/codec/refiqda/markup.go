package refiqda

import (
	"bytes"
	"crypto/sha1"
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"parley/annotate/codec"
)

// put adds XML to b: %q is an attribute with its quotes, %s is text, both escaped; %v is
// XML as it stands.
func (w *writer) put(format string, args ...string) {
	for _, a := range args {
		i := strings.IndexByte(format, '%')
		w.b = append(w.b, format[:i]...)
		switch format[i+1] {
		case 'q':
			w.b = append(w.b, '"')
			w.escape(a)
			w.b = append(w.b, '"')
		case 's':
			w.escape(a)
		default:
			w.b = append(w.b, a...)
		}
		format = format[i+2:]
	}
	w.b = append(w.b, format...)
}

// escape adds s as text or attribute of XML. What XML cannot have becomes U+FFFD, and is told.
func (w *writer) escape(s string) {
	if isPlain(s) {
		w.b = append(w.b, s...)
		return
	}
	b := bytes.NewBuffer(w.b)
	from := b.Len()
	_ = xml.EscapeText(b, []byte(s)) // a buffer takes everything
	w.b = b.Bytes()
	if bytes.Contains(w.b[from:], []byte("\uFFFD")) && !strings.Contains(s, "\uFFFD") {
		w.report.Lose(lostCharacter, codec.Problem{Text: s})
	}
}

// isPlain reports whether nothing in s is to be escaped.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\'', c == '&', c == '<', c == '>':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\uFFFE") && !strings.Contains(s, "\uFFFF")
}

// flush writes what was put.
func (w *writer) flush() error {
	_, err := w.out.Write(w.b)
	w.b = w.b[:0]
	return err
}

// named makes the GUID of something that has none in a project: the same for the same parts. It
// is that of version 5 (RFC 9562) in the name space of the project.
func (w *writer) named(parts ...string) string {
	b := append(make([]byte, 0, 256), w.project.ID[:]...)
	for i, p := range parts {
		if i > 0 {
			b = append(b, 0)
		}
		b = append(b, p...)
	}
	sum := sha1.Sum(b)
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0F|0x50, id[8]&0x3F|0x80
	return id.String()
}
