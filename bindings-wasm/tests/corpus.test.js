// The corpus in Node: the same bytes as in Rust and C.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { NoidaiError, Registry } from "./package.js";

const folder = new URL("../../tests/corpus/", import.meta.url);

function content(file) {
  if (file.lines) return file.lines.map((line) => `${line}\n`).join("");
  return Uint8Array.from(file.hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
}

/** What is said: the answer's text, or the document of what was refused. */
function said(body) {
  try {
    return { answer: body() };
  } catch (thrown) {
    assert.ok(thrown instanceof NoidaiError, String(thrown));
    assert.equal(thrown.code, thrown.details.faults[0].code);
    return { error: JSON.stringify(thrown.details) };
  }
}

for (const name of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  const theme = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  for (const kase of theme.cases) {
    test(`${name}: ${kase.name}`, () => {
      const files = [...(theme.files ?? []), ...(kase.files ?? [])];
      const opened = files.map((file) => ({ name: file.name, content: content(file) }));
      let registry;
      const opening = said(() => {
        registry = Registry.open(opened, kase.options ?? {});
      });
      // Keys are never codes, so parsing and writing again keeps order and bytes.
      assert.equal(opening.error, kase.refused && JSON.stringify(kase.refused));
      for (const step of kase.steps ?? []) {
        const request = step.request_text ?? JSON.stringify(step.request);
        const wanted = step.answer
          ? { answer: JSON.stringify(step.answer) }
          : { error: JSON.stringify(step.error) };
        assert.deepEqual(said(() => registry.askText(request)), wanted);
        if (step.answer) assert.deepEqual(registry.ask(step.request), step.answer);
      }
      registry?.free();
    });
  }
}
