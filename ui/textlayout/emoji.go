package textlayout

import (
	"bytes"

	"github.com/go-text/typesetting/font"
)

// emoji is the face of emoji, loaded when the first is met. Fonts.mu guards it.
type emoji struct {
	file func() []byte
	id   FaceID // Box until it is loaded
}

// UseEmoji sets the face of emoji: file gives the bytes of an OpenType font, which stay as
// they are, and is called once at most, when the first emoji is met; nil or bytes that are
// no font leave emoji to the system. Only the font's outlines are used: emoji are inked
// like letters, since colour in a text belongs to its annotations.
func (f *Fonts) UseEmoji(file func() []byte) *Fonts {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.emoji = emoji{file: file}
	return f
}

// emojiFace is the face of emoji if it has r, else Box. f.mu is held.
func (f *Fonts) emojiFace(r rune) FaceID {
	if !mayBeEmoji(r) {
		return Box
	}
	if load := f.emoji.file; load != nil {
		f.emoji.file = nil
		if face, err := font.ParseTTF(bytes.NewReader(load())); err == nil {
			f.emoji.id = f.add(face, 1)
		}
	}
	if id := f.emoji.id; id != Box && f.has(id, r) {
		return id
	}
	return Box
}

// mayBeEmoji tells, fast, whether r is worth a look into the face of emoji.
func mayBeEmoji(r rune) bool {
	switch {
	case 0x1F000 <= r && r <= 0x1FAFF, 0x2190 <= r && r <= 0x2BFF:
		return true
	}
	return r == 0x20E3 || r == 0x203C || r == 0x2049 || r == 0x2122 || r == 0x2139 || r == 0x3030 || r == 0x303D || r == 0x3297 || r == 0x3299
}
