// What stands in a JPEG beside its picture (ITU-T T.81; Exif 2.3).

/** The orientation of a telephone held upright whose picture lies on its side: to be turned a quarter clockwise. */
const upright = 6;

/** carried is what a camera writes beside a picture: its maker, how it was held, and where. */
export function carried(maker: string): Buffer {
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const all = Buffer.alloc(12);
    all.writeUInt16LE(tag, 0);
    all.writeUInt16LE(type, 2);
    all.writeUInt32LE(count, 4);
    all.writeUInt32LE(value, 8);
    return all;
  };
  const directory = (...entries: Buffer[]): Buffer => {
    const count = Buffer.alloc(2);
    count.writeUInt16LE(entries.length);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  };
  const [ascii, short, long, rational] = [2, 3, 4, 5];
  const name = Buffer.from(`${maker}\0`);
  const first = 8;
  const place = first + 2 + 3 * 12 + 4;
  const degrees = place + 2 + 2 * 12 + 4;
  const latitude = Buffer.alloc(24);
  for (const [n, part] of [44, 1, 50, 1, 23, 1].entries()) latitude.writeUInt32LE(part, n * 4);
  const tiff = Buffer.concat([
    Buffer.from("II*\0\x08\0\0\0", "latin1"),
    directory(
      entry(0x010f, ascii as number, name.length, degrees + latitude.length),
      entry(0x0112, short as number, 1, upright),
      entry(0x8825, long as number, 1, place),
    ),
    directory(entry(1, ascii as number, 2, "N".charCodeAt(0)), entry(2, rational as number, 3, degrees)),
    latitude,
    name,
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** beside puts a segment into a JPEG, right after its beginning. */
export function beside(jpeg: Buffer, segment: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** Read is what a JPEG says of itself. */
export interface Read {
  readonly width: number;
  readonly height: number;
  /** The markers of its segments, up to the picture itself. */
  readonly markers: readonly number[];
}

export function read(jpeg: Buffer): Read {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error("not a JPEG");
  const markers: number[] = [];
  let [width, height] = [0, 0];
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg.readUInt16BE(at);
    markers.push(marker);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      height = jpeg.readUInt16BE(at + 5);
      width = jpeg.readUInt16BE(at + 7);
    }
    if (marker === 0xffda) break;
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return { width, height, markers };
}
