import { useSignal } from "@preact/signals";
import { say } from "../words";
import type { FamilyPage } from "./page";
import type { Ringer } from "./ringer";

/** SoundFirst asks for the one press without which a browser lets nothing ring. */
export function SoundFirst({ ringer }: { ringer: Ringer }) {
  if (ringer.audible.value) return null;
  return (
    <section class="notice notice--warn stack stack--tight">
      <p>{say("family.live.sound")}</p>
      <div>
        <button type="button" class="button" onClick={() => ringer.once()}>
          {say("family.live.sound.try")}
        </button>
      </div>
    </section>
  );
}

/** Kiosk is for those who leave a tablet open for somebody: one press tries the ring, the camera and the microphone. */
export function Kiosk({ page: { ringer } }: { page: FamilyPage }) {
  const outcome = useSignal<"done" | "refused" | undefined>(undefined);
  const prepare = async (): Promise<void> => {
    ringer.once();
    // Where the whole screen cannot be had, the page does without.
    await document.documentElement.requestFullscreen?.().catch(() => {});
    outcome.value = await allowed();
  };
  const audible = ringer.audible.value;
  return (
    <section class={audible ? "card card--sand stack" : "notice notice--warn stack"} aria-labelledby="staff">
      <h2 id="staff">{say("family.live.kiosk.staff")}</h2>
      <p>{say("family.live.kiosk.why")}</p>
      <div>
        <button type="button" class="button button--large" onClick={() => void prepare()}>
          {say("family.live.kiosk.prepare")}
        </button>
      </div>
      <p role="status">{outcome.value ? say(`family.live.kiosk.${outcome.value}`) : ""}</p>
    </section>
  );
}

/** allowed asks the browser for camera and microphone, and lets both go at once. */
async function allowed(): Promise<"done" | "refused"> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    for (const track of stream.getTracks()) track.stop();
    return "done";
  } catch {
    return "refused";
  }
}
