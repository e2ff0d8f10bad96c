package textlayout_test

import (
	"fmt"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// A text is prepared once, broken for a width, and walked by lines; a point gives the
// offset back.
func Example() {
	fonts, err := textlayout.NewFonts()
	if err != nil {
		panic(err)
	}
	txt, err := text.New("The harbour must open, said the union (نقابة).\n\nNobody answered.")
	if err != nil {
		panic(err)
	}
	p := textlayout.Prepare(txt, fonts.WithoutSystemFonts(), textlayout.Options{Style: textlayout.Serif})
	l := p.Wrap(textlayout.Frame{Width: 200, Size: 19, LineHeight: 34, Gap: 12})
	var line textlayout.Line
	for n := 0; n < l.Lines(); n++ {
		l.Line(n, &line)
		fmt.Printf("%3d %2d %q\n", line.Top, line.Height, txt.Slice(line.Text))
	}
	l.Line(0, &line)
	x := line.CaretX(4, false) + 1
	fmt.Println(l.Hit(x, 5).Offset)
	// Output:
	//   0 34 "The harbour must open,"
	//  34 34 "said the union (نقابة)."
	//  68 12 ""
	//  80 34 "Nobody answered."
	// 4
}
