package docview

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Frame is what it cost to show one or more steps together: bringing the rows up to date,
// painting pictures, and, as far as Fyne lets one see it, bringing all to the screen.
type Frame struct {
	Begun         time.Time     // the first step
	Update, Paint time.Duration // of the view; steps and pictures together
	Present       time.Duration // from the view's first picture to the end of the swap, Paint left out
	Latency       time.Duration // from Begun to the end of the swap, the wait for the next tick included
	Painted       int           // pictures of lines
}

// Busy is how long Fyne's goroutine worked on what the view knows of the frame.
func (f Frame) Busy() time.Duration { return f.Update + f.Paint + f.Present }

// probe tells when a frame is drawn: it is the first object of the view, one pixel large
// and behind all others. Fyne says nothing of its frames, but asks for pictures when it
// draws, and runs what others want only when it has swapped.
type probe struct {
	raster *canvas.Raster
	at     time.Time     // when the frame being drawn asked for its first picture
	before time.Duration // Paint by then
}

// logFrame says that a step begins. Without a screen what the step before cost is told
// now, else when it is on screen.
func (v *View) logFrame() {
	if v.FrameLog == nil {
		return
	}
	if v.clock == nil {
		if v.frame.Update+v.frame.Paint > 0 {
			v.FrameLog(v.frame)
		}
		v.frame = Frame{}
	}
	if v.frame.Begun.IsZero() {
		v.frame.Begun = time.Now()
	}
}

// setDirty has the canvas drawn again although no object of it changed.
func (v *View) setDirty() {
	if v.probe.raster != nil {
		v.probe.raster.Refresh()
	}
	if c := v.canvas(); c != nil {
		if d, ok := c.(interface{ SetDirty() }); ok {
			d.SetDirty()
		}
	}
}

// placeProbe appends the probe, if frames are told.
func (v *View) placeProbe(objects []fyne.CanvasObject) []fyne.CanvasObject {
	if v.FrameLog == nil || v.clock == nil {
		return objects
	}
	if v.probe.raster == nil {
		v.probe.raster = canvas.NewRaster(func(w, h int) image.Image { v.drawn(); return image.NewRGBA(image.Rect(0, 0, w, h)) })
		v.probe.raster.Resize(fyne.NewSize(1, 1))
	}
	return append(objects, v.probe.raster)
}

// drawn says that the frame is being drawn.
func (v *View) drawn() {
	v.probe.at, v.probe.before = time.Now(), v.frame.Paint
	v.clock.Go(func() {}, v.presented)
}

// presented tells of the frame that is on screen now.
func (v *View) presented() {
	f, p := v.frame, &v.probe
	v.frame = Frame{}
	if f.Begun.IsZero() || v.FrameLog == nil {
		return // the caret has blinked
	}
	f.Present = max(0, time.Since(p.at)-(f.Paint-p.before))
	f.Latency = time.Since(f.Begun)
	v.FrameLog(f)
}
