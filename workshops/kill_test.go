package workshops_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
	"coupdemain/workshops"
)

// childEnv has a copy of this test's program enrol people instead of testing.
const childEnv = "COUPDEMAIN_TEST_ENROL"

// soakEnv is how many times the program is killed, a thousand people each time; unset: once, with fewer people.
const soakEnv = "KILLS"

// job is what a child is told: where the data is, whose series, and which.
type job struct {
	Dir, SeriesID string
	By            accounts.Person
}

// ack is what a child answers once an enrolment is on disk.
type ack struct {
	Key, ID  string
	State    workshops.State
	Position int
	Rank     int64
}

// enrolAll is the child: it enrols whoever is named on a line of in, all at once, and answers each on a line of out.
func enrolAll(ctx context.Context, told string, in io.Reader, out io.Writer) (err error) {
	var j job
	if err := json.Unmarshal([]byte(told), &j); err != nil {
		return err
	}
	db, err := store.Open(ctx, j.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s, err := workshops.New(db.Workshops(), []byte("a secret of this test alone"))
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	var one sync.Mutex
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		key := lines.Text()
		group.Go(func() {
			n := workshops.NewEnrolment{Key: key, Details: workshops.Details{Name: key, Phone: "05 57 00 00 00", Mode: workshops.Remote}}
			e, err := s.Enrol(ctx, j.By, j.SeriesID, n)
			if err != nil {
				panic(err)
			}
			line, err := json.Marshal(ack{key, e.ID, e.State, e.Position, e.Rank})
			if err != nil {
				panic(err)
			}
			one.Lock()
			defer one.Unlock()
			_, _ = out.Write(append(line, '\n'))
		})
	}
	group.Wait()
	return lines.Err()
}

// runChild has a child enrol people, kills it after so many answers (0: never), and returns all the answers it gave.
func runChild(t *testing.T, j job, keys []string, killAfter int) map[string]ack {
	t.Helper()
	told, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env, child.Stderr = append(os.Environ(), childEnv+"="+string(told)), os.Stderr
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for _, key := range keys {
			_, _ = fmt.Fprintln(in, key) // It fails once the child is killed.
		}
		_ = in.Close()
	}()
	acks := map[string]ack{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var a ack
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			break // The line it was killed in.
		}
		acks[a.Key] = a
		if len(acks) == killAfter {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); (err == nil) != (killAfter == 0) {
		t.Fatalf("the child ended with %v", err)
	}
	return acks
}

// Whatever was answered before the kill stands, nobody is enrolled twice, and those who ask again come after those who
// were answered.
func TestKilledWhileEnrolling(t *testing.T) {
	kills, people := 1, min(200, crowdSize)
	if asked := os.Getenv(soakEnv); asked != "" {
		var err error
		if kills, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
		people = 1000
	}
	for i := range kills {
		killAfter := 10 + (people-60)*(2*i+1)/(2*kills) // Among the places at first, in the waiting list later.
		t.Run(fmt.Sprint("after ", killAfter), func(t *testing.T) { killOnce(t, people, killAfter) })
	}
}

func killOnce(t *testing.T, people, killAfter int) {
	const places = 14
	j := job{Dir: t.TempDir()}
	j.prepare(t, places)
	keys := make([]string, people)
	for i := range keys {
		keys[i] = fmt.Sprintf("personne numéro %04d", i)
	}
	before := runChild(t, j, keys, killAfter)
	if len(before) < killAfter || len(before) == people {
		t.Fatalf("%d answers before the kill", len(before))
	}
	after := runChild(t, j, keys, 0)
	if len(after) != people {
		t.Fatalf("%d answers in the end", len(after))
	}
	lastBefore := int64(0)
	for key, a := range before {
		if after[key] != a {
			t.Errorf("%s was told %+v and then %+v", key, a, after[key])
		}
		lastBefore = max(lastBefore, a.Rank)
	}
	ranks, ids := map[int64]ack{}, map[string]bool{}
	for a := range maps.Values(after) {
		ranks[a.Rank], ids[a.ID] = a, true
	}
	if len(ids) != people {
		t.Errorf("%d enrolments for %d people", len(ids), people)
	}
	for rank := range int64(people) {
		a := ranks[rank+1]
		want := ack{a.Key, a.ID, workshops.Enrolled, 0, rank + 1}
		if rank >= places {
			want.State, want.Position = workshops.Waiting, int(rank)+1-places
		}
		if a != want {
			t.Errorf("rank %d: %+v, want %+v", rank+1, a, want)
		}
	}
	// Those whose answer was lost stand where they were written, before any that came afterwards: no rank has a gap.
	if lastBefore < int64(len(before)) {
		t.Errorf("%d were answered, the last with rank %d", len(before), lastBefore)
	}
	j.expectTold(t, people)
}

// prepare makes the series.
func (j *job) prepare(t *testing.T, places int) {
	t.Helper()
	w := newWorldIn(t, j.Dir)
	s := w.series(t, func(s *workshops.Series) {
		s.OnSite, s.Remote = 0, places
		s.Plan.First, s.Plan.Rule = workshops.DayOf(time.Now()), tuesdays(workshops.DayOf(time.Now().AddDate(0, 2, 0)))
	})
	j.SeriesID, j.By = s.ID, w.office
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
}

// expectTold checks that the database is whole, and that everybody is to be told once of where they stand.
func (j *job) expectTold(t *testing.T, people int) {
	t.Helper()
	if err := store.Verify(t.Context(), filepath.Join(j.Dir, databaseName)); err != nil {
		t.Error(err)
	}
	db, err := store.Open(t.Context(), j.Dir)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	err = db.Workshops().View(t.Context(), func(tx workshops.Tx) error {
		all, err := tx.Enrolments(j.SeriesID)
		for _, e := range all {
			notices, err := tx.NoticesFor(e.ID)
			if err != nil {
				return err
			}
			for _, n := range notices {
				if n.Kind != workshops.Sheet {
					told[e.ID]++
				}
			}
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for id, n := range told {
		if n != 1 {
			t.Errorf("%s is told %d times", id, n)
		}
	}
	if len(told) != people {
		t.Errorf("%d people are told, want %d", len(told), people)
	}
}
