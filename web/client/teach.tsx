// The page of a mediator of a live class.
import { render } from "preact";
import { page } from "./class/page";
import { startClock } from "./parts/clock";
import { App } from "./teach/App";
import { Teacher } from "./teach/teacher";
import "./live.css";
import "./writing/writing.css";
import "./sending/sending.css";
import "./desk.css";
import "./pointing/pointing.css";
import "./teach/teach.css";

const main = document.getElementById("live");
const opened = main && page(main);
if (main && opened) {
  const teacher = new Teacher(opened);
  startClock();
  teacher.start();
  opened.seat.start();
  main.replaceChildren();
  render(<App teacher={teacher} />, main);
}
