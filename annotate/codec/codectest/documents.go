package codectest

import (
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

// talks has one of everything that can be recorded.
func (s *sample) talks() {
	p := s.document("LH: 📌 [actor#name-l [actor#again-l Müller]] u\u0308ber 𐐀 says: [claim#first-l the harbour must [claim#inner-l close, [actor#group-o HTS]] and stay] shut; "+
		"[claim#same-l [claim#same-o e\u0301migre\u0301s]] and «[actor#arabic-l الميناء]».\n"+
		"OM: [claim#apart-l No quarrel], he said, [claim#left-o with [claim#right-l the] union][#apart-l  at all]. [#right-l  A family] 👨‍👩‍👧 of [actor#family-l 👨‍👩‍👧]\n"+
		"[claim#lines-l ends here.\nAnd here] = \"quoted, 'twice'\"\tthen [claim#wide-l 𐐀📌]. [stance#whole-l][stance#whole-o][claim#general-l]",
		annotate.Document{
			Title: "Häfen: \"talks\", part | 1", Author: "@Zoe\u0301 Müller", AuthorEntity: s.names[jolani], Outlet: "Courier; الميناء", Date: annotate.Date{Year: 2025, Month: 3}, URL: "https://example.org/?a=1&b=<2>#ü",
			Language: "en", Note: "First line\n\tsecond line 📌", Custom: []annotate.Field{{Name: "Ort", Value: "Zürich, \"Stadt\""}, {Name: "page", Value: "3"}},
		})
	start := func(words string) text.Offset { return text.Offset(strings.Index(p.text.String(), words)) }
	p.head.Turns = []annotate.Turn{{Start: 0, Speaker: "LH", Entity: s.names[union]}, {Start: start("OM:"), Speaker: "OM"}, {Start: start("ends here"), Speaker: ""}}
	p.values()
	p.links()
	p.progress(lina, annotate.Done, annotate.Difficult|annotate.Discuss)
	p.progress(omar, annotate.InProgress, 0)
	p.progress(nour, annotate.New, annotate.Discuss)
}

func (p *page) values() {
	claimant := p.actor(hts)
	claimant.Mention = p.labels["group-o"].ID
	p.set("first-l", "topic", tags("t211", "t22", "t2")...)
	p.set("first-l", "stance", tags("against")...)
	p.set("first-l", "claimant", claimant, p.actor(union))
	p.set("first-l", "target", append(words("2025"), annotate.Value{Type: annotate.TypeAnnotation, Ref: p.labels["apart-l"].ID})...)
	p.set("first-l", "said", annotate.Value{Type: annotate.TypeDate, Date: annotate.Date{Year: 2024}})
	p.set("first-l", "weight", annotate.Value{Type: annotate.TypeNumber, Number: -2.5})
	p.set("first-l", "direct", annotate.Value{Type: annotate.TypeBoolean})
	p.set("first-l", "comment", words("one\ttab, \"two\"\nlines", "=SUM(1|2); ü 📌")...)
	p.labels["first-l"].Note = "A note\nwith lines,\ttabs, 𐐀 and الميناء"
	p.set("inner-l", "topic", tags("t1")...)
	p.set("inner-l", "direct", annotate.Value{Type: annotate.TypeBoolean, Bool: true})
	p.labels["inner-l"].Recheck = "tag 201 was divided"
	p.set("same-l", "stance", tags("favor")...)
	p.set("same-o", "stance", tags("against")...)
	p.set("apart-l", "topic", tags("t21")...)
	p.set("apart-l", "said", annotate.Value{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025, Month: 3, Day: 11}})
	p.set("left-o", "claimant", p.actor(council))
	p.set("name-l", "comment", words("the mayor")...)
	p.set("group-o", "entity", p.actor(hts))
	p.set("whole-l", "value", tags("against")...)
	p.set("whole-l", "towards", p.actor(hts))
	p.set("whole-o", "value", tags("none")...)
	p.set("whole-o", "towards", words("the “harbour”\nas such")...)
	p.labels["whole-o"].Note = "About all of it"
}

func (p *page) links() {
	p.link("supports", lina, "inner-l", "first-l", "", annotate.FeatureValue{Feature: "how", Values: tags("favor")}, annotate.FeatureValue{Feature: "why", Values: words("because\nof 📌", "and ü")})
	p.link("supports", lina, "apart-l", "lines-l", "Noted\there")
	p.link("names", omar, "left-o", "group-o", "")
	p.link("names", omar, "same-o", "name-l", "") // somebody else's
	p.link("supports", lina, "wide-l", "whole-l", "")
}

// arabic stood in a file with CRLF.
func (s *sample) arabic() {
	p := s.document(crlf(s.t, "قال [actor#who-o المتحدث]: [claim#what-o نحمي الأقليات]\n\n📌 [claim#on-o 𐐀 and\nso on]."), annotate.Document{
		Title: "بيان", Language: "ar", Direction: annotate.RightToLeft, Date: annotate.Date{Year: 2025, Month: 1, Day: 29},
	})
	p.set("who-o", "entity", p.actor(jolani))
	p.set("what-o", "topic", tags("t2")...)
	p.link("supports", omar, "on-o", "what-o", "")
	p.progress(omar, annotate.Done, 0)
}

func (s *sample) empty() {
	s.document("", annotate.Document{Title: "Nothing", Outlet: "Courier"})
}

// bare has a text and no more than that, but for somebody who read it.
func (s *sample) bare() {
	p := s.document("Nobody marked these words: u\u0308, 👨‍👩‍👧.\n", annotate.Document{Title: "Bare"})
	p.progress(nour, annotate.Done, annotate.NoClaims)
}

// whole is marked as a whole only.
func (s *sample) whole() {
	p := s.document("A tweet 📌 about الميناء.[stance#all-l]", annotate.Document{Title: "Tweet", Date: annotate.Date{Year: 2016}})
	p.set("all-l", "value", tags("favor")...)
	p.set("all-l", "towards", p.actor(union))
}
