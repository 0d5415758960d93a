package sms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Gateway is a Provider reached by one POST for each message, as most are.
type Gateway struct {
	URL string
	// Body is what is posted, with {to}, {text}, {sender} and {id} in it: JSON if it begins with a brace, otherwise a form
	// (to={to}&message={text}). Values are written as the kind of body asks.
	Body   string
	Sender string
	Token  string // sent as a bearer token (RFC 6750); empty: none
	// Client makes the requests; nil: one that follows no redirection and waits half a minute.
	Client *http.Client
}

// DefaultBody is what is posted if nobody says otherwise.
const DefaultBody = `{"to": "{to}", "sender": "{sender}", "text": "{text}"}`

const (
	within = 30 * time.Second
	// answerLength bounds what is read of an answer, in bytes, and quotedLength what of it goes into an error.
	answerLength = 64 << 10
	quotedLength = 200
)

// client is shared by the gateways that bring none.
var client = &http.Client{
	Timeout: within,
	// A token is for the address it was given for.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// ValidBody says what is wrong with a Body.
func ValidBody(body string) error {
	for _, needed := range []string{"{to}", "{text}"} {
		if !strings.Contains(body, needed) {
			return fmt.Errorf("it has no %s", needed)
		}
	}
	if filled, kind := fill(body, map[string]string{}); kind == jsonType && !json.Valid([]byte(filled)) {
		return errors.New("it is not JSON, though it begins with a brace")
	}
	return nil
}

const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// fill puts values into a body; whatever they hold, they stay values.
func fill(body string, values map[string]string) (filled, contentType string) {
	contentType, write := formType, url.QueryEscape
	if strings.HasPrefix(strings.TrimSpace(body), "{") {
		contentType, write = jsonType, func(value string) string {
			quoted, _ := json.Marshal(value) // A string is never refused.
			return string(quoted[1 : len(quoted)-1])
		}
	}
	var pairs []string
	for _, name := range []string{"to", "text", "sender", "id"} {
		pairs = append(pairs, "{"+name+"}", write(values[name]))
	}
	return strings.NewReplacer(pairs...).Replace(body), contentType
}

// Send implements Provider.
func (g *Gateway) Send(ctx context.Context, t Text) error {
	ready, err := prepare(t)
	if err != nil {
		return &Error{Err: err, permanent: true}
	}
	body, contentType := fill(g.Body, map[string]string{"to": ready.To, "text": ready.Body, "sender": g.Sender, "id": ready.ID})
	var handed atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest: func(info httptrace.WroteRequestInfo) { handed.Store(info.Err == nil) },
	})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, strings.NewReader(body))
	if err != nil {
		return &Error{Err: err}
	}
	request.GetBody = nil // Not sent again unasked.
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Idempotency-Key", ready.ID)
	if g.Token != "" {
		request.Header.Set("Authorization", "Bearer "+g.Token)
	}
	sender := g.Client
	if sender == nil {
		sender = client
	}
	response, err := sender.Do(request)
	if err != nil {
		return &Error{Err: err, doubtful: handed.Load()}
	}
	defer func() { _ = response.Body.Close() }()
	return answered(response)
}

// answered is nil if a gateway's answer says that it has the message. The last word are the answers that fault what was
// sent; those that fault the settings (401, 404, …) are somebody's to mend, and a gateway that could not ask further on
// (502, 504) may have been heard all the same.
func answered(response *http.Response) error {
	said, _ := io.ReadAll(io.LimitReader(response.Body, answerLength)) // As much as came will do.
	status := response.StatusCode
	if status >= 200 && status < 300 {
		return nil
	}
	words := strings.Join(strings.Fields(strings.ToValidUTF8(string(said), "")), " ")
	if runes := []rune(words); len(runes) > quotedLength {
		words = string(runes[:quotedLength])
	}
	e := &Error{Status: status, Err: fmt.Errorf("the gateway answered %d: %s", status, words)}
	switch status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		e.permanent = true
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		e.doubtful = true
	}
	return e
}
