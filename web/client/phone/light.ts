// What a telephone's camera can do besides seeing: a light, and looking sharply
// at one place (W3C MediaStream Image Capture). TypeScript's own types lack them.

/** Powers is what this camera can do. */
export interface Powers {
  readonly torch: boolean;
  /** It can be told where to look sharply. */
  readonly focus: boolean;
}

interface Capabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly focusMode?: readonly string[];
}

type Wish = MediaTrackConstraintSet & {
  torch?: boolean;
  focusMode?: string;
  pointsOfInterest?: { x: number; y: number }[];
};

/** powers asks a camera's track; a browser that does not tell has none. */
export function powers(track: MediaStreamTrack): Powers {
  const can = (track.getCapabilities?.() ?? {}) as Capabilities;
  const knows = navigator.mediaDevices.getSupportedConstraints() as { pointsOfInterest?: boolean };
  const modes = can.focusMode ?? [];
  return {
    torch: can.torch === true,
    focus: knows.pointsOfInterest === true && (modes.includes("single-shot") || modes.includes("continuous")),
  };
}

/** shine turns the light on or off, and says whether that worked. */
export async function shine(track: MediaStreamTrack, on: boolean): Promise<boolean> {
  return wish(track, { torch: on });
}

/** focusAt looks sharply at a place of the picture, as shares of its width and height. */
export async function focusAt(track: MediaStreamTrack, x: number, y: number): Promise<boolean> {
  const { focusMode: modes = [] } = track.getCapabilities() as Capabilities;
  const focusMode = modes.includes("single-shot") ? "single-shot" : "continuous";
  return wish(track, { focusMode, pointsOfInterest: [{ x, y }] });
}

async function wish(track: MediaStreamTrack, wish: Wish): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [wish] });
    return true;
  } catch {
    return false;
  }
}

/** Box is an element's size, or a picture's. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/**
 * placeIn is the place of the picture under a place of the element that shows it
 * whole (object-fit: contain), as shares of the picture; undefined beside it.
 */
export function placeIn(element: Box, picture: Box, x: number, y: number): { x: number; y: number } | undefined {
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const place = {
    x: (x - (element.width - picture.width * scale) / 2) / (picture.width * scale),
    y: (y - (element.height - picture.height * scale) / 2) / (picture.height * scale),
  };
  const within = (share: number): boolean => share >= 0 && share <= 1;
  return within(place.x) && within(place.y) ? place : undefined;
}
