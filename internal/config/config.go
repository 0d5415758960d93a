// Package config reads the command line and the environment, and says everything that is wrong with them at once, each
// fault by the setting's name, its value and the mend.
//
// Every flag of every command is also an environment variable: --media-port is COUPDEMAIN_MEDIA_PORT. A flag wins.
package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

// prefix begins every environment variable.
const prefix = "COUPDEMAIN"

// grammar is the command line. Values are read as text and checked afterwards, so that no fault hides another.
type grammar struct {
	Serve    serveFlags   `cmd:"" help:"Run the server."`
	Check    serveFlags   `cmd:"" help:"Say in words what would not work, with the same settings as serve, and the mend."`
	Backup   backupFlags  `cmd:"" help:"Write all data into one file, beside a running server too."`
	Restore  restoreFlags `cmd:"" help:"Make a data folder from such a file."`
	Mediator struct {
		Add addFlags `cmd:"" help:"Create an account, and its organization if new. The password is read on standard input."`
	} `cmd:"" help:"The people who help."`
	Version struct{} `cmd:"" help:"Say which version this is."`
}

// Version asks which version this is.
type Version struct{}

// Parse reads a command line, without the program's name, and the environment. It returns a Serve, Check, Backup,
// Restore, MediatorAdd or Version. The error is a *FaultsError, to be shown with exit status 2. Asked for --help, it prints it and ends the program.
func Parse(args []string, stdout, stderr io.Writer) (any, error) {
	var typed grammar
	parser, err := kong.New(&typed,
		kong.Name("coupdemain"),
		kong.Description("A helping hand in a browser: a mediator says six digits, the person types them and shows their screen."),
		kong.DefaultEnvars(prefix),
		kong.WithHyphenPrefixedParameters(true),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Writers(stdout, stderr),
	)
	if err != nil {
		return nil, fmt.Errorf("command line: %w", err)
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		return nil, &FaultsError{Faults: []string{err.Error() + ": see coupdemain --help"}}
	}
	command, err := typed.check(chosen.Command())
	if f := unknownVariables(parser.Model, os.Environ()); len(f) > 0 {
		var others *FaultsError
		if errors.As(err, &others) {
			f = append(f, others.Faults...)
		}
		return nil, f.err()
	}
	return command, err
}

// check reads the settings of the command that was chosen.
func (typed *grammar) check(command string) (any, error) {
	switch command {
	case "serve":
		return typed.Serve.check()
	case "check":
		s, err := typed.Check.check()
		return Check(s), err
	case "backup <file>":
		return typed.Backup.check()
	case "restore <file>":
		return typed.Restore.check()
	case "version":
		return Version{}, nil
	}
	return typed.Mediator.Add.check()
}

// FaultsError is everything that is wrong with the settings.
type FaultsError struct {
	// Faults are sentences, each naming the setting, the value and the mend.
	Faults []string
}

// Error is one fault a line.
func (e *FaultsError) Error() string { return strings.Join(e.Faults, "\n") }

// faults gathers what is wrong.
type faults []string

// add puts a fault together: `--listen "x" (COUPDEMAIN_LISTEN): …`.
func (f *faults) add(setting, value, mend string) {
	*f = append(*f, fmt.Sprintf("--%s %q (%s): %s", setting, value, Variable(setting), mend))
}

// err is nil if nothing is wrong.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &FaultsError{f}
}

// Variable is the environment variable of a flag: "media-port" gives COUPDEMAIN_MEDIA_PORT.
func Variable(setting string) string {
	return prefix + "_" + strings.ToUpper(strings.ReplaceAll(setting, "-", "_"))
}
