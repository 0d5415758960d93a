import { language, say } from "../words";
import type { Step } from "./album";

export interface Facts {
  readonly steps: readonly Step[];
  /** Who helped, and for which organization. */
  readonly name: string;
  readonly organization: string;
  /** When the help ended, in Unix milliseconds. */
  readonly at: number;
}

/** Sheet is « Mon pas-à-pas »: who helped and when, and each picture under its number and its words. */
export function Sheet({ steps, name, organization, at }: Facts) {
  const date = new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(at);
  return (
    <>
      <h2>{say("still.sheet")}</h2>
      <p>{say("still.sheet.with", { name, organization, date })}</p>
      <ol>
        {steps.map(({ key, title, url }, place) => (
          <li key={key}>
            <figure>
              <figcaption>
                {place + 1}. <bdi>{title || say("still.untitled")}</bdi>
              </figcaption>
              <img src={url} alt={title || say("still.untitled")} />
            </figure>
          </li>
        ))}
      </ol>
    </>
  );
}
