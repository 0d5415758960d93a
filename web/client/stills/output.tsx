// « Mon pas-à-pas » leaves the page: on paper, or as one file that needs nothing
// else. Both are made in this browser.
import { render } from "preact";
import { language, say } from "../words";
import { type Facts, Sheet } from "./Sheet";

/** What a kept sheet looks like; it runs nothing and loads nothing. */
const style =
  "body{font:18px/1.5 Verdana,sans-serif;color:#1d2530;max-width:60rem;margin:2rem auto;padding:0 1rem}" +
  "ol{list-style:none;padding:0}li{margin-bottom:2.5rem;break-inside:avoid}figure{margin:0}" +
  "figcaption{font-weight:700;margin-bottom:.5rem}img{max-width:100%;border:1px solid #6f6a61}";
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** print prints the sheet alone. */
export async function print(facts: Facts): Promise<void> {
  const paper = await laid(facts);
  const { classList } = document.documentElement;
  document.body.append(paper);
  classList.add("printing");
  const done = (): void => {
    classList.remove("printing");
    render(null, paper);
    paper.remove();
  };
  addEventListener("afterprint", done, { once: true });
  window.print();
}

/** save gives the sheet to the browser to keep, as one file with its pictures in it. */
export async function save(facts: Facts): Promise<void> {
  const paper = await laid(facts);
  const images = [...paper.querySelectorAll("img")];
  for (const [place, { blob }] of facts.steps.entries()) {
    const image = images[place];
    if (image) image.src = await inlined(blob);
  }
  const file = new Blob([page(paper.innerHTML)], { type: "text/html" });
  render(null, paper);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = say("still.sheet.file");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** laid is a sheet whose pictures are all there. */
async function laid(facts: Facts): Promise<HTMLElement> {
  const paper = document.createElement("article");
  paper.className = "sheet sheet--paper";
  render(<Sheet {...facts} />, paper);
  await Promise.all([...paper.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
  return paper;
}

/** page is a whole document; its body was written by the browser itself, so that no word in it is markup. */
function page(body: string): string {
  const title = say("still.sheet");
  return (
    `<!doctype html><html lang="${language()}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${title}</title><style>${style}</style></head><body>${body}</body></html>`
  );
}

/** inlined is a picture as an address that holds all of it. */
function inlined(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("a picture of the sheet cannot be read"));
    reader.readAsDataURL(blob);
  });
}
