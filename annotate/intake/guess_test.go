package intake

import (
	"testing"
)

func TestFindDate(t *testing.T) {
	for _, c := range []struct{ line, want, rest string }{
		{"By Serge Jordan, 11 March 2025", "2025-03-11", "By Serge Jordan, "},
		{"15.09.2018", "2018-09-15", ""},
		{"Damaskus, den 3. Mai 2024", "2024-05-03", "Damaskus, den "},
		{"3. März 2024 um 14:05 Uhr", "2024-03-03", " um 14:05 Uhr"},
		{"March 11, 2025", "2025-03-11", ""},
		{"Sept. 3rd, 2015", "2015-09-03", ""},
		{"the 1st of December 2024", "2024-12-01", "the "},
		{"Le 1er février 2024", "2024-02-01", "Le "},
		{"Le 1er fe\u0301vrier 2024", "2024-02-01", "Le "},
		{"3 de mayo de 2024", "2024-05-03", ""},
		{"12 maggio 2024", "2024-05-12", ""},
		{"5 Ağustos 2023", "2023-08-05", ""},
		{"7 октября 2023 г.", "2023-10-07", " г."},
		{"7 באוקטובר 2023", "2023-10-07", ""},
		{"١٥ آذار ٢٠٢٥", "2025-03-15", ""},
		{"١٥ آذار/مارس ٢٠٢٥", "2025-03-15", ""},
		{"15 مارس 2025", "2025-03-15", ""},
		{"٨ كانون الأول ٢٠٢٤", "2024-12-08", ""},
		{"8 كانون الأول/ديسمبر 2024", "2024-12-08", ""},
		{"10 تشرين الثاني 2016", "2016-11-10", ""},
		{"3 غشت 2020", "2020-08-03", ""},
		{"۱۲ ژانویه ۲۰۲۴", "2024-01-12", ""},
		{"2025-03-11T10:00:00Z", "2025-03-11", "T10:00:00Z"},
		{"Tue, 11 Mar 2025 10:00:00 GMT", "2025-03-11", "Tue,  10:00:00 GMT"},
		{"mai 2024", "2024-05", ""},
		{"13/04/2024", "2024-04-13", ""},
		{"04/13/2024", "2024-04-13", ""},
		{"3/5/2024", "", ""},
		{"31.02.2024", "", ""},
		{"since 2020", "", ""},
		{"In May, 30 people", "", ""},
		{"version 1.2.3", "", ""},
		{"(1332–1406)", "", ""},
	} {
		d, at, ok := findDate(c.line)
		if ok != (c.want != "") || d.String() != c.want {
			t.Errorf("%s: %s, %t; want %q", c.line, d, ok, c.want)
		} else if rest := c.line[:at.start] + c.line[at.end:]; ok && rest != c.rest {
			t.Errorf("%s: leaves %q, want %q", c.line, rest, c.rest)
		}
	}
}

func TestGuesses(t *testing.T) {
	const body = "\n\nThe first paragraph, which goes on for long enough that nobody would take it for a title, says what was said, by whom, and on which of the days.\n"
	for name, c := range map[string]struct{ text, title, author, date string }{
		"english":          {"A title\n\nBy Lina Haddad, 11 March 2025" + body, "A title", "Lina Haddad", "2025-03-11"},
		"two authors":      {"A title\nBy Lina Haddad and Omar al-Shami\n15.09.2018" + body, "A title", "Lina Haddad and Omar al-Shami", "2018-09-15"},
		"three authors":    {"A title\nby Lina Haddad, Leila Al-Shami and J. Müller, London" + body, "A title", "Lina Haddad, Leila Al-Shami and J. Müller", ""},
		"agency":           {"By REUTERS\nA title" + body, "A title", "REUTERS", ""},
		"german":           {"Ein Titel 📌\nVon Jörg Müller, 3. Mai 2024" + body, "Ein Titel 📌", "Jörg Müller", "2024-05-03"},
		"german particles": {"Ein Titel\nVon Ursula von der Leyen" + body, "Ein Titel", "Ursula von der Leyen", ""},
		"french":           {"Un titre ?\nPar Hélène Dupré | Publié le 3 février 2024" + body, "Un titre ?", "Hélène Dupré", "2024-02-03"},
		"arabic":           {"عنوان المقال\nبقلم ليلى حداد، ١٥ آذار ٢٠٢٥" + body, "عنوان المقال", "ليلى حداد", "2025-03-15"},
		"arabic colon":     {"عنوان المقال\nبقلم: ليلى حداد\nدمشق، 15 مارس 2025" + body, "عنوان المقال", "ليلى حداد", "2025-03-15"},
		"labels":           {"Title: A title\nAuthor: Lina Haddad\nSource: The Paper\nDate: 11 March 2025" + body, "A title", "Lina Haddad", "2025-03-11"},
		"published":        {"A title\nPublished on 11 March 2025, 14:05 UTC" + body, "A title", "", "2025-03-11"},
		"address":          {"https://example.org/a\nA title\nDamascus, 11 March 2025" + body, "A title", "", "2025-03-11"},
		"date in title":    {"Massacre of 7 October 2023" + body, "Massacre of 7 October 2023", "", ""},
		"interview":        {"REPORTER: Why now?\nMINISTER: Because the talks failed.\nREPORTER: And then?\nMINISTER: Then we left." + body, "", "", ""},
		"sentence":         {"By Monday the army had left.\nVon Anfang an war es so.\nPar ailleurs, rien." + body, "", "", ""},
		"epigraph":         {" “The tyrants bring the invaders.” Ibn Khaldun (1332–1406).\n\n\n" + body, "", "", ""},
		"long":             {body, "", "", ""},
		"far":              {body + "\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nBy Lina Haddad, 11 March 2025\n", "", "", ""},
	} {
		f := readText(c.text)
		got := map[Property]string{}
		for _, p := range f.proposals {
			got[p.Property] = p.Value
		}
		if got[Title] != c.title || got[Author] != c.author || got[Date] != c.date {
			t.Errorf("%s: title %q, author %q, date %q; want %q, %q, %q", name, got[Title], got[Author], got[Date], c.title, c.author, c.date)
		}
	}
}

func TestLanguage(t *testing.T) {
	for want, s := range map[string]string{
		"ar": voices["ar"], "de": voices["de3"], "fr": voices["fr2"], "en": "The regime and the people of Aleppo", "es": voices["es"], "ru": voices["ru"] + " и в", "he": voices["he"],
		"tr": "Bu bir savaş ve çok uzun sürdü, ama bitti.", "fa": "رئیس جمهور گفت که جنگ در سوریه باید پایان یابد", "it": "Il presidente ha detto che la guerra non è finita.",
		"ckb": "ئەو هەموو ساڵە لە کوردستان و بۆ ئێمە", "el": voices["el"], "": "Aleppo 2016 📌",
	} {
		if got := language(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
