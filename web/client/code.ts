// What a spoken code is, as the page can tell before anything is sent. The server has the last word
// (internal/spokencode says why each rule is).

/** What is wrong with what was typed; missing says how many digits at least. */
export type Fault = { kind: "empty" | "long" | "letters" | "slip" } | { kind: "missing"; n: number };

export const shortest = 6;
export const longest = 9;

// Damm's totally anti-symmetric quasigroup of order 10, one row after the other.
const quasigroup =
  "0317598642" +
  "7092154863" +
  "4206871359" +
  "1750983426" +
  "6123045978" +
  "3674209581" +
  "5869720134" +
  "8945362017" +
  "9438617205" +
  "2581436790";

/** check tells whether ASCII digits go with the last of them, the check digit. */
export function check(digits: string): boolean {
  let state = 0;
  for (const digit of digits) state = Number(quasigroup[state * 10 + Number(digit)]);
  return state === 0;
}

/** digitsOf is what was typed without what people and programs put between digits. */
export function digitsOf(typed: string): string {
  return typed.replace(/[\s\p{Pd}\p{Cf}.,/_·•−]/gu, "");
}

/** faultOf is what is wrong with a code, as far as the page can tell; null if it may be sent. */
export function faultOf(typed: string): Fault | null {
  const digits = digitsOf(typed);
  if (digits === "") return { kind: "empty" };
  if (/\P{Nd}/u.test(digits)) return { kind: "letters" };
  const n = [...digits].length;
  if (n < shortest) return { kind: "missing", n: shortest - n };
  if (n > longest) return { kind: "long" };
  // Other scripts' digits are left to the server.
  return /[^0-9]/.test(digits) || check(digits) ? null : { kind: "slip" };
}

/** group shows digits as they are said, in two groups: "482 913", "4829 1375". Anything else stays as it was typed. */
export function group(typed: string): string {
  const digits = digitsOf(typed);
  if (!/^[0-9]+$/.test(digits) || digits.length > longest) return typed;
  const half = Math.floor(Math.max(digits.length, shortest) / 2);
  return digits.length > half ? `${digits.slice(0, half)} ${digits.slice(half)}` : digits;
}
