// The page of the person who is helped.
import { render } from "preact";
import { Seat } from "./connection/seat";
import { tabMemory } from "./media/memory";
import { startClock } from "./parts/clock";
import { Room } from "./room/Room";
import { learn } from "./words";
import "./live.css";
import "./companion/companion.css";
import "./phone/phone.css";
import "./pointing/pointing.css";

const main = document.getElementById("live");
const help = main?.dataset.help;
if (main && help) {
  learn(JSON.parse(main.dataset.words ?? "{}") as Record<string, string>);
  const seat = new Seat(help, "person", tabMemory(help), JSON.parse(main.dataset.ice ?? "[]") as RTCIceServer[]);
  startClock();
  seat.start();
  main.replaceChildren();
  render(<Room seat={seat} />, main);
}
