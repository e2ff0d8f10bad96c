// Package session is a project that somebody works in: the one road on which every
// change travels.
//
// One rule: durable before visible. [Session.Apply] hands the ChangeSet to the
// store, which syncs it; only then is it in memory, in the history and told to
// observers, once and in order.
//
//	s, err := session.Open(store, "Lina Haddad", session.System)
//	stop := s.Observe(func(e session.Event) { repaint(e.ChangeSet) })
//	page, err := s.Page(documentID)
//	cs, a, err := s.Editor().Mark(page, "claim", []text.Span{span})
//	err = s.Apply(cs)
//	label, err := s.Undo() // "Mark claim"
//
// A session belongs to one goroutine and takes no lock. Long work reads from
// Store.View elsewhere and comes back with a ChangeSet; one of very many records is written
// elsewhere as well, by [Session.ApplyBeside], and shown when it is durable.
package session
