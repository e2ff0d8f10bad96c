package ui

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// hit is a row of the palette.
type hit struct {
	group    string
	parts    []part
	note     string
	key      string
	disabled bool
	icon     fyne.Resource
	mark     control.Mark
	slot     int
	run      func()
}

// part is a stretch of a name, bold where it was typed.
type part struct {
	text string
	bold bool
}

// sign is what stands before the name.
func (h *hit) sign() fyne.CanvasObject {
	switch {
	case h.slot > 0:
		return control.NewSwatch(h.slot)
	case h.mark != control.NoMark:
		return control.NewGlyph(h.mark, 12, theme.Text2)
	case h.icon != nil:
		colour := theme.Text2
		if h.disabled {
			colour = theme.Disabled
		}
		img := canvas.NewImageFromResource(fynetheme.NewColoredResource(h.icon, colour))
		img.FillMode = canvas.ImageFillContain
		img.SetMinSize(fyne.NewSquareSize(theme.IconSize))
		return img
	}
	return gap(1)
}

// actionHits are the actions whose names hold every word of s, each at the beginning of a
// word or, failing that, anywhere. Groups stay together, the one with the best hit first;
// what cannot run now comes last in its group.
func actionHits(all []*Action, s string) []hit {
	type scored struct {
		hit
		score int
	}
	var list []scored
	best := map[string]int{}
	for i, a := range all {
		label := a.Label()
		parts, score, ok := match(label, s)
		if !ok { // by other words for it
			if _, score, ok = match(label+" "+a.Words, s); !ok {
				continue
			}
			parts, score = []part{{text: label}}, score+5000
		}
		can, reason := a.Can()
		h := hit{group: a.Group, parts: parts, key: a.Key, disabled: !can, note: reason, icon: a.Icon, mark: a.Mark, slot: a.Slot, run: func() { a.do() }}
		if can && a.Note != nil {
			h.note = a.Note()
		}
		if !can {
			score += 1 << 20
		}
		score = score<<10 + i
		list = append(list, scored{h, score})
		if b, ok := best[a.Group]; !ok || score < b {
			best[a.Group] = score
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(best[a.group], best[b.group]), cmp.Compare(a.score, b.score))
	})
	hits := make([]hit, 0, len(list))
	for _, x := range list {
		hits = append(hits, x.hit)
	}
	return hits
}

// match finds every word of s in name, in any case and order. Score is smaller for hits
// at the beginnings of words, and for those near the front.
func match(name, s string) (parts []part, score int, ok bool) {
	lower := strings.ToLower(name)
	if len(lower) != len(name) {
		lower = name // a letter whose small form is longer: compare as it stands
	}
	bold := make([]bool, len(name))
	for _, word := range strings.Fields(strings.ToLower(s)) {
		at := wordStart(lower, word)
		if at < 0 {
			at = strings.Index(lower, word)
			score += 1000
		}
		if at < 0 {
			return nil, 0, false
		}
		score += at
		for i := range len(word) {
			bold[at+i] = true
		}
	}
	return split(name, bold), score, true
}

// wordStart is where word begins a word of s; -1 when it does nowhere.
func wordStart(s, word string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return i
		}
		from = i + 1
	}
}

// split cuts name where bold begins and ends, between characters.
func split(name string, bold []bool) (parts []part) {
	start := 0
	for i := range name {
		if i > 0 && bold[i] != bold[start] {
			parts, start = append(parts, part{name[start:i], bold[start]}), i
		}
	}
	if name == "" {
		return nil
	}
	return append(parts, part{name[start:], bold[start]})
}

// documentHits are the documents whose title or author holds every word of s.
func (w *Workbench) documentHits(s string) (hits []hit) {
	for _, d := range w.documents().All() {
		parts, _, ok := match(d.Title, s)
		if !ok {
			if _, _, ok = match(d.Author+" "+d.Outlet, s); !ok {
				continue
			}
			parts = []part{{text: d.Title}}
		}
		hits = append(hits, w.documentHit(d, parts))
		if len(hits) == paletteMost {
			break
		}
	}
	return hits
}

func (w *Workbench) documentHit(d annotate.Heading, parts []part) hit {
	return hit{group: "Documents", parts: parts, note: headingLine(d), mark: control.StateMark(d.State), run: func() { w.openDocument(d.ID) }}
}
