package huggingface

import (
	"fmt"
	"reflect"
	"strings"
)

// columns writes the members of a line as the hub's list of features, in YAML. They are read
// off the types of the lines, so that the two cannot differ.
func columns(b *strings.Builder, t reflect.Type, indent string) {
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Fprintf(b, "%s- name: %s\n", indent, f.Tag.Get("json"))
		column(b, f.Type, indent+"  ")
	}
}

func column(b *strings.Builder, t reflect.Type, indent string) {
	switch {
	case t.Kind() == reflect.Pointer:
		column(b, t.Elem(), indent)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		fmt.Fprintf(b, "%slist:\n", indent)
		columns(b, t.Elem(), indent)
	case t.Kind() == reflect.Slice:
		fmt.Fprintf(b, "%ssequence: %s\n", indent, dtype(t.Elem()))
	case t.Kind() == reflect.Struct:
		fmt.Fprintf(b, "%sstruct:\n", indent)
		columns(b, t, indent)
	default:
		fmt.Fprintf(b, "%sdtype: %s\n", indent, dtype(t))
	}
}

func dtype(t reflect.Type) string {
	if t.Kind() == reflect.Int {
		return "int64"
	}
	return "string"
}
