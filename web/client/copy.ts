// A button beside each text that somebody may want elsewhere copies it. Without this script it stays hidden, and the
// text can still be selected.
import { copy } from "./parts/copy";

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy ?? "");
  const part = button.closest<HTMLElement>("[data-copied]");
  const told = part?.querySelector<HTMLElement>("[data-copy-told]");
  if (!text || !part || !told) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    const done = await copy(text.textContent ?? "", text);
    told.textContent = (done === "copied" ? part.dataset.copied : part.dataset.selected) ?? "";
  });
}
