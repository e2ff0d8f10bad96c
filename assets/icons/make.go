//go:build ignore

// make draws the icons: strokes on a box of 16 × 16 become filled outlines, one
// capsule a stroke, because Fyne recolours fills only. It writes NAME.svg for each
// and app.png, the program's own picture.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"math"
	"os"
	"strings"
)

// A drawing is a list of strokes: "x,y x,y …" is a line through points, "o x,y r" a
// circle, "d x,y r" a disc, "a x,y r from to" an arc in degrees, clockwise from the right.
var drawings = map[string][]string{
	"plus":    {"8,3 8,13", "3,8 13,8"},
	"search":  {"o 7,7 4.3", "10.2,10.2 13.5,13.5"},
	"up":      {"3.5,10.5 8,5.8 12.5,10.5"},
	"down":    {"3.5,5.8 8,10.5 12.5,5.8"},
	"right":   {"5.8,3.5 10.5,8 5.8,12.5"},
	"left":    {"10.2,3.5 5.5,8 10.2,12.5"},
	"close":   {"4,4 12,12", "12,4 4,12"},
	"check":   {"2.8,8.6 6.2,12 13.2,4.4"},
	"type":    {"1.6,12.6 5,4 8.4,12.6", "2.8,9.8 7.2,9.8", "o 12,10.4 2.2", "14.2,8.1 14.2,12.6"},
	"eye":     {"1.4,8 3,5.7 5.3,4.2 8,3.7 10.7,4.2 13,5.7 14.6,8 13,10.3 10.7,11.8 8,12.3 5.3,11.8 3,10.3 1.4,8", "o 8,8 2.1"},
	"eyeshut": {"1.6,6.6 3.4,8.6 5.6,9.8 8,10.2 10.4,9.8 12.6,8.6 14.4,6.6", "3.9,9.2 2.8,11", "6.6,10.3 6.1,12.4", "9.4,10.3 9.9,12.4", "12.1,9.2 13.2,11"},
	"link":    {"2.6,12.6 3.4,9.6 5.6,7.4 8.6,6.4 12.6,6.2", "9.8,3.4 12.8,6.2 10,9.2"},
	"copy":    {"5.6,5.6 13.4,5.6 13.4,13.4 5.6,13.4 5.6,5.6", "3.4,10.4 2.6,10.4 2.6,2.6 10.4,2.6 10.4,3.4"},
	"trash":   {"2.6,4.4 13.4,4.4", "5.8,4.2 6.2,2.4 9.8,2.4 10.2,4.2", "4,4.6 4.7,13.6 11.3,13.6 12,4.6"},
	"person":  {"o 8,5.2 2.7", "2.8,13.8 3.4,11.4 5.4,9.9 8,9.6 10.6,9.9 12.6,11.4 13.2,13.8"},
	"group":   {"2.6,13.6 2.6,6.2 8,2.6 13.4,6.2 13.4,13.6 2.6,13.6", "6.2,13.4 6.2,10.6 9.8,10.6 9.8,13.4", "5.4,7.4 5.6,7.4", "10.4,7.4 10.6,7.4"},
	"date":    {"2.6,4 13.4,4 13.4,13.4 2.6,13.4 2.6,4", "2.6,6.9 13.4,6.9", "5.3,2.4 5.3,4.6", "10.7,2.4 10.7,4.6"},
	"file":    {"3.6,2.4 9.4,2.4 12.6,5.6 12.6,13.6 3.6,13.6 3.6,2.4", "9.2,2.6 9.2,5.8 12.4,5.8"},
	"folder":  {"2.2,12.8 2.2,3.4 6.4,3.4 8,5.2 13.8,5.2 13.8,12.8 2.2,12.8"},
	"clock":   {"o 8,8 5.8", "8,4.6 8,8.2 10.4,9.6"},
	"text":    {"3.4,4.4 3.4,3.2 12.6,3.2 12.6,4.4", "8,3.4 8,12.8", "6.2,12.9 9.8,12.9"},
	"warning": {"8,2.4 14.4,13.4 1.6,13.4 8,2.4", "8,6.6 8,9.6", "8,11.4 8,11.6"},
	"import":  {"8,2.4 8,10", "4.8,7 8,10.2 11.2,7", "2.6,10.8 2.6,13.4 13.4,13.4 13.4,10.8"},
	"export":  {"8,10 8,2.6", "4.8,5.6 8,2.4 11.2,5.6", "2.6,10.8 2.6,13.4 13.4,13.4 13.4,10.8"},
	"note":    {"2.6,2.6 13.4,2.6 13.4,10.2 10.2,13.4 2.6,13.4 2.6,2.6", "5.2,6 10.8,6", "5.2,8.8 8.8,8.8"},
	"list":    {"5.6,4 13.6,4", "5.6,8 13.6,8", "5.6,12 13.6,12", "2.6,4 2.8,4", "2.6,8 2.8,8", "2.6,12 2.8,12"},
	"panel":   {"2.4,3 13.6,3 13.6,13 2.4,13 2.4,3", "6.4,3.2 6.4,12.8"},
	"more":    {"d 3.4,8 1.2", "d 8,8 1.2", "d 12.6,8 1.2"},
	"flag":    {"3.6,2.4 3.6,13.8", "3.8,3 12.4,3 10.4,6 12.4,9 3.8,9"},
	"tag":     {"2.6,2.6 8,2.6 13.4,8 8,13.4 2.6,8 2.6,2.6", "5.6,5.6 5.8,5.8"},
	"undo":    {"5.4,3 2.6,5.8 5.4,8.6", "2.8,5.8 9.8,5.8 12.4,7 13.4,9.4 12.4,11.8 9.8,13 6.4,13"},
	"redo":    {"10.6,3 13.4,5.8 10.6,8.6", "13.2,5.8 6.2,5.8 3.6,7 2.6,9.4 3.6,11.8 6.2,13 9.6,13"},
	"keys":    {"1.8,4 14.2,4 14.2,12 1.8,12 1.8,4", "4.4,6.6 4.6,6.6", "7.9,6.6 8.1,6.6", "11.4,6.6 11.6,6.6", "5,9.4 11,9.4"},
	"light":   {"o 8,8 2.9", "8,1.6 8,2.6", "8,13.4 8,14.4", "1.6,8 2.6,8", "13.4,8 14.4,8", "3.5,3.5 4.2,4.2", "11.8,11.8 12.5,12.5", "3.5,12.5 4.2,11.8", "11.8,4.2 12.5,3.5"},
	"number":  {"6,2.8 4.8,13.2", "11.2,2.8 10,13.2", "3,6 13.4,6", "2.6,10 13,10"},
	"filter":  {"2.4,3 13.6,3 9.5,8.3 9.5,13.2 6.5,11.4 6.5,8.3 2.4,3"},
	"talk":    {"2.4,3 13.6,3 13.6,10.4 8,10.4 5,13.4 5,10.4 2.4,10.4 2.4,3"},
	"empty":   {"o 8,8 5.4", "4.2,11.8 11.8,4.2"},
	"lack":    {"a 8,8 5.6 -20 20", "a 8,8 5.6 52 92", "a 8,8 5.6 124 164", "a 8,8 5.6 196 236", "a 8,8 5.6 268 308", "8,5.4 8,8.4", "8,10.6 8,10.8"},
	"quote":   {"3,4 13,4", "3,8 10,8", "3,12 11.6,12"},
}

const half = 0.75 // of the stroke's width

func main() {
	for name, strokes := range drawings {
		if err := os.WriteFile(name+".svg", []byte(svg(strokes)), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	if err := writeApp("app.png", 512); err != nil {
		log.Fatal(err)
	}
}

func svg(strokes []string) string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path fill="#4A5057" d="`)
	for _, s := range strokes {
		draw1(&b, s)
	}
	b.WriteString("\"/></svg>\n")
	return b.String()
}

func draw1(b *strings.Builder, s string) {
	var x, y, r, from, to float64
	if n, _ := fmt.Sscanf(s, "d %f,%f %f", &x, &y, &r); n == 3 {
		disc(b, x, y, r)
		return
	}
	if n, _ := fmt.Sscanf(s, "a %f,%f %f %f %f", &x, &y, &r, &from, &to); n == 5 {
		line(b, arc(x, y, r, from, to))
		return
	}
	if n, _ := fmt.Sscanf(s, "o %f,%f %f", &x, &y, &r); n == 3 {
		line(b, arc(x, y, r, 0, 360))
		return
	}
	var pts [][2]float64
	for _, f := range strings.Fields(s) {
		if n, _ := fmt.Sscanf(f, "%f,%f", &x, &y); n != 2 {
			log.Fatalf("stroke %q: want x,y and not %q", s, f)
		}
		pts = append(pts, [2]float64{x, y})
	}
	line(b, pts)
}

func arc(x, y, r, from, to float64) (pts [][2]float64) {
	steps := int(math.Ceil(math.Abs(to-from) / 15))
	for i := 0; i <= steps; i++ {
		a := (from + (to-from)*float64(i)/float64(steps)) * math.Pi / 180
		pts = append(pts, [2]float64{x + r*math.Cos(a), y + r*math.Sin(a)})
	}
	return pts
}

// line draws one capsule from each point to the next, all in one direction of turning,
// so that where they overlap they add up.
func line(b *strings.Builder, pts [][2]float64) {
	for i := 1; i < len(pts); i++ {
		p, q := pts[i-1], pts[i]
		dx, dy := q[0]-p[0], q[1]-p[1]
		n := math.Hypot(dx, dy)
		ox, oy := -dy/n*half, dx/n*half
		fmt.Fprintf(b, "M%s %s", num(p[0]+ox), num(p[1]+oy))
		cap(b, p, math.Atan2(oy, ox))
		fmt.Fprintf(b, "L%s %s", num(q[0]-ox), num(q[1]-oy))
		cap(b, q, math.Atan2(-oy, -ox))
		b.WriteString("Z")
	}
}

func cap(b *strings.Builder, at [2]float64, from float64) {
	for i := 1; i <= 6; i++ {
		a := from + math.Pi*float64(i)/6
		fmt.Fprintf(b, "L%s %s", num(at[0]+half*math.Cos(a)), num(at[1]+half*math.Sin(a)))
	}
}

func disc(b *strings.Builder, x, y, r float64) {
	for i, p := range arc(x, y, r, 0, 345) {
		fmt.Fprintf(b, "%c%s %s", "ML"[min(i, 1)], num(p[0]), num(p[1]))
	}
	b.WriteString("Z")
}

func num(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}

// writeApp paints the program's picture: two marks, one above the other, as the text shows them.
func writeApp(name string, side int) error {
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	fill := func(x0, y0, x1, y1 float64, v uint32) {
		s := float64(side) / 40
		r := image.Rect(int(x0*s), int(y0*s), int(x1*s), int(y1*s))
		draw.Draw(img, r, image.NewUniform(color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}), image.Point{}, draw.Src)
	}
	fill(2, 5, 32, 16, 0xD8E8FD)
	fill(2, 16, 32, 19, 0x1C61B9)
	fill(13, 23, 38, 34, 0xFEE5D9)
	fill(13, 34, 38, 37, 0xBA5000)
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return png.Encode(f, img)
}
