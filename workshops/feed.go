package workshops

// FeedOf is whose calendar a feed is.
type FeedOf string

// The feeds. That of a public series needs no token.
const (
	FeedOfSeries   FeedOf = "serie"
	FeedOfMediator FeedOf = "qui-aide"
	FeedOfPerson   FeedOf = "inscription"
)

// Feed is what an .ics file is made of.
type Feed struct {
	Of        FeedOf
	ID        string      // of the series, account or enrolment
	Scheduled []Scheduled // cancelled ones too, by time
}
