// What plain JavaScript can give wrongly, memory, and the size.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { NoidaiError, Registry, convert, initSync } from "./package.js";

const units = { name: "units.csv", content: "id,name,level\n93,Tỉnh,province\n" };

function refused(body, name, path) {
  assert.throws(body, (thrown) => {
    assert.ok(thrown instanceof NoidaiError, String(thrown));
    assert.ok(thrown instanceof Error);
    assert.deepEqual([thrown.name, thrown.path], [name, path]);
    assert.ok(thrown.code > 0 && thrown.messages.vi.length > 0);
    assert.equal(thrown.message, thrown.messages.en);
    return true;
  });
}

test("wrong types", () => {
  const circle = {};
  circle.itself = circle;
  const detached = new Uint8Array(8);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  for (const [files, path] of [
    [undefined, "/files"],
    [7, "/files"],
    ["units.csv", "/files"],
    [[7], "/files/0"],
    [[units, null], "/files/1"],
    [[{ name: 7, content: "" }], "/files/0/name"],
    [[{ name: "units.csv" }], "/files/0/content"],
    [[{ name: "units.csv", content: 7 }], "/files/0/content"],
    [[{ name: "units.csv", content: detached }], "/files/0/content"],
    [[{ name: "units.csv", content: detached.buffer }], "/files/0/content"],
  ]) {
    refused(() => Registry.open(files), "wrong-type", path);
  }
  refused(() => Registry.open([units], 7), "wrong-type", "/options");
  refused(() => Registry.open([units], circle), "wrong-type", "/options");
  refused(() => new Registry({}), "wrong-type", null);
  const registry = Registry.open([units]);
  for (const request of [undefined, null, 7, true, () => 1, Symbol("ask"), 7n, circle, { ask: 7n }]) {
    refused(() => registry.ask(request), "wrong-type", "");
  }
  refused(() => registry.ask('{"ask":"\ud800"}'), "bad-text", "");
  refused(() => Registry.open([{ name: "\udc00.csv", content: "" }]), "bad-text", "/files/0/name");
  // And it still answers.
  assert.equal(registry.ask({ ask: "opened" }).units, 1);
  registry.free();
});

test("every fault of the files is told", () => {
  const people = { name: "people.csv", content: "id,birth\np1,31/02/1990\np2,1/1/90\n" };
  assert.throws(
    () => Registry.open([units, people]),
    (thrown) => thrown.details.count === 2 && thrown.details.faults[1].place.row === 3,
  );
});

/** `using`, which Node 20 does not have yet. */
function withDisposal(registry, body) {
  try {
    body(registry);
  } finally {
    registry[Symbol.dispose]();
  }
}

test("bytes in any encoding that the library reads", () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(units.content, "utf16le")]);
  for (const content of [utf16, utf16.buffer, new TextEncoder().encode(units.content)]) {
    withDisposal(Registry.open([{ name: "units.csv", content }]), (registry) => {
      assert.equal(registry.ask('{"ask":"opened"}').units, 1);
    });
  }
});

test("files in another form", () => {
  const people = { name: "people.csv", content: "Mã người;Ngày sinh\np1;1/7/1990\n" };
  const { files } = convert([people], "tables");
  assert.deepEqual(files, [
    { name: "people.csv", text: "id,name,birth,sex,phone,died\np1,,1990-07-01,,,\n" },
  ]);
  refused(() => convert([people], "poems"), "unknown-value", null);
  refused(() => convert([people]), "wrong-type", "/to");
});

test("a disposed registry refuses", () => {
  const registry = Registry.open([units]);
  registry.free();
  registry.free();
  refused(() => registry.ask({ ask: "opened" }), "disposed", null);
});

test("memory does not grow", () => {
  const { memory } = initSync();
  const round = () => {
    const registry = Registry.open([units]);
    registry.askText('{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}');
    // Refused on purpose: errors must be freed too.
    assert.throws(() => registry.askText("{"), NoidaiError);
    registry.free();
  };
  for (let at = 0; at < 200; at += 1) round();
  const before = memory.buffer.byteLength;
  for (let at = 0; at < 2000; at += 1) round();
  assert.equal(memory.buffer.byteLength, before);
});

test("the size is told", (context) => {
  const wasm = readFileSync(new URL("../../target/npm/noidai/glue_bg.wasm", import.meta.url));
  const gzip = gzipSync(wasm, { level: 9 }).length;
  context.diagnostic(`wasm: ${wasm.length} bytes, ${gzip} in gzip`);
  // A guard against a leap, not the aim: the package still has to slim down.
  assert.ok(gzip < 560 * 1024, `${gzip} bytes in gzip`);
});
