package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Sizes of type, in Fyne's device-independent pixels; the comment names the line height.
const (
	BodySize    float32 = 13 // 18
	LabelSize   float32 = 12 // 16: secondary text, labels, margin
	CapSize     float32 = 11 // 16: key caps and notes
	TitleSize   float32 = 15 // 20
	HeadingSize float32 = 24 // 32: start page
)

// The grid: everything sits on multiples of Grid.
const (
	Grid         float32 = 4
	PanelPadding float32 = 12
	GroupGap     float32 = 12
	RowGap       float32 = 8
	ChipGap      float32 = 4
)

// Radii and line widths.
const (
	CapRadius   float32 = 4
	ChipRadius  float32 = 4
	InputRadius float32 = 5
	CardRadius  float32 = 8
	BorderWidth float32 = 1
	FocusWidth  float32 = 2
	BarWidth    float32 = 3 // at the left of a selected row or the focused slot
	SplitWidth  float32 = 5 // a split handle, drawn as one pixel of Line
	IconSize    float32 = 16
)

// Heights.
const (
	MenuHeight        float32 = 30
	DocumentHead      float32 = 54
	PanelHead         float32 = 40
	InputHeight       float32 = 30 // also buttons and the side of an icon button
	RowHeight         float32 = 28 // list row, slot row
	DocumentRowHeight float32 = 46
	TableHead         float32 = 26
	SegmentHeight     float32 = 26
	ChipHeight        float32 = 22
	TreeRowHeight     float32 = 24
	PaletteRowHeight  float32 = 34
	StatusHeight      float32 = 26
	CapHeight         float32 = 18
	SlotLabelWidth    float32 = 80
)

var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:               BodySize,
	fynetheme.SizeNameCaptionText:        CapSize,
	fynetheme.SizeNameSubHeadingText:     TitleSize,
	fynetheme.SizeNameHeadingText:        HeadingSize,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       6,
	fynetheme.SizeNameInputRadius:        InputRadius,
	fynetheme.SizeNameSelectionRadius:    4,
	fynetheme.SizeNameInlineIcon:         IconSize,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameScrollBarRadius:    4,
	fynetheme.SizeNameInputBorder:        BorderWidth,
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameLineSpacing:        4,
}
