package store

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// keyName is the file, in the data folder, of the secret that codes are hashed under.
const keyName = "secret.key"

// holdName is the file, in the data folder, that whoever serves from it has locked.
const holdName = "serving.lock"

// Hold keeps a data folder from any other server until release, or until the process ends. The error is ErrServing when
// one has it.
func Hold(dir string) (release func() error, err error) {
	file, err := os.OpenFile(filepath.Join(dir, holdName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data folder %s: %w", dir, explain(err))
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrServing
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("data folder %s: %w", dir, err), file.Close())
	}
	return file.Close, nil
}

// Held tells whether a server has a data folder in use.
func Held(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, holdName)); err != nil {
		return false
	}
	release, err := Hold(dir)
	if err != nil {
		return errors.Is(err, ErrServing)
	}
	return release() != nil
}

// prepareFolder makes a data folder if need be, readable by nobody else, and locks it against another process that
// would set it up at the same time.
func prepareFolder(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(folder.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock: %w", err), folder.Close())
	}
	return func() { _ = folder.Close() }, nil
}

// createFile makes a file that only its owner reads. One that exists is not even opened: closing it would undo the
// locks that SQLite holds on it in this process (POSIX fcntl).
func createFile(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return os.Chmod(path, 0o600)
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// SecretKey is the server's secret in a data folder that Open has made, drawn the first time. Whoever loses it loses
// the codes that are live, nothing more.
func SecretKey(dir string) ([32]byte, error) {
	path := filepath.Join(dir, keyName)
	key, err := readKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = writeKey(path); err == nil {
			key, err = readKey(path)
		}
	}
	if err != nil {
		return key, fmt.Errorf("secret key %s: %w", path, explain(err))
	}
	return key, nil
}

func readKey(path string) (key [32]byte, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return key, err
	}
	trimmed := strings.TrimSpace(string(text))
	if len(trimmed) != hex.EncodedLen(len(key)) {
		return key, errors.New("it is not 64 hexadecimal digits: delete it, and another is drawn")
	}
	if _, err := hex.Decode(key[:], []byte(trimmed)); err != nil {
		return key, errors.New("it is not 64 hexadecimal digits: delete it, and another is drawn")
	}
	return key, nil
}

// writeKey draws a key and puts it in place whole, unless another process just did.
func writeKey(path string) (err error) {
	var key [32]byte
	rand.Read(key[:])
	draft, err := os.CreateTemp(filepath.Dir(path), keyName+".*") // Mode 0600.
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(draft.Name())) }()
	_, err = draft.WriteString(hex.EncodeToString(key[:]) + "\n")
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
