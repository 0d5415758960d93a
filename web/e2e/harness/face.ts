// Whether a picture of somebody really plays.
import type { Actor } from "./actor";

/** moves waits until one of the pictures that are selected can be seen and plays, and goes on. */
export async function moves(person: Actor, what: string, selector = "video"): Promise<void> {
  await person.until(
    (which) =>
      [...document.querySelectorAll<HTMLVideoElement>(which)].some((video) => {
        const seen = video.getVideoPlaybackQuality().totalVideoFrames;
        // One that plays something else begins to count anew.
        const before = Math.min(Number(video.dataset.seen ?? seen), seen);
        video.dataset.seen = String(before);
        return video.checkVisibility() && seen > before + 5;
      }),
    `no picture moves: ${what}`,
    selector,
  );
  await person.page.evaluate(() => {
    for (const video of document.querySelectorAll("video")) delete video.dataset.seen;
  });
}
