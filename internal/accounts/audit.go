package accounts

import (
	"context"
	"net/netip"
)

// Act names what has to be answered for afterwards.
type Act string

// The acts.
const (
	SignedIn            Act = "signed-in"
	SignInRefused       Act = "sign-in-refused" // of an account that exists, About
	SignedOut           Act = "signed-out"
	SignedOutEverywhere Act = "signed-out-everywhere"
	PasswordChanged     Act = "password-changed"
	PasswordLinkMade    Act = "password-link"
	AccountAdded        Act = "account-added"       // Role says as what
	AccountDeactivated  Act = "account-deactivated" // and signed out everywhere
	AccountReactivated  Act = "account-reactivated"
	RoleChanged         Act = "role-changed" // to Role
	OrganizationChanged Act = "organization-changed"
)

// Event is an act as it is written down.
type Event struct {
	Act          Act
	By           string     // who did it; empty: somebody not signed in, or the command line
	About        string     // the account it was done to, if that is not By's
	Organization string     // the organization it was done to
	Role         Role       // where Act says so
	From         netip.Addr // of a sign-in; it is not to be kept as it is
}

// Audit writes events down. It is called from any goroutine, after what it tells of. It must take as long for a
// SignInRefused as if there were none: the time would tell that the account exists.
type Audit interface {
	Record(ctx context.Context, e Event)
}

// noAudit is for a Service that was given none.
type noAudit struct{}

// Record implements Audit.
func (noAudit) Record(context.Context, Event) {}
