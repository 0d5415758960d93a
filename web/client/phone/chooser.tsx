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
    const file = field.current?.files?.[0];
    if (file) chosen(file);
  };
  const input = <input ref={field} type="file" accept="image/*" hidden onChange={take} />;
  const open = (): void => {
    if (!field.current) return;
    // The same picture may be chosen again.
    field.current.value = "";
    field.current.click();
  };
  return [open, input];
}
