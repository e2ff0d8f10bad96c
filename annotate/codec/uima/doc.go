// Package uima is what the formats of UIMA's tools share: how parts of a schema are called as
// types and features, and the tokens that such tools want a text to have.
//
// One rule: a part that came from a file has its name in the next one, whatever the project
// calls it by now. For the others a type is made of the name: "Claim" is webanno.custom.Claim.
//
//	n := uima.NewNaming(schema, mapping) // of the import, or nil
//	n.Layer("claim")                     // "webanno.custom.Claim"
package uima
