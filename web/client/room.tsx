// The page of the person who is helped.
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { Seat } from "./connection/seat";
import { tabMemory } from "./media/memory";
import { startClock } from "./parts/clock";
import { Room } from "./room/Room";
import { learn } from "./words";
import "./live.css";

const main = document.getElementById("live");
const help = main?.dataset.help;
if (main && help) {
  learn(JSON.parse(main.dataset.words ?? "{}") as Record<string, string>);
  const seat = new Seat(help, "person", tabMemory(help));
  effect(() => settle(seat));
  startClock();
  seat.start();
  main.replaceChildren();
  render(<Room seat={seat} />, main);
}

/** settle lets nothing leave this machine once the help is over, and undoably so while it is closing. */
function settle(seat: Seat): void {
  const scene = seat.scene.value;
  untracked(() => {
    if (scene?.phase === "closing") seat.screen.pause(scene.by);
    if (scene?.phase !== "ended") return;
    seat.screen.stop();
    seat.microphone.phone();
  });
}
