package dna

import (
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
)

// metadata is what DNA has of a document beside its text and our own fields.
type metadata struct {
	coder, date   int64
	section, kind string
}

func (w *teller) metadata(h *annotate.Document) metadata {
	m := metadata{coder: w.names[admin]}
	lose := func(what string) { w.report.Lose(lostMember, codec.Problem{Document: h.Title, Text: what}) }
	clock := ""
	for _, f := range h.Custom {
		switch strings.ToLower(f.Name) {
		case "section":
			m.section = f.Value
		case "type":
			m.kind = f.Value
		case "time":
			clock = f.Value
		case "coder":
			if n, ok := w.names[f.Value]; ok {
				m.coder = n
				continue
			}
			lose(f.Name)
		default:
			lose(f.Name)
		}
	}
	for _, m := range []struct {
		what  string
		there bool
	}{
		{"url", h.URL != ""}, {"language", h.Language != ""},
	} {
		if m.there {
			lose(m.what)
		}
	}
	m.date = w.seconds(h, clock)
	return m
}

// seconds is the date of h with a time of day, as DNA counts; one that is not known is the
// first of the epoch, which DNA has for it.
func (w *teller) seconds(h *annotate.Document, clock string) int64 {
	if h.Date.IsZero() {
		return 0
	}
	if h.Date.Precision() != annotate.Day {
		w.report.Lose(lostDate, codec.Problem{Document: h.Title, Text: h.Date.String()})
	}
	at := time.Date(int(h.Date.Year), time.Month(max(h.Date.Month, 1)), int(max(h.Date.Day, 1)), 0, 0, 0, 0, time.UTC)
	if c, err := time.Parse(time.TimeOnly, clock); err == nil {
		at = at.Add(time.Duration(c.Hour())*time.Hour + time.Duration(c.Minute())*time.Minute + time.Duration(c.Second())*time.Second)
	} else if clock != "" {
		w.report.Lose(lostMember, codec.Problem{Document: h.Title, Text: "time"})
	}
	return at.Unix()
}
