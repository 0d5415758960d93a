// A button prints the page. Without this script it stays hidden: the browser's own way still prints.
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
