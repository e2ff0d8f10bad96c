package control

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/ui/theme"
)

// blinkTime is how long the caret is seen, and then not.
const blinkTime = 530 * time.Millisecond

// caret is the line where typing goes. It is an object of its own, so that its blinking
// draws no letter anew; in tests, where no desktop runs, it does not blink.
type caret struct {
	mark  *canvas.Rectangle
	on    bool
	beats int // how often it was set; the ticks of before count no more
}

func newCaret() *caret {
	c := &caret{mark: canvas.NewRectangle(nil)}
	c.mark.Hide()
	return c
}

// stand shows the caret at a place, if it is on, and lets it blink from now.
func (c *caret) stand(x, y, height float32) {
	c.beats++
	show(c.mark, c.on)
	if !c.on {
		return
	}
	paintRect(c.mark, theme.Text, "", 0)
	place(c.mark, float32(math.Round(float64(x))), y, 2, height)
	if app := fyne.CurrentApp(); app != nil {
		if _, ok := app.Driver().(desktop.Driver); ok {
			c.later(c.beats)
		}
	}
}

// later turns the caret over when its time has come, unless it was set meanwhile.
func (c *caret) later(beat int) {
	time.AfterFunc(blinkTime, func() {
		fyne.Do(func() {
			if c.beats == beat {
				c.turn()
				c.later(beat)
			}
		})
	})
}

// turn shows a hidden caret and hides a shown one. Fyne paints anew by itself only what
// is hidden.
func (c *caret) turn() {
	show(c.mark, !c.mark.Visible())
	c.mark.Refresh()
}

// clicks counts presses of the mouse that follow each other quickly at one place.
type clicks struct {
	n    int
	last time.Time
	at   fyne.Position
}

// slip is how far the mouse may stray between two clicks.
const slip = 4

// add counts a press at p, from 1.
func (c *clicks) add(p fyne.Position) int {
	now, moved := time.Now(), p.Subtract(c.at)
	if now.Sub(c.last) >= doubleClick || max(moved.X, -moved.X, moved.Y, -moved.Y) > slip {
		c.n = 0
	}
	c.n, c.last, c.at = c.n+1, now, p
	return c.n
}
