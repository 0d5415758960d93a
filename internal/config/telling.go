package config

import (
	"errors"
	"io/fs"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	smtp "coupdemain/internal/mail"
	"coupdemain/internal/sms"
)

// mailFlags are serve's settings of e-mail as typed. The password has no flag: whoever may list processes reads those.
type mailFlags struct {
	Server       string `placeholder:"HOST:PORT" help:"Server that takes e-mail, such as smtp.example.org:587. Empty: none is sent."`
	Security     string `placeholder:"WAY" help:"starttls, tls, or none for a server on this machine. By default tls on port 465, else starttls."`
	From         string `placeholder:"ADDRESS" help:"Whom e-mail comes from, such as Ateliers <ateliers@example.org>."`
	User         string `placeholder:"NAME" help:"Name to authenticate with. Its password is in COUPDEMAIN_MAIL_PASSWORD or in --mail-password-file."`
	PasswordFile string `placeholder:"FILE" help:"File with the password alone in it."`
}

// check is the server that takes e-mail; nil if there is none.
func (typed mailFlags) check(f *faults) *smtp.Server {
	password := secret(f, mailPassword, typed.PasswordFile)
	if typed.Server == "" {
		for _, one := range [][2]string{{"mail-security", typed.Security}, {"mail-from", typed.From}, {"mail-user", typed.User}, {"mail-password-file", typed.PasswordFile}} {
			if one[1] != "" {
				f.add(one[0], one[1], "leave it out, or add --mail-server")
			}
		}
		return nil
	}
	host, number, err := net.SplitHostPort(typed.Server)
	n, wrong := strconv.ParseUint(number, 10, 16)
	if err != nil || wrong != nil || n == 0 || host == "" || strings.ContainsAny(host, " /@") {
		f.add("mail-server", typed.Server, "write a host and a port, such as smtp.example.org:587")
	}
	s := &smtp.Server{Host: host, Port: int(n), Security: smtp.Security(typed.Security), Username: typed.User, Password: password}
	if s.Security == "" {
		s.Security = smtp.STARTTLS
		if s.Port == 465 { // RFC 8314, section 7.3
			s.Security = smtp.TLS
		}
	}
	switch s.Security {
	case smtp.STARTTLS, smtp.TLS:
	case smtp.Clear:
		if !onThisMachine(host) || typed.User != "" {
			f.add("mail-security", typed.Security, "choose starttls or tls: none is for a server on this machine that asks for no password")
		}
	default:
		f.add("mail-security", typed.Security, "choose starttls, tls or none")
	}
	if from, err := mail.ParseAddress(typed.From); err != nil {
		f.add("mail-from", typed.From, "write an address, such as Ateliers <ateliers@example.org>")
	} else {
		s.From, s.FromName = from.Address, from.Name
	}
	if (typed.User == "") != (password == "") {
		f.add("mail-user", typed.User, "a name and its password go together: see --mail-password-file")
	}
	return s
}

// smsFlags are serve's settings of text messages as typed.
type smsFlags struct {
	URL       string `name:"url" placeholder:"URL" help:"Address of the gateway that takes text messages. Empty: none are sent."`
	Body      string `placeholder:"TEMPLATE" help:"What is posted to it, with {to}, {text}, {sender} and {id}: JSON, or a form as to={to}&text={text}."`
	Sender    string `placeholder:"NAME" help:"Whom messages come from, 3 to 11 letters and digits."`
	TokenFile string `placeholder:"FILE" help:"File with the gateway's bearer token alone in it; or COUPDEMAIN_SMS_TOKEN."`
}

// check is the gateway of text messages; nil if there is none.
func (typed smsFlags) check(f *faults) *sms.Gateway {
	token := secret(f, smsToken, typed.TokenFile)
	if typed.URL == "" {
		for _, one := range [][2]string{{"sms-body", typed.Body}, {"sms-sender", typed.Sender}, {"sms-token-file", typed.TokenFile}} {
			if one[1] != "" {
				f.add(one[0], one[1], "leave it out, or add --sms-url")
			}
		}
		return nil
	}
	u, err := url.Parse(typed.URL)
	switch {
	case err != nil, u.Hostname() == "", u.User != nil:
		f.add("sms-url", "…", "write the gateway's address, such as https://sms.example.org/send; a token goes into --sms-token-file")
	case u.Scheme != "https" && (u.Scheme != "http" || !onThisMachine(u.Hostname())):
		f.add("sms-url", u.Redacted(), "write an address that begins with https://")
	}
	body := typed.Body
	if body == "" {
		body = sms.DefaultBody
	}
	if err := sms.ValidBody(body); err != nil {
		f.add("sms-body", "…", err.Error()) // It may hold a key.
	}
	if !sms.ValidSender(typed.Sender) {
		f.add("sms-sender", typed.Sender, "write 3 to 11 letters, digits and spaces, without accents, not digits alone")
	}
	return &sms.Gateway{URL: typed.URL, Body: body, Sender: typed.Sender, Token: token}
}

// The secrets, which are no flags: a command line can be seen by others.
const (
	mailPassword = "mail-password"
	smsToken     = "sms-token"
)

// secret is read from the environment or from a file; setting is the name of the first.
func secret(f *faults, setting, file string) string {
	value := os.Getenv(Variable(setting))
	if file == "" {
		return value
	}
	if value != "" {
		f.add(setting+"-file", file, "leave it out, or "+Variable(setting)+": the secret comes from one of the two")
		return ""
	}
	content, err := os.ReadFile(file)
	value = strings.TrimSpace(string(content))
	var cause *fs.PathError
	switch {
	case errors.As(err, &cause):
		f.add(setting+"-file", file, "it cannot be read: "+cause.Err.Error())
	case value == "":
		f.add(setting+"-file", file, "it is empty: write the secret into it")
	}
	return value
}

// onThisMachine tells whether what is sent to a host leaves it.
func onThisMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
