package fonts_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"

	"parley/assets/fonts"
)

// Every face parses, is the family it says, and has the letters it is shipped for.
func TestFaces(t *testing.T) {
	for _, c := range []struct {
		name, family, letters string
		file                  []byte
	}{
		{"serif", "Gentium Book Plus", "aüḥʿʾāЖω", fonts.SerifRegular()},
		{"serif bold", "Gentium Book Plus", "aüḥʿʾāЖω", fonts.SerifBold()},
		{"sans", "Noto Sans", "aüḥāЖω0", fonts.SansRegular()},
		{"sans bold", "Noto Sans", "aüḥāЖω0", fonts.SansBold()},
		{"arabic", "Noto Naskh Arabic", "سلامپچگ،؟", fonts.ArabicRegular()},
		{"arabic bold", "Noto Naskh Arabic", "سلامپچگ،؟", fonts.ArabicBold()},
		{"hebrew", "Noto Sans Hebrew", "שלום", fonts.HebrewRegular()},
		{"hebrew bold", "Noto Sans Hebrew", "שלום", fonts.HebrewBold()},
	} {
		face, err := font.ParseTTF(bytes.NewReader(c.file))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := face.Describe().Family; got != c.family {
			t.Errorf("%s: family %q, want %q", c.name, got, c.family)
		}
		for _, r := range c.letters {
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%s lacks %q", c.name, r)
			}
		}
	}
}

func TestLicencesStandBeside(t *testing.T) {
	for _, name := range []string{"OFL-Gentium.txt", "OFL-Noto.txt"} {
		b, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(b), "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
