// The corpus in a page, and then in a module worker, which runs this file too.
import * as noidai from "/noidai/browser.js";
import { replay } from "/tests/replay.js";

async function replayed() {
  await noidai.load();
  const faults = [];
  let cases = 0;
  for (const name of await (await fetch("/themes.json")).json()) {
    const theme = await (await fetch(`/corpus/${name}`)).json();
    for (const kase of theme.cases) {
      cases += 1;
      try {
        replay(noidai, theme, kase);
      } catch (thrown) {
        faults.push(`${name}: ${kase.name}: ${thrown?.stack ?? thrown}`);
      }
    }
  }
  return { cases, faults };
}

const found = replayed().catch((thrown) => ({ cases: 0, faults: [String(thrown?.stack ?? thrown)] }));
if (typeof document === "undefined") {
  postMessage(await found);
} else {
  const worker = new Worker(new URL(import.meta.url), { type: "module" });
  const inWorker = new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => resolve({ cases: 0, faults: [`worker: ${event.message}`] });
  });
  const body = JSON.stringify({ page: await found, worker: await inWorker });
  await fetch("/told", { method: "POST", body });
}
