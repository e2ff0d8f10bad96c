package refiqda

import "parley/annotate/codec"

// What is read of the files. Names of elements are taken in any namespace.

type userXML struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
	ID   string `xml:"id,attr"`
}

type codeXML struct {
	GUID        string    `xml:"guid,attr"`
	Name        string    `xml:"name,attr"`
	Codable     string    `xml:"isCodable,attr"`
	Colour      string    `xml:"color,attr"`
	Description string    `xml:"Description"`
	Codes       []codeXML `xml:"Code"`
}

type codesXML struct {
	Codes []codeXML `xml:"Code"`
}

type variableXML struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
}

type refXML struct {
	Target string `xml:"targetGUID,attr"`
}

type valueXML struct {
	Variable refXML `xml:"VariableRef"`
	Text     string `xml:"TextValue"`
	Boolean  string `xml:"BooleanValue"`
	Integer  string `xml:"IntegerValue"`
	Float    string `xml:"FloatValue"`
	Date     string `xml:"DateValue"`
	DateTime string `xml:"DateTimeValue"`
}

func (v *valueXML) value() string {
	for _, s := range []string{v.Text, v.Boolean, v.Integer, v.Float, v.Date, v.DateTime} {
		if s != "" {
			return s
		}
	}
	return ""
}

type caseXML struct {
	Name       string     `xml:"name,attr"`
	Values     []valueXML `xml:"VariableValue"`
	Sources    []refXML   `xml:"SourceRef"`
	Selections []refXML   `xml:"SelectionRef"`
}

type codingXML struct {
	Created string   `xml:"creationDateTime,attr"`
	User    string   `xml:"creatingUser,attr"`
	Code    refXML   `xml:"CodeRef"`
	Notes   []refXML `xml:"NoteRef"`
}

type selectionXML struct {
	GUID        string      `xml:"guid,attr"`
	Name        string      `xml:"name,attr"`
	Start       string      `xml:"startPosition,attr"`
	End         string      `xml:"endPosition,attr"`
	User        string      `xml:"creatingUser,attr"`
	Created     string      `xml:"creationDateTime,attr"`
	Modified    string      `xml:"modifiedDateTime,attr"`
	Description string      `xml:"Description"`
	Codings     []codingXML `xml:"Coding"`
	Notes       []refXML    `xml:"NoteRef"`
}

// sourceXML is a TextSource, or the text of a PDFSource.
type sourceXML struct {
	GUID        string         `xml:"guid,attr"`
	Name        string         `xml:"name,attr"`
	Plain       string         `xml:"plainTextPath,attr"`
	Rich        string         `xml:"richTextPath,attr"`
	Description string         `xml:"Description"`
	Content     *string        `xml:"PlainTextContent"`
	Selections  []selectionXML `xml:"PlainTextSelection"`
	Codings     []codingXML    `xml:"Coding"`
	Notes       []refXML       `xml:"NoteRef"`
	Values      []valueXML     `xml:"VariableValue"`
}

// remarkXML is a note, which is a text too.
type remarkXML sourceXML

// lostXML is what has no place.
type lostXML struct {
	kind    codec.Kind
	problem codec.Problem
}

type pdfXML struct {
	sourceXML
	Representation *sourceXML `xml:"Representation"`
	Areas          []struct{} `xml:"PDFSelection"`
}

type linkXML struct {
	Name      string   `xml:"name,attr"`
	Direction string   `xml:"direction,attr"`
	Notes     []refXML `xml:"NoteRef"`
	Origin    string   `xml:"originGUID,attr"`
	Target    string   `xml:"targetGUID,attr"`
}
