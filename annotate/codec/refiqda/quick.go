package refiqda

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// read reads the element.
func (p *piece) read() (any, error) {
	if v := quick(string(p.b)); v != nil {
		return v, nil
	}
	return slow(p.b)
}

// quick reads an element in one go into one of the types of xml.go, if it is a source, a note
// or a link as almost all are; nil for all others, which [slow] reads. Its words are parts of s.
func quick(s string) any {
	if !utf8.ValidString(s) || strings.Contains(s, "]]>") || strings.Contains(s, "<!") || strings.Contains(s, "<?") {
		return nil
	}
	x := &tags{s: s}
	x.need("<")
	var v any
	switch name := x.name(); name {
	case "TextSource":
		v = x.source(name)
	case "Note":
		v = (*remarkXML)(x.source(name))
	case "Link":
		v = x.link(name)
	default:
		return nil
	}
	if x.bad || x.i < len(s) {
		return nil
	}
	return v
}

// slow reads an element with all that encoding/xml has.
func slow(s []byte) (any, error) {
	d := xml.NewDecoder(bytes.NewReader(s))
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	e, is := t.(xml.StartElement)
	if !is {
		return nil, errStop
	}
	v, err := element(d, e)
	if err == nil && d.InputOffset() != int64(len(s)) {
		err = errStop
	}
	return v, err
}

func (x *tags) source(of string) *sourceXML {
	s := &sourceXML{}
	for name, v := range x.attributes {
		switch name {
		case "guid":
			s.GUID = v
		case "name":
			s.Name = v
		case "plainTextPath":
			s.Plain = v
		case "richTextPath":
			s.Rich = v
		default:
			x.other(name)
		}
	}
	x.inside(of, nil, func(name string) bool {
		switch name {
		case "Description":
			s.Description = x.chars(name)
		case "PlainTextContent":
			words := x.chars(name)
			s.Content = &words
		case "PlainTextSelection":
			s.Selections = append(s.Selections, selectionXML{})
			x.selection(name, &s.Selections[len(s.Selections)-1])
		case "Coding":
			s.Codings = append(s.Codings, codingXML{})
			x.coding(name, &s.Codings[len(s.Codings)-1])
		case "NoteRef":
			s.Notes = append(s.Notes, x.ref(name, refXML{}))
		case "VariableValue":
			s.Values = append(s.Values, valueXML{})
			x.value(name, &s.Values[len(s.Values)-1])
		default:
			x.skip(name, mostNested)
		}
		return true
	})
	return s
}

// other passes over an attribute that is not read. One with a prefix may be one that is, to
// encoding/xml.
func (x *tags) other(name string) {
	if strings.Contains(name, ":") {
		x.fail()
	}
}

func (x *tags) selection(of string, s *selectionXML) {
	for name, v := range x.attributes {
		switch name {
		case "guid":
			s.GUID = v
		case "name":
			s.Name = v
		case "startPosition":
			s.Start = v
		case "endPosition":
			s.End = v
		case "creatingUser":
			s.User = v
		case "creationDateTime":
			s.Created = v
		case "modifiedDateTime":
			s.Modified = v
		default:
			x.other(name)
		}
	}
	x.inside(of, nil, func(name string) bool {
		switch name {
		case "Description":
			s.Description = x.chars(name)
		case "Coding":
			if s.Codings == nil {
				s.Codings = make([]codingXML, 0, 4)
			}
			s.Codings = append(s.Codings, codingXML{})
			x.coding(name, &s.Codings[len(s.Codings)-1])
		case "NoteRef":
			s.Notes = append(s.Notes, x.ref(name, refXML{}))
		default:
			x.skip(name, mostNested)
		}
		return true
	})
}

func (x *tags) coding(of string, c *codingXML) {
	for name, v := range x.attributes {
		switch name {
		case "creatingUser":
			c.User = v
		case "creationDateTime":
			c.Created = v
		default:
			x.other(name)
		}
	}
	x.inside(of, nil, func(name string) bool {
		switch name {
		case "CodeRef":
			c.Code = x.ref(name, c.Code)
		case "NoteRef":
			c.Notes = append(c.Notes, x.ref(name, refXML{}))
		default:
			x.skip(name, mostNested)
		}
		return true
	})
}

// ref is what an element names, or r where it names nothing.
func (x *tags) ref(of string, r refXML) refXML {
	for name, v := range x.attributes {
		if name == "targetGUID" {
			r.Target = v
		} else {
			x.other(name)
		}
	}
	x.inside(of, nil, func(name string) bool {
		x.skip(name, mostNested)
		return true
	})
	return r
}

func (x *tags) value(of string, v *valueXML) {
	for name := range x.attributes {
		x.other(name)
	}
	x.inside(of, nil, func(name string) bool {
		switch name {
		case "VariableRef":
			v.Variable = x.ref(name, v.Variable)
		case "TextValue":
			v.Text = x.chars(name)
		case "BooleanValue":
			v.Boolean = x.chars(name)
		case "IntegerValue":
			v.Integer = x.chars(name)
		case "FloatValue":
			v.Float = x.chars(name)
		case "DateValue":
			v.Date = x.chars(name)
		case "DateTimeValue":
			v.DateTime = x.chars(name)
		default:
			x.skip(name, mostNested)
		}
		return true
	})
}

func (x *tags) link(of string) *linkXML {
	l := &linkXML{}
	for name, v := range x.attributes {
		switch name {
		case "name":
			l.Name = v
		case "direction":
			l.Direction = v
		case "originGUID":
			l.Origin = v
		case "targetGUID":
			l.Target = v
		default:
			x.other(name)
		}
	}
	x.inside(of, nil, func(name string) bool {
		if name == "NoteRef" {
			l.Notes = append(l.Notes, x.ref(name, refXML{}))
		} else {
			x.skip(name, mostNested)
		}
		return true
	})
	return l
}
