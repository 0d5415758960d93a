package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"path"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/phonenumber"
	"coupdemain/internal/ratelimit"
	"coupdemain/internal/sms"
)

// Whoever calls with the telephone that is to show the page cannot type while they listen: the code reaches them by a
// text message, the code alone, since people are taught not to open links.

// smsWithin is how long a gateway has to take a message, less than an answer of this site may take.
const smsWithin = 15 * time.Second

// texting sends codes, no more of them than are needed: each is paid for, and none may be used to pester somebody.
type texting struct {
	texts     Texts
	byAccount *ratelimit.Buckets[string]
	byNumber  *ratelimit.Buckets[string]
}

func newTexting(texts Texts) texting {
	return texting{
		texts:     texts,
		byAccount: ratelimit.New[string](3*time.Minute, 10),
		byNumber:  ratelimit.New[string](10*time.Minute, 3),
	}
}

// saveSMS sends the code of a help to a telephone. The number is kept nowhere, and no log has it.
//
// 204: the gateway has the message. 202: it may have it. 409: the code is of no use any more. 422: not a mobile
// telephone's number. 429: too many. 502: it was not sent. 404: no messages are sent here.
func (s *site) saveSMS(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	link, ok := s.helps.Link(r.PathValue("id"), person.ID)
	number, isNumber := phonenumber.Texted(r.PostFormValue("number"))
	switch {
	case s.texting.texts == nil:
		w.WriteHeader(http.StatusNotFound)
	case !ok:
		w.WriteHeader(http.StatusConflict)
	case !isNumber:
		w.WriteHeader(http.StatusUnprocessableEntity)
	case s.texting.byAccount.Take(person.ID) > 0 || s.texting.byNumber.Take(number) > 0:
		w.WriteHeader(http.StatusTooManyRequests)
	default:
		w.WriteHeader(s.text(r, person, number, path.Base(link)))
	}
}

// text sends a code and gives the answer's status. What a gateway answers may hold the number: only its status is logged.
func (s *site) text(r *http.Request, person accounts.Person, number, code string) int {
	half := len(code) / 2
	body, err := s.pages[languageOf(r)].catalogue.Text("ask.sms.text", "code", code[:half]+" "+code[half:])
	if err != nil {
		s.log.Error("text message not written", "error", err)
		return http.StatusInternalServerError
	}
	ctx, cancel := context.WithTimeout(r.Context(), smsWithin)
	defer cancel()
	err = s.texting.texts.Send(ctx, sms.Text{ID: rand.Text(), To: number, Body: body})
	if err == nil {
		return http.StatusNoContent
	}
	var failed *sms.Error
	if errors.As(err, &failed) {
		s.log.Warn("text message not sent", "account", person.ID, "gateway", failed.Status, "doubtful", failed.Doubtful())
		if failed.Doubtful() {
			return http.StatusAccepted
		}
		return http.StatusBadGateway
	}
	s.log.Warn("text message not sent", "account", person.ID)
	return http.StatusBadGateway
}
