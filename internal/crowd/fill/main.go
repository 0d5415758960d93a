// Command fill brings people made of packets into a live class, by their personal codes, and keeps them there until its
// input ends: silent, with their cameras on. It says « here » once everybody has been let in.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
)

func main() {
	url := flag.String("url", "", "address of the pages")
	within := flag.Duration("within", 2*time.Minute, "how long being let in may take")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), *within)
	defer cancel()
	if err := fill(ctx, *url, flag.Args(), os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// fill brings in whoever has one of the codes, and stays until input ends.
func fill(ctx context.Context, url string, codes []string, input io.Reader, output io.Writer) (err error) {
	pages := make([]*crowd.Page, len(codes))
	defer func() {
		for _, page := range pages {
			if page != nil {
				err = errors.Join(err, page.Close())
			}
		}
	}()
	var coming errgroup.Group
	for i, code := range codes {
		coming.Go(func() (err error) {
			pages[i], err = come(ctx, url, code)
			return err
		})
	}
	if err := coming.Wait(); err != nil {
		return err
	}
	fmt.Fprintln(output, "here")
	_, err = io.Copy(io.Discard, input)
	return err
}

// come is one person's way in.
func come(ctx context.Context, url, code string) (*crowd.Page, error) {
	browser := crowd.New(crowd.Options{URL: url})
	class, err := browser.Come(ctx, code)
	if err != nil {
		return nil, err
	}
	page, err := browser.Attend(ctx, class, protocol.ClassParticipant)
	if err != nil {
		return nil, err
	}
	if err := page.AwaitIn(ctx); err != nil {
		return page, err
	}
	if err := page.Talk(ctx, false); err != nil {
		return page, err
	}
	return page, page.Film(ctx, 200*time.Millisecond, "q", "h")
}
