import type { ComponentChildren } from "preact";
import type { Pen, Tool } from "../pointing/pen";
import { say } from "../words";

interface Props {
  readonly pen: Pen;
  /** Whether there is a picture to work on. */
  readonly able: boolean;
  readonly marked: boolean;
  readonly wipe: () => void;
  readonly children?: ComponentChildren;
}

/** Tools is what points and draws on the picture; one is in the hand at a time, and its words say how it is used. */
export function Tools({ pen, able, marked, wipe, children }: Props) {
  const tool = able ? pen.tool.value : "none";
  const drawing = tool === "arrow" || tool === "circle";
  return (
    <div class="stack stack--tight">
      <fieldset class="row tools" aria-label={say("pointing.tools")}>
        <Take pen={pen} able={able} tool="point" pressed={tool === "point"} words={say("pointing.point")} />
        <Take pen={pen} able={able} tool="arrow" pressed={drawing} words={say("pointing.draw")} />
        {drawing && (
          <>
            <Take pen={pen} able={able} tool="arrow" pressed={tool === "arrow"} words={say("pointing.arrow")} stays />
            <Take
              pen={pen}
              able={able}
              tool="circle"
              pressed={tool === "circle"}
              words={say("pointing.circle")}
              stays
            />
          </>
        )}
        <button type="button" class="button" aria-disabled={!marked} onClick={() => marked && wipe()}>
          {say("pointing.wipe")}
        </button>
        {children}
      </fieldset>
      <p class="small soft tools__hint" role="status">
        {tool === "none" ? "" : say(`pointing.hint.${tool}`)}
      </p>
    </div>
  );
}

interface TakeProps {
  readonly pen: Pen;
  readonly able: boolean;
  readonly tool: Tool;
  readonly pressed: boolean;
  readonly words: string;
  /** Whether another press leaves it in the hand. */
  readonly stays?: boolean;
}

function Take({ pen, able, tool, pressed, words, stays = false }: TakeProps) {
  const take = (): void => {
    if (able) pen.take(pressed && !stays ? "none" : tool);
  };
  return (
    <button type="button" class="button" aria-pressed={pressed} aria-disabled={!able} onClick={take}>
      {words}
    </button>
  );
}
