package web

import (
	"context"
	"io"
	"net/http"
	"net/netip"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/sms"
	"coupdemain/signaling"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
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
	CheckPasswordLink(ctx context.Context, token string) (accounts.Person, error)
	ChoosePassword(ctx context.Context, token, password string) (accounts.Person, error)

	// What administrators and coordinators do; by is who asks.
	People(ctx context.Context, by accounts.Person) ([]accounts.Person, error)
	Somebody(ctx context.Context, by accounts.Person, id string) (accounts.Person, error)
	AddFor(ctx context.Context, by accounts.Person, n accounts.NewPerson) (p accounts.Person, token string, err error)
	PasswordLink(ctx context.Context, by accounts.Person, id string) (token string, err error)
	SetActive(ctx context.Context, by accounts.Person, id string, active bool) error
	SetRole(ctx context.Context, by accounts.Person, id string, role accounts.Role) error
	SignOutSomebody(ctx context.Context, by accounts.Person, id string) error
	Organizations(ctx context.Context, by accounts.Person) ([]accounts.Organization, error)
	SetOrganization(ctx context.Context, by accounts.Person, o accounts.Organization) error
}

// Audit is what the site asks about what happened; audit.Log is one.
type Audit interface {
	Lines(ctx context.Context, organization string, older audit.Cursor, most int) ([]audit.Line, error)
}

// Helps is what the site asks about the live helps; signaling.Hub is one.
type Helps interface {
	Open(ctx context.Context, m signaling.Mediator) (help string, err error)
	Knock(ctx context.Context, typed string, from netip.Addr, ticket string) (help, newTicket string, err error)
	Allowed(from netip.Addr) error
	AtDoor(typed string, from netip.Addr)
	Slip(typed string, from netip.Addr) (heard bool)
	Seat(help string, who signaling.Holder) protocol.Role
	Link(help, mediatorID string) (link string, ok bool)
	Invited(link string) (role protocol.Role, helper signaling.Mediator, ok bool)
	TakeSeat(link string, who signaling.Mediator) (help, ticket string, ok bool)
	GuestLink(help string, who signaling.Holder, role protocol.Role) (link string)
	SendParcel(ctx context.Context, help string, who signaling.Holder, p signaling.Parcel, open func() (io.Reader, error)) error
	FetchParcel(help string, who signaling.Holder, id string, take func(p signaling.Parcel, body io.Reader) error) error
	Dismiss(mediatorID string, end bool)
	Serve(w http.ResponseWriter, r *http.Request, help string, who signaling.Holder)
	ServeDesk(w http.ResponseWriter, r *http.Request, mediatorID string)
}

// Classes is what the site asks about the live classes; class.Hub is one.
type Classes interface {
	Admits(ctx context.Context, id string, who class.Holder) bool
	Pocket(ctx context.Context, id, secret string) (people []class.Person, ok bool)
	TakePocket(ctx context.Context, id, secret, person, device string) bool
	Mirror(id, person string) class.Mirror
	Dismiss(mediatorID string)
	Serve(w http.ResponseWriter, r *http.Request, id string, who class.Holder)
}

// Texts takes text messages to telephones; sms.Gateway is one.
type Texts interface {
	Send(ctx context.Context, t sms.Text) error
}

// Relay is what the site asks about the way round networks that block media.
type Relay interface {
	// Servers are what a participant's browser, at that address, is told of it: fresh credentials at each call.
	Servers(participant string, from netip.Addr) []ICEServer
}
