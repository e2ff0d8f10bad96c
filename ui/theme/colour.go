package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The colours by what they are for. Those that Fyne's own widgets know bear Fyne's names.
const (
	Window     = fynetheme.ColorNameBackground          // menu, status bar, heads of windows
	Panel      = fyne.ThemeColorName("parleyPanel")     // side panels, lists
	Paper      = fyne.ThemeColorName("parleyPaper")     // behind the text and tables
	Raised     = fynetheme.ColorNameInputBackground     // inputs, cards, menus, the focused slot
	Hover      = fynetheme.ColorNameHover               // a row under the pointer
	Selected   = fyne.ThemeColorName("parleySelected")  // a selected row
	Line       = fynetheme.ColorNameSeparator           // separators, one pixel
	Border     = fynetheme.ColorNameInputBorder         // inputs and buttons
	Text       = fynetheme.ColorNameForeground          // content
	Text2      = fyne.ThemeColorName("parleyText2")     // labels, icons
	Muted      = fynetheme.ColorNamePlaceHolder         // hints
	Disabled   = fynetheme.ColorNameDisabled            // never for information
	Accent     = fynetheme.ColorNamePrimary             // primary button, bar of the selection
	Focus      = fyne.ThemeColorName("parleyFocus")     // ring of what has the keyboard
	OnAccent   = fynetheme.ColorNameForegroundOnPrimary // text on Accent
	Selection  = fynetheme.ColorNameSelection           // selected text
	Hit        = fyne.ThemeColorName("parleyHit")       // search hits
	HitNow     = fyne.ThemeColorName("parleyHitNow")    // the hit one stands on
	Danger     = fynetheme.ColorNameError               // loss, errors
	DangerPale = fyne.ThemeColorName("parleyDangerPale")
	Warn       = fynetheme.ColorNameWarning // needs a decision
	WarnPale   = fyne.ThemeColorName("parleyWarnPale")
	OK         = fynetheme.ColorNameSuccess           // saved
	Scrim      = fyne.ThemeColorName("parleyScrim")   // over the window behind an overlay
	Shadow     = fynetheme.ColorNameShadow            // around overlays
	Clear      = fyne.ThemeColorName("parleyClear")   // nothing
	KeyCap     = fyne.ThemeColorName("parleyKeyCap")  // ground of a key cap
	OnAccent2  = fyne.ThemeColorName("parleyOnAcc2")  // hints and caps on Accent
	Pressed    = fynetheme.ColorNamePressed           // under a pressed widget
	MenuGround = fynetheme.ColorNameMenuBackground    // menus
	CardGround = fynetheme.ColorNameOverlayBackground // dialogs and cards
)

// pair is a colour in light and in dark, as 0xRRGGBB.
type pair struct{ light, dark uint32 }

var palette = map[fyne.ThemeColorName]pair{
	Window: {0xF1EFEA, 0x131518}, Panel: {0xF8F6F2, 0x1A1D21}, Paper: {0xFFFEFB, 0x16181C},
	Raised: {0xFFFFFF, 0x22262B}, Hover: {0xECE9E2, 0x262A30}, Selected: {0xE3E1DA, 0x2E333A},
	Line: {0xDFDBD2, 0x2D3238}, Border: {0x8F897D, 0x747C86},
	Text: {0x21252A, 0xE6E3DD}, Text2: {0x4A5057, 0xBCBDBD}, Muted: {0x5C6269, 0x9DA2A8},
	Disabled: {0xA5A199, 0x5C6268}, Accent: {0x2B4560, 0xA9C4E0}, Focus: {0x2B4560, 0xA9C4E0},
	OnAccent: {0xFFFFFF, 0x10151B}, OnAccent2: {0xD5DCE3, 0x2B4560},
	Selection: {0xC9DAEC, 0x2F4A68}, Hit: {0xFFE38A, 0x453911}, HitNow: {0xF2B600, 0x7A5B00},
	Danger: {0xB3261E, 0xFF9A8F}, DangerPale: {0xFBE9E6, 0x3A2020},
	Warn: {0x8A5A00, 0xE7BE6A}, WarnPale: {0xFBF0D6, 0x352B16}, OK: {0x2E6B3F, 0x8CCB9B},
	KeyCap: {0xFFFFFF, 0x22262B}, Pressed: {0xE3E1DA, 0x2E333A},
	MenuGround: {0xFFFFFF, 0x22262B}, CardGround: {0xFFFFFF, 0x22262B},

	fynetheme.ColorNameButton:              {0xFFFFFF, 0x22262B},
	fynetheme.ColorNameDisabledButton:      {0xF8F6F2, 0x1A1D21},
	fynetheme.ColorNameHeaderBackground:    {0xF1EFEA, 0x131518},
	fynetheme.ColorNameHyperlink:           {0x2B4560, 0xA9C4E0},
	fynetheme.ColorNameScrollBar:           {0x8F897D, 0x747C86},
	fynetheme.ColorNameForegroundOnError:   {0xFFFFFF, 0x10151B},
	fynetheme.ColorNameForegroundOnSuccess: {0xFFFFFF, 0x10151B},
	fynetheme.ColorNameForegroundOnWarning: {0xFFFFFF, 0x10151B},
}

// translucent holds what lets the ground shine through, as 0xRRGGBBAA. Fyne's own
// focus is a wash, because its widgets lay it over their text's ground.
var translucent = map[fyne.ThemeColorName]pair{
	Scrim:                                  {0x0A0C0F73, 0x0A0C0F73},
	Shadow:                                 {0x0A0C0F2E, 0x0000008C},
	Clear:                                  {0, 0},
	fynetheme.ColorNameFocus:               {0x2B456026, 0xA9C4E033},
	fynetheme.ColorNameScrollBarBackground: {0, 0},
}

// colour finds name in the given variant; false when the name is not ours.
func colour(name fyne.ThemeColorName, dark bool) (color.NRGBA, bool) {
	if p, ok := palette[name]; ok {
		return rgb(p.in(dark)), true
	}
	if p, ok := translucent[name]; ok {
		return rgba(p.in(dark)), true
	}
	return color.NRGBA{}, false
}

func (p pair) in(dark bool) uint32 {
	if dark {
		return p.dark
	}
	return p.light
}

func rgb(v uint32) color.NRGBA { return rgba(v<<8 | 0xFF) }

func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}
