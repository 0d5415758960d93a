import { CopyButton } from "../parts/CopyButton";
import type * as protocol from "../protocol.gen";
import { language, say } from "../words";
import { heading, type Scene } from "./people";

/** Line is one line of the conversation, with who wrote it and when. */
export function Line({ line, scene }: { line: protocol.Line; scene: Scene }) {
  const time = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(line.at);
  return (
    <li class={line.seat === scene.you ? "said said--mine" : "said"}>
      <p class="small soft">
        <bdi>{heading(line, scene)}</bdi> · {time}
      </p>
      <Content line={line} />
    </li>
  );
}

/** Content is what a line holds: words, an address to open, or a text to copy. Whatever it is, it is shown as text. */
export function Content({ line, large = false }: { line: protocol.Line; large?: boolean }) {
  const { kind, text, host } = line;
  if (kind === "link" && opens(text)) return <Link address={text} host={host} large={large} />;
  if (kind === "copy") return <CopyButton text={text} large={large} />;
  return (
    <p class="said__text" dir="auto">
      {text}
    </p>
  );
}

/** Link is one button with the site's whole name, so that it is known where it leads before it is pressed. */
function Link({ address, host, large }: { address: string; host: string; large: boolean }) {
  const size = large ? "button button--primary button--large button--block link" : "button button--block link";
  return (
    <>
      <a class={size} href={address} target="_blank" rel="noopener noreferrer">
        <span>
          {say("sending.open")} <strong class="link__host">{host}</strong>
          <span class="visually-hidden"> {say("sending.newTab")}</span>
        </span>
      </a>
      <p class="small soft link__address">
        <bdi>{address}</bdi>
      </p>
    </>
  );
}

/** opens says whether an address may become a link. The server has looked already; a page looks for itself. */
export function opens(address: string): boolean {
  return /^https?:\/\/[^/]/i.test(address);
}
