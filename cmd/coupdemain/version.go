package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version says which program this is, as the build wrote it in: of a commit without a tag, its date and hash.
func version(stdout io.Writer) error {
	built := "of unknown version"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		built = info.Main.Version
	}
	_, err := fmt.Fprintf(stdout, "coupdemain %s, %s, %s/%s\n", built, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
