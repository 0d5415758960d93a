import type { JSX } from "preact";
import { useRef } from "preact/hooks";

/**
 * useChooser is how a picture is chosen: what opens the browser's own chooser,
 * and the field behind it. It has no capture attribute, which would leave out
 * the pictures that are already there, screenshots among them.
 */
export function useChooser(chosen: (file: File) => void): [open: () => void, field: JSX.Element] {
  const field = useRef<HTMLInputElement>(null);
  const take = (): void => {
    const input = field.current;
    const file = input?.files?.[0];
    // The same file may be chosen again.
    if (input) input.value = "";
    if (file) chosen(file);
  };
  const input = <input ref={field} type="file" accept="image/*" hidden onChange={take} />;
  return [() => field.current?.click(), input];
}
