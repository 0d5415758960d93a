// The mediator's page of a class.
import { render } from "preact";
import { page } from "./class/page";
import { startClock } from "./parts/clock";
import { Title } from "./parts/Title";
import "./live.css";
import "./writing/writing.css";
import "./pointing/pointing.css";
import "./class/class.css";

const main = document.getElementById("live");
const opened = main && page(main);
if (main && opened) {
  const { seat } = opened;
  const Teach = () => <Title text={seat.scene.value?.title ?? ""} />;
  startClock();
  seat.start();
  main.replaceChildren();
  render(<Teach />, main);
}
