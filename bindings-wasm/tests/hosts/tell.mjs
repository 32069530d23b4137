/** Tells the test what a page found. */
export function tell(found) {
  return fetch("/told", { method: "POST", body: JSON.stringify(found) });
}
