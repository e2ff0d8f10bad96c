package labelstudio

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
)

// task is a text with what was said of it, as encoding/json reads it.
type task struct {
	ID          part   `json:"id"`
	Data        part   `json:"data"`
	Annotations []said `json:"annotations"`
	Completions []said `json:"completions"` // their name until 2021
	Predictions []said `json:"predictions"`
}

// part is a value of JSON as it stands.
type part string

// UnmarshalJSON implements json.Unmarshaler.
func (p *part) UnmarshalJSON(b []byte) error {
	*p = part(b)
	return nil
}

// said is what one annotator or one model says of a task.
type said struct {
	By        part      `json:"completed_by"`     // a number, or a person
	Named     part      `json:"created_username"` // who it is where that is absent
	Model     string    `json:"model_version"`
	Result    []part    `json:"result"`
	Cancelled bool      `json:"was_cancelled"`
	Truth     bool      `json:"ground_truth"`
	Created   time.Time `json:"-"`
	Altered   time.Time `json:"-"`
}

// result is one thing that is said.
type result struct {
	ID        string   `json:"id"`
	From      string   `json:"from_name"`
	To        string   `json:"to_name"`
	Type      string   `json:"type"`
	Value     part     `json:"value"`
	FromID    string   `json:"from_id"`
	ToID      string   `json:"to_id"`
	Direction string   `json:"direction"`
	Labels    []string `json:"labels"`
	Meta      struct {
		Text part `json:"text"`
	} `json:"meta"`
}

// The members that are read.
var (
	taskMembers   = []string{"id", "data", "annotations", "completions", "predictions"}
	saidKinds     = []string{"annotations", "completions", "predictions"}
	saidMembers   = []string{"id", "completed_by", "created_username", "model_version", "result", "was_cancelled", "ground_truth", "created_at", "updated_at"}
	resultMembers = []string{"id", "from_name", "to_name", "type", "value", "from_id", "to_id", "direction", "labels", "meta"}
	valueMembers  = []string{"start", "end", "startOffset", "endOffset", "text", "choices", "taxonomy", "number", "rating", "datetime"}
)

// others are the names of the members of an object that are not among known and say something.
func others(object string, known []string, seen map[string]bool) {
	for name, v := range codec.Members(object) {
		if slices.Contains(known, name) {
			continue
		}
		if says(v) {
			seen[strings.Clone(name)] = true
		}
	}
}

// says reports whether there is something in a value.
func says(v string) bool {
	words := strings.Trim(v, "[]{} ")
	return words != "" && words != "null" && words != `""`
}

// unread are the names of the members of a task, of what was said of it, and of results, that
// have no place.
func unread(task string) []string {
	seen := map[string]bool{}
	others(task, taskMembers, seen)
	for kind, list := range codec.Members(task) {
		if !slices.Contains(saidKinds, kind) {
			continue
		}
		for said := range codec.Elements(list) {
			others(said, saidMembers, seen)
			for name, results := range codec.Members(said) {
				if name != "result" {
					continue
				}
				for r := range codec.Elements(results) {
					others(r, resultMembers, seen)
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// times finds when something was said and altered; tools write these in several ways.
func (s *said) times(raw string) {
	for name, value := range codec.Members(raw) {
		switch name {
		case "created_at":
			s.Created = moment(part(value))
		case "updated_at":
			s.Altered = moment(part(value))
		}
	}
}

func moment(v part) time.Time {
	if s, ok := codec.Words(string(v)); ok {
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return t
		}
		return time.Time{}
	}
	var n float64
	if json.Unmarshal([]byte(v), &n) == nil && n > 0 && n < 1e11 {
		return time.UnixMilli(int64(n * 1000)) // in seconds, until 2021
	}
	return time.Time{}
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *said) UnmarshalJSON(b []byte) error {
	type plain said
	*s = said{}
	if err := json.Unmarshal(b, (*plain)(s)); err != nil {
		return err
	}
	s.times(string(b))
	return nil
}

// mostTask is the largest task that is read, in bytes.
const mostTask = 256 << 20

// bounded fails behind mostTask bytes, counted anew for every task.
type bounded struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, annotate.ErrTooLarge
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	return n, err
}

var errNoTasks = errors.New("it is no list of tasks")

// tasks calls do with every task of a file, a list of them or one, until it is false. The
// error is of what cannot be read as JSON.
func tasks(r io.Reader, do func(n int, raw json.RawMessage) bool) error {
	in := &bounded{r, mostTask}
	d := json.NewDecoder(in)
	var first json.RawMessage
	t, err := d.Token()
	switch {
	case err != nil:
		return err
	case t == json.Delim('{'):
		if first, err = rest(d, in); err == nil {
			do(1, first)
		}
		return err
	case t != json.Delim('['):
		return errNoTasks
	}
	for n := 1; d.More(); n++ {
		in.left = mostTask
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return fmt.Errorf("task %d: byte %d: %w", n, d.InputOffset(), err)
		}
		if !do(n, raw) {
			return nil
		}
	}
	_, err = d.Token()
	return err
}

// rest is the object whose brace d has read.
func rest(d *json.Decoder, in io.Reader) (json.RawMessage, error) {
	b, err := io.ReadAll(io.MultiReader(strings.NewReader("{"), d.Buffered(), in))
	if err == nil && !json.Valid(b) {
		err = fmt.Errorf("it is no JSON: %w", annotate.ErrInvalid)
	}
	return b, err
}

// member is a member of a JSON object, in its order.
type member struct {
	name  string
	value part
}

func members(object part) (list []member) {
	for name, value := range codec.Members(string(object)) {
		list = append(list, member{name, part(value)})
	}
	return list
}

// plain is a string as its words, and any other JSON value as it stands.
func plain(value part) string {
	if s, ok := codec.Words(string(value)); ok {
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, []byte(value)) != nil || b.String() == "null" {
		return ""
	}
	return b.String()
}

// words are a string, or the strings of a list, less those that are blank; none of anything else.
func words(value part) (list []string) {
	add := func(s string) {
		if strings.TrimSpace(s) != "" {
			list = append(list, s)
		}
	}
	if one, ok := codec.Words(string(value)); ok {
		add(one)
	}
	for e := range codec.Elements(string(value)) {
		s, ok := codec.Words(e)
		if !ok && e != "null" {
			return nil
		}
		add(s)
	}
	return list
}
