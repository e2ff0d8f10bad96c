package intake

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"parley/annotate"
)

var voices = map[string]string{
	"ar":  "بقلم ليلى حداد، 15 آذار 2025\nقالت هيئة تحرير الشام إنها ستحمي الأقليات في سوريا، وإن النظام السابق هو المسؤول عن المجازر. وأضاف المتحدث أن الحكومة الجديدة ستحاسب كل من ارتكب جرائم.",
	"ar2": "مرحبا يا عالم",
	"ar3": "وقال الرئيس إن الحرب في سوريا انتهت",
	"fa":  "رئيس جمهور گفت كه جنگ در سوريه بايد پايان يابد و چند پيشنهاد براي آن دارد.",
	"de":  "Die Außenministerin erklärte, daß größere Übergriffe nicht geduldet würden. Über „Schutz“ wurde gestritten – 5 € pro Kopf.",
	"de2": "Müller",
	"de3": "Der Präsident sagte, er wolle nicht für alle sprechen.",
	"fr":  "Le président a déclaré que l’armée n’était pas prête à « protéger » les réfugiés à Alep. Œuvre et cœur.",
	"fr2": "Le président est arrivé à Genève, où il a été reçu.",
	"en":  "The regime’s “victory” — a café in Aleppo — cost lives. It was naïve.",
	"es":  "El señor Peña declaró que la situación en España está empeorando. ¿Qué pasó en el año 2013?",
	"tr":  "Türkiye Cumhurbaşkanı, İdlib’de güvenliği sağlayacağını söyledi. Şam yönetimi ise çağrıyı reddetti.",
	"ru":  "Президент заявил, что война в Сирии должна закончиться. Москва поддержала Асада.",
	"he":  "ראש הממשלה אמר כי הצבא ימשיך לפעול בסוריה.",
	"pl":  "Prezydent powiedział, że żołnierze nie będą walczyć. Łódź, Gdańsk, święta.",
	"el":  "Ο πρόεδρος είπε ότι ο πόλεμος στη Συρία πρέπει να τελειώσει.",
	"ja":  "シリアの大統領は、戦争は終わったと述べた。人々は家に帰ることができる。",
}

func encoded(t testing.TB, s, name string) []byte {
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%s in %s: %v", s, name, err)
	}
	return b
}

func TestEncodingIsFoundOut(t *testing.T) {
	for _, c := range []struct{ voice, encoding string }{
		{"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"ar2", "windows-1256"}, {"ar3", "windows-1256"}, {"ar3", "iso-8859-6"}, {"fa", "windows-1256"},
		{"de", "windows-1252"}, {"de2", "windows-1252"}, {"de3", "windows-1252"}, {"fr", "windows-1252"}, {"fr2", "windows-1252"},
		{"en", "windows-1252"}, {"es", "windows-1252"}, {"tr", "windows-1254"}, {"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "iso-8859-5"},
		{"he", "windows-1255"}, {"pl", "windows-1250"}, {"pl", "iso-8859-2"}, {"el", "windows-1253"}, {"ja", "shift_jis"}, {"ja", "euc-jp"},
		{"ar", "utf-16le"}, {"ar2", "utf-16be"}, {"de", "utf-16be"}, {"de2", "utf-16le"}, {"ru", "utf-16le"}, {"he", "utf-16be"},
		{"ar", "utf-8"}, {"ja", "utf-8"},
	} {
		s := voices[c.voice]
		for _, times := range []int{1, 50} {
			data := encoded(t, strings.Repeat(s+"\r\n", times), c.encoding)
			d, err := Read("x.txt", data, Options{})
			if err != nil || d.Text != strings.Repeat(s+"\n", times) {
				t.Errorf("%s in %s, %d bytes: read as %s: %.40q, %v", c.voice, c.encoding, len(data), d.Head.Source.Encoding, d.Text, err)
			}
			if _, told := d.Proposal(Encoding); err == nil && told == (c.encoding == "utf-8") {
				t.Errorf("%s in %s: told as a guess: %t", c.voice, c.encoding, told)
			}
		}
	}
}

func TestEncodingByMark(t *testing.T) {
	const s = "Zürich 📌 𐐀 سلام\nzwei"
	for _, name := range []string{"utf-16le", "utf-16be"} {
		data := append(encoded(t, "\uFEFF", name), encoded(t, s, name)...)
		d, err := Read("x.txt", data, Options{})
		if err != nil || d.Text != s || d.Head.Source.Encoding != name || len(d.Proposals) > 1 && d.Proposals[len(d.Proposals)-1].Property == Encoding {
			t.Errorf("%s: %q, %+v, %v", name, d.Text, d.Proposals, err)
		}
	}
}

func TestEncodingAsAskedFor(t *testing.T) {
	for _, name := range []string{"windows-1256", "CP1256", "x-cp1256"} {
		d, err := Read("x.txt", encoded(t, voices["ar"], "windows-1256"), Options{Encoding: name})
		if err != nil || d.Text != voices["ar"] || d.Head.Source.Encoding != "windows-1256" {
			t.Errorf("%s: %.20q in %s, %v", name, d.Text, d.Head.Source.Encoding, err)
		}
	}
	d, err := Read("x.txt", []byte("\xe3\xd1"), Options{Encoding: "latin1"})
	if err != nil || d.Text != "ãÑ" || d.Head.Source.Encoding != "windows-1252" {
		t.Errorf("latin1: %q, %v", d.Text, err)
	}
}

func TestUndecodableSaysWhere(t *testing.T) {
	for _, c := range []struct {
		data  string
		asked string
		want  string
	}{
		{"Zürich, Köln, Lübeck, Łódź, Umeå \xff", "", "x.txt: it is UTF-8, but for byte 40: the encoding does not fit"},
		{"abc\xe4", "utf-8", "x.txt: byte 3 is not UTF-8: the encoding does not fit"},
		{"ab\x81", "windows-1253", "x.txt: character 3 is not in windows-1253: the encoding does not fit"},
	} {
		_, err := Read("x.txt", []byte(c.data), Options{Encoding: c.asked})
		if !errors.Is(err, annotate.ErrUndecodable) || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.data, err, c.want)
		}
	}
	// A replacement character that the source itself has is text.
	if d, err := Read("x.txt", []byte("a\uFFFDb"), Options{}); err != nil || d.Text != "a\uFFFDb" {
		t.Errorf("%q, %v", d.Text, err)
	}
}

func TestLineEnds(t *testing.T) {
	if got := lines("a\r\nb\rc\n\r\r\nd  \t"); got != "a\nb\nc\n\n\nd  \t" {
		t.Errorf("%q", got)
	}
}
