package labelstudio

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/annotate/codec"
)

// control is a part of the labeling interface by which something is said.
type control struct {
	name, kind string // kind: as results have it, "labels", "choices", "taxonomy", "textarea", "number", …
	perRegion  bool
	multiple   bool
	required   bool
	when       []string    // labels of regions that it is for; none: all
	values     [][]string  // that it offers, as paths; parents first
	about      []described // of each of values
}

// described is what an interface says of a label or a choice.
type described struct {
	hint, hotkey string
	colour       int
}

// object is a part that shows a member of the data.
type object struct{ name, kind, key, nameKey, textKey string }

// config is a labeling interface.
type config struct {
	objects   []object
	controls  []*control
	relations []string
}

// mostConfig is the largest interface that is read, and mostDepth how deep its choices go.
const (
	mostConfig = 16 << 20
	mostDepth  = 100
)

// findConfig is the interface that belongs to a source; nil when there is none.
func findConfig(s codec.Source) (*config, error) {
	list := s.Ending(".xml")
	if only := s.Only(); only != "" {
		list = []string{strings.TrimSuffix(only, path.Ext(only)) + ".xml", "config.xml"}
	} else if i := slices.IndexFunc(list, func(f string) bool { return path.Base(f) == "config.xml" }); i > 0 {
		list[0], list[i] = list[i], list[0]
	}
	for _, name := range list {
		b, err := s.Read(name, mostConfig)
		if err != nil {
			continue
		}
		if c, err := readConfig(b); err == nil && len(c.objects) > 0 {
			return c, nil
		} else if err != nil && s.Only() == "" {
			return nil, err
		}
	}
	return nil, nil
}

var objectKinds = []string{"text", "hypertext", "paragraphs"}

// controlKinds are the elements of controls that are read, and what their results are called.
var controlKinds = map[string]string{
	"labels": "labels", "hypertextlabels": "hypertextlabels", "paragraphlabels": "paragraphlabels",
	"choices": "choices", "taxonomy": "taxonomy", "textarea": "textarea", "number": "number", "rating": "rating", "datetime": "datetime",
}

// readConfig reads an interface. What it has beside controls and objects is for the looks.
func readConfig(b []byte) (*config, error) {
	c := &config{}
	d := xml.NewDecoder(bytes.NewReader(b))
	var at *control
	var where []string // values of the choices that are open
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			kind := strings.ToLower(t.Name.Local)
			if made := c.element(kind, t); made != nil {
				at, where = made, nil
			} else if kind == "choice" || kind == "label" {
				where = append(where, cmp.Or(attribute(t, "alias"), attribute(t, "value")))
				if at != nil && len(where) <= mostDepth {
					at.values = append(at.values, slices.Clone(where))
					at.about = append(at.about, described{attribute(t, "hint"), attribute(t, "hotkey"), slot(cmp.Or(attribute(t, "color"), attribute(t, "background")))})
				}
			}
		case xml.EndElement:
			if kind := strings.ToLower(t.Name.Local); (kind == "choice" || kind == "label") && len(where) > 0 {
				where = where[:len(where)-1]
			}
		}
	}
}

// element takes in an element that is no choice; it gives the control that it is.
func (c *config) element(kind string, t xml.StartElement) *control {
	name := attribute(t, "name")
	switch {
	case slices.Contains(objectKinds, kind):
		o := object{name, kind, strings.TrimPrefix(attribute(t, "value"), "$"), attribute(t, "nameKey"), attribute(t, "textKey")}
		c.objects = append(c.objects, o)
	case kind == "relation":
		c.relations = append(c.relations, attribute(t, "value"))
	case controlKinds[kind] != "" && name != "":
		k := &control{name: name, kind: controlKinds[kind], perRegion: attribute(t, "perRegion") == "true"}
		k.multiple = strings.HasPrefix(attribute(t, "choice"), "multiple") || kind == "taxonomy" || kind == "textarea" && attribute(t, "maxSubmissions") != "1"
		k.required = attribute(t, "required") == "true"
		for w := range strings.SplitSeq(attribute(t, "whenLabelValue"), ",") {
			if w != "" {
				k.when = append(k.when, w)
			}
		}
		c.controls = append(c.controls, k)
		return k
	}
	return nil
}

// slot is the slot whose colour is nearest to one, #RRGGBB or #RGB; 0 for another or none.
func slot(s string) int {
	hex, is := strings.CutPrefix(strings.TrimSpace(s), "#")
	if is && len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	c, err := strconv.ParseUint(hex, 16, 24)
	if !is || err != nil || len(hex) != 6 {
		return 0
	}
	best, least := 0, uint64(0)
	for i := range colours {
		p, err := strconv.ParseUint(colours[i][1:], 16, 24)
		apart := uint64(0)
		for shift := 0; shift < 24; shift += 8 {
			d := max(c>>shift&0xFF, p>>shift&0xFF) - min(c>>shift&0xFF, p>>shift&0xFF)
			apart += d * d
		}
		if err == nil && (best == 0 || apart < least) {
			best, least = i+1, apart
		}
	}
	return best
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}
