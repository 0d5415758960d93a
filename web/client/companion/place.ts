// Where a window is within the screen that is captured.
import type { Box, Size } from "../pointing/geometry";
import type { Surface } from "../protocol.gen";

/** Placed is what a window tells of its place, in CSS pixels of the screen. */
export interface Placed {
  readonly screenX: number;
  readonly screenY: number;
  readonly outerWidth: number;
  readonly outerHeight: number;
  readonly devicePixelRatio: number;
  readonly screen: { readonly width: number; readonly height: number; readonly isExtended?: boolean };
}

/**
 * placeOf is a window's place as shares of the captured screen. It is undefined
 * where it would be a guess: another surface than a screen, more than one
 * screen, or a system that tells no places and says 0, 0 (Wayland).
 */
export function placeOf(window: Placed, surface: Surface, picture: Size): Box | undefined {
  const { screenX, screenY, outerWidth, outerHeight, screen } = window;
  if (!whole(window, surface, picture) || screen.isExtended || (screenX === 0 && screenY === 0)) return undefined;
  if (screen.width <= 0 || screen.height <= 0) return undefined;
  return {
    left: screenX / screen.width,
    top: screenY / screen.height,
    width: outerWidth / screen.width,
    height: outerHeight / screen.height,
  };
}

/** whole says whether the picture is of the whole screen; a browser that does not say so is judged by the picture's size. */
function whole({ screen, devicePixelRatio: density }: Placed, surface: Surface, { width, height }: Size): boolean {
  if (surface !== "") return surface === "monitor";
  return Math.abs(width - screen.width * density) <= 2 && Math.abs(height - screen.height * density) <= 2;
}
