package accounts

// NormalEmail is an e-mail address as any domain keeps it: an addr-spec in lower case. The problem is empty if there is
// none.
func NormalEmail(s string) (string, Problem) { return normalEmail(s) }

// NormalPhone is a telephone number as any domain keeps it: as it was typed. The problem is empty if there is none.
func NormalPhone(s string) (string, Problem) { return normalPhone(s) }
