package dialog

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// askPath asks for the path of a file to write, beginning with one. Enter takes it; where
// there is a file of that name already it takes a second Enter.
func askPath(w fyne.Window, title, path string, f Filter, done func(path string)) {
	const width = 620
	var sheet *Sheet
	input, hint := control.NewInput("the whole path of the file"), control.NewLabel(" ", control.Quiet)
	input.SetText(path)
	save := control.NewPrimaryButton("Save", "↵", nil)
	warned := ""
	submit := func() {
		to := withEnding(input.Text(), f)
		problem, exists := saveProblem(to)
		if problem == "" && (!exists || warned == to) {
			sheet.Close()
			done(to)
			return
		}
		if problem == "" {
			problem, warned = "“"+filepath.Base(to)+"” is there already. Press Enter again to replace it.", to
			save.Text = "Replace"
			save.Refresh()
		}
		hint.Set(problem, control.Quiet.In(theme.Warn))
		sheet.Fit()
	}
	save.OnTapped, input.OnEnter = submit, func(string) { submit() }
	input.OnEscape = func() { sheet.Close() }
	input.OnChanged = func(string) {
		warned, save.Text = "", "Save"
		save.Refresh()
		hint.Set(" ", control.Quiet)
	}
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	sheet = Open(w, Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}),
		Labelled("File", input), hint, End(nil, cancel, save)), Options{Width: width, Pad: 20, Scrim: true, Stays: true, Focus: input})
}

// withEnding is path, absolute, with the first of a filter's endings if it has none of them.
func withEnding(path string, f Filter) string {
	path = atHome(strings.TrimSpace(path))
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return path
	}
	if len(f.Endings) > 0 && !slices.Contains(f.Endings, strings.ToLower(filepath.Ext(path))) {
		path += f.Endings[0]
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}

// atHome is path with the person's own folder in the place of a ~ that it begins with.
func atHome(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if home, err := os.UserHomeDir(); ok && err == nil && (rest == "" || rest[0] == filepath.Separator) {
		return home + rest
	}
	return path
}

// saveProblem says why nothing can be written to path; empty when it seems possible. It
// also reports whether there is a file.
func saveProblem(path string) (problem string, exists bool) {
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return "Give the file a name.", false
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return "There is no folder “" + filepath.Dir(path) + "”.", false
	}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return "“" + filepath.Base(path) + "” is a folder. Give the file another name.", true
	}
	return "", err == nil
}
