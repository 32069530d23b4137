// Loads, opens a commune, answers, and tells when each was done, in milliseconds since the
// page began.
import { Registry, load } from "/noidai/browser.js";

const told = {};
const files = fetch("/names.json").then(async (names) =>
  Promise.all(
    (await names.json()).map(async (name) => ({ name, content: await (await fetch(`/tables/${name}`)).arrayBuffer() })),
  ),
);
await load();
told.loaded = performance.now();
const registry = Registry.open(await files);
told.opened = performance.now();
registry.coverage({ rule: "ministry-household", question: { day: "2025-06-30", by: ["hamlet"] } });
told.answered = performance.now();
told.people = registry.opened().people;
await fetch("/told", { method: "POST", body: JSON.stringify(told) });
