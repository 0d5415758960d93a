// Whether a picture of somebody really plays.
import type { Actor } from "./actor";

/** moves waits until a picture that can be seen plays, and goes on. */
export async function moves(person: Actor, what: string): Promise<void> {
  await person.until(
    () =>
      [...document.querySelectorAll("video")].some((video) => {
        const seen = video.getVideoPlaybackQuality().totalVideoFrames;
        // One that plays something else begins to count anew.
        const before = Math.min(Number(video.dataset.seen ?? seen), seen);
        video.dataset.seen = String(before);
        return video.checkVisibility() && seen > before + 5;
      }),
    `no picture moves: ${what}`,
  );
  await person.page.evaluate(() => {
    for (const video of document.querySelectorAll("video")) delete video.dataset.seen;
  });
}
