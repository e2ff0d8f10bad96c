package theme_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"parley/ui/theme"
)

// contrast is WCAG 2's contrast ratio.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// TestContrast holds the chrome to the figures of the design, light and dark.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		name        string
		text, on    fyne.ThemeColorName
		light, dark float64
	}{
		{"text on paper", theme.Text, theme.Paper, 15.3, 13.9},
		{"text on selected", theme.Text, theme.Selected, 11.8, 9.9},
		{"text2 on panel", theme.Text2, theme.Panel, 7.6, 9.0},
		{"border on panel", theme.Border, theme.Panel, 3.2, 4.0},
		{"focus on panel", theme.Focus, theme.Panel, 9.2, 9.4},
		{"danger on panel", theme.Danger, theme.Panel, 6.1, 8.3},
		{"warn on its ground", theme.Warn, theme.WarnPale, 5.2, 7.9},
		{"danger on its ground", theme.Danger, theme.DangerPale, 4.5, 4.5},
		{"ok on window", theme.OK, theme.Window, 5.6, 9.7},
		{"on accent", theme.OnAccent, theme.Accent, 9.9, 10.2},
		{"hints on accent", theme.OnAccent2, theme.Accent, 4.5, 4.5},
		{"text on selection", theme.Text, theme.Selection, 10.8, 7.1},
		{"text on a hit", theme.Text, theme.Hit, 12.2, 8.9},
		{"text on the current hit", theme.Text, theme.HitNow, 8.4, 4.9},
		{"muted on window", theme.Muted, theme.Window, 4.7, 4.7},
		{"muted on panel", theme.Muted, theme.Panel, 4.7, 4.7},
		{"muted on selected", theme.Muted, theme.Selected, 4.7, 4.7},
		{"muted on hover", theme.Muted, theme.Hover, 4.7, 4.7},
		{"muted on raised", theme.Muted, theme.Raised, 4.7, 4.7},
	} {
		for dark, want := range map[bool]float64{false: c.light, true: c.dark} {
			got := contrast(theme.ColorIn(c.text, dark), theme.ColorIn(c.on, dark))
			if got < want-0.06 {
				t.Errorf("%s, dark %t: contrast %.2f, want at least %.1f", c.name, dark, got, want)
			}
		}
	}
}

// TestSlotContrast holds every hue to the table of the design.
func TestSlotContrast(t *testing.T) {
	want := map[bool][8][5]float64{ // text/tint, text/strong, mark/paper, label/paper, label/tint
		false: {{12.4, 10.3, 6.0, 8.1, 6.6}, {12.8, 10.7, 4.9, 8.5, 7.1}, {13.5, 11.8, 3.3, 7.7, 6.8}, {12.5, 10.6, 10.6, 8.6, 7.1},
			{13.6, 11.0, 3.3, 7.9, 7.0}, {12.1, 10.1, 8.9, 8.4, 6.6}, {13.2, 11.0, 4.1, 7.9, 6.8}, {12.3, 10.9, 6.8, 8.0, 6.4}},
		true: {{10.1, 7.2, 6.1, 10.2, 7.4}, {10.3, 7.4, 6.8, 9.9, 7.3}, {9.8, 6.9, 12.1, 10.6, 7.5}, {10.4, 7.5, 4.6, 9.8, 7.3},
			{10.1, 7.2, 11.8, 10.3, 7.5}, {10.3, 7.4, 4.2, 10.0, 7.4}, {9.9, 7.1, 9.8, 10.4, 7.4}, {10.1, 7.2, 6.6, 10.2, 7.4}},
	}
	for dark, rows := range want {
		text, paper := theme.ColorIn(theme.Text, dark), theme.ColorIn(theme.Paper, dark)
		for i, row := range rows {
			s := theme.SlotIn(i+1, dark)
			got := [5]float64{contrast(text, s.Tint), contrast(text, s.Strong), contrast(s.Mark, paper), contrast(s.Label, paper), contrast(s.Label, s.Tint)}
			for k := range row {
				if math.Abs(got[k]-row[k]) > 0.06 {
					t.Errorf("slot %d %s, dark %t, column %d: %.2f, want %.1f", i+1, s.Name, dark, k, got[k], row[k])
				}
			}
		}
	}
}

func TestTextures(t *testing.T) {
	want := []theme.Texture{theme.Solid, theme.Dash, theme.Dots, theme.Solid, theme.Dash, theme.Dots, theme.Solid, theme.Dash}
	for i, w := range want {
		if got := theme.SlotIn(i+1, false).Texture; got != w {
			t.Errorf("slot %d: texture %d, want %d", i+1, got, w)
		}
		again := theme.SlotIn(i+1+theme.Slots, false)
		if again.Mark != theme.SlotIn(i+1, false).Mark || again.Texture == w {
			t.Errorf("slot %d: want the hue of slot %d in another texture", i+1+theme.Slots, i+1)
		}
	}
	if theme.SlotIn(0, false).Name != "stone" {
		t.Error("no colour is not stone")
	}
}

func TestModes(t *testing.T) {
	test.NewTempApp(t)
	settings := fyne.CurrentApp().Settings()
	for _, m := range []theme.Mode{theme.Light, theme.Dark} {
		settings.SetTheme(theme.New(m))
		if theme.IsDark() != (m == theme.Dark) {
			t.Errorf("%s: IsDark is %t", m, theme.IsDark())
		}
		if got, want := fynetheme.Color(theme.Panel), color.Color(theme.Color(theme.Panel)); got != want {
			t.Errorf("%s: Fyne sees %v for the panel, want %v", m, got, want)
		}
		if got := theme.ParseMode(m.String()); got != m {
			t.Errorf("%s is read as %s", m, got)
		}
	}
}

// TestEveryFyneColour looks for names that Fyne's widgets use and that would fall
// back to Fyne's own blue.
func TestEveryFyneColour(t *testing.T) {
	th := theme.New(theme.Light)
	for _, name := range []fyne.ThemeColorName{
		fynetheme.ColorNameBackground, fynetheme.ColorNameButton, fynetheme.ColorNameDisabled, fynetheme.ColorNameDisabledButton,
		fynetheme.ColorNameError, fynetheme.ColorNameFocus, fynetheme.ColorNameForeground, fynetheme.ColorNameForegroundOnError,
		fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNameForegroundOnSuccess, fynetheme.ColorNameForegroundOnWarning,
		fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameHover, fynetheme.ColorNameHyperlink, fynetheme.ColorNameInputBackground,
		fynetheme.ColorNameInputBorder, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground,
		fynetheme.ColorNamePlaceHolder, fynetheme.ColorNamePressed, fynetheme.ColorNamePrimary, fynetheme.ColorNameScrollBar,
		fynetheme.ColorNameScrollBarBackground, fynetheme.ColorNameSelection, fynetheme.ColorNameSeparator, fynetheme.ColorNameShadow,
		fynetheme.ColorNameSuccess, fynetheme.ColorNameWarning,
	} {
		if got := th.Color(name, fynetheme.VariantLight); got != color.Color(theme.ColorIn(name, false)) {
			t.Errorf("%s: %v is not ours", name, got)
		}
	}
	if th.Font(fyne.TextStyle{Bold: true}).Name() == th.Font(fyne.TextStyle{}).Name() {
		t.Error("bold and regular are one face")
	}
	if got := th.Size(fynetheme.SizeNameText); got != theme.BodySize {
		t.Errorf("text size %v, want %v", got, theme.BodySize)
	}
}
