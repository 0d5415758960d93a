import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { say } from "../words";
import type { Received } from "./parcels";

/** Picture is a guide to open or to keep, or a picture to see large: shown, never executed. */
export function Picture({ parcel }: { parcel: Received }) {
  const title = parcel.title || say("sending.untitled");
  return (
    <>
      <p>
        <strong>
          <bdi>{title}</bdi>
        </strong>
      </p>
      {parcel.blob.type === "application/pdf" ? <Guide parcel={parcel} /> : <Image parcel={parcel} title={title} />}
    </>
  );
}

function Guide({ parcel }: { parcel: Received }) {
  return (
    <div class="row">
      <a
        class="button button--primary button--large"
        href={parcel.url}
        target="_blank"
        rel="noopener noreferrer"
        type="application/pdf"
      >
        {say("sending.guide.open")}
        <span class="visually-hidden">{say("sending.newTab")}</span>
      </a>
      <a class="button" href={parcel.url} download={named(parcel.title, "pdf")}>
        {say("sending.guide.save")}
      </a>
    </div>
  );
}

function Image({ parcel, title }: { parcel: Received; title: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const broken = useSignal(false);
  if (broken.value) return <p>{say("sending.picture.broken")}</p>;
  const kind = parcel.blob.type === "image/png" ? "png" : "jpg";
  return (
    <>
      <img
        class="received__picture"
        src={parcel.url}
        alt={title}
        onError={() => {
          broken.value = true;
        }}
      />
      <div class="row">
        <button
          type="button"
          class="button button--primary button--large"
          aria-label={say("sending.picture.large.what", { title })}
          onClick={() => dialog.current?.showModal()}
        >
          {say("sending.picture.large")}
        </button>
        <a class="button" href={parcel.url} download={named(parcel.title, kind)}>
          {say("sending.picture.save")}
        </a>
      </div>
      <dialog ref={dialog} class="large" aria-label={title}>
        <form method="dialog">
          <button type="submit" class="button button--large">
            {say("sending.picture.close")}
          </button>
        </form>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1). */}
        <section class="large__picture" tabIndex={0} aria-label={title}>
          <img src={parcel.url} alt={title} />
        </section>
      </dialog>
    </>
  );
}

/** named is the name of a file that is kept, with the ending of what it is. */
function named(title: string, ending: string): string {
  const name = title
    .replace(/[\\/:*?"<>|]/g, " ")
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .trim();
  return `${name || say("sending.untitled")}.${ending}`;
}
