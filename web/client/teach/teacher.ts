// A mediator's place in a class: the connection, and what this page alone makes of it.
import { computed, effect } from "@preact/signals";
import type { ClassPage, Step } from "../class/page";
import type { ClassSeat } from "../class/seat";
import { chime } from "../companion/chime";
import { Hand } from "../desk/hand";
import { left, moment } from "../parts/clock";
import type { Teaching } from "../protocol.gen";
import { News } from "./news";
import { People } from "./people";

/** How often what is told in minutes is looked at, in milliseconds. */
const look = 15_000;

/**
 * Teacher is what the parts of the page share. They read its signals
 * themselves, rather than be handed a scene, so that a change redraws the part
 * that it is about: a class of thirty changes often.
 */
export class Teacher {
  readonly seat: ClassSeat;
  readonly steps: readonly Step[];
  /** The office's time zone. */
  readonly zone: string | undefined;
  /** Where to go once it is over, and the report to write, "" for none. */
  readonly home: string;
  readonly report: string;
  readonly people = new People();
  readonly news = new News(chime);
  readonly hand: Hand;

  /** The class, while it goes on. */
  readonly scene = computed<Teaching | undefined>(() => {
    const scene = this.seat.scene.value;
    return scene?.phase === "teaching" ? scene : undefined;
  });
  readonly phase = computed(() => this.seat.scene.value?.phase);
  /** The seat one speaks with alone, "" for none. */
  readonly with = computed(() => this.scene.value?.aside ?? "");
  /** The server's clock, for what is told in minutes. */
  readonly now = computed(() => moment(look, () => this.seat.now()));
  /** Whether those who have said nothing are being asked if they need a minute. */
  readonly minuteAsked = computed(() => left(this.scene.value?.minute ?? 0, () => this.seat.now()) > 0);

  constructor({ seat, steps, zone, home, report }: ClassPage) {
    this.seat = seat;
    this.steps = steps;
    this.zone = zone;
    this.home = home;
    this.report = report;
    this.hand = new Hand(seat);
  }

  /** start follows the class until the function it returns is called. */
  start(): () => void {
    const stop = effect(() => {
      const roster = this.scene.value?.roster;
      if (!roster) return;
      this.people.take(roster);
      this.news.look(roster);
    });
    return () => {
      stop();
      this.news.stop();
    };
  }

  /** name is what somebody of the class is called, whichever side they are on. */
  name(seat: string): string {
    const scene = this.scene.value;
    const helper = scene?.helpers.find((one) => one.seat === seat);
    return helper?.firstName ?? scene?.roster.find((one) => one.seat === seat)?.name ?? "";
  }
}
