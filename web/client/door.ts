// The door works without this script. With it, a slip is told before anything is sent, and one code is sent once.
import { type Fault, faultOf, group } from "./code";

// How long, in milliseconds, a second press counts as part of the first; whoever stopped the page may then press again.
const rest = 3000;

const form = document.querySelector<HTMLFormElement>("#door");
const field = document.querySelector<HTMLInputElement>("#code");
const told = document.querySelector<HTMLElement>("#code-error");

if (form && field && told) {
  let sent = false;
  const rearm = () => {
    sent = false;
  };

  field.addEventListener("input", () => {
    // Only at the end: regrouping would move the cursor of whoever corrects in the middle.
    if (field.selectionStart === field.value.length) field.value = group(field.value);
  });

  form.addEventListener("submit", (event) => {
    const fault = faultOf(field.value);
    // A second press while the first is on its way would find the code used.
    if (fault || sent) event.preventDefault();
    if (!fault) {
      sent = true;
      setTimeout(rearm, rest);
      return;
    }
    tell(words(form, fault));
    if (fault.kind === "slip") report(field.value);
  });

  // Coming back with the browser's arrow finds the page as it was left.
  addEventListener("pageshow", rearm);

  const tell = (sentence: string) => {
    told.textContent = "";
    told.hidden = false;
    told.textContent = sentence;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
}

function words(form: HTMLFormElement, fault: Fault): string {
  if (fault.kind !== "missing") return form.dataset[fault.kind] ?? "";
  const sentence = fault.n === 1 ? form.dataset.missingOne : form.dataset.missingOther;
  return sentence?.replace("{n}", String(fault.n)) ?? "";
}

// Lets the mediator see that a digit went wrong; nothing is lost if it does not arrive.
function report(code: string): void {
  fetch("/erreur-de-saisie", { method: "POST", body: new URLSearchParams({ code }) }).catch(() => {});
}
