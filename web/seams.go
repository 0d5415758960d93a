package web

import (
	"context"
	"net/http"
	"net/netip"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
)

// Accounts is what the site asks about the people who help; accounts.Service is one.
type Accounts interface {
	SignIn(ctx context.Context, email, password string, from netip.Addr) (token string, p accounts.Person, err error)
	Person(ctx context.Context, token string) (accounts.Person, error)
	SignOut(ctx context.Context, token string) error
	SignOutEverywhere(ctx context.Context, personID string) error
	ChangePassword(ctx context.Context, token, old, new string, from netip.Addr) error
	CheckFirstRun(ctx context.Context, token string) error
	FirstAdmin(ctx context.Context, token string, n accounts.NewPerson) (accounts.Person, error)
}

// Helps is what the site asks about the live helps; signaling.Hub is one.
type Helps interface {
	Open(ctx context.Context, m signaling.Mediator) (help string, err error)
	Knock(ctx context.Context, typed string, from netip.Addr, ticket string) (help, newTicket string, err error)
	AtDoor(typed string, from netip.Addr)
	Slip(typed string, from netip.Addr)
	Seated(help, ticket string) bool
	Helps(help, mediatorID string) bool
	Link(help, mediatorID string) (link string, ok bool)
	ServePerson(w http.ResponseWriter, r *http.Request, help, ticket string)
	ServeMediator(w http.ResponseWriter, r *http.Request, help, mediatorID string)
	ServeDesk(w http.ResponseWriter, r *http.Request, mediatorID string)
}

// Relay is what the site asks about the way round networks that block media.
type Relay interface {
	// Servers are what a participant's browser, at that address, is told of it: fresh credentials at each call.
	Servers(participant string, from netip.Addr) []ICEServer
}
