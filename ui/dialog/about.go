package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// About says what the program is.
func About(w fyne.Window, version string) {
	const width, pad = 420, 24
	logo := canvas.NewImageFromResource(icons.App())
	logo.FillMode = canvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(44))
	var sheet *Sheet
	close := control.NewPrimaryButton("Close", "↵", func() { sheet.Close() })
	sheet = Open(w, Column(theme.GroupGap,
		Row(14, logo, Column(0, control.NewLabel("Parley", control.Style{Size: theme.HeadingSize, Bold: true}), control.NewLabel("Version "+version, control.Quiet))),
		Paragraph("A workbench for people who read political texts and record who claims what, and who stands where.", control.Body, width-2*pad),
		Paragraph("A project is one file on your disk. Every step is saved before it is shown, and nothing is sent anywhere.", control.Body, width-2*pad),
		Paragraph("Typefaces: Gentium Book Plus by SIL; Noto Sans, Noto Naskh Arabic and Noto Sans Hebrew by the Noto project; Inter’s symbols; all under the SIL Open Font License. Emoji art supplied by EmojiOne (emojione.com), CC BY 4.0.", control.Hint, width-2*pad),
		End(nil, close)), Options{Width: width, Pad: pad, Scrim: true, OnKey: func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			return false
		}
		sheet.Close()
		return true
	}})
}
