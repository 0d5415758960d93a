// A workshop whose first session is open now, made by the office's own forms.
import type { Actor } from "./actor";
import type { Person } from "./person";

/** Zones of the office, one of which is far from midnight at any hour. */
const zones = ["Europe/Paris", "America/Martinique"];

export interface Enrolled {
  readonly name: string;
  readonly mode: "remote" | "on-site";
}

export interface Workshop {
  /** The session's own pages: the office's, and the class. */
  readonly session: string;
  readonly room: string;
  readonly series: string;
  /** Each person's printed code. */
  readonly codes: ReadonlyMap<string, string>;
}

/** plan makes a series that begins today, enrols people, and reads their codes off their sheets. */
export async function plan(office: Actor, people: readonly Enrolled[]): Promise<Workshop> {
  const { zone, day, week, start, end } = soon();
  const form: Record<string, string> = {
    ...{ path: "pret", zone, first: day, until: later(day, 14), days: String(week), start, end },
    ...{ onsite: "30", remote: "40", venue: "Maison des services", address: "12 place de la Mairie" },
    ...{ town: "Sainte-Foy-la-Grande", phone: "05 53 00 00 00", mediators: "Philippe", keep: "6" },
  };
  const seen = await post(office, "/espace/ateliers/series/nouvelle", form, 'input[name="seen"]', "value");
  await post(office, "/espace/ateliers/series/nouvelle", { ...form, seen, action: "creer" });
  await office.visit("/espace/ateliers");
  const series = await first(office, 'main a[href^="/espace/ateliers/series/"]:not([href$="nouvelle"])');
  for (const { name, mode } of people) {
    const key = `${name}-0123456789abcdef`.normalize("NFD").replace(/[^\w-]/g, "");
    await post(office, `${series}/inscriptions`, { key, name, mode });
  }
  await office.visit(series);
  const session = await first(office, "#seances ol a");
  await office.visit(`${series}/feuilles`);
  const read = await office.page.$$eval(".sheet", (sheets) =>
    sheets.map((sheet) => {
      const words = sheet.textContent ?? "";
      return [sheet.querySelector("h2")?.textContent ?? "", /\d{4}\s\d{4}/.exec(words)?.[0] ?? ""];
    }),
  );
  const codes = new Map<string, string>();
  for (const { name, mode } of people) {
    if (mode === "on-site") continue; // They come to the hall, and their sheet has no code.
    const code = read.find(([heading]) => heading?.endsWith(name))?.[1];
    if (!code) throw new Error(`no sheet for ${name}: ${JSON.stringify(read)}`);
    codes.set(name, code);
  }
  return { session, room: `/seance/${session.split("/").at(-1)}`, series, codes };
}

/** comes brings somebody by their code to the door of the class. */
export async function comes(person: Person, workshop: Workshop, name: string): Promise<void> {
  await person.knock(workshop.codes.get(name) ?? "");
  await person.heading(new RegExp(`^Bonjour ${name}$`));
  await person.follow("Entrer dans la séance");
}

/** pocket is where the QR code on the hall's screen leads. */
export async function pocket(hall: Actor): Promise<string> {
  const qr = await hall.page.waitForSelector('img[src$="/qr"]');
  return (await qr?.evaluate((image) => new URL((image as HTMLImageElement).src).pathname.replace(/\/qr$/, ""))) ?? "";
}

/** soon is a session that begins in ten minutes, by the wall clock of a zone where that is still today. */
function soon(): { zone: string; day: string; week: number; start: string; end: string } {
  const begins = Date.now() + 10 * 60_000;
  for (const zone of zones) {
    const [day, start] = wall(begins, zone);
    const [last, end] = wall(begins + 60 * 60_000, zone);
    if (day === last) return { zone, day, week: new Date(`${day}T12:00:00Z`).getUTCDay(), start, end };
  }
  throw new Error("midnight is everywhere");
}

function wall(at: number, zone: string): [day: string, clock: string] {
  const text = new Date(at).toLocaleString("sv-SE", { timeZone: zone });
  return [text.slice(0, 10), text.slice(11, 16)];
}

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** post sends one of the office's forms, and reads something off the page that answers. */
async function post(actor: Actor, path: string, form: Record<string, string>, selector = "main", attribute = "") {
  return actor.page.evaluate(
    async (address, fields, wanted, name) => {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
      const text = await answer.text();
      const found = new DOMParser().parseFromString(text, "text/html").querySelector(wanted);
      if (!answer.ok || !found) throw new Error(`${address} answers ${answer.status}: ${found?.textContent}`);
      return name ? (found.getAttribute(name) ?? "") : "";
    },
    path,
    form,
    selector,
    attribute,
  );
}

/** first is where the first such link leads. */
async function first(actor: Actor, selector: string): Promise<string> {
  return actor.page.$eval(selector, (link) => link.getAttribute("href") ?? "");
}
