package dna

import (
	"fmt"
	"strings"
)

// mostLabel is how many characters a label has at most.
const mostLabel = 190

// The kinds of columns that DNA 3 has, as it checks them.
func label(name, more string) string {
	return fmt.Sprintf("%s TEXT NOT NULL%s CHECK (LENGTH(%s) < %d)", name, more, name, mostLabel+1)
}

func number(name string, least, most, preset int) string {
	return fmt.Sprintf("%s INTEGER NOT NULL DEFAULT %d CHECK (%s BETWEEN %d AND %d)", name, preset, name, least, most)
}

func colours() []string {
	return []string{number("Red", 0, 255, 0), number("Green", 0, 255, 0), number("Blue", 0, 255, 0)}
}

// to is a reference that goes with what it names.
func to(column, table string) string {
	return fmt.Sprintf("FOREIGN KEY(%s) REFERENCES %s(ID) ON DELETE CASCADE", column, table)
}

const idColumn = "ID INTEGER NOT NULL PRIMARY KEY"

var permissions = []string{
	"AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements", "DeleteStatements",
	"EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
	"ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
}

// tables are the statements that make an empty database of DNA 3.
func tables() (list []string) {
	table := func(name string, columns ...[]string) {
		var all []string
		for _, c := range columns {
			all = append(all, c...)
		}
		list = append(list, "CREATE TABLE "+name+"("+strings.Join(all, ", ")+")")
	}
	one := func(c ...string) []string { return c }

	table("SETTINGS", one("Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"))
	coder := one(number("Refresh", 0, 9999, 0), number("FontSize", 1, 99, 14), label("Password", ""), number("PopupWidth", 100, 9999, 300),
		number("ColorByCoder", 0, 1, 0), number("PopupDecoration", 0, 1, 0), number("PopupAutoComplete", 0, 1, 1))
	for _, p := range permissions {
		coder = append(coder, number("Permission"+p, 0, 1, 1))
	}
	table("CODERS", one(idColumn, label("Name", "")), colours(), coder)
	table("DOCUMENTS", one(idColumn, label("Title", ""), "Text TEXT NOT NULL", "Coder INTEGER", label("Author", " DEFAULT ''"), label("Source", " DEFAULT ''"),
		label("Section", " DEFAULT ''"), "Notes TEXT NOT NULL DEFAULT ''", label("Type", " DEFAULT ''"), "Date INTEGER NOT NULL", to("Coder", "CODERS")))
	table("STATEMENTTYPES", one(idColumn, label("Label", "")), colours())
	table("VARIABLES", one(idColumn, label("Variable", ""), "DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text'))",
		"StatementTypeId INTEGER", to("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)"))
	table("VARIABLELINKS", one(idColumn, "SourceVariableId INTEGER", "TargetVariableId INTEGER", "CHECK (TargetVariableId != SourceVariableId)",
		to("SourceVariableId", "VARIABLES"), to("TargetVariableId", "VARIABLES")))
	table("REGEXES", one(fmt.Sprintf("Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < %d)", mostLabel+1)), colours())
	table("CODERRELATIONS", one(idColumn, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)", number("viewStatements", 0, 1, 1),
		number("editStatements", 0, 1, 1), number("viewDocuments", 0, 1, 1), number("editDocuments", 0, 1, 1), "CHECK (Coder != OtherCoder)",
		to("Coder", "CODERS"), to("OtherCoder", "CODERS")))
	table("STATEMENTS", one(idColumn, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK (Start >= 0)", "Stop INTEGER NOT NULL CHECK (Stop >= 0)",
		"Coder INTEGER", "CHECK (Start < Stop)", to("StatementTypeId", "STATEMENTTYPES"), to("Coder", "CODERS"), to("DocumentId", "DOCUMENTS")))
	data := func(name, value string, more ...string) {
		table(name, one(idColumn, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value, to("StatementId", "STATEMENTS"), to("VariableId", "VARIABLES")),
			more, one("UNIQUE (StatementId, VariableId)"))
	}
	data("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1")
	data("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0")
	table("ENTITIES", one(idColumn, "VariableId INTEGER NOT NULL", label("Value", " DEFAULT ''"), "Red INTEGER CHECK (Red BETWEEN 0 AND 255)",
		"Green INTEGER CHECK (Green BETWEEN 0 AND 255)", "Blue INTEGER CHECK (Blue BETWEEN 0 AND 255)", "ChildOf INTEGER CHECK (ChildOf > 0)",
		"UNIQUE (VariableId, Value)", to("ChildOf", "ENTITIES"), to("VariableId", "VARIABLES")))
	data("DATASHORTTEXT", "Entity INTEGER NOT NULL", to("Entity", "ENTITIES"))
	data("DATALONGTEXT", "Value TEXT DEFAULT ''")
	table("ATTRIBUTEVARIABLES", one(idColumn, "VariableId INTEGER NOT NULL", label("AttributeVariable", ""), "UNIQUE (VariableId, AttributeVariable)", to("VariableId", "VARIABLES")))
	table("ATTRIBUTEVALUES", one(idColumn, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL", label("AttributeValue", " DEFAULT ''"),
		"UNIQUE (EntityId, AttributeVariableId)", to("EntityId", "ENTITIES"), to("AttributeVariableId", "ATTRIBUTEVARIABLES")))
	return list
}
