/** Copied is how far copying went: where a browser forbids it, the text is selected for the reader's own keys. */
export type Copied = "copied" | "selected";

/** copy puts a text into the clipboard; shown is the element that holds the same text. To be called from a press. */
export async function copy(text: string, shown: Node | null): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    // No clipboard to write to, or not allowed: the old way, or at least a selection.
  }
  const selection = getSelection();
  if (!shown || !selection) return "selected";
  selection.selectAllChildren(shown);
  return document.execCommand("copy") ? "copied" : "selected";
}
