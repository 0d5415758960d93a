// A guide or a picture, made ready to be sent: a PDF or a PNG as it is, every
// other picture drawn anew as a photograph is.
import { prepare } from "../phone/photo";
import { maxParcel } from "./parcels";

/** More than this is not even looked at, in bytes. */
const hopeless = 64 * 1024 * 1024;

/** Fault is why a file cannot be sent. */
export type Fault = "too-large" | "not-a-picture";

/** ready gives what can be sent of a file; what it is, its first bytes say, not its name. */
export async function ready(file: Blob): Promise<Blob | Fault> {
  if (file.size > hopeless) return "too-large";
  const begin = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (begins(begin, pdf)) return file.size > maxParcel ? "too-large" : file.slice(0, file.size, "application/pdf");
  // A picture of a screen stays sharp as a PNG; decoding it shows that it is one.
  const drawn = await prepare(file);
  if (!drawn) return "not-a-picture";
  if (begins(begin, png) && file.size <= maxParcel) return file.slice(0, file.size, "image/png");
  return drawn.size > maxParcel ? "too-large" : drawn;
}

const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, place) => bytes[place] === byte);
}
