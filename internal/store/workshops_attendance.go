package store

import (
	"coupdemain/workshops"
)

const attendanceColumns = `a.session_id, a.enrolment_id, a.came, a.mode, a.companion, a.joined, a.steps, a.mood,
	a.ticked_by, a.at`

func attendanceFields(a *workshops.Attendance) []any {
	return []any{
		&a.SessionID, &a.EnrolmentID, &a.Came, &a.Mode, &a.Companion, &a.Joined, &a.Steps, &a.Mood, &a.TickedBy, timeColumn{&a.At},
	}
}

func (t workshopTx) PutAttendance(a workshops.Attendance) error {
	return t.exec(`INSERT INTO workshop_attendance (session_id, enrolment_id, came, mode, companion, joined, steps, mood, ticked_by, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (session_id, enrolment_id) DO UPDATE SET came = excluded.came, mode = excluded.mode,
			companion = excluded.companion, joined = excluded.joined, steps = excluded.steps, mood = excluded.mood,
			ticked_by = excluded.ticked_by, at = excluded.at`,
		a.SessionID, a.EnrolmentID, string(a.Came), string(a.Mode), a.Companion, a.Joined, a.Steps, string(a.Mood), a.TickedBy, stamp(a.At))
}

func (t workshopTx) DeleteAttendance(sessionID, enrolmentID string) error {
	return t.exec(`DELETE FROM workshop_attendance WHERE session_id = $1 AND enrolment_id = $2`, sessionID, enrolmentID)
}

func (t workshopTx) AttendanceOfSession(sessionID string) ([]workshops.Attendance, error) {
	return all(t, attendanceFields, `SELECT `+attendanceColumns+` FROM workshop_attendance a WHERE a.session_id = $1
		ORDER BY a.enrolment_id`, sessionID)
}

func (t workshopTx) AttendanceOfSeries(seriesID string) ([]workshops.Attendance, error) {
	return all(t, attendanceFields, `SELECT `+attendanceColumns+` FROM workshop_sessions x
		JOIN workshop_attendance a ON a.session_id = x.id WHERE x.series_id = $1 ORDER BY a.session_id, a.enrolment_id`, seriesID)
}

func (t workshopTx) Report(sessionID string) (r workshops.Report, err error) {
	return r, t.one([]any{jsonColumn{&r}}, `SELECT body FROM workshop_reports WHERE session_id = $1`, sessionID)
}

func (t workshopTx) PutReport(r workshops.Report) error {
	return t.exec(`INSERT INTO workshop_reports (session_id, body) VALUES ($1, $2)
		ON CONFLICT (session_id) DO UPDATE SET body = excluded.body`, r.SessionID, encoded(r))
}
