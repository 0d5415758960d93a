import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientMessage, FastMessage, Line } from "../protocol.gen";
import { longest, Writing } from "./writing";

const said: Line = { kind: "words", n: 5, seat: "mediator", name: "Philippe", text: "Bonjour", host: "", at: 1 };

let sent: ClientMessage[];
let fast: FastMessage[];
let open: boolean;
let writing: Writing;

const texts = (messages: readonly (ClientMessage | FastMessage)[]): string[] =>
  messages.flatMap((message) => ("text" in message ? [message.text] : []));

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  fast = [];
  open = true;
  writing = new Writing({
    send: (message) => {
      if (open) sent.push(message);
      return open;
    },
    fast: (message) => {
      fast.push(message);
      return true;
    },
  });
});
afterEach(() => vi.useRealTimers());

describe("what is written here", () => {
  it("goes at once both ways, and a few times more over the way that loses", () => {
    writing.draft("B");
    expect(texts(sent)).toEqual(["B"]);
    expect(texts(fast)).toEqual(["B"]);
    vi.advanceTimersByTime(1000);
    expect(texts(sent)).toEqual(["B"]);
    expect(texts(fast)).toEqual(["B", "B", "B", "B"]);
    expect(new Set(fast.map((message) => message.n)).size).toBe(1);
  });

  it("is for one alone once it is addressed, and what was begun for others stays theirs", () => {
    writing.draft("à tous");
    writing.address("p2");
    expect(writing.own.value).toBe("");
    writing.draft("Luce");
    vi.advanceTimersByTime(1000);
    expect(sent.at(-1)).toMatchObject({ type: "draft", text: "Luce", to: "p2" });
    writing.write();
    expect(sent.at(-1)).toMatchObject({ type: "write", text: "Luce", to: "p2" });
    writing.address("");
    expect(writing.own.value).toBe("à tous");
    writing.write();
    expect(sent.at(-1)).not.toHaveProperty("to");
  });

  it("goes as at most ten messages a second, the last of them whole", () => {
    let text = "";
    for (let stroke = 0; stroke < 100; stroke++) {
      text += "a";
      writing.draft(text);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(sent.length).toBeLessThanOrEqual(12);
    expect(texts(sent).at(-1)).toBe(text);
    expect(texts(fast)).toContain("aa");
  });

  it("is corrected, and taken back", () => {
    writing.draft("Bonjout");
    writing.draft("Bonjou");
    writing.draft("");
    vi.advanceTimersByTime(1000);
    expect(texts(sent)).toEqual(["Bonjout", ""]);
    expect(texts(fast).slice(-3)).toEqual(["", "", ""]);
  });

  it("is followed by nothing of the draft once it is sent", () => {
    writing.draft("Bon");
    writing.draft("Bonjour ");
    expect(writing.write()).toBe(true);
    const before = fast.length;
    vi.advanceTimersByTime(1000);
    expect(texts(sent)).toEqual(["Bon", "Bonjour"]);
    expect(fast).toHaveLength(before);
    expect(writing.own.value).toBe("");
    const [first, last] = [sent[0], sent.at(-1)];
    if (first?.type !== "draft" || last?.type !== "write") throw new Error("a draft and a sentence went");
    expect(last.n).toBeGreaterThan(first.n);
  });

  it("stays here while the line is lost, and is told anew after", () => {
    open = false;
    writing.draft("Je suis là");
    expect(writing.write()).toBe(false);
    expect(writing.own.value).toBe("Je suis là");
    open = true;
    writing.restart([]);
    expect(texts(sent)).toEqual(["Je suis là"]);
    expect(writing.write()).toBe(true);
  });

  it("is nothing to send when it is blank", () => {
    writing.draft("  \n");
    expect(writing.write()).toBe(false);
  });

  it("is never longer than the server takes, however many bytes a character has", () => {
    writing.draft("👋".repeat(longest + 7));
    expect([...writing.own.value]).toHaveLength(longest);
  });
});

describe("what others write", () => {
  it("is the freshest, whichever way it came", () => {
    writing.drafted({ type: "drafted", seat: "mediator", n: 2, text: "Bo" });
    writing.drafted({ type: "drafted", seat: "mediator", n: 1, text: "B" });
    writing.drafted({ type: "drafted", seat: "interpreter", n: 1, text: "Je" });
    expect([...writing.drafts.value]).toEqual([
      ["mediator", "Bo"],
      ["interpreter", "Je"],
    ]);
  });

  it("ends with its sentence, and nothing late brings it back", () => {
    writing.drafted({ type: "drafted", seat: "mediator", n: 4, text: "Bonjou" });
    writing.written(said);
    writing.drafted({ type: "drafted", seat: "mediator", n: 4, text: "Bonjou" });
    expect(writing.drafts.value.size).toBe(0);
    expect(writing.lines.value).toEqual([said]);
  });

  it("goes on beside what they send", () => {
    writing.drafted({ type: "drafted", seat: "mediator", n: 9, text: "Voici" });
    writing.written({ ...said, kind: "link", n: 10, text: "https://example.org/", host: "example.org" });
    expect([...writing.drafts.value.values()]).toEqual(["Voici"]);
  });

  it("begins again with what the server has", () => {
    writing.drafted({ type: "drafted", seat: "mediator", n: 9, text: "Voici" });
    writing.restart([said]);
    expect(writing.lines.value).toEqual([said]);
    expect(writing.drafts.value.size).toBe(0);
  });
});
