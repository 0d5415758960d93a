// The mediator's page: their desk and the help that is open.
import { render } from "preact";
import { App } from "./desk/App";
import { Desk } from "./desk/desk";
import { startClock } from "./parts/clock";
import type { Role } from "./protocol.gen";
import { learn } from "./words";
import "./live.css";
import "./guests/guests.css";
import "./sending/sending.css";
import "./writing/writing.css";
import "./desk.css";
import "./desk/asking.css";
import "./phone/phone.css";
import "./pointing/pointing.css";
import "./stills/stills.css";

const main = document.getElementById("desk");
if (main) {
  learn(JSON.parse(main.dataset.words ?? "{}") as Record<string, string>);
  const desk = new Desk();
  startClock();
  const role = (main.dataset.role || "mediator") as Role;
  desk.start(main.dataset.help ?? "", role, JSON.parse(main.dataset.ice ?? "[]") as RTCIceServer[]);
  main.replaceChildren();
  render(<App desk={desk} base={main.dataset.base ?? location.origin} />, main);
}
