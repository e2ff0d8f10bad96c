package labelstudio

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// parsed is what one annotator said of a task.
type parsed struct {
	by               string
	regions          []*region
	byID             map[string]*region
	links            []result
	odd              []codec.Problem
	truth            bool // it is marked as right
	created, altered time.Time
}

// region is what results of one ID say together.
type region struct {
	id, to string
	placed bool
	at     place
	quote  string
	labels []string
	said   []saying
	note   string
}

// place is in the whole text, or in two paragraphs of it.
type place struct {
	start, end  int
	paragraphs  bool
	first, last int
}

// saying is what one control says.
type saying struct {
	control, kind string
	values        []string   // in words
	paths         [][]string // of tags, from the top down
	number        float64
}

// value is the value of a result, of any type.
type value struct {
	Start       part       `json:"start"`
	End         part       `json:"end"`
	StartOffset int        `json:"startOffset"`
	EndOffset   int        `json:"endOffset"`
	Text        part       `json:"text"`
	Choices     []string   `json:"choices"`
	Taxonomy    [][]string `json:"taxonomy"`
	Number      *float64   `json:"number"`
	Rating      *float64   `json:"rating"`
	Datetime    string     `json:"datetime"`
	labels      member     // that which is called as the type of the result
}

// parse puts the results of one ID together.
func parse(s *said, by string) *parsed {
	p := &parsed{by: by}
	for i, object := range s.Result {
		var r result
		where := fmt.Sprintf("result %d", i+1)
		if err := json.Unmarshal([]byte(object), &r); err != nil {
			p.odd = append(p.odd, codec.Problem{Record: where, Text: err.Error()})
			continue
		}
		if r.Type == "relation" {
			p.links = append(p.links, r)
			continue
		}
		if err := p.region(&r).decode(&r); err != nil {
			p.odd = append(p.odd, codec.Problem{Record: where + " of " + r.Type, Text: err.Error()})
		}
	}
	return p
}

// region is that of the ID of a result; without an ID each is one of its own.
func (p *parsed) region(r *result) *region {
	if n := len(p.regions); n > 0 && p.regions[n-1].id == r.ID && r.ID != "" {
		return p.regions[n-1] // they mostly stand together
	}
	at := p.byID[r.ID]
	if at == nil || r.ID == "" {
		at = &region{id: r.ID, to: r.To}
		if p.byID == nil {
			p.byID = map[string]*region{}
		}
		p.byID[r.ID] = at
		p.regions = append(p.regions, at)
	}
	return at
}

// decode reads the value of one more result of the region.
func (g *region) decode(r *result) error {
	var v value
	if err := json.Unmarshal([]byte(r.Value), &v); err != nil {
		return err
	}
	for name, list := range codec.Members(string(r.Value)) {
		if name == r.Type {
			v.labels = member{name, part(list)}
		}
	}
	return g.take(r, &v)
}

// take takes in one more result of the region, and its value.
func (g *region) take(r *result, v *value) error {
	typed := v.Text
	if note := words(r.Meta.Text); len(note) > 0 {
		g.note = strings.Join(note, "\n")
	}
	if len(v.Start) > 0 && len(v.End) > 0 {
		if r.Type == "textarea" {
			v.Text = "" // what was typed in, and not what stands there
		}
		if err := g.put(v); err != nil {
			return err
		}
	}
	if strings.HasSuffix(r.Type, "labels") {
		if v.labels.name == r.Type {
			g.labels = append(g.labels, words(v.labels.value)...)
		}
		return nil
	}
	v.Text = typed
	return g.hear(r, v)
}

var errPlace = fmt.Errorf("its place is not told in characters: %w", annotate.ErrInvalid)

func (g *region) put(v *value) error {
	if one, ok := codec.Words(string(v.Text)); !ok {
		if quote := words(v.Text); len(quote) > 0 {
			g.quote = quote[0]
		}
	} else if strings.TrimSpace(one) != "" {
		g.quote = one
	}
	if number(v.Start, &g.at.start) && number(v.End, &g.at.end) {
		g.placed = true
		return nil
	}
	first, wrong := strconv.Atoi(plain(v.Start))
	last, err := strconv.Atoi(plain(v.End))
	if wrong != nil || err != nil {
		return errPlace // an XPath in HTML
	}
	g.placed, g.at = true, place{start: v.StartOffset, end: v.EndOffset, paragraphs: true, first: first, last: last}
	return nil
}

// number sets to where a value is a whole number, or nothing.
func number(value part, to *int) bool {
	if n, err := strconv.Atoi(string(value)); err == nil {
		*to = n
		return true
	}
	return json.Unmarshal([]byte(value), to) == nil
}

// hear takes in what a control says.
func (g *region) hear(r *result, v *value) error {
	s := saying{control: r.From, kind: r.Type}
	if g.said == nil {
		g.said = make([]saying, 0, 4)
	}
	switch r.Type {
	case "choices":
		for _, c := range v.Choices {
			s.paths = append(s.paths, []string{c})
		}
	case "taxonomy":
		s.paths = v.Taxonomy
	case "textarea":
		s.values = words(v.Text)
	case "datetime":
		s.values = []string{v.Datetime}
	case "number", "rating":
		n := v.Number
		if r.Type == "rating" {
			n = v.Rating
		}
		if n == nil {
			return fmt.Errorf("it has no number: %w", annotate.ErrInvalid)
		}
		s.number = *n
	default:
		return fmt.Errorf("results of type %q are not read: %w", r.Type, annotate.ErrUnsupported)
	}
	if r.From == "" {
		return fmt.Errorf("it has no from_name: %w", annotate.ErrInvalid)
	}
	g.said = append(g.said, s)
	return nil
}

// body is the text of a task.
type body struct {
	raw        *codec.Raw
	paragraphs []int // where each begins, in bytes of the file's text
	ends       []int
	turns      []annotate.Turn
	used       string // the member of the data that it is
	object     string // what the interface calls it; empty: there is none
}

// text finds the text among the data: what the interface shows first, or else the member
// called text, or the longest of words.
func (c *config) text(data []member) (*body, error) {
	if c != nil {
		for _, o := range c.objects {
			for _, m := range data {
				if m.name == o.key {
					b, err := textOf(m.value, o)
					if b != nil {
						b.used, b.object = m.name, o.name
					}
					return b, err
				}
			}
		}
	}
	best := -1
	for i, m := range data {
		if isWords(m.value) && (best < 0 || m.name == "text" || len(m.value) > len(data[best].value) && data[best].name != "text") {
			best = i
		}
	}
	if best < 0 {
		return nil, fmt.Errorf("there is no text in its data: %w", annotate.ErrInvalid)
	}
	b, err := textOf(data[best].value, object{})
	if b != nil {
		b.used = data[best].name
	}
	return b, err
}

// isWords reports whether a value is a string, or nothing.
func isWords(v part) bool { return v[0] == '"' || v == "null" }

func textOf(v part, o object) (*body, error) {
	var s string
	var lines []map[string]part
	b := &body{}
	switch {
	case isWords(v):
		s, _ = codec.Words(string(v))
	case json.Unmarshal([]byte(v), &lines) == nil:
		s = b.dialogue(lines, o)
	default:
		return nil, fmt.Errorf("its text is neither words nor paragraphs: %w", annotate.ErrInvalid)
	}
	if strings.TrimSpace(s) == "" {
		return nil, fmt.Errorf("its text is empty: %w", annotate.ErrInvalid)
	}
	raw, err := codec.NewRaw(strings.Clone(s)) // lest it holds all of the task
	b.raw = raw
	return b, err
}

// dialogue makes a line of each turn.
func (b *body) dialogue(lines []map[string]part, o object) string {
	var out strings.Builder
	who, what := "author", "text"
	if o.nameKey != "" {
		who = o.nameKey
	}
	if o.textKey != "" {
		what = o.textKey
	}
	last := ""
	for i, l := range lines {
		if i > 0 {
			out.WriteByte('\n')
		}
		words := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(plain(l[what]))
		speaker := strings.TrimSuffix(strings.TrimSpace(plain(l[who])), ":")
		b.paragraphs = append(b.paragraphs, out.Len())
		if speaker != last {
			b.turns = append(b.turns, annotate.Turn{Start: text.Offset(out.Len()), Speaker: strings.Clone(speaker)})
			last = speaker
		}
		out.WriteString(words)
		b.ends = append(b.ends, out.Len())
	}
	return out.String()
}

// span is where a region stands.
func (b *body) span(g *region, u text.Unit) (text.Span, error) {
	if !g.at.paragraphs {
		return b.raw.Span(g.position(b.raw.Text.String()), u)
	}
	if g.at.first < 0 || g.at.last < g.at.first || g.at.last >= len(b.paragraphs) {
		return text.Span{}, fmt.Errorf("there is no paragraph %d or %d: %w", g.at.first, g.at.last, annotate.ErrInvalid)
	}
	t := b.raw.Text
	from, err := t.In(text.Offset(b.paragraphs[g.at.first]), u)
	if err != nil {
		return text.Span{}, err
	}
	to, err := t.In(text.Offset(b.paragraphs[g.at.last]), u)
	if err != nil {
		return text.Span{}, err
	}
	return codec.Position{Start: from + max(g.at.start, 0), End: to + max(g.at.end, 0)}.Span(t, u)
}

// position is the place of g with its words; some versions write their line ends as \n, in
// two characters.
func (g *region) position(t string) codec.Position {
	p := codec.Position{Start: g.at.start, End: g.at.end, Quote: g.quote}
	if strings.Contains(p.Quote, `\n`) && !strings.Contains(t, p.Quote) {
		p.Quote = strings.NewReplacer(`\r\n`, "\r\n", `\n`, "\n").Replace(p.Quote)
	}
	return p
}
