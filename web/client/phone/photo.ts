// A photograph made ready to leave: no larger than it must be to be read, and
// drawn anew, so that nothing of what a camera writes beside the picture (place,
// time, device) goes with it.

/** The longest side of a photograph that is sent, in pixels: a letter stays readable. */
export const longest = 2048;

/** How much JPEG keeps, from 0 to 1. */
const quality = 0.85;

/** shrunk is the size at which a picture is sent; small ones stay as they are. */
export function shrunk(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** prepare is a new JPEG of a picture, upright; undefined if this browser cannot read it. */
export async function prepare(picture: Blob): Promise<Blob | undefined> {
  let image: ImageBitmap | undefined;
  try {
    // The orientation stands beside the picture too (Exif 2.3, tag 274): it is applied, then left behind.
    image = await createImageBitmap(picture, { imageOrientation: "from-image" });
    return await drawn(image);
  } catch {
    return undefined;
  } finally {
    image?.close();
  }
}

/** drawn is a JPEG of a picture; undefined if the browser gives none. */
async function drawn(image: ImageBitmap): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, shrunk(image.width, image.height));
  const brush = canvas.getContext("2d", { alpha: false });
  if (!brush) return undefined;
  // What is transparent in a drawing would turn black.
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", quality));
}
