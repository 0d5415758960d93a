// A button beside each password shows what is being typed (WCAG 3.3.8). Without this script it stays hidden.
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-show]")) {
  const field = document.getElementById(button.dataset.show ?? "");
  if (!(field instanceof HTMLInputElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  // A browser keeps for next time only what is a password when it is sent.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}
