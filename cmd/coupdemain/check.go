package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"coupdemain/internal/config"
	"coupdemain/internal/selftest"
	"coupdemain/internal/store"
	"coupdemain/web/locales"
)

// errToMend is for a check that found something; it has been told.
var errToMend = errors.New("something does not work: see above")

// check tries what a server with these settings needs, and tells it in words.
func check(ctx context.Context, s config.Serve, stdout io.Writer) error {
	catalogues, err := locales.Load()
	if err != nil {
		return err
	}
	words := catalogues[spoken()]
	settings, err := toTry(s)
	if err != nil {
		return err
	}
	bad := false
	selftest.Run(ctx, settings, func(f selftest.Finding) {
		bad = bad || f.State == selftest.Mend
		if told := tellFinding(words, f, stdout); told != nil {
			err = errors.Join(err, told)
		}
	})
	if err == nil && bad {
		err = errToMend
	}
	return errors.Join(err, ctx.Err())
}

// spoken is the language of the terminal: French, unless it asks for English.
func spoken() string {
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(variable); value != "" {
			if strings.HasPrefix(value, "en") {
				return "en"
			}
			break
		}
	}
	return locales.Default
}

// toTry puts the settings of a server in the terms of the test.
func toTry(s config.Serve) (selftest.Settings, error) {
	settings := selftest.Settings{
		Data: s.Data, Database: func(ctx context.Context) error { return store.Try(ctx, s.Data) },
		Listen: s.Listen, HTTP: s.TLS.HTTP, BaseURL: s.BaseURL,
		Domain: s.TLS.Domain, Certificate: s.TLS.Certificate, Key: s.TLS.Key,
		MediaPort: s.MediaPort, TURNPort: s.TURNPort, Announced: s.MediaIPs,
	}
	if s.Mail != nil {
		settings.MailServer, settings.Mail = net.JoinHostPort(s.Mail.Host, strconv.Itoa(s.Mail.Port)), s.Mail.Try
	}
	if settings.BaseURL == "" {
		settings.BaseURL = config.LocalURL(s.Port())
	}
	if s.TLS.Domain != "" {
		settings.Certificate = selftest.CertificateFile(filepath.Join(s.Data, certificatesFolder), s.TLS.Domain)
	}
	settings.Running = store.Held(s.Data)
	key, err := store.SecretKey(s.Data)
	if err == nil {
		settings.Secret = key[:]
	} else if !errors.Is(err, os.ErrNotExist) && !errors.Is(err, store.ErrReadOnly) {
		return settings, err
	}
	return settings, nil
}

// marks say how one thing stands: check.{mark}.
var marks = map[selftest.State]string{selftest.Fine: "fine", selftest.Note: "note", selftest.Mend: "mend"}

// tellFinding writes one line, and the mend below it if there is one.
func tellFinding(words *locales.Catalogue, f selftest.Finding, stdout io.Writer) error {
	mark, err := words.Text("check.mark." + marks[f.State])
	if err != nil {
		return err
	}
	text, err := words.Text("check."+f.Key, f.Pairs...)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%-11s %s\n", mark, text)
	if mend, err := words.Text("check."+f.Key+".mend", f.Pairs...); err == nil {
		fmt.Fprintf(stdout, "%11s → %s\n", "", mend)
	}
	return nil
}
