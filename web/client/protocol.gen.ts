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
} as const;

/** Role is whose seat it is. */
export type Role =
  | "mediator"
  | "person";

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

/** Desk is what only the mediator sees. */
export interface Desk {
  mirror: Mirror;
  callback: string;
  others: number;
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
}

/** ScreenState is how a shown screen stands. */
export type ScreenState =
  | "off"
  | "showing"
  | "paused";

/** Surface is what was chosen to be shown (W3C Screen Capture, DisplayCaptureSurfaceType). */
export type Surface =
  | ""
  | "monitor"
  | "window"
  | "browser";

/** Screen is somebody's screen. */
export interface Screen {
  state: ScreenState;
  surface: Surface;
  hidden: boolean;
  closed: boolean;
}

/** Caller is the person helped. */
export interface Caller {
  seat: string;
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
  pictogram: string;
  caller: Caller;
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
  caller: Caller;
}

/** Summary is what happened, told alike to both. Nothing is ever recorded. */
export interface Summary {
  admitted: number;
  ended: number;
  shown: number;
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
  reason: EndReason;
  summary: Summary;
}

export type Scene =
  | Inviting
  | Knocking
  | TurnedAway
  | Live
  | Closing
  | Ended;

/** Admit lets in the person who waits. Mediator only. */
export interface Admit {
  type: "admit";
}

/** ComeBack undoes one's own Leave. */
export interface ComeBack {
  type: "come-back";
}

/** Extend puts off the end of the code, of the wait or of the help. */
export interface Extend {
  type: "extend";
}

/** Film says whether the sender's camera is on. */
export interface Film {
  type: "film";
  camera: boolean;
}

/** View is what the person's page is at, before anything is shown. */
export type View =
  | "waiting"
  | "reading"
  | "asked"
  | "refused"
  | "unable";

/** Join is the first message of every connection, the first time and after every loss alike. The browser is the authority on its own camera, voice and screen, and says here how they stand; pause and mute always win. */
export interface Join {
  type: "join";
  offer: string;
  device: Device;
  view: View;
  screen: Screen;
  camera: boolean;
  voice: Voice;
}

/** KnockAgain lets a person who was turned away wait once more. Mediator only. */
export interface KnockAgain {
  type: "knock-again";
}

/** Leave ends the help, for half a minute only if ComeBack follows. */
export interface Leave {
  type: "leave";
}

/** Look says what the person's page is at: it feeds the mirror on the desk. */
export interface Look {
  type: "look";
  view: View;
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

/** Ping asks for a Pong: silence is how a page knows that its link is gone before TCP does. */
export interface Ping {
  type: "ping";
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

/** Show says how the sender's own screen stands, at each change. */
export interface Show {
  type: "show";
  screen: Screen;
}

/** Speak says where the sender's voice goes. */
export interface Speak {
  type: "speak";
  voice: Voice;
}

/** Write sends a few words to the others in the help, the lobby included. */
export interface Write {
  type: "write";
  text: string;
}

export type ClientMessage =
  | Admit
  | ComeBack
  | Extend
  | Film
  | Join
  | KnockAgain
  | Leave
  | Look
  | Note
  | PauseForPerson
  | Ping
  | Refuse
  | Renew
  | Report
  | Show
  | Speak
  | Write;

/** Reason is why something was declined. */
export type Reason =
  | "not-yours"
  | "too-late"
  | "too-many"
  | "media";

/** Declined says that a message was understood but not carried out, and why. The page has a sentence for each reason. */
export interface Declined {
  type: "declined";
  message: string;
  reason: Reason;
}

/** Phase is where a help stands. */
export type Phase =
  | "inviting"
  | "knocking"
  | "turnedAway"
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

/** Line is one text in the conversation. */
export interface Line {
  seat: string;
  name: string;
  text: string;
  at: number;
}

/** Joined answers Join. */
export interface Joined {
  type: "joined";
  epoch: number;
  answer: string;
  lines: Line[];
}

/** Pause tells the person's page to put its screen on pause at its source: the mediator asked. The page answers with Show. */
export interface Pause {
  type: "pause";
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
  | Declined
  | Helps
  | Joined
  | Pause
  | Pong
  | Slots
  | State
  | Written;

