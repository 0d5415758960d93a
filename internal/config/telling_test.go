package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"coupdemain/internal/mail"
	"coupdemain/internal/sms"
)

// kept is a file with a secret in it, ended by a line end as editors do.
func kept(t *testing.T, secret string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestMailAndTexts(t *testing.T) {
	tests := map[string]struct {
		args []string
		env  map[string]string
		mail *mail.Server
		sms  *sms.Gateway
	}{
		"none": {},
		"with a password in a file": {
			args: []string{"--mail-server", "smtp.example.org:587", "--mail-from", "Ateliers <ateliers@example.org>", "--mail-user", "u", "--mail-password-file", kept(t, "p w\n")},
			mail: &mail.Server{Host: "smtp.example.org", Port: 587, Security: mail.STARTTLS, From: "ateliers@example.org", FromName: "Ateliers", Username: "u", Password: "p w"},
		},
		"by the environment": {
			env: map[string]string{"mail-server": "smtp.example.org:465", "mail-from": "ateliers@example.org", "mail-user": "u", "mail-password": "pw",
				"sms-url": "https://sms.example.org/send", "sms-sender": "Ateliers", "sms-token": "t"},
			mail: &mail.Server{Host: "smtp.example.org", Port: 465, Security: mail.TLS, From: "ateliers@example.org", Username: "u", Password: "pw"},
			sms:  &sms.Gateway{URL: "https://sms.example.org/send", Body: sms.DefaultBody, Sender: "Ateliers", Token: "t"},
		},
		"on this machine": {
			args: []string{"--mail-server", "localhost:25", "--mail-security", "none", "--mail-from", "a@example.org",
				"--sms-url", "http://127.0.0.1:8000/", "--sms-body", "to={to}&m={text}", "--sms-sender", "Ateliers", "--sms-token-file", kept(t, "t")},
			mail: &mail.Server{Host: "localhost", Port: 25, Security: mail.Clear, From: "a@example.org"},
			sms:  &sms.Gateway{URL: "http://127.0.0.1:8000/", Body: "to={to}&m={text}", Sender: "Ateliers", Token: "t"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for setting, value := range tt.env {
				t.Setenv(Variable(setting), value)
			}
			got, err := parse(append([]string{"serve"}, tt.args...)...)
			s, _ := got.(Serve)
			if err != nil || !reflect.DeepEqual(s.Mail, tt.mail) || !reflect.DeepEqual(s.SMS, tt.sms) {
				t.Errorf("%+v, %+v, %v", s.Mail, s.SMS, err)
			}
		})
	}
}

func TestFaultsOfMailAndTexts(t *testing.T) {
	server := []string{"--mail-server", "smtp.example.org:587", "--mail-from", "a@example.org"}
	gateway := []string{"--sms-url", "https://sms.example.org/", "--sms-sender", "Ateliers"}
	tests := map[string]struct {
		args []string
		want []string
	}{
		"no server":          {[]string{"--mail-from", "a@example.org", "--sms-sender", "Ateliers"}, []string{"--mail-from", "--sms-sender"}},
		"no port":            {[]string{"--mail-server", "smtp.example.org", "--mail-from", "me"}, []string{"--mail-server", "--mail-from"}},
		"in clear, far away": {append(server, "--mail-security", "none"), []string{"--mail-security"}},
		"no such security":   {append(server, "--mail-security", "ssl"), []string{"--mail-security"}},
		"no password":        {append(server, "--mail-user", "u"), []string{"--mail-user"}},
		"no such file":       {append(server, "--mail-user", "u", "--mail-password-file", "/nowhere"), []string{"--mail-password-file", "--mail-user"}},
		"an empty file":      {append(gateway, "--sms-token-file", kept(t, "\n")), []string{"--sms-token-file"}},
		"in clear":           {[]string{"--sms-url", "http://sms.example.org/", "--sms-sender", "Ateliers"}, []string{"--sms-url"}},
		"a key in it":        {[]string{"--sms-url", "https://u:secret@sms.example.org/", "--sms-sender", "Ateliers"}, []string{"--sms-url"}},
		"a body with holes":  {append(gateway, "--sms-body", `{"key": "secret", "to": "{to}"}`), []string{"--sms-body"}},
		"a long name":        {[]string{"--sms-url", "https://sms.example.org/", "--sms-sender", "France Services"}, []string{"--sms-sender"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := parse(append([]string{"serve"}, tt.args...)...)
			var faults *FaultsError
			if !errors.As(err, &faults) || len(faults.Faults) != len(tt.want) {
				t.Fatalf("%v; want %d faults", err, len(tt.want))
			}
			for i, want := range tt.want {
				if !strings.HasPrefix(faults.Faults[i], want+" ") || strings.Contains(faults.Faults[i], "secret@") || strings.Contains(faults.Faults[i], `"secret"`) {
					t.Errorf("fault %d is %s, want %s", i, faults.Faults[i], want)
				}
			}
		})
	}
}
