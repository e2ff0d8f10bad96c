package refiqda

import (
	"context"
	"encoding/xml"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/codec"
)

// plainProject is a project as tools write it, in the words of which everything may stand.
const plainProject = `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="Häfen" origin="Parley" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{A}" name="Lina &amp; Co"/></Users><CodeBook><Codes><Code guid="c1" name="Claim"><Code guid="c2" name="kind"><Code guid="c3" name="demand"/></Code><Code guid="c4" name="why"/></Code></Codes></CodeBook>
<Variables><Variable guid="v1" name="outlet"/></Variables><Cases><Case name="k"><VariableValue><VariableRef targetGUID="v1"/><TextValue>Courier</TextValue></VariableValue><SourceRef targetGUID="t1"/></Case></Cases>` + "\r\n" + `
<Sources><TextSource guid="t1" name="Speech 📌" plainTextPath="internal://a.txt"><Description>e` + "\u0301" + ` &#x26; so</Description>
<PlainTextSelection guid='S1' name="Müller" startPosition="2" endPosition="8" creatingUser="a" creationDateTime="2025-03-01T10:00:00Z"><Description>why: 𐐀` + "\r\n" + `	الميناء</Description>
<Coding guid="g1" creatingUser="A"><CodeRef targetGUID="c1"/><NoteRef targetGUID="n1" /></Coding><Coding><CodeRef targetGUID="c3"></CodeRef></Coding></PlainTextSelection>
<PlainTextSelection guid="s2" startPosition="0" endPosition="1"><Coding><CodeRef targetGUID="c1"/></Coding><Other><Name>x</Name></Other></PlainTextSelection>
<Coding><CodeRef targetGUID="c1"/></Coding><VariableValue><VariableRef targetGUID="v1"/><IntegerValue>3</IntegerValue></VariableValue></TextSource>
<TextSource guid="t2" name="Inside"><PlainTextContent>👩‍👩‍👧 Hafen</PlainTextContent></TextSource><TextSource name="gone"/>
<PDFSource guid="p" name="q"><PDFSelection/><Representation plainTextPath="a.txt"/></PDFSource><PictureSource name="map"/></Sources>
<Notes><Note guid="n1" name="n"><PlainTextContent>of &lt;this&gt;</PlainTextContent></Note></Notes>
<Links><Link guid="l" name="near" direction="Associative" originGUID="s1" targetGUID="S2"><NoteRef targetGUID="N1"/></Link></Links><Sets><Set name="all"/></Sets><Description>d</Description>
</Project>
`

// given is a source of XML with a text beside it, and options whose IDs are counted.
func given(qde string) (codec.Source, codec.OpenOptions) {
	n := byte(0)
	files := fstest.MapFS{"p.qde": {Data: []byte(qde)}, "a.txt": {Data: []byte("📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour")}}
	return codec.Source{FS: files, Name: "p.qdpx", Files: []string{"a.txt", "p.qde"}}, codec.OpenOptions{NewID: func() annotate.ID { n++; return annotate.ID{n} }}
}

// told is all that is read, in words.
func told(c *collection, read func(func(*reading) error) error) (out []string, err error) {
	add := func(v any) { out = append(out, fmt.Sprintf("%+v", v)) }
	add(c.schema)
	for _, p := range c.people {
		add(*p)
	}
	add(c.users)
	report := &codec.Report{}
	err = read(func(r *reading) error {
		if r == nil {
			return nil
		}
		report.Join(r.report)
		if r.doc == nil {
			return nil
		}
		d := c.finish(r)
		add(d.Head)
		add(d.Text.String())
		for _, a := range d.Annotations {
			add(*a)
		}
		for _, l := range d.Relations {
			add(*l)
		}
		return nil
	})
	c.tellRest(report)
	add(*report)
	return out, err
}

// FuzzQuick compares what is read where the XML can be cut to what encoding/xml makes of it.
func FuzzQuick(f *testing.F) {
	f.Add(plainProject)
	for old, words := range map[string]string{
		"guid='S1'": `xml:guid="x"`, "&#x26;": "&#xD800;", "&amp;": "&copy;", "<TextValue>": "<TextValue><![CDATA[</TextSource>]]>", "e\u0301": "\uFFFF", "of ": "]]> ", "<Other>": "<PlainTextSelection/><Other>", "</Sources>": "<Sources/></Sources>",
		"<Notes>": "<!-- <Notes> --><Notes>", "origin=": `xsi:origin="x" origin=`, "utf-8": "latin-1", "<Links>": "<Links>words", "</Project>": "</Project>\x00", `name="gone"/>`: `name="a > b"></TextSource >`, `name="n">`: `name="n/>">`,
		"<Set ": "<Note guid='n1'/><Set ", "Description>d": "Users><User name='x'/></Users><Description>d", "t2": "\xff", "Lina": "<", "<Cases>": "<Cases><Case><Case/></Case>",
	} {
		f.Add(strings.Replace(plainProject, old, words, 1))
	}
	f.Fuzz(func(t *testing.T, qde string) {
		if len(qde) > 10_000 {
			return
		}
		quick := begin(given(qde))
		done, err := quick.quickly()
		if !done || err != nil {
			return
		}
		quick.relations()
		got, err := told(quick, quick.sources)
		if err != nil {
			t.Fatal(err)
		}
		slow := begin(given(qde))
		if err := slow.slowly(); err != nil {
			t.Fatalf("%q: %v", qde, err)
		}
		slow.relations()
		want, err := told(slow, slow.sourcesSlowly)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q is\n%s\nwant\n%s\n%v", qde, strings.Join(got, "\n"), strings.Join(want, "\n"), err)
		}
		for _, room := range []int{16, 300} {
			var all, few []piece
			var origin string
			for p := range pieces(strings.NewReader(qde), roomForXML, &origin) {
				all = append(all, p)
			}
			for p := range pieces(strings.NewReader(qde), room, &origin) {
				few = append(few, p)
			}
			if !reflect.DeepEqual(all, few) {
				t.Fatalf("%d bytes at once give other pieces of %q", room, qde)
			}
		}
	})
}

// What tools write is cut, and its sources, notes and links are read in one go.
func TestQuick(t *testing.T) {
	c := begin(given(plainProject))
	if done, err := c.quickly(); !done || err != nil || c.origin != ours || len(c.cuts) != 7 {
		t.Fatalf("%v %v %+v", done, err, c)
	}
	var origin string
	n := 0
	for p := range pieces(strings.NewReader(plainProject), roomForXML, &origin) {
		if v := quick(string(p.b)); v != nil {
			n++
			d := xml.NewDecoder(strings.NewReader(string(p.b)))
			e, _ := d.Token()
			want, err := element(d, e.(xml.StartElement))
			if err != nil || !reflect.DeepEqual(v, want) {
				t.Errorf("%s is %+v, want %+v %v", p.b, v, want, err)
			}
		}
	}
	if n != 5 {
		t.Errorf("%d are read in one go", n)
	}
}

// What changes while it is read is told.
func TestChanged(t *testing.T) {
	s, o := given(plainProject)
	c, err := open(s, o)
	if err != nil {
		t.Fatal(err)
	}
	s.FS.(fstest.MapFS)["p.qde"].Data = []byte(strings.Replace(plainProject, "<Sources>", "<Sources> ", 1))
	for _, err = range c.Documents(context.Background(), &codec.Report{}) {
		if err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "it is not as it was") {
		t.Error(err)
	}
}
