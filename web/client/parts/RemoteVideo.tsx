import { useEffect, useRef, useState } from "preact/hooks";
import type { Player } from "../media/player";
import type { Seen } from "../media/slots";

interface Props {
  /** The slot to show; what is on screen stays there until the next one has a picture. */
  readonly seen: Seen;
  readonly label: string;
  readonly onShown?: (shown: boolean) => void;
  readonly onSize?: (width: number, height: number) => void;
}

/** On is what is on screen: whose picture, and what plays it. */
interface On {
  readonly player: Player;
  readonly seat: string;
}

/**
 * RemoteVideo shows who is in a slot. After a joining the last picture stays
 * until the new one arrives; when somebody else comes into the slot nothing is
 * shown before the first frame that is theirs.
 */
export function RemoteVideo({ seen, label, onShown, onSize }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const on = useRef<On | undefined>(undefined);
  const [visible, setVisible] = useState(false);
  const { player, seat, from } = seen;

  useEffect(() => {
    if (!player || (on.current?.seat === seat && on.current.player === player)) return undefined;
    if (on.current?.seat !== seat) setVisible(false);
    const { video } = player;
    if (on.current?.player !== player) box.current?.append(video);
    player.play();
    const stop = player.whenShown(from, () => {
      if (on.current && on.current.player !== player) take(on.current.player);
      on.current = { player, seat };
      video.setAttribute("aria-label", label);
      video.onresize = () => onSize?.(video.videoWidth, video.videoHeight);
      onSize?.(video.videoWidth, video.videoHeight);
      setVisible(true);
    });
    return () => {
      stop();
      if (on.current?.player !== player) take(player);
    };
  }, [player, seat, from]);

  useEffect(() => onShown?.(visible), [visible]);
  useEffect(
    () => () => {
      if (on.current) take(on.current.player);
    },
    [],
  );
  return <div ref={box} class="video" data-waiting={visible ? undefined : ""} aria-hidden={!visible} />;
}

/** take takes a picture off the page: whoever shows it next waits for a fresh frame. */
function take(player: Player): void {
  player.video.remove();
  player.video.onresize = null;
  player.forget();
}
