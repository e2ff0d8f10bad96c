package cas_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/cas"
)

// What Apache UIMA wrote after it had read one document of codectest's sample, as this package
// writes it: XMI and type system by 2.10.2, JSON by UIMA's JSON library. UIMA puts the text
// last, writes what is beyond U+FFFF as character references, numbers structures anew, and has
// no unset numbers and booleans: they are 0 and false.
var byUIMA = []struct {
	format codec.Format
	names  []string
}{
	{cas.XMI(), []string{"sample.xmi", "TypeSystem.xml"}},
	{cas.JSON(), []string{"sample.json"}},
}

const inUIMA = `Claim:
Claim:No quarrel, he said, with the union at all direct=false said=2025-03-11 topic=Borders | walls weight=0
Claim:No quarrel, he said, with the union at all Supports Claim:ends here. And here
Claim:close, HTS direct=true topic=Economy weight=0
Claim:close, HTS Supports Claim:the harbour must close, HTS and stay how=Favor why=and ü why=because⏎of 📌
Claim:ends here. And here direct=false weight=0
Claim:émigrés direct=false stance=Favor weight=0
Claim:the harbour must close, HTS and stay claimant=HTS claimant=Hafen | Gewerkschaft, "Zürich" comment==SUM(1|2); ü 📌 comment=one	tab, "two"⏎lines direct=false said=2024 stance=Against target=2025 targetAnnotation=Claim:No quarrel, he said, with the union at all topic==Sea, “harbour” topic=Asylum topic=Migration weight=-2.5
Claim:the union at all.  A family direct=false weight=0
Claim:𐐀📌 direct=false weight=0
Stance_of_text: towards=HTS value=Against
x_kteur:Müller
x_kteur:Müller comment=the mayor
x_kteur:الميناء
x_kteur:👨‍👩‍👧`

func TestWrittenByUIMA(t *testing.T) {
	short := strings.NewReplacer("webanno.custom.", "", "\n", "⏎")
	want := strings.Split(inUIMA, "\n")
	for _, u := range byUIMA {
		in := map[string]string{}
		for _, name := range u.names {
			b, err := os.ReadFile("testdata/uima/" + name)
			if err != nil {
				t.Fatal(err)
			}
			in[name] = string(b)
		}
		store, report := into(t, u.format, files(in))
		if report.Documents != 1 || report.Annotations != 13 || report.Relations != 2 || report.Refused.Total+report.Doubtful.Total > 0 {
			t.Errorf("%s: %+v", u.format.Name, report)
		}
		got := quotes(t, store)
		for i := range got {
			got[i] = short.Replace(got[i])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has\n%s\nwant\n%s", u.format.Name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if out, _ := written(t, u.format, store); !maps.Equal(out, in) {
			t.Errorf("%s: not the same bytes again", u.format.Name)
		}
	}
}
