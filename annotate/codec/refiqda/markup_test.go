package refiqda

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley/annotate"
	"parley/annotate/codec"
)

// FuzzEscape compares what is put to what encoding/xml makes of it.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "ü e\u0301 📌 𐐀 👩‍👩‍👧 الميناء", "a < b & \"c\" 'd' > e\r\n\t", "\x00", "\xff", "\uFFFD", "\uFFFE", "\uFFFF", "]]>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		if err := xml.EscapeText(&want, []byte(s)); err != nil {
			t.Fatal(err)
		}
		w := &writer{report: &codec.Report{}, b: []byte("before")}
		w.put("<a b=%q>%s%v</a>", s, s, "<c/>")
		if got, want := string(w.b), fmt.Sprintf("before<a b=\"%s\">%s<c/></a>", want.String(), want.String()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if told := strings.Contains(want.String(), "\uFFFD") && !strings.Contains(s, "\uFFFD"); told != (len(w.report.Lost) > 0) {
			t.Errorf("%q: %+v", s, w.report.Lost)
		}
	})
}

func TestNamed(t *testing.T) {
	w := &writer{project: &annotate.Project{ID: annotate.NewID()}}
	if got, want := w.named("tag", "Häfen", "📌"), uuid.NewSHA1(uuid.UUID(w.project.ID), []byte("tag\x00Häfen\x00📌")).String(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// What is packed in blocks comes back as one.
func TestPacker(t *testing.T) {
	for _, size := range []int{0, 1, blockSize, 3*blockSize + 7} {
		b := bytes.Repeat([]byte("The union said 📌 on Tuesday. "), size/30+1)[:size]
		var archive bytes.Buffer
		z, pool := zip.NewWriter(&archive), newPool()
		z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return &packer{out: out, pool: pool}, nil })
		for range 2 {
			f, err := z.Create("a")
			if err == nil {
				_, err = io.Copy(f, bare{bytes.NewReader(b)})
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(in); err != nil || !bytes.Equal(got, b) {
				t.Errorf("%d bytes came back as %d: %v", size, len(got), err)
			}
		}
		var whole bytes.Buffer
		one, _ := flate.NewWriter(&whole, flate.DefaultCompression)
		_, _ = one.Write(b)
		if _ = one.Close(); archive.Len() > 2*whole.Len()+whole.Len()/5+1000 {
			t.Errorf("%d bytes in blocks, %d in one", archive.Len()/2, whole.Len())
		}
	}
}

// bare has nothing but Read, as what is copied in pieces.
type bare struct{ io.Reader }
