// A family's room: the page that rings, and the call.
import { render } from "preact";
import { FamilyRoom } from "./family/FamilyRoom";
import { page } from "./family/page";
import "./live.css";
import "./family/family.css";

const main = document.getElementById("live");
if (main) {
  const opened = page(main);
  document.documentElement.classList.toggle("kiosk", opened.seat.kiosk);
  opened.seat.start();
  main.replaceChildren();
  render(<FamilyRoom page={opened} />, main);
}
