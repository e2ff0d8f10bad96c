package cas_test

import (
	"maps"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/codectest"
)

const system = `<?xml version="1.0" encoding="UTF-8"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>a.Stance</name><supertypeName>uima.cas.String</supertypeName><allowedValues><value><string>for</string></value><value><string>against</string></value></allowedValues></typeDescription>
<typeDescription><name>a.Claim</name><supertypeName>uima.tcas.Annotation</supertypeName><features><featureDescription><name>stance</name><rangeTypeName>a.Stance</rangeTypeName></featureDescription></features></typeDescription>
</types></typeSystemDescription>`

const xmi = `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:a="http:///a.ecore" xmlns:t="http:///de/tudarmstadt/ukp/clarin/webanno/api/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/><a:Claim xmi:id="2" sofa="1" begin="3" end="5" stance="against"/>
<t:LayerDefinition xmi:id="3" name="a.Claim" uiName="Claims &amp; more"/><t:CASMetadata xmi:id="4" sofa="1" username="Omar"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="📌&#10;𐐀 الميناء"/><cas:View sofa="1" members="2 3 4"/></xmi:XMI>`

func TestReadsXMI(t *testing.T) {
	in := map[string]string{"x/a.xmi": xmi, "x/TypeSystem.xml": system}
	store, report := into(t, cas.XMI(), files(in))
	if got := quotes(t, store); !slices.Equal(got, []string{"a.Claim:𐐀 stance=against"}) || report.Refused.Total > 0 {
		t.Errorf("%q %+v", got, report.Refused)
	}
	schema, _ := store.Schema()
	if schema.Layers[0].Name != "Claims & more" || len(schema.Tagsets) != 1 || len(schema.Tagsets[0].Tags) != 2 {
		t.Errorf("%+v", schema)
	}
	_, annotations, _ := codectest.Only(t, store)
	people, _ := store.Annotators()
	if i := slices.IndexFunc(people, func(p *annotate.Annotator) bool { return p.ID == annotations[0].Annotator }); people[i].Name != "Omar" {
		t.Errorf("by %s", people[i].Name)
	}
	if out, _ := written(t, cas.XMI(), store); !maps.Equal(out, in) {
		t.Errorf("%v", out)
	}
}
