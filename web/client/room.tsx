// The page of the person who is helped, and of whoever has a ticket to their help.
import { render } from "preact";
import { Seat } from "./connection/seat";
import { tabMemory } from "./media/memory";
import { startClock } from "./parts/clock";
import type { Role } from "./protocol.gen";
import { Room } from "./room/Room";
import { learn } from "./words";
import "./live.css";
import "./guests/guests.css";
import "./sending/sending.css";
import "./writing/writing.css";
import "./companion/companion.css";
import "./phone/phone.css";
import "./pointing/pointing.css";
import "./stills/stills.css";

const main = document.getElementById("live");
const help = main?.dataset.help;
if (main && help) {
  learn(JSON.parse(main.dataset.words ?? "{}") as Record<string, string>);
  const role = (main.dataset.role ?? "person") as Role;
  const seat = new Seat(help, role, tabMemory(help), JSON.parse(main.dataset.ice ?? "[]") as RTCIceServer[]);
  startClock();
  seat.start();
  main.replaceChildren();
  render(<Room seat={seat} />, main);
}
