package intake

// readText takes a plain text as it is and guesses from its first lines.
func readText(content string) found {
	f := found{text: content}
	guessHead(&f)
	return f
}
