import { useSignal } from "@preact/signals";
import type { Seat } from "../connection/seat";
import type * as scenes from "../protocol.gen";
import { say } from "../words";

type Wanted = Exclude<scenes.Asked, "">;

/** wanted is what this person can be asked for at this moment. */
export function wanted({ device, voice }: scenes.Caller): Wanted[] {
  const all: Wanted[] = ["photo"];
  if (!device.canShow) all.push("screenshot");
  if (!device.canShow && device.canFilm) all.push("camera");
  if (voice.mode === "phone" && device.canFilm) all.push("voice");
  return all;
}

/** mustCallBack says whether the voice that came by the person's device has no way left: the telephone must ring. */
export function mustCallBack({ caller, request }: Pick<scenes.Live, "caller" | "request">): boolean {
  const gone = caller.voice.mode === "device" && !caller.present;
  return gone || (request.for === "voice" && request.outcome === "unable");
}

/** Ask asks the person for something that takes a press of theirs, and says what became of it. */
export function Ask({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { for: what, outcome } = scene.request;
  const deaf = useSignal(false);
  const ask = async (asked: Wanted): Promise<void> => {
    deaf.value = asked === "voice" && !(await opened(seat));
    if (!deaf.value) seat.send({ type: "ask", for: asked });
  };
  const told = what !== "" && say(`ask.${what}.${outcome}`);
  return (
    <section class="stack stack--tight" aria-label={say("ask.title")}>
      <p class="eyebrow">{say("ask.title")}</p>
      <div class="row asks">
        {wanted(scene.caller).map((each) => (
          <button key={each} type="button" class="button" onClick={() => void ask(each)}>
            {say(`ask.${each}`)}
          </button>
        ))}
      </div>
      <div role="status">
        {deaf.value && <p class="notice notice--warn">{say("ask.voice.own")}</p>}
        {told && !deaf.value && <p class={outcome === "done" ? "notice notice--good" : "notice"}>{told}</p>}
        {mustCallBack(scene) && <CallBack number={scene.desk?.callback ?? ""} />}
      </div>
      {what !== "" && outcome === "open" && (
        <button
          type="button"
          class="button button--quiet button--edge"
          onClick={() => seat.send({ type: "ask", for: "" })}
        >
          {say("ask.takeBack")}
        </button>
      )}
    </section>
  );
}

/** opened opens one's own microphone first: whoever hangs up must go on being heard. */
async function opened({ microphone }: Seat): Promise<boolean> {
  if (microphone.voice.value.mode === "phone") await microphone.speak();
  return microphone.voice.value.mode === "device";
}

function CallBack({ number }: { number: string }) {
  return (
    <p class="notice notice--warn">
      <strong>{number ? say("ask.callBack", { number }) : say("ask.callBack.none")}</strong>
    </p>
  );
}
