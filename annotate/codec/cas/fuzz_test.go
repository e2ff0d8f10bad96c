package cas_test

import (
	"maps"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/cas"
)

func fuzz(f *testing.F, format codec.Format, name string, others map[string]string) {
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 1<<14 {
			t.Skip()
		}
		m := maps.Clone(others)
		if m == nil {
			m = map[string]string{}
		}
		m[name] = in
		format.Detect(files(m))
		c, err := format.Open(files(m), codec.OpenOptions{})
		if err != nil || c.Schema().Check() != nil {
			return // Import says so
		}
		store, report := into(t, format, files(m))
		if report.Documents == 0 {
			return
		}
		if out, _ := written(t, format, store); out[name] != in && len(report.Lost) == 0 {
			t.Fatalf("%q was written as %q", in, out[name])
		}
		written(t, format, kit(cas.JSON()).Bare(t, store))
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(sample())
	f.Add(`{"%TYPES": {}, "%FEATURE_STRUCTURES": {"1": {"%TYPE": "uima.cas.Sofa", "sofaString": "ab"}, "2": {"%TYPE": "x.Y", "begin": 0, "end": 1, "@next": 2}}}`)
	fuzz(f, cas.JSON(), "a.json", nil)
}

func FuzzXMI(f *testing.F) {
	f.Add(xmi)
	f.Add(`<XMI xmlns:xmi="http://www.omg.org/XMI"><Link xmi:id="2" begin="0" end="1" next="3"/><Link xmi:id="3" begin="1" end="2"/><Sofa xmi:id="1" sofaString="ab"/></XMI>`)
	fuzz(f, cas.XMI(), "a.xmi", map[string]string{"TypeSystem.xml": system})
}
