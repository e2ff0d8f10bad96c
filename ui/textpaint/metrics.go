package textpaint

import "math"

// Metrics are the places in a line box, in device pixels from its top.
type Metrics struct {
	Unit       int // pixels of a line that is one thick
	LineHeight int
	Baseline   int
	Ground     int // height of grounds, carets and dashed frames, from the top
	Lane       int // top of the first lane
	Pitch      int // from lane to lane
	Stroke     int // thickness of lanes, strong outlines and carets: two units
	Rise       int // of the tick at an end, above its lane's upper edge
	Outline    int // lower edge of outlines
	Radius     int // of their corners, at the middle of the stroke
}

// Lanes is how many lanes a line box holds.
const Lanes = 4

// MetricsFor gives the box of reading text of size Fyne pixels to the em on a canvas of
// scale device pixels each: 1.8 times the size high, text above, four lanes below.
func MetricsFor(size, scale float32) Metrics {
	u := max(1, round(scale))
	px := func(n float32) int { return round(n * scale) }
	m := Metrics{
		Unit: u, LineHeight: px(float32(round(1.8 * size))), Pitch: 3 * u, Stroke: 2 * u, Rise: 2 * u, Radius: px(3),
	}
	m.Ground = max(u, m.LineHeight-Lanes*m.Pitch)
	m.Lane = m.Ground + u
	m.Outline = m.Ground + 2*u
	m.Baseline = round(float32(m.Ground) * 17 / 22)
	return m
}

func round(x float32) int { return int(math.Floor(float64(x) + 0.5)) }
