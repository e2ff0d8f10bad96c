// Package intake makes documents of files: plain text in any encoding, Markdown and HTML.
//
// One rule: nothing is guessed in silence. What a file does not say for certain (its
// encoding, title, author, date, language) is a [Proposal] with its grounds, which the
// person sees and can change before the text becomes a document.
//
//	d, err := intake.ReadFile("jordan-2025.txt", intake.Options{})
//	d.Head.Author    // "Serge Jordan"
//	d.Proposals[1]   // {Author, "Serge Jordan", "line 3"}
//	cs, heads := editor.AddDocuments(d.Draft)
//
// What happens to a text: it becomes UTF-8, a byte order mark at its start is dropped, CRLF
// and CR become LF. Nothing else: trailing blanks, tabs, soft hyphens and decomposed
// letters stay as they are, as they are what the source says. Markdown and HTML become
// their readable text, described at [Markdown] and [HTML].
//
// Who speaks where is recognised too, as package turn says, and is in the draft's Head.Turns.
//
// A file that cannot come in is refused with one of the package annotate's errors: ErrBinary,
// ErrEmpty, ErrUndecodable, ErrTooLarge, ErrUnsupported, or what the system says of it. [Collect]
// goes through folders, brings in all it can and names every refusal.
package intake
