package cas

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

const scanHead = `<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
`

// What is read fast is read as encoding/xml reads it; what is not is left to that.
func FuzzScanXMI(f *testing.F) {
	for _, s := range []string{
		`<cas:NULL xmi:id="0"/><custom:Claim xmi:id="2" sofa="1" begin="0" end="6" kind="ü &amp; 📌 &#10;&#x1F600;"/>`,
		`<cas:Sofa xmi:id="1" sofaNum="1" sofaString="Müller über 𐐀 الميناء 👩‍👩‍👧"/>
    <cas:View sofa="1" members="2 3"/>`,
		"<custom:Claim xmi:id='2' a='1'\n a='2'><role>x &lt; y</role>\n<role></role></custom:Claim>", `<custom:Claim xmi:id="2"/><custom:Claim xmi:id="2"/><custom:Claim/>`,
		`<custom:Claim xmi:id="2" a="&eacute;"/>`, `<custom:Claim xmi:id="2" a="<"/>`, `<other:Claim xmi:id="2"/>`, `<!-- x --><custom:Claim xmi:id="2"/>`, `<custom:Claim xmi:id="2">words</custom:Claim>`,
		`<custom:Claim xmi:id="2"><a><b/></a></custom:Claim>`, `<custom:Claim xmi:id="2"></custom:Other>`, `<custom:Claim xmi:id="2" xmlns:a="b" a:c="d"/>`, "<custom:Claim xmi:id=\"2\" a=\"\r\n\x01\"/>", `<custom:Claim a=b/>`,
		`<custom:Claim xmi:id="2" a="1"b="2"/>`, `<custom:Claim xmi:id="2"><a>x ]]&gt; ]]></a></custom:Claim>`, `<Claim xmi:id="3" begin="1"/>`, `<custom:Claim xmi:id="2" a="&#0;&#xD800;&#xFFFF;"/>`, `<![CDATA[x]]>`, `<a`, `&`,
	} {
		f.Add(scanHead + s + "\n</xmi:XMI>\n")
		f.Add(s)
	}
	f.Add("\uFEFF" + scanHead + "</xmi:XMI> x")
	f.Add(strings.ReplaceAll(scanHead, "UTF-8", "latin-1") + "</xmi:XMI>")
	f.Add(strings.ReplaceAll(scanHead, "xmlns:cas", "xmlns") + "</xmi:XMI>")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 || !utf8.ValidString(s) { // which the readers refuse
			return
		}
		var fast, slow []string
		g := scanXMI(s, types{}, func(place string, err error) { fast = append(fast, place+err.Error()) })
		if g == nil {
			return
		}
		want, err := walkXMI(s, types{}, func(place string, err error) { slow = append(slow, place+err.Error()) })
		if err != nil {
			t.Fatalf("%q is read, though %v", s, err)
		}
		if got, want := string(g.emitXMI()), string(want.emitXMI()); got != want || fmt.Sprint(fast) != fmt.Sprint(slow) {
			t.Errorf("%q is\n%s %v, want\n%s %v", s, got, fast, want, slow)
		}
	})
}

// What INCEpTION writes is read fast.
func TestScanXMI(t *testing.T) {
	s := scanHead + "    <cas:NULL xmi:id=\"0\"/>\n    <custom:Claim xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"6\" kind=\"a &lt; &#10; ü\"/>\n    <custom:Claim xmi:id=\"3\" sofa=\"1\" begin=\"7\" end=\"9\"/>\n</xmi:XMI>\n"
	g := scanXMI(s, types{}, func(string, error) {})
	if g == nil || len(g.list) != 2 || g.list[0].plain || !g.list[1].plain || g.list[0].text("kind") != "a < \n ü" {
		t.Errorf("%+v", g)
	}
}
