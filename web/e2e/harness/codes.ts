// Codes that look right, and codes that do not (H. M. Damm, 2004: the totally
// anti-symmetric quasigroup of order 10 that his thesis gives).

const quasigroup = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** check is the digit that makes a code of the digits before it. */
function check(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.[Number(digit)]);
  return String(interim);
}

/** withASlip is a code with one digit changed: its check digit tells. */
export function withASlip(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
}

/** anotherCode is a code whose check digit is right, and that is far from the one given. */
export function anotherCode(code: string): string {
  const digits = [...code.slice(0, -1)].map((digit) => String((Number(digit) + 5) % 10)).join("");
  return digits + check(digits);
}
