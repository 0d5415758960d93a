package sfu

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// pionLog passes the warnings and errors of what is beneath to slog, as
// debug: one peer's broken network is no event for the operator.
type pionLog struct {
	log   *slog.Logger
	scope string
}

// NewLogger implements logging.LoggerFactory.
func (l pionLog) NewLogger(scope string) logging.LeveledLogger {
	return pionLog{l.log, scope}
}

func (l pionLog) pass(message string) {
	l.log.Debug("media transport", "scope", l.scope, "event", message)
}

func (l pionLog) passf(format string, args ...any) {
	if l.log.Enabled(context.Background(), slog.LevelDebug) {
		l.pass(fmt.Sprintf(format, args...))
	}
}

// The methods of logging.LeveledLogger.

func (pionLog) Trace(string)                   {}
func (pionLog) Tracef(string, ...any)          {}
func (pionLog) Debug(string)                   {}
func (pionLog) Debugf(string, ...any)          {}
func (pionLog) Info(string)                    {}
func (pionLog) Infof(string, ...any)           {}
func (l pionLog) Warn(m string)                { l.pass(m) }
func (l pionLog) Warnf(f string, args ...any)  { l.passf(f, args...) }
func (l pionLog) Error(m string)               { l.pass(m) }
func (l pionLog) Errorf(f string, args ...any) { l.passf(f, args...) }
