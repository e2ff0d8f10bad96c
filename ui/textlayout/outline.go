package textlayout

import (
	"bytes"
	"image"
	_ "image/png" // bitmap fonts hold PNG

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Op is a step of an outline.
type Op uint8

// The steps, and how many points each has.
const (
	MoveTo  Op = iota // one
	LineTo            // one
	QuadTo            // two: control, end
	CubicTo           // three: two controls, end
)

// Segment is a step of an outline. Points are in ems, y upwards from the baseline.
type Segment struct {
	Op     Op
	Points [3][2]float32
}

// Picture is how a glyph looks: an outline, or an image of its own colours.
type Picture struct {
	Outline []Segment
	Image   image.Image // nil for outlines
	// Where Image stands: its left and upper edge from the origin, y upwards, and its size, in ems.
	Left, Top, Width, Height float32
}

// Picture gives the look of g, which is not of face [Box]. It is slow: callers keep
// what they draw from it. A glyph without ink has the zero Picture.
func (f *Fonts) Picture(g Glyph) Picture {
	f.drawing.Lock()
	defer f.drawing.Unlock()
	if int(g.Face) >= len(f.faces) || g.Face == Box {
		return Picture{}
	}
	face := f.faces[g.Face]
	scale := face.scale / float32(face.draw.Upem())
	id := font.GID(g.ID)
	if bitmap, ok := face.draw.GlyphDataBitmap(id); ok {
		if p, ok := bitmapPicture(face.draw, id, bitmap, scale); ok {
			return p
		}
	}
	outline, _ := face.draw.GlyphDataOutline(id)
	return Picture{Outline: segments(outline, scale)}
}

func bitmapPicture(face *font.Face, id font.GID, b font.GlyphBitmap, scale float32) (Picture, bool) {
	extents, ok := face.GlyphExtents(id)
	if !ok || b.Format == font.BlackAndWhite {
		return Picture{}, false
	}
	img, _, err := image.Decode(bytes.NewReader(b.Data))
	if err != nil {
		return Picture{}, false
	}
	return Picture{
		Image: img, Left: extents.XBearing * scale, Top: extents.YBearing * scale,
		Width: extents.Width * scale, Height: -extents.Height * scale,
	}, true
}

func segments(o font.GlyphOutline, scale float32) []Segment {
	out := make([]Segment, 0, len(o.Segments))
	for _, s := range o.Segments {
		var op Op
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			op = MoveTo
		case opentype.SegmentOpLineTo:
			op = LineTo
		case opentype.SegmentOpQuadTo:
			op = QuadTo
		default:
			op = CubicTo
		}
		seg := Segment{Op: op}
		for i, p := range s.ArgsSlice() {
			seg.Points[i] = [2]float32{p.X * scale, p.Y * scale}
		}
		out = append(out, seg)
	}
	return out
}
