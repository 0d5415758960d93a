import { expect, test } from "vitest";
import { check, type Fault, faultOf, group } from "./code";

test("a code is good with one last digit only", () => {
  for (const body of ["48291", "00000", "99999", "1234567", "57264"]) {
    const endings = [..."0123456789"].filter((digit) => check(body + digit));
    expect(endings).toHaveLength(1);
  }
  expect(check("5724")).toBe(true); // The example in Damm's thesis: 572 and its check digit.
});

test("every single wrong digit and every exchange of neighbours is caught", () => {
  const code = "5724";
  for (let i = 0; i < code.length; i++) {
    for (const digit of "0123456789") {
      if (digit !== code[i]) expect(check(code.slice(0, i) + digit + code.slice(i + 1))).toBe(false);
    }
    const [a, b] = [code[i], code[i + 1]];
    if (a && b && a !== b) expect(check(code.slice(0, i) + b + a + code.slice(i + 2))).toBe(false);
  }
});

test.each<[string, Fault | null]>([
  ["", { kind: "empty" }],
  ["  ", { kind: "empty" }],
  ["4", { kind: "missing", n: 5 }],
  ["48 29", { kind: "missing", n: 2 }],
  ["48291a", { kind: "letters" }],
  ["bonjour", { kind: "letters" }],
  ["000001", { kind: "slip" }],
  ["000 000", null],
  ["000-000", null],
  ["000\u00a0000\u200b", null],
  ["0000000000", { kind: "long" }],
  ["000000001", { kind: "slip" }],
  ["４８２９１３", null],
])("%j", (typed, fault) => {
  expect(faultOf(typed)).toEqual(fault);
});

test.each([
  ["", ""],
  ["482", "482"],
  ["4829", "482 9"],
  ["482913", "482 913"],
  ["48 29-13", "482 913"],
  ["4829137", "482 9137"],
  ["48291375", "4829 1375"],
  ["482913750", "4829 13750"],
  ["4829137501", "4829137501"],
  ["48 a", "48 a"],
])("%j is shown as %j", (typed, shown) => {
  expect(group(typed)).toBe(shown);
});
