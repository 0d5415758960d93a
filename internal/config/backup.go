package config

// Check is a server to try out, with the settings that it would run with.
type Check Serve

// backupFlags are the settings of backup as typed.
type backupFlags struct {
	Data string `default:"./data" placeholder:"DIR" help:"The server's data folder (${default})."`
	File string `arg:"" placeholder:"FILE" help:"Where to write; a file of that name is replaced once all went well."`
}

// Backup is a data folder to write into a file.
type Backup struct{ Data, File string }

func (typed backupFlags) check() (Backup, error) {
	var f faults
	return Backup{folder(&f, typed.Data), typed.File}, f.err()
}

// restoreFlags are the settings of restore as typed.
type restoreFlags struct {
	Data  string `default:"./data" placeholder:"DIR" help:"The data folder to make (${default})."`
	File  string `arg:"" placeholder:"FILE" help:"What backup wrote."`
	Force bool   `help:"If the folder holds something, move it aside."`
}

// Restore is a data folder to make from a file.
type Restore struct {
	Data, File string
	Force      bool // what is in the folder is moved aside
}

func (typed restoreFlags) check() (Restore, error) {
	var f faults
	return Restore{folder(&f, typed.Data), typed.File, typed.Force}, f.err()
}
