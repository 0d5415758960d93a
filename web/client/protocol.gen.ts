// Generated from signaling/protocol by `go generate`; do not edit.

export const version = "coupdemain.1";

/** Why the server closes a WebSocket. */
export const closed = {
  replaced: 4001,
  ended: 4002,
  slow: 4003,
  invalid: 4004,
  tooMany: 4005,
  restart: 4006,
  moved: 4007,
} as const;

/** Role is whose seat it is. */
export type Role =
  | "mediator"
  | "person"
  | "colleague"
  | "interpreter"
  | "lens";

/** ScreenState is how a shown screen stands. */
export type ScreenState =
  | "off"
  | "showing"
  | "paused";

/** Surface is what was chosen to be shown (W3C Screen Capture, DisplayCaptureSurfaceType, and a camera). */
export type Surface =
  | ""
  | "monitor"
  | "window"
  | "browser"
  | "camera";

/** Screen is somebody's screen. */
export interface Screen {
  state: ScreenState;
  surface: Surface;
  hidden: boolean;
  closed: boolean;
}

/** VoiceMode is the way a voice goes. */
export type VoiceMode =
  | "phone"
  | "device";

/** Voice is somebody's voice. Muted counts only by this device. */
export interface Voice {
  mode: VoiceMode;
  muted: boolean;
}

/** Link is how good somebody's connection is, in words a page can say. */
export type Link =
  | "unknown"
  | "good"
  | "weak"
  | "bad";

/** Helper is who helps, as the person is told before anything is asked of them. */
export interface Helper {
  seat: string;
  firstName: string;
  organization: string;
  phone: string;
  town: string;
  present: boolean;
  camera: boolean;
  screen: Screen;
  voice: Voice;
  link: Link;
}

/** Mirror is what the person sees at this moment, as the mediator is told it: it is how a mediator on the phone knows what to say next. */
export type Mirror =
  | "absent"
  | "door"
  | "slip"
  | "waiting"
  | "reading"
  | "asked"
  | "refused"
  | "unable"
  | "showing"
  | "paused"
  | "hidden"
  | "lost"
  | "left";

/** Desk is what only those who help see. */
export interface Desk {
  mirror: Mirror;
  callback: string;
  others: number;
  note: string;
}

/** Guest is who has a third seat. */
export interface Guest {
  seat: string;
  firstName: string;
  organization: string;
  agreed: boolean;
  present: boolean;
  camera: boolean;
  screen: Screen;
  voice: Voice;
  link: Link;
}

/** Invitation is a link to a third seat that nobody has used yet. */
export interface Invitation {
  role: Role;
  link: string;
}

/** Inviting is while a code is to be said. Only the mediator is there. */
export interface Inviting {
  phase: "inviting";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  code: string;
  link: string;
}

/** DeviceKind is the kind of device, as far as a browser tells. */
export type DeviceKind =
  | "unknown"
  | "computer"
  | "tablet"
  | "phone";

/** Device is what the person sits at, so that the mediator can say the right words. */
export interface Device {
  kind: DeviceKind;
  system: string;
  browser: string;
  canShow: boolean;
  canFilm: boolean;
}

/** Caller is the person helped. */
export interface Caller {
  seat: string;
  page: number;
  doubt: boolean;
  present: boolean;
  device: Device;
  screen: Screen;
  camera: boolean;
  voice: Voice;
  link: Link;
}

/** Knocking is while the person waits, and both see the same pictogram. */
export interface Knocking {
  phase: "knocking";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  pictogram: string;
  caller: Caller;
}

/** TurnedAway is after the person was refused, kindly; the mediator may let them knock again. */
export interface TurnedAway {
  phase: "turnedAway";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  pictogram: string;
  caller: Caller;
}

/** Arriving is what a guest sees until the person has agreed to them and is in. */
export interface Arriving {
  phase: "arriving";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
}

/** Board is the drawing of a device. */
export type Board =
  | ""
  | "android-phone"
  | "android-tablet"
  | "iphone"
  | "ipad";

/** MarkKind is the form of a mark. */
export type MarkKind =
  | "ring"
  | "arrow"
  | "circle";

/** Mark is what was drawn on the picture. */
export interface Mark {
  kind: MarkKind;
  x: number;
  y: number;
  toX: number;
  toY: number;
}

/** Asked is what the person is asked for. */
export type Asked =
  | ""
  | "photo"
  | "screenshot"
  | "camera"
  | "voice";

/** Outcome is what became of a request. */
export type Outcome =
  | "open"
  | "done"
  | "refused"
  | "unable";

/** Request is what the person is asked for and what became of it. */
export interface Request {
  for: Asked;
  outcome: Outcome;
}

/** Live is once the person is in. */
export interface Live {
  phase: "live";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  caller: Caller;
  watched: Role;
  board: Board;
  marks: Mark[];
  request: Request;
}

/** Summary is what happened, told alike to both. Nothing is ever recorded. */
export interface Summary {
  admitted: number;
  ended: number;
  shown: number;
  filmed: number;
  photographs: number;
  seenBy: string[];
}

/** Closing is when somebody left and may come back until Until. */
export interface Closing {
  phase: "closing";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  by: Role;
  until: number;
  summary: Summary;
}

/** EndReason is why a help is over. */
export type EndReason =
  | "mediator"
  | "person"
  | "time"
  | "renewed";

/** Ended is when it is over. */
export interface Ended {
  phase: "ended";
  you: Role;
  now: number;
  deadline: number;
  reference: string;
  helper: Helper;
  desk?: Desk;
  guests: Guest[];
  invitations: Invitation[];
  reason: EndReason;
  summary: Summary;
}

export type Scene =
  | Inviting
  | Knocking
  | TurnedAway
  | Arriving
  | Live
  | Closing
  | Ended;

/** ClassRole is what somebody is in a class. */
export type ClassRole =
  | "mediator"
  | "participant"
  | "hall";

/** ClassHelper is a mediator of the class. */
export interface ClassHelper {
  seat: string;
  firstName: string;
  leads: boolean;
  present: boolean;
  away: boolean;
  camera: boolean;
  screen: Screen;
  voice: Voice;
  signs: boolean;
}

/** Wait is why somebody is not in. */
export type Wait =
  | "hello"
  | "nobody"
  | "second"
  | "door"
  | "out";

/** Lobby is while somebody waits to be let in. */
export interface Lobby {
  phase: "lobby";
  you: string;
  role: ClassRole;
  name: string;
  now: number;
  title: string;
  phone: string;
  starts: number;
  ends: number;
  helpers: ClassHelper[];
  wait: Wait;
}

/** StageKind is what is shown large. */
export type StageKind =
  | "step"
  | "screen";

/** Progress is how far somebody is with the current step. */
export type Progress =
  | "none"
  | "done"
  | "stuck";

/** ShowTo is before whom a participant's screen comes. */
export type ShowTo =
  | "nobody"
  | "mediators"
  | "all";

/** Mine is how a participant stands. */
export interface Mine {
  progress: Progress;
  hand: boolean;
  silenced: boolean;
  asked: ShowTo;
  consent: ShowTo;
  pocket: boolean;
  signs: boolean;
}

/** Face is one of the others. */
export interface Face {
  seat: string;
  name: string;
  here: boolean;
  camera: boolean;
  signs: boolean;
  hand: boolean;
}

/** Hall is what the big screen says to those who are before it. */
export interface Hall {
  link: string;
  count: number;
  done: number;
}

/** Class is a participant's scene, and the hall's. */
export interface Class {
  phase: "class";
  you: string;
  role: ClassRole;
  name: string;
  now: number;
  title: string;
  phone: string;
  starts: number;
  ends: number;
  helpers: ClassHelper[];
  step: number;
  stage: StageKind;
  shows: string;
  marks: Mark[];
  forward: string;
  aside: string;
  captions: string[];
  minute: number;
  me: Mine;
  people: Face[];
  pages: number;
  page: number;
  hall?: Hall;
}

/** How is the way somebody takes part. */
export type How =
  | "absent"
  | "remote"
  | "onSite"
  | "byPhone";

/** Standing is where somebody of the roster is. */
export type Standing =
  | "absent"
  | "lobby"
  | "in"
  | "lost"
  | "out";

/** View is what the person's page is at, before anything is shown. */
export type View =
  | "waiting"
  | "reading"
  | "asked"
  | "refused"
  | "unable";

/** Source is what a browser asks its person for. */
export type Source =
  | ""
  | "screen"
  | "microphone"
  | "camera";

/** Mood is how a session was, for one person. */
export type Mood =
  | ""
  | "good"
  | "fair"
  | "poor";

/** Attendee is one person as a mediator sees them. */
export interface Attendee {
  seat: string;
  role: ClassRole;
  name: string;
  companion: string;
  arrangements: string[];
  how: How;
  expected: How;
  standing: Standing;
  since: number;
  second: boolean;
  late: boolean;
  progress: Progress;
  said: number;
  done: number;
  hand: number;
  camera: boolean;
  signs: boolean;
  voice: Voice;
  silenced: boolean;
  heard: number;
  screen: Screen;
  asked: ShowTo;
  consent: ShowTo;
  blind: boolean;
  link: Link;
  device: DeviceKind;
  view: View;
  of: Source;
  pocket: boolean;
  aside: string;
  mood: Mood;
}

/** Teaching is a mediator's scene. */
export interface Teaching {
  phase: "teaching";
  you: string;
  role: ClassRole;
  name: string;
  now: number;
  title: string;
  phone: string;
  starts: number;
  ends: number;
  helpers: ClassHelper[];
  step: number;
  stage: StageKind;
  shows: string;
  marks: Mark[];
  forward: string;
  aside: string;
  captions: string[];
  minute: number;
  steps: number;
  closed: boolean;
  roster: Attendee[];
  hallLink: string;
  shown: number;
  pages: number;
  page: number;
}

/** ClassOver is once the session is over. */
export interface ClassOver {
  phase: "over";
  you: string;
  role: ClassRole;
  name: string;
  now: number;
  title: string;
  phone: string;
  starts: number;
  ends: number;
  helpers: ClassHelper[];
  mood: Mood;
  next: number;
  until: number;
}

export type ClassScene =
  | Lobby
  | Class
  | Teaching
  | ClassOver;

/** Admit lets in the person who waits. Mediator only. */
export interface Admit {
  type: "admit";
}

/** Agree is the person's word on somebody who came by a link: nobody sees or hears anything of the help before it. Person only. */
export interface Agree {
  type: "agree";
  role: Role;
  agreed: boolean;
}

/** Answer says how far the person is with what they were asked for. Person only. */
export interface Answer {
  type: "answer";
  outcome: Outcome;
}

/** Aside goes to one person, to speak with them alone; Seat "" comes back. */
export interface Aside {
  type: "aside";
  seat: string;
}

/** Ask asks the person for something that takes a press of theirs; AskNothing takes it back. */
export interface Ask {
  type: "ask";
  for: Asked;
}

/** AskScreen asks a participant to show their screen; ShowNobody takes it back. */
export interface AskScreen {
  type: "ask-screen";
  seat: string;
  to: ShowTo;
}

/** Came ticks somebody as there without a page of their own: on site, or on the telephone with a helper. */
export interface Came {
  type: "came";
  seat: string;
  how: How;
}

/** Caption is what is being said, typed by a mediator for all to read; whole at each change, as Draft is. Said ends it. */
export interface Caption {
  type: "caption";
  n: number;
  text: string;
  said: boolean;
}

/** ComeBack undoes one's own Leave. */
export interface ComeBack {
  type: "come-back";
}

/** Consent answers AskScreen: before whom the sender's screen may come, never more than was asked. It may be taken back at any time. */
export interface Consent {
  type: "consent";
  to: ShowTo;
}

/** Count is a show of hands of those in the hall, for one step. */
export interface Count {
  type: "count";
  step: number;
  done: number;
}

/** Dial calls the others: the pages of all who are there ring until somebody comes in, or nobody has for a minute. */
export interface Dial {
  type: "dial";
}

/** Dismiss frees a third seat, or takes its link back. The mediator and the person. */
export interface Dismiss {
  type: "dismiss";
  role: Role;
}

/** Do says how far somebody is with a step. A mediator may say it for whoever is on the telephone, or on site; the others for themselves alone. */
export interface Do {
  type: "do";
  seat: string;
  step: number;
  progress: Progress;
}

/** Door closes the class to whoever is not in it yet, or opens it. */
export interface Door {
  type: "door";
  closed: boolean;
}

/** Draft is what somebody is writing at this moment, whole at each change, so that a correction is seen as one and a lost message leaves nothing behind (real-time text, EN 301 549, 6.2). It goes both as a message and over the data channel: whichever comes first counts. */
export interface Draft {
  type: "draft";
  n: number;
  text: string;
  to?: string;
}

/** Draw puts a mark on the picture. A ring takes the place of the ring before. */
export interface Draw {
  type: "draw";
  kind: MarkKind;
  x: number;
  y: number;
  toX: number;
  toY: number;
}

/** Erase takes these marks away, as they were drawn: the picture beneath them has changed. Others stay, those too that the sender has not heard of yet. */
export interface Erase {
  type: "erase";
  marks: Mark[];
}

/** Expect answers « Attendiez-vous cet appel ? ». While the answer is no, the person is not let in and nothing of theirs can be shown. Person only. */
export interface Expect {
  type: "expect";
  expected: boolean;
}

/** Extend puts off the end of the code, of the wait or of the help. */
export interface Extend {
  type: "extend";
}

/** Faces says which cameras of the others the page shows, a page at a time; those of the mediators, of hands that sign and of whoever is put forward come besides. */
export interface Faces {
  type: "faces";
  shown: boolean;
  page: number;
}

/** Feel says how the session was, once it is over. */
export interface Feel {
  type: "feel";
  mood: Mood;
}

/** Film says whether the sender's camera is on. */
export interface Film {
  type: "film";
  camera: boolean;
}

/** Finish ends the session for all; not On takes it back, as long as the place is open. */
export interface Finish {
  type: "finish";
  on: boolean;
}

/** Forward puts one person's face and voice before all; Seat "" takes it back. */
export interface Forward {
  type: "forward";
  seat: string;
}

/** Hand raises one's hand or lowers it; a mediator may lower another's. */
export interface Hand {
  type: "hand";
  seat: string;
  up: boolean;
}

/** HandOver makes the colleague the mediator of this help, and the mediator the colleague. Mediator only, once the person has agreed to the colleague. */
export interface HandOver {
  type: "hand-over";
  note: string;
}

/** HangUp leaves the call, or gives it up while it rings. */
export interface HangUp {
  type: "hang-up";
}

/** Invite makes a link to a third seat; the one before, if nobody used it, is void. Mediator only, but for the lens, which the person may invite too. */
export interface Invite {
  type: "invite";
  role: Role;
}

/** Join is the first message of every connection, the first time and after every loss alike. The browser is the authority on its own camera, voice and screen, and says here how they stand; pause and mute always win. */
export interface Join {
  type: "join";
  page: number;
  offer: string;
  device: Device;
  view: View;
  of: Source;
  screen: Screen;
  camera: boolean;
  voice: Voice;
}

/** KnockAgain lets a person who was turned away wait once more. Mediator only. */
export interface KnockAgain {
  type: "knock-again";
}

/** Lay puts the drawing of a device before both, to point on, where no screen can be shown; BoardNone takes it away. */
export interface Lay {
  type: "lay";
  board: Board;
}

/** Lead hands the class to another mediator. */
export interface Lead {
  type: "lead";
  seat: string;
}

/** Leave ends the help, for half a minute only if ComeBack follows. */
export interface Leave {
  type: "leave";
}

/** LetIn lets in whoever waits, or who was sent out; Seat "" lets in all who wait. Of a second device it makes the seat's own. */
export interface LetIn {
  type: "let-in";
  seat: string;
}

/** Look says what the person's page is at: it feeds the mirror of whoever helps them. In a help it is about the screen; in a class Of says what the browser asks for, or was not given. */
export interface Look {
  type: "look";
  view: View;
  of: Source;
}

/** Minute asks those who have said nothing yet, gently, whether they need another minute. */
export interface Minute {
  type: "minute";
}

/** NotNow lets a call ring on without the sender. */
export interface NotNow {
  type: "not-now";
  call: number;
}

/** Note keeps a telephone number beside the help until it ends. Mediator only. */
export interface Note {
  type: "note";
  callback: string;
}

/** PauseForPerson puts the person's screen on pause; only they resume. Mediator only. */
export interface PauseForPerson {
  type: "pause-for-person";
}

/** PickUp comes into a call, by its number. A page that comes back after the server was away names the call it was in: the browsers know, the server need not have kept it. */
export interface PickUp {
  type: "pick-up";
  call: number;
}

/** Ping asks for a Pong: silence is how a page knows that its link is gone before TCP does. */
export interface Ping {
  type: "ping";
}

/** Present chooses what everyone sees large. */
export interface Present {
  type: "present";
  kind: StageKind;
  seat: string;
}

/** Refuse turns away the person who waits: not the one on the phone. Mediator only. */
export interface Refuse {
  type: "refuse";
}

/** Renew draws a new code for the same help; the old one, and whoever used it and was not let in, are let go. Mediator only. */
export interface Renew {
  type: "renew";
}

/** Report says how the sender's own link is. */
export interface Report {
  type: "report";
  link: Link;
}

/** See says whether what is shown large is really seen on the sender's page. */
export interface See {
  type: "see";
  screen: boolean;
}

/** SendLink puts an address before the others, as one big button. Only http and https. */
export interface SendLink {
  type: "send-link";
  url: string;
}

/** SendOut sends somebody out, or refuses who waits; LetIn undoes it. */
export interface SendOut {
  type: "send-out";
  seat: string;
}

/** SendText puts a text before the others that is to be copied, such as a reference. */
export interface SendText {
  type: "send-text";
  text: string;
}

/** Show says how the sender's own screen stands, at each change. */
export interface Show {
  type: "show";
  screen: Screen;
}

/** Signs marks a camera as one of somebody who signs: it is never held back. */
export interface Signs {
  type: "signs";
  seat: string;
  on: boolean;
}

/** Silence takes a voice away, or gives it back; Seat "" is everybody but the mediators. */
export interface Silence {
  type: "silence";
  seat: string;
  silent: boolean;
}

/** Speak says where the sender's voice goes. */
export interface Speak {
  type: "speak";
  voice: Voice;
}

/** Step moves everyone to a step. */
export interface Step {
  type: "step";
  step: number;
}

/** Watch chooses whose picture those who help look at, where both the person and their second device show one. */
export interface Watch {
  type: "watch";
  role: Role;
}

/** Wipe takes every mark away: the sender is done with them. */
export interface Wipe {
  type: "wipe";
}

/** Write sends a few words to the others in the help, the lobby included. It ends the writer's draft. */
export interface Write {
  type: "write";
  n: number;
  text: string;
  to?: string;
}

export type ClientMessage =
  | Admit
  | Agree
  | Answer
  | Aside
  | Ask
  | AskScreen
  | Came
  | Caption
  | ComeBack
  | Consent
  | Count
  | Dial
  | Dismiss
  | Do
  | Door
  | Draft
  | Draw
  | Erase
  | Expect
  | Extend
  | Faces
  | Feel
  | Film
  | Finish
  | Forward
  | Hand
  | HandOver
  | HangUp
  | Invite
  | Join
  | KnockAgain
  | Lay
  | Lead
  | Leave
  | LetIn
  | Look
  | Minute
  | NotNow
  | Note
  | PauseForPerson
  | PickUp
  | Ping
  | Present
  | Refuse
  | Renew
  | Report
  | See
  | SendLink
  | SendOut
  | SendText
  | Show
  | Signs
  | Silence
  | Speak
  | Step
  | Watch
  | Wipe
  | Write;

/** Captioned is what is being said, as it is being typed; N as in Caption. What was said stands in the scene. */
export interface Captioned {
  type: "captioned";
  seat: string;
  n: number;
  text: string;
}

/** ClassState is the whole scene of a class as this seat may see it, sent after Joined and after every change. */
export interface ClassState {
  type: "class";
  scene: ClassScene;
}

/** Reason is why something was declined. */
export type Reason =
  | "not-yours"
  | "too-late"
  | "too-many"
  | "media"
  | "doubt"
  | "link";

/** Declined says that a message was understood but not carried out, and why. The page has a sentence for each reason. */
export interface Declined {
  type: "declined";
  message: string;
  reason: Reason;
}

/** Drafted is what another is writing at this moment; N as in Draft. */
export interface Drafted {
  type: "drafted";
  seat: string;
  n: number;
  text: string;
}

/** RelativeState is where somebody of a family is. */
export type RelativeState =
  | "away"
  | "here"
  | "rung"
  | "busy"
  | "in"
  | "lost";

/** Relative is one of a family, whoever looks included. */
export interface Relative {
  seat: string;
  name: string;
  state: RelativeState;
  camera: boolean;
  voice: boolean;
}

/** FamilyCall is a call that rings or is on. */
export interface FamilyCall {
  n: number;
  by: string;
  until: number;
}

/** MissedCall is the last call, which nobody answered. */
export interface MissedCall {
  by: string;
  at: number;
  busy: boolean;
}

/** FamilyScene is a family's room. */
export interface FamilyScene {
  you: string;
  title: string;
  hour: string;
  phone: string;
  ends: number;
  now: number;
  members: Relative[];
  call?: FamilyCall;
  missed?: MissedCall;
}

/** FamilyState is the whole room of a family as each of its members may see it, sent after Joined and after every change. */
export interface FamilyState {
  type: "family";
  scene: FamilyScene;
}

/** Phase is where a help stands. */
export type Phase =
  | "inviting"
  | "knocking"
  | "turnedAway"
  | "arriving"
  | "live"
  | "closing"
  | "ended";

/** HelpSummary is one live help as the desk lists it. */
export interface HelpSummary {
  id: string;
  reference: string;
  phase: Phase;
  mirror: Mirror;
  code: string;
  pictogram: string;
  callback: string;
  since: number;
  deadline: number;
}

/** Helps is the whole list of a mediator's live helps, newest first: the only message of the desk's WebSocket, sent at its opening and at every change. */
export interface Helps {
  type: "helps";
  helps: HelpSummary[];
  now: number;
}

/** LineKind is what a line is. */
export type LineKind =
  | "words"
  | "link"
  | "copy";

/** Line is one text in the conversation, or something sent in it. */
export interface Line {
  kind: LineKind;
  n: number;
  seat: string;
  name: string;
  text: string;
  host: string;
  at: number;
  to?: string;
}

/** Joined answers Join. */
export interface Joined {
  type: "joined";
  epoch: number;
  answer: string;
  lines: Line[];
}

/** ParcelKind is what a parcel is for. */
export type ParcelKind =
  | "still"
  | "photo"
  | "guide";

/** Parcel says that a picture or a guide is on its way to this seat: the page fetches it, once and at once, from /aide/{id}/envois/{parcel}. The server passes it through and keeps nothing. */
export interface Parcel {
  type: "parcel";
  id: string;
  seat: string;
  name: string;
  kind: ParcelKind;
  key: string;
  title: string;
  medium: string;
  size: number;
  at: number;
}

/** Pause tells the person's page to put its screen on pause at its source: the mediator asked. The page answers with Show. */
export interface Pause {
  type: "pause";
}

/** Pointed is where another's pointer is. Over the data channel only. */
export interface Pointed {
  type: "pointed";
  seat: string;
  n: number;
  on: boolean;
  x: number;
  y: number;
}

/** Pong answers Ping. */
export interface Pong {
  type: "pong";
}

/** Track is a kind of picture or sound. */
export type Track =
  | "microphone"
  | "camera"
  | "screen";

/** Slot ties a mid to a seat from one RTP timestamp on, so that no face is ever shown under another's name. */
export interface Slot {
  mid: string;
  seat: string;
  kind: Track;
  from: number;
  withheld: boolean;
}

/** Slots says who is in the receive slots of this seat's PeerConnection; a slot that is not named is empty. */
export interface Slots {
  type: "slots";
  slots: Slot[];
}

/** State is the whole scene as this seat may see it, sent after Joined and after every change. */
export interface State {
  type: "state";
  scene: Scene;
}

/** Written is a few words that somebody wrote, their own included. */
export interface Written {
  type: "written";
  line: Line;
}

export type ServerMessage =
  | Captioned
  | ClassState
  | Declined
  | Drafted
  | FamilyState
  | Helps
  | Joined
  | Parcel
  | Pause
  | Pointed
  | Pong
  | Slots
  | State
  | Written;

/** Point is where the sender's pointer is. Over the data channel only. */
export interface Point {
  type: "point";
  n: number;
  on: boolean;
  x: number;
  y: number;
}

export type FastMessage =
  | Draft
  | Point;

