/** outdated says whether the server would now send this page with another script: it was updated meanwhile. */
export async function outdated(): Promise<boolean> {
  const own = document.querySelector('script[type="module"]')?.getAttribute("src");
  if (!own) return false;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    return answer.ok && !answer.redirected && !(await answer.text()).includes(own);
  } catch {
    return false;
  }
}
