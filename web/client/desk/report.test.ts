import { afterEach, expect, test, vi } from "vitest";
import { type Begun, equipped, errandsTheme, type Facts, formOf, HelpReport, pressed, split } from "./report";

const begun: Begun = {
  id: "r1",
  done: false,
  date: "2026-11-22",
  measured: 40,
  minutes: 45,
  steps: [15, 30, 45],
  equipment: ["tablette"],
  autonomy: "",
  themes: [],
  errands: [],
  referred: false,
  structure: "",
  notes: "",
  choices: { themes: ["email", errandsTheme], errands: ["logement"], equipment: [], autonomies: [], structures: [] },
};

const facts: Facts = {
  help: "h1",
  reference: "ACDF-3479",
  summary: { admitted: 1000, ended: 2000, shown: 0, filmed: 0, photographs: 0, seenBy: [] },
  device: "tablet",
};

/** answers has the server answer, one after the other, and gives what it was sent. */
function answers(...given: (Response | Error)[]): { path: string; body: string }[] {
  const sent: { path: string; body: string }[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    sent.push({ path, body: String(body) });
    const answer = given.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

async function loaded(...then: (Response | Error)[]): Promise<[HelpReport, { path: string; body: string }[]]> {
  const sent = answers(Response.json(begun), ...then);
  const report = new HelpReport();
  await report.load(facts);
  return [report, sent];
}

test("a report comes filled in, and one tap saves it", async () => {
  const [report, sent] = await loaded(new Response(null, { status: 204 }));
  expect(sent[0]).toEqual({
    path: "/espace/aides/h1/compte-rendu",
    body: "reference=ACDF-3479&device=tablet&admitted=1000&ended=2000",
  });
  expect(report.state.value).toBe("open");
  expect(report.chosen.value).toMatchObject({ minutes: 45, equipment: ["tablette"] });
  report.change({ themes: ["email"] });
  await report.save();
  expect(report.state.value).toBe("saved");
  expect(sent[1]?.path).toBe("/espace/comptes-rendus/r1");
  expect(new URLSearchParams(sent[1]?.body).getAll("thematiques")).toEqual(["email"]);
});

test("without a theme nothing is sent", async () => {
  const [report, sent] = await loaded();
  await report.save();
  expect(report.lacking.value).toBe(true);
  expect(report.state.value).toBe("open");
  expect(sent).toHaveLength(1);
  report.change({ themes: ["email"] });
  expect(report.lacking.value).toBe(false);
});

test("what cannot be saved can be tried again", async () => {
  const [report] = await loaded(
    new TypeError("offline"),
    new Response(null, { status: 500 }),
    new Response(null, { status: 204 }),
  );
  report.change({ themes: ["email"] });
  await report.save();
  expect(report.state.value).toBe("unsaved");
  await report.save();
  expect(report.state.value).toBe("unsaved");
  await report.save();
  expect(report.state.value).toBe("saved");
});

test("whoever was signed out is told", async () => {
  const elsewhere = new Response("sign in");
  Object.defineProperty(elsewhere, "redirected", { value: true });
  const [report] = await loaded(elsewhere);
  report.change({ themes: ["email"] });
  await report.save();
  expect(report.state.value).toBe("signed-out");
});

test("a report that cannot come, was deleted or is done says so", async () => {
  for (const [answer, state] of [
    [new Response(null, { status: 500 }), "failed"],
    [new TypeError("offline"), "failed"],
    [new Response(null, { status: 404 }), "none"],
    [Response.json({ ...begun, done: true }), "saved"],
  ] as const) {
    answers(answer);
    const report = new HelpReport();
    await report.load(facts);
    expect(report.state.value).toBe(state);
  }
});

test("a form holds what is pressed, and errands only beneath their theme", () => {
  const chosen = { ...begun, themes: ["email"], errands: ["logement"], structure: "administration", notes: "a&b" };
  expect(formOf(chosen).toString()).toBe(
    "duree=45&autonomie=&oriente_vers_structure=non&structure_de_redirection=&notes=a%26b&materiel=tablette&thematiques=email",
  );
  const form = formOf({ ...chosen, themes: [errandsTheme], referred: true });
  expect(form.getAll("demarches")).toEqual(["logement"]);
  expect(form.get("structure_de_redirection")).toBe("administration");
});

test("« Aucun » goes with nothing else", () => {
  expect(pressed(["a"], "b", true)).toEqual(["a", "b"]);
  expect(pressed(["a", "b"], "a", false)).toEqual(["b"]);
  expect(equipped(["ordinateur", "autre"], "aucun", true)).toEqual(["aucun"]);
  expect(equipped(["aucun"], "tablette", true)).toEqual(["tablette"]);
  expect(equipped(["aucun"], "aucun", false)).toEqual([]);
});

test("what is pressed is seen at once", () => {
  const themes = ["1", "2", "3", "4", "5", "6", "7", "8"];
  expect(split(themes, ["8"])).toEqual([["1", "2", "3", "4", "5", "6", "8"], ["7"]]);
});
