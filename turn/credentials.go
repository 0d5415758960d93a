package turn

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pion/stun/v4"
)

// realm is constant: it is part of what clients hash (RFC 8489 section 9.2.2), and short, since it stands in every
// refusal.
const realm = "coupdemain"

// credentialsLast is how long credentials open new allocations. Those that are open go on as long as their participant.
const credentialsLast = time.Hour

// maxParticipant bounds a participant's name, in bytes.
const maxParticipant = 64

// credentialsKey signs credentials.
type credentialsKey []byte

// newCredentialsKey derives the key from the server's secret, so that neither tells anything of the other (RFC 5869).
func newCredentialsKey(secret []byte) (credentialsKey, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "coupdemain relay credentials", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("turn: credentials key: %w", err)
	}
	return key, nil
}

// issue makes a username, `expiry:participant` in Unix seconds, and its password.
func (k credentialsKey) issue(participant string, expiry time.Time) (username, password string) {
	username = strconv.FormatInt(expiry.Unix(), 10) + ":" + participant
	return username, k.password(username)
}

func (k credentialsKey) password(username string) string {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(username))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// integrity is the key that whoever holds the credentials signs with.
func (k credentialsKey) integrity(username string) stun.MessageIntegrity {
	return stun.NewLongTermIntegrity(username, realm, k.password(username))
}

// parseUsername reads what issue wrote; it proves nothing.
func parseUsername(username string) (participant string, expiry time.Time, ok bool) {
	seconds, participant, found := strings.Cut(username, ":")
	if !found || len(seconds) > 12 || participant == "" || len(participant) > maxParticipant {
		return "", time.Time{}, false
	}
	unix, err := strconv.ParseUint(seconds, 10, 63)
	if err != nil {
		return "", time.Time{}, false
	}
	return participant, time.Unix(int64(unix), 0), true
}
