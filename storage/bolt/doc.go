// Package bolt keeps a project in one file, NAME.parley: a bbolt database
// (go.etcd.io/bbolt) whose values are MessagePack, as package record says.
package bolt
