package huggingface

import (
	"bytes"
	"encoding/json"
)

// The types of a line. Each is a column of the dataset: see columns.go, which says the same.

type lineJSON struct {
	ID          string           `json:"id" parquet:"id,plain"`
	Text        string           `json:"text" parquet:"text,plain"`
	Metadata    metadataJSON     `json:"metadata" parquet:"metadata"`
	Annotations []annotationJSON `json:"annotations" parquet:"annotations,list"`
	Relations   []relationJSON   `json:"relations" parquet:"relations,list"`
	Turns       []turnJSON       `json:"turns" parquet:"turns,list"`
	Progress    []progressJSON   `json:"progress" parquet:"progress,list"`
}

type metadataJSON struct {
	Title     string      `json:"title" parquet:"title,plain"`
	Author    string      `json:"author" parquet:"author,plain"`
	AuthorID  string      `json:"author_id" parquet:"author_id,plain"`
	Outlet    string      `json:"outlet" parquet:"outlet,dict"`
	Date      string      `json:"date" parquet:"date,plain"`
	URL       string      `json:"url" parquet:"url,plain"`
	Language  string      `json:"language" parquet:"language,dict"`
	Direction string      `json:"direction" parquet:"direction,dict"`
	Note      string      `json:"note" parquet:"note,plain"`
	Custom    []fieldJSON `json:"custom" parquet:"custom,list"`
}

type fieldJSON struct {
	Name  string `json:"name" parquet:"name,plain"`
	Value string `json:"value" parquet:"value,plain"`
}

type annotationJSON struct {
	ID        string        `json:"id" parquet:"id,plain"`
	Layer     string        `json:"layer" parquet:"layer,dict"`
	Annotator string        `json:"annotator" parquet:"annotator,dict"`
	Start     *int          `json:"start" parquet:"start"`
	End       *int          `json:"end" parquet:"end"`
	Quote     string        `json:"quote" parquet:"quote,plain"`
	Fragments []spanJSON    `json:"fragments" parquet:"fragments,list"`
	Features  []featureJSON `json:"features" parquet:"features,list"`
	Note      string        `json:"note" parquet:"note,plain"`
	Origin    string        `json:"origin" parquet:"origin,dict"`
	Recheck   string        `json:"recheck" parquet:"recheck,plain"`
	Created   string        `json:"created" parquet:"created,plain"`
	Modified  string        `json:"modified" parquet:"modified,plain"`
}

type spanJSON struct {
	Start int `json:"start" parquet:"start"`
	End   int `json:"end" parquet:"end"`
}

type featureJSON struct {
	Feature string      `json:"feature" parquet:"feature,dict"`
	Values  []valueJSON `json:"values" parquet:"values,list"`
}

type valueJSON struct {
	Type    string `json:"type" parquet:"type,dict"`
	Value   string `json:"value" parquet:"value,plain"`
	ID      string `json:"id" parquet:"id,plain"`
	Mention string `json:"mention" parquet:"mention,plain"`
}

type relationJSON struct {
	ID        string        `json:"id" parquet:"id,plain"`
	Type      string        `json:"type" parquet:"type,dict"`
	From      string        `json:"from" parquet:"from,plain"`
	To        string        `json:"to" parquet:"to,plain"`
	Annotator string        `json:"annotator" parquet:"annotator,dict"`
	Features  []featureJSON `json:"features" parquet:"features,list"`
	Note      string        `json:"note" parquet:"note,plain"`
	Origin    string        `json:"origin" parquet:"origin,dict"`
	Created   string        `json:"created" parquet:"created,plain"`
	Modified  string        `json:"modified" parquet:"modified,plain"`
}

type turnJSON struct {
	Start     int    `json:"start" parquet:"start"`
	Speaker   string `json:"speaker" parquet:"speaker,plain"`
	SpeakerID string `json:"speaker_id" parquet:"speaker_id,plain"`
}

type progressJSON struct {
	Annotator string   `json:"annotator" parquet:"annotator,dict"`
	State     string   `json:"state" parquet:"state,dict"`
	Flags     []string `json:"flags" parquet:"flags,list" parquet-element:",plain"`
}

type actorJSON struct {
	ID           string            `json:"id" parquet:"id,plain"`
	Name         string            `json:"name" parquet:"name,plain"`
	Exact        []string          `json:"exact" parquet:"exact,list" parquet-element:",plain"`
	Aliases      []aliasJSON       `json:"aliases" parquet:"aliases,list"`
	Kind         string            `json:"kind" parquet:"kind,dict"`
	Parent       string            `json:"parent" parquet:"parent,plain"`
	Affiliations []affiliationJSON `json:"affiliations" parquet:"affiliations,list"`
	Apart        []string          `json:"apart" parquet:"apart,list" parquet-element:",plain"`
	Side         string            `json:"side" parquet:"side,plain"`
	Country      string            `json:"country" parquet:"country,plain"`
	ExternalID   string            `json:"external_id" parquet:"external_id,plain"`
	Colour       int               `json:"colour" parquet:"colour"`
	Note         string            `json:"note" parquet:"note,plain"`
}

type annotatorJSON struct {
	Name     string `json:"name" parquet:"name,plain"`
	Initials string `json:"initials" parquet:"initials,plain"`
}

type aliasJSON struct {
	Name     string   `json:"name" parquet:"name,plain"`
	Language string   `json:"language" parquet:"language,dict"`
	Exact    []string `json:"exact" parquet:"exact,list" parquet-element:",plain"`
}

type affiliationJSON struct {
	Actor string `json:"actor" parquet:"actor,plain"`
	Role  string `json:"role" parquet:"role,plain"`
	From  string `json:"from" parquet:"from,plain"`
	To    string `json:"to" parquet:"to,plain"`
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
