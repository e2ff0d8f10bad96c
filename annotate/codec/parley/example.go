package parley

import (
	"encoding/json"

	"parley/annotate"
)

// exampleJSON is a string, or an object where the example's place is known.
type exampleJSON annotate.Example

type placedExampleJSON struct {
	Text       string      `json:"text"`
	Document   annotate.ID `json:"document"`
	Annotation annotate.ID `json:"annotation"`
}

func exampleToJSON(e annotate.Example) exampleJSON { return exampleJSON(e) }

func (e exampleJSON) example() annotate.Example { return annotate.Example(e) }

// MarshalJSON implements [json.Marshaler].
func (e exampleJSON) MarshalJSON() ([]byte, error) {
	if e.Document.IsZero() && e.Annotation.IsZero() {
		return json.Marshal(e.Text)
	}
	return json.Marshal(placedExampleJSON(e))
}

// UnmarshalJSON implements [json.Unmarshaler].
func (e *exampleJSON) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &e.Text)
	}
	return json.Unmarshal(b, (*placedExampleJSON)(e))
}
