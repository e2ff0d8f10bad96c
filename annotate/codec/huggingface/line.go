package huggingface

import (
	"bytes"
	"encoding/json"
)

// The types of a line. Each is a column of the dataset: see columns.go, which says the same.

type lineJSON struct {
	ID          string           `json:"id"`
	Text        string           `json:"text"`
	Metadata    metadataJSON     `json:"metadata"`
	Annotations []annotationJSON `json:"annotations"`
	Relations   []relationJSON   `json:"relations"`
	Turns       []turnJSON       `json:"turns"`
	Progress    []progressJSON   `json:"progress"`
}

type metadataJSON struct {
	Title     string      `json:"title"`
	Author    string      `json:"author"`
	AuthorID  string      `json:"author_id"`
	Outlet    string      `json:"outlet"`
	Date      string      `json:"date"`
	URL       string      `json:"url"`
	Language  string      `json:"language"`
	Direction string      `json:"direction"`
	Note      string      `json:"note"`
	Custom    []fieldJSON `json:"custom"`
}

type fieldJSON struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type annotationJSON struct {
	ID        string        `json:"id"`
	Layer     string        `json:"layer"`
	Annotator string        `json:"annotator"`
	Start     *int          `json:"start"`
	End       *int          `json:"end"`
	Quote     string        `json:"quote"`
	Fragments []spanJSON    `json:"fragments"`
	Features  []featureJSON `json:"features"`
	Note      string        `json:"note"`
	Origin    string        `json:"origin"`
	Recheck   string        `json:"recheck"`
}

type spanJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type featureJSON struct {
	Feature string      `json:"feature"`
	Values  []valueJSON `json:"values"`
}

type valueJSON struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	ID      string `json:"id"`
	Mention string `json:"mention"`
}

type relationJSON struct {
	ID        string        `json:"id"`
	Type      string        `json:"type"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Annotator string        `json:"annotator"`
	Features  []featureJSON `json:"features"`
	Note      string        `json:"note"`
	Origin    string        `json:"origin"`
}

type turnJSON struct {
	Start     int    `json:"start"`
	Speaker   string `json:"speaker"`
	SpeakerID string `json:"speaker_id"`
}

type progressJSON struct {
	Annotator string   `json:"annotator"`
	State     string   `json:"state"`
	Flags     []string `json:"flags"`
}

type actorJSON struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Exact        []string          `json:"exact"`
	Aliases      []aliasJSON       `json:"aliases"`
	Kind         string            `json:"kind"`
	Parent       string            `json:"parent"`
	Affiliations []affiliationJSON `json:"affiliations"`
	Apart        []string          `json:"apart"`
	Side         string            `json:"side"`
	Country      string            `json:"country"`
	ExternalID   string            `json:"external_id"`
	Note         string            `json:"note"`
}

type aliasJSON struct {
	Name     string   `json:"name"`
	Language string   `json:"language"`
	Exact    []string `json:"exact"`
}

type affiliationJSON struct {
	Actor string `json:"actor"`
	Role  string `json:"role"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// marshal is v on one line, with < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// list is words, and never null.
func list(words []string) []string {
	if words == nil {
		return []string{}
	}
	return words
}
