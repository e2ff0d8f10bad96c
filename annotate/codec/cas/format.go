package cas

import (
	"bytes"

	"parley/annotate/codec"
	"parley/annotate/text"
)

const carries = codec.Spans | codec.Overlapping | codec.Whole | codec.Features | codec.Multiple | codec.Relations | codec.RelationFeatures |
	codec.Metadata | codec.Annotators | codec.Originals

// JSON is UIMA CAS JSON 0.4.
func JSON() codec.Format {
	return codec.Format{
		Name: asJSON.name, Title: "UIMA CAS JSON 0.4", Extensions: []string{".json"}, Folder: true, Unit: text.UTF16, Carries: carries,
		Detect: detectJSON, Open: asJSON.open, Write: asJSON.write,
	}
}

// XMI is UIMA CAS XMI with its type system.
func XMI() codec.Format {
	return codec.Format{
		Name: asXMI.name, Title: "UIMA CAS XMI", Extensions: []string{".xmi"}, Folder: true, Unit: text.UTF16, Carries: carries,
		Detect: detectXMI, Open: asXMI.open, Write: asXMI.write,
	}
}

// head is the beginning of the first file of a dialect, or of the only one.
func (d dialect) head(s codec.Source) []byte {
	name := s.Only()
	list := s.Ending(d.ext)
	if zips := packed(s); len(list) == 0 && len(zips) > 0 {
		s = d.unpack(codec.Source{FS: s.FS, Files: zips[:1]})
		list = s.Ending(d.ext)
	}
	if name == "" && len(list) > 0 {
		name = list[0]
	}
	if name == "" {
		return nil
	}
	return s.Head(name, 64<<10)
}

func detectJSON(s codec.Source) codec.Guess {
	b := bytes.TrimSpace(bytes.TrimPrefix(asJSON.head(s), []byte("\uFEFF")))
	for _, key := range []string{`"%FEATURE_STRUCTURES"`, `"%VIEWS"`, `"%TYPES"`} {
		if bytes.HasPrefix(b, []byte("{")) && bytes.Contains(b, []byte(key)) {
			return codec.Guess{Likelihood: 98, Why: "it is a JSON object with " + key}
		}
	}
	return codec.Guess{}
}

func detectXMI(s codec.Source) codec.Guess {
	if bytes.Contains(asXMI.head(s), []byte(xmiSpace)) {
		return codec.Guess{Likelihood: 95, Why: "it is XML in the space of XMI"}
	}
	return codec.Guess{}
}
