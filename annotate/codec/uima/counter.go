package uima

import "parley/annotate/text"

// Counter says where places of a text stand in UTF-16 units, as UIMA counts. It goes forward
// from the one before, so that those of tokens in their order cost little.
type Counter struct {
	s  string
	at text.Offset
	n  int
}

// NewCounter is for the places of t.
func NewCounter(t *text.Text) *Counter { return &Counter{s: t.String()} }

// In is a place, which is between characters, in UTF-16 units.
func (c *Counter) In(o text.Offset) int {
	if o < c.at {
		c.at, c.n = 0, 0
	}
	for _, r := range c.s[c.at:o] {
		if c.n++; r > 0xFFFF {
			c.n++
		}
	}
	c.at = o
	return c.n
}
