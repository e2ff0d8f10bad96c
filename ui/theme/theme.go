package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"parley/assets/fonts"
)

// Mode is which variant a person chose.
type Mode uint8

// The modes.
const (
	System Mode = iota // as the desktop says
	Light
	Dark
)

var modeNames = [...]string{System: "system", Light: "light", Dark: "dark"}

// String is the mode's name in files.
func (m Mode) String() string { return modeNames[min(m, Dark)] }

// ParseMode finds a mode by its name; what is unknown is System.
func ParseMode(name string) Mode {
	for m, n := range modeNames {
		if n == name {
			return Mode(m)
		}
	}
	return System
}

// Theme is Parley's look as a fyne.Theme. It is immutable.
type Theme struct {
	mode          Mode
	regular, bold fyne.Resource
	rest          fyne.Theme // what is not ours: icons, symbols
}

// New makes the theme of a mode.
func New(m Mode) *Theme {
	return &Theme{
		mode:    m,
		regular: fyne.NewStaticResource("NotoSans-Regular.ttf", fonts.SansRegular()),
		bold:    fyne.NewStaticResource("NotoSans-Bold.ttf", fonts.SansBold()),
		rest:    fynetheme.DefaultTheme(),
	}
}

// Mode is the mode that the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) dark(v fyne.ThemeVariant) bool {
	return t.mode == Dark || t.mode == System && v == fynetheme.VariantDark
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if c, ok := colour(name, t.dark(v)); ok {
		return c
	}
	if t.dark(v) {
		return t.rest.Color(name, fynetheme.VariantDark)
	}
	return t.rest.Color(name, fynetheme.VariantLight)
}

// Font implements fyne.Theme. The interface knows two weights and no italics.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace || s.Symbol:
		return t.rest.Font(s)
	case s.Bold:
		return t.bold
	}
	return t.regular
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.rest.Icon(name) }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return t.rest.Size(name)
}

// Color is a colour in the variant that is on. Where another theme is set, as in
// some tests, it is Parley's own colour all the same, by that theme's variant.
func Color(name fyne.ThemeColorName) color.NRGBA { return ColorIn(name, IsDark()) }

// ColorIn is a colour in the given variant; an unknown name gives Text.
func ColorIn(name fyne.ThemeColorName, dark bool) color.NRGBA {
	if c, ok := colour(name, dark); ok {
		return c
	}
	c, _ := colour(Text, dark)
	return c
}

// IsDark reports whether the dark variant is on; false without an app.
func IsDark() bool {
	app := fyne.CurrentApp()
	if app == nil {
		return false
	}
	settings := app.Settings()
	if t, ok := settings.Theme().(*Theme); ok {
		return t.dark(settings.ThemeVariant())
	}
	return settings.ThemeVariant() == fynetheme.VariantDark
}
