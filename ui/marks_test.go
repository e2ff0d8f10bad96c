package ui

import (
	"testing"

	"parley/annotate"
)

// TestShortName: who is a person, or must be one, is called by the last word; whoever may be
// many or an institution keeps a name that tells it from others.
func TestShortName(t *testing.T) {
	for _, c := range []struct {
		kind, name string
		aliases    []string
		want       string
	}{
		{"person", "Jürgen e\u0301 Müller", nil, "Müller"},
		{"Person", "Abu Muhammad al-Jolani", []string{"Jolani 📌"}, "al-Jolani"},
		{"", "Karim Dabbagh", nil, "Dabbagh"},
		{"", "Abu Muhammad al-Jolani", []string{"Jolani"}, "Jolani"},
		{"", "Protesters in Idlib", nil, "Protesters in Idlib"},
		{"", "Minority groups", nil, "Minority groups"},
		{"", "rebel groups", []string{"rebels", "𐐀"}, "rebels"},
		{"", "Gulf states", nil, "Gulf states"},
		{"", "Author of aleppo-2024", nil, "Author of aleppo-2024"},
		{"", "Syrian National Army", nil, "Syrian National Army"},
		{"", "Hay’at Tahrir al-Sham", []string{"HTS", "هيئة"}, "HTS"},
		{"party", "The Dockers’ Union", []string{"the Union"}, "Union"},
		{"", "مجلس الميناء", []string{"المجلس", "👩\u200d👩\u200d👧 Council"}, "المجلس"},
	} {
		e := &annotate.Entity{Name: c.name, Kind: c.kind}
		for _, a := range c.aliases {
			e.Aliases = append(e.Aliases, annotate.Alias{Name: a})
		}
		if got := shortName(e); got != c.want {
			t.Errorf("%s %q is called %q, not %q", c.kind, c.name, got, c.want)
		}
	}
}

// TestLabelSaysHowMany: a claim of several says whose it is and how many more there are.
func TestLabelSaysHowMany(t *testing.T) {
	b, council, müller := claimBench(t)
	b.on("stays closed")
	b.typed("1")
	value := func(e *annotate.Entity) annotate.Value { return annotate.Value{Type: annotate.TypeEntity, Ref: e.ID} }
	for want, values := range map[string][]annotate.Value{
		"Claim · Müller": {value(müller)}, "Claim · Müller +1": {value(müller), value(council)},
	} {
		b.setValues(b.active().ID, "claimant", values)
		if l, ok := b.doc.marks.Label(docviewID(b.active().ID)); !ok || l.String() != want {
			t.Errorf("the margin says %q, not %q", l.String(), want)
		}
	}
}
