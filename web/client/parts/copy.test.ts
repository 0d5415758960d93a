import { afterEach, expect, it, vi } from "vitest";
import { copy } from "./copy";

afterEach(() => vi.unstubAllGlobals());

const shown = {} as Node;

/** page is a browser whose clipboard and whose old way of copying allow it or not. */
function page(clipboard: boolean, command: boolean) {
  const selected: Node[] = [];
  const written: string[] = [];
  const writeText = async (text: string) => {
    if (!clipboard) throw new DOMException("", "NotAllowedError");
    written.push(text);
  };
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  vi.stubGlobal("getSelection", () => ({ selectAllChildren: (node: Node) => selected.push(node) }));
  vi.stubGlobal("document", { execCommand: () => command });
  return { selected, written };
}

it("copies what it may", async () => {
  const { written, selected } = page(true, true);
  expect(await copy("2024-AB", shown)).toBe("copied");
  expect(written).toEqual(["2024-AB"]);
  expect(selected).toEqual([]);
});

it.each([
  [true, "copied"],
  [false, "selected"],
] as const)("selects the text where the clipboard is refused (the old way: %s)", async (command, done) => {
  const { selected } = page(false, command);
  expect(await copy("2024-AB", shown)).toBe(done);
  expect(selected).toEqual([shown]);
});

it("does without a clipboard at all", async () => {
  page(false, false);
  vi.stubGlobal("navigator", {});
  expect(await copy("2024-AB", null)).toBe("selected");
});
