package search

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// PatternError says why a pattern cannot be read, and where.
type PatternError struct {
	Reason string // as “a ( is not closed”
	At     int    // the character it is about, counted from 1; 0: the pattern as a whole
}

// Error implements error: "pattern: a ( is not closed at character 4".
func (e *PatternError) Error() string {
	if e.At == 0 {
		return "pattern: " + e.Reason
	}
	return fmt.Sprintf("pattern: %s at character %d", e.Reason, e.At)
}

// reasons are what is wrong, by Go's code; %s is the part that it is about.
var reasons = map[syntax.ErrorCode]string{
	syntax.ErrMissingBracket:        "a [ is not closed",
	syntax.ErrMissingParen:          "a ( is not closed",
	syntax.ErrUnexpectedParen:       "a ) closes nothing",
	syntax.ErrMissingRepeatArgument: "%s has nothing before it to repeat",
	syntax.ErrInvalidRepeatOp:       "%s repeats what is repeated already",
	syntax.ErrInvalidRepeatSize:     "%s repeats more often than 1,000 times",
	syntax.ErrTrailingBackslash:     "a \\ has nothing behind it",
	syntax.ErrInvalidEscape:         "%s has no meaning",
	syntax.ErrInvalidCharRange:      "%s is not a range of characters",
	syntax.ErrInvalidCharClass:      "%s is not a class of characters",
	syntax.ErrInvalidPerlOp:         "%s is not known here",
	syntax.ErrInvalidNamedCapture:   "%s is not a name of a group",
	syntax.ErrNestingDepth:          "it is nested too deeply",
	syntax.ErrLarge:                 "it is too large",
	syntax.ErrInvalidUTF8:           "it is not valid UTF-8",
}

// explain makes a PatternError of what Go says of pattern.
func explain(pattern string, err error) error {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return &PatternError{Reason: err.Error()}
	}
	if strings.HasPrefix(e.Expr, `\p`) || strings.HasPrefix(e.Expr, `\P`) {
		e.Code = syntax.ErrInvalidCharClass // Go calls a script that it does not know a range
	}
	reason, ok := reasons[e.Code]
	if !ok {
		reason = string(e.Code)
	}
	if strings.Contains(reason, "%s") {
		reason = fmt.Sprintf(reason, e.Expr)
	}
	at := place(pattern, e)
	if at < 0 {
		return &PatternError{Reason: reason}
	}
	return &PatternError{Reason: reason, At: utf8.RuneCountInString(pattern[:at]) + 1}
}

// place is the byte of pattern that an error is about; -1 for all of it.
func place(pattern string, e *syntax.Error) int {
	switch e.Code {
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
		return unmatched(pattern, e.Code == syntax.ErrMissingParen)
	case syntax.ErrTrailingBackslash:
		return len(pattern) - 1
	case syntax.ErrNestingDepth, syntax.ErrLarge, syntax.ErrInvalidUTF8:
		return -1
	case syntax.ErrMissingBracket:
		return strings.LastIndex(pattern, e.Expr)
	}
	return strings.Index(pattern, e.Expr)
}

// unmatched is where the last ( stands that is not closed or, of closing ones, the first
// that closes nothing; -1 when there is none.
func unmatched(pattern string, open bool) int {
	var stack []int
	class := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			for i+1 < len(pattern) && (pattern[i+1] == '^' || pattern[i+1] == ']') {
				i++ // a ] that comes first is itself
			}
		case c == '(':
			stack = append(stack, i)
		case c == ')' && len(stack) > 0:
			stack = stack[:len(stack)-1]
		case c == ')' && !open:
			return i
		}
	}
	if len(stack) == 0 {
		return -1
	}
	return stack[len(stack)-1]
}
