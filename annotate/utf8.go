package annotate

import (
	"fmt"
	"reflect"
	"unicode/utf8"
)

// CheckText reports the first text of r that is not valid UTF-8, wrapping [ErrInvalid], or
// nil. Stores refuse such a record, as none of them could be read again: a shell in another
// locale is all it takes to write one. It costs in proportion to the texts.
func CheckText(r Record) error {
	bad, found := "", false
	switch r := r.(type) {
	case *Body:
		if !utf8.ValidString(r.Text) {
			return fmt.Errorf("the text of document %s is not valid UTF-8: %w", r.Document, ErrInvalid)
		}
		return nil
	case *Progress:
		return nil
	case *Original:
		if bad, found = firstBad(r.Format, r.Name, r.Content); found {
			return fmt.Errorf("the original %.80q is not valid UTF-8: %w", r.Name, ErrInvalid)
		}
	case *Annotation: // by hand, as there may be millions of them
		if bad, found = firstBad(string(r.Layer), r.Quote.Exact, r.Quote.Prefix, r.Quote.Suffix, r.Note, r.Origin, r.Recheck); !found {
			bad, found = badValue(r.Features)
		}
	case *Relation:
		if bad, found = firstBad(string(r.Type), r.Note, r.Origin); !found {
			bad, found = badValue(r.Features)
		}
	default:
		bad, found = badIn(reflect.ValueOf(r))
	}
	if found {
		return fmt.Errorf("%s: %.80q is not valid UTF-8: %w", r.Key().Kind, bad, ErrInvalid)
	}
	return nil
}

func firstBad(list ...string) (string, bool) {
	for _, s := range list {
		if !utf8.ValidString(s) {
			return s, true
		}
	}
	return "", false
}

func badValue(list []FeatureValue) (string, bool) {
	for _, fv := range list {
		if !utf8.ValidString(string(fv.Feature)) {
			return string(fv.Feature), true
		}
		for i := range fv.Values {
			if bad, found := firstBad(fv.Values[i].Text, string(fv.Values[i].Tag)); found {
				return bad, true
			}
		}
	}
	return "", false
}

// badIn looks into every text that v holds.
func badIn(v reflect.Value) (string, bool) {
	switch v.Kind() {
	case reflect.String:
		return v.String(), !utf8.ValidString(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			return badIn(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if bad, found := badIn(v.Field(i)); found {
					return bad, true
				}
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if bad, found := badIn(v.Index(i)); found {
				return bad, true
			}
		}
	}
	return "", false
}
