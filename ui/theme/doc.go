// Package theme is how Parley looks, in numbers: the colours of the chrome in light
// and dark, the eight hues of annotations with their textures, the sizes of the grid
// and the faces of the interface.
//
// One rule: every colour and size that is drawn comes from here by its name, and
// colour belongs to annotations. The chrome is ink and paper; a hue always means a
// layer (or what else the colour mode says).
//
//	app.Settings().SetTheme(theme.New(theme.Dark))
//	ground := canvas.NewRectangle(theme.Color(theme.Panel))
//	slot := theme.SlotOf(layer.Colour)      // in the variant that is on
//	lane := slot.Mark                       // drawn in slot.Texture
package theme
