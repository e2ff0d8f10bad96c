package annotate

// Original is a file as it came in, kept so that a format can write again what our nouns
// have no place for: the order of its lines, its own IDs, what nobody could read. It says
// nothing of its own: nothing is shown, searched or counted from it, and only a format that
// writes a document back asks for it.
//
// Like a [Body] it is only ever added. It stays when its document is deleted, and when the
// change that brought it is undone, out of sight, so that both can be taken back.
type Original struct {
	ID         ID
	Document   ID     // whose records it holds; zero: it belongs to the whole collection
	Collection ID     // that came in with it; one to each import
	Format     string // that reads it, as "brat"
	Name       string // slash-separated, in the collection: "a/speech.ann"
	Content    string // valid UTF-8
}

// Key implements [Record].
func (o *Original) Key() Key { return Key{Kind: KindOriginal, Document: o.Document, ID: o.ID} }
