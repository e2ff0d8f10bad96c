package parley_test

import (
	"bytes"
	"strings"
	"testing"

	"parley/annotate/codec/parley"
	"parley/assets"
)

func TestValidateFindsNothing(t *testing.T) {
	for _, lines := range []bool{false, true} {
		b := export(t, awkward(t), lines)
		report, err := parley.Validate(bytes.NewReader(b), assets.DatasetSchema())
		if err != nil {
			t.Fatal(err)
		}
		if !report.OK() || report.Documents != 3 || report.Annotations != 7 || report.Relations != 1 {
			t.Errorf("lines %v: %+v", lines, report)
		}
	}
}

// TestValidateFinds alters an export in one place each and wants that place to be told.
func TestValidateFinds(t *testing.T) {
	good := string(export(t, awkward(t), false))
	for _, c := range []struct{ name, from, to, place, text string }{
		{"a quote", `"quote":"Text"`, `"quote":"Test"`, "/documents/2/annotations/0", "not its quote"},
		{"a prefix", `"prefix":"Plain.\n"`, `"prefix":"Plane.\n"`, "/documents/2/annotations/0", "between other words"},
		{"a sum", `"sha256":"ade71920`, `"sha256":"bde71920`, "/documents/2", "sha256"},
		{"an unknown layer", `"layer":"Actor","annotator":"00000000-0000-7000-8000-000000000003"`, `"layer":"Claimant","annotator":"00000000-0000-7000-8000-000000000003"`, "/documents/0/annotations/5", `no layer "Claimant"`},
		{"an unknown tag", `"stance":"strong"`, `"stance":"stronger"`, "/documents/0/annotations/1", `no tag "stronger"`},
		{"an unknown feature", `"stance":"strong"`, `"stanze":{"tag":"strong"}`, "/documents/0/annotations/1", `no feature "stanze"`},
		{"a type that cannot be told", `"stance":"strong"`, `"stanze":"strong"`, "/documents/0/annotations/1", "says the type"},
		{"an unknown annotator", `"annotator":"00000000-0000-7000-8000-000000000003","fragments":[]`, `"annotator":"00000000-0000-7000-8000-000000000009","fragments":[]`, "/documents/0/annotations/0", "list of annotators"},
		{"an unknown entity", `{"entity":"00000000-0000-7000-8000-000000000005"`, `{"entity":"00000000-0000-7000-8000-000000000006"`, "/documents/0/annotations/1", "list of entities"},
		{"another name of an entity", `"name":"Karim Dabbagh","mention"`, `"name":"Kareem","mention"`, "/documents/0/annotations/1", "Karim Dabbagh"},
		{"a mention", `"mention":"00000000-0000-7000-8000-000000000015"`, `"mention":"00000000-0000-7000-8000-000000000028"`, "/documents/0/annotations/1", "mention"},
		{"an end of a relation", `"from":"00000000-0000-7000-8000-000000000017"`, `"from":"00000000-0000-7000-8000-000000000028"`, "/documents/0/relations/0", "one of its ends"},
		{"fragments out of order", `[{"start":8,"end":11},{"start":36,"end":58}]`, `[{"start":36,"end":58},{"start":8,"end":11}]`, "/documents/0/annotations/1", "behind"},
		{"a position outside", `{"start":7,"end":11}`, `{"start":7,"end":1100}`, "/documents/2/annotations/0", "outside"},
		{"an id twice", `"id":"00000000-0000-7000-8000-000000000028"`, `"id":"00000000-0000-7000-8000-000000000014"`, "/documents/2", "its id is that of"},
		{"a misspelt member", `"layer":"Claim","annotator":"00000000-0000-7000-8000-000000000002","fragments":[{"start":7`, `"layr":"","layer":"Claim","annotator":"00000000-0000-7000-8000-000000000002","fragments":[{"start":7`, "/documents/2/annotations/0", "layr"},
		{"a member twice", `"start":7,"end"`, `"start":7,"start":7,"end"`, "/documents/2/annotations/0", "twice"},
		{"a carriage return", `"text":"Plain.\nText`, `"text":"Plain.\r\nText`, "/documents/2", "carriage return"},
		{"a state", `"state":"done"`, `"state":"ready"`, "/documents/0/progress/1", "in progress"},
		{"a number for a string", `"title":"Document 00000c"`, `"title":5`, "/documents/2", "want a string"},
		{"a colour", `"external_id":"Q1","colour":7`, `"external_id":"Q1","colour":70`, "/entities/0/colour", "8"},
		{"a date", `"date":"2025-03"`, `"date":"March"`, "/documents/0", "YYYY"},
		{"an unknown author", `"author_entity":"00000000-0000-7000-8000-000000000005"`, `"author_entity":"00000000-0000-7000-8000-000000000006"`, "/documents/0", "list of entities"},
		{"an unknown speaker", `"entity":"00000000-0000-7000-8000-000000000005"}`, `"entity":"00000000-0000-7000-8000-000000000006"}`, "/documents/0/turns/1", "list of entities"},
		{"a turn outside", `"turns":[{"start":0,`, `"turns":[{"start":1000,`, "/documents/0/turns/0", "outside"},
		{"a turn without a start", `"turns":[{"start":0,`, `"turns":[{`, "/documents/0/turns/0", "lacks its start"},
		{"turns out of order", `"turns":[{"start":0,`, `"turns":[{"start":60,`, "/documents/0/turns/1", "behind"},
		{"a flag", `"flags":["no claims"]`, `"flags":["boring"]`, "/documents/0/progress/0", "no claims"},
		{"an example of nowhere", `{"text":"سلام","document":"00000000-0000-7000-8000-00000000000a"`, `{"text":"سلام","document":"00000000-0000-7000-8000-000000000063"`, "/schema/tagsets/0/tags/0/examples/1", "document"},
		{"an example elsewhere", `"document":"00000000-0000-7000-8000-00000000000a","annotation":"00000000-0000-7000-8000-000000000014"`, `"document":"00000000-0000-7000-8000-00000000000c","annotation":"00000000-0000-7000-8000-000000000014"`, "/schema/tagsets/0/tags/2/counter/0", "annotation"},
		{"a schema that was kept otherwise", `"schema":{"name":"Test","version":2,`, `"schema":{"name":"Text","version":2,`, "/schema_versions", "in force"},
		{"a version twice", `"name":"Test","version":1`, `"name":"Test","version":5`, "", ""},
		{"a null", `"direct":true`, `"direct":null`, "/documents/0/annotations/1", "null"},
		{"half a surrogate pair", `"note":"since"`, `"note":"\ud83d"`, "", ""},
		{"a cut", `]}]}`, `]}]`, "", ""},
	} {
		bad := strings.Replace(good, c.from, c.to, 1)
		if bad == good {
			t.Fatalf("%s: nothing to alter", c.name)
		}
		report, err := parley.Validate(strings.NewReader(bad), assets.DatasetSchema())
		if c.place == "" {
			if err == nil {
				t.Errorf("%s: passes", c.name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		told := false
		var all []string
		for _, list := range []parley.Findings{report.Refused, report.Doubtful, report.Repaired} {
			for _, p := range list.First {
				told = told || p.Place == c.place && strings.Contains(p.Text, c.text)
				all = append(all, p.String())
			}
		}
		if !told {
			t.Errorf("%s: want %s: %s; got %s", c.name, c.place, c.text, strings.Join(all, "\n"))
		}
	}
}
