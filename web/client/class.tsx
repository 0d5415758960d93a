// The page of a participant of a class, and of the big screen in a hall.
import { render } from "preact";
import { ClassRoom } from "./class/ClassRoom";
import { page } from "./class/page";
import { startClock } from "./parts/clock";
import "./live.css";
import "./writing/writing.css";
import "./companion/companion.css";
import "./pointing/pointing.css";
import "./phone/phone.css";
import "./class/class.css";
import "./class/hall.css";

const main = document.getElementById("live");
const opened = main && page(main);
if (main && opened) {
  startClock();
  opened.seat.start();
  main.replaceChildren();
  render(<ClassRoom page={opened} />, main);
}
