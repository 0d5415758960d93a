// Package selftest tries what a server needs on this machine, and says in words what would not work for users, and the
// mend. What cannot be known from inside (a firewall outside, a provider's box) it says too.
//
// The words are in the catalogue: check.{key}, and check.{key}.mend.
package selftest

import (
	"context"
	"errors"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// State is how one thing stands.
type State int

// The states.
const (
	Fine State = iota
	Note       // it works, but see; or it cannot be known from here
	Mend       // it does not work
)

// Finding is one line of the answer.
type Finding struct {
	State State
	Key   string
	Pairs []any // placeholders and their values
}

// Settings are those of the server to try. All but Running and those of TLS are needed.
type Settings struct {
	Data                string
	Database            func(ctx context.Context) error // reads it whole and writes to it
	Secret              []byte
	Running             bool // a server runs with these settings
	Listen, HTTP        string
	BaseURL             string
	Domain              string // with ACME
	Certificate         string // a file in PEM: one's own, or where ACME's is kept
	Key                 string // a file in PEM; empty with ACME
	MediaPort, TURNPort int
	Announced           []netip.Addr // empty: every address of the machine
	MailServer          string       // host:port; empty: no e-mail is sent
	// Mail connects to it, and authenticates if there is a password.
	Mail func(ctx context.Context) error
}

// Run tries everything, one after the other, and tells each finding as it comes. It takes some seconds.
func Run(ctx context.Context, s Settings, tell func(Finding)) {
	say := func(state State, key string, pairs ...any) { tell(Finding{state, key, pairs}) }
	for _, try := range []func(context.Context, Settings, teller){
		tryFolder, tryDisk, tryDatabase, tryClock, tryAddress, tryCertificate, tryAnnounced, tryPorts, tryRelay, tryMail,
	} {
		if ctx.Err() != nil {
			return
		}
		try(ctx, s, say)
	}
	say(Note, "outside", "ports", s.outsidePorts())
}

// teller says one finding.
type teller func(state State, key string, pairs ...any)

func tryFolder(_ context.Context, s Settings, say teller) {
	info, err := os.Stat(s.Data)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		say(Mend, "folder.missing", "folder", s.Data)
		return
	case err != nil:
		say(Mend, "folder.error", "folder", s.Data, "error", err)
		return
	}
	if info.Mode().Perm()&0o077 != 0 {
		say(Mend, "folder.open", "folder", s.Data)
		return
	}
	probe, err := os.CreateTemp(s.Data, ".check-*")
	if err != nil {
		say(Mend, "folder.readonly", "folder", s.Data)
		return
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		say(Mend, "folder.error", "folder", s.Data, "error", err)
		return
	}
	say(Fine, "folder", "folder", s.Data)
}

// The room that a disk must have, in bytes: with less than the first soon nothing can be written.
const (
	roomNeeded = 200 << 20
	roomWanted = 2 << 30
)

func tryDisk(_ context.Context, s Settings, say teller) {
	var disk unix.Statfs_t
	if err := unix.Statfs(s.Data, &disk); err != nil {
		return // The folder is not there: that has been said.
	}
	free := disk.Bavail * uint64(disk.Bsize)
	megabytes := free >> 20
	switch {
	case free < roomNeeded:
		say(Mend, "disk.full", "megabytes", megabytes)
	case free < roomWanted:
		say(Note, "disk.little", "megabytes", megabytes)
	default:
		say(Fine, "disk", "megabytes", megabytes)
	}
}

func tryDatabase(ctx context.Context, s Settings, say teller) {
	if err := s.Database(ctx); err != nil {
		say(Mend, "database.error", "error", err)
		return
	}
	say(Fine, "database")
}

// built is a moment before which no clock can rightly be.
var built = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// timeUnsynced is what the kernel says of a clock that nobody sets (adjtimex(2), TIME_ERROR).
const timeUnsynced = 5

func tryClock(_ context.Context, _ Settings, say teller) {
	now := time.Now()
	said := now.Format("02/01/2006 15:04 MST")
	state, err := unix.Adjtimex(&unix.Timex{})
	switch {
	case now.Before(built):
		say(Mend, "clock.wrong", "time", said)
	case err == nil && state == timeUnsynced:
		say(Note, "clock.unsynced", "time", said)
	default:
		say(Fine, "clock", "time", said)
	}
}

// tryAddress looks at the public address of the pages.
func tryAddress(_ context.Context, s Settings, say teller) {
	public, err := url.Parse(s.BaseURL)
	if err != nil {
		say(Mend, "address.error", "address", s.BaseURL)
		return
	}
	local := public.Hostname() == "localhost"
	switch {
	case local:
		say(Note, "address.local", "address", s.BaseURL)
	case public.Scheme != "https":
		say(Mend, "address.clear", "address", s.BaseURL)
	default:
		say(Fine, "address", "address", s.BaseURL)
	}
}

// CertificateFile is where a domain's certificate is, in the folder that ACME's are kept in.
func CertificateFile(folder, domain string) string { return filepath.Join(folder, domain) }
