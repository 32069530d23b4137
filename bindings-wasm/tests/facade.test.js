// What plain JavaScript can give wrongly, the surface, steps, frames and memory.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Frame, Journal, NoidaiError, Registry, convert, initSync } from "./package.js";

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
  refused(() => Registry.open([units], { set_aside: 1n }), "wrong-type", "/options");
  refused(() => Registry.open([units], { toJSON: () => undefined }), "wrong-type", "/options");
  refused(() => Registry.open([units], { budget_bytes: 10 }), "over-budget", null);
  refused(() => new Registry({}), "wrong-type", null);
  refused(() => new Frame({}), "wrong-type", null);
  refused(() => new Journal({}), "wrong-type", null);
  const registry = Registry.open([units]);
  for (const request of [undefined, null, 7, true, () => 1, Symbol("ask"), 7n, circle, { ask: 7n }]) {
    refused(() => registry.ask(request), "wrong-type", "");
  }
  for (const fields of [undefined, null, 7, "text"]) {
    refused(() => registry.coverage(fields), "wrong-type", "");
  }
  refused(() => registry.frame(undefined), "wrong-type", "");
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

const question = { day: "2025-06-30" };
const rule = "ministry-household";

test("a disposed registry or frame refuses", () => {
  const registry = Registry.open([units]);
  const frame = registry.frame({ question });
  registry.free();
  registry.free();
  refused(() => registry.ask({ ask: "opened" }), "disposed", null);
  // A frame lives on without its registry.
  assert.equal(frame.coverage({ rule, question }).total.population, 0);
  frame.free();
  refused(() => frame.counts({ rule, question }), "disposed", null);
  refused(() => frame.bytes, "disposed", null);
});

test("a method for each request, and only those", () => {
  const source = readFileSync(new URL("../../core/src/ask/request.rs", import.meta.url), "utf8");
  const words = (source, list) => [...source.match(list)[1].matchAll(/"(\w+)"/g)].map((found) => found[1]);
  const requests = words(source, /pub const REQUESTS: .*?\[\n(.*?)\];/s);
  assert.ok(requests.length > 10);
  const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
  const further = ["ask", "askText", "frame"];
  const own = (type) => Object.getOwnPropertyNames(type).filter((name) => name !== "constructor");
  const asked = own(Object.getPrototypeOf(Registry.prototype)).filter((name) => name !== "named");
  const methods = [...asked, ...own(Registry.prototype)];
  assert.deepEqual(methods.sort(), [...requests.map(camel), ...further].sort());
  // A journal that is kept open is asked the same, and told what else there is.
  assert.equal(Object.getPrototypeOf(Journal.prototype), Object.getPrototypeOf(Registry.prototype));
  const telling = readFileSync(new URL("../../core/src/ask/tell.rs", import.meta.url), "utf8");
  const tellings = words(telling, /pub const TELLINGS: .*?= \[(.*?)\];/s);
  assert.ok(tellings.length > 3);
  assert.deepEqual(own(Journal.prototype).sort(), [...tellings, "tell", "tellText"].sort());
  // And the page of the package says so.
  const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const name of [...methods, ...tellings]) assert.ok(page.includes(`\`${name}`), `README: ${name}`);
});

test("each method is its request", () => {
  const registry = Registry.open([units]);
  assert.deepEqual(registry.coverage({ rule, question }), registry.ask({ ask: "coverage", rule, question }));
  assert.deepEqual(registry.rules(), registry.ask({ ask: "rules" }).rules);
  assert.deepEqual(registry.checkRule({ rule: registry.rules()[0] }), { count: 0, faults: [] });
  assert.deepEqual(registry.errors(), registry.ask({ ask: "errors" }).kinds);
  assert.deepEqual(registry.setAside(), []);
  assert.equal(registry.opened().units, 1);
  for (const whole of ["vocabulary", "tables"]) {
    assert.deepEqual(registry[whole](), registry.ask({ ask: whole }));
  }
  assert.deepEqual(registry.eventKinds(), registry.ask({ ask: "event_kinds" }));
  refused(() => registry.coverage({ rule, question, by: [] }), "bad-json", "/by");
  registry.free();
});

test("a journal that is kept open: recorded, stored, opened again", () => {
  const journal = Journal.open();
  const bytes = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  const event = { v: 1, kind: "person-recorded", about: [{ noun: "person", id: "p1" }], data: {} };
  const record = { device: "phone-1", epoch: 1, instant: "2025-06-01T01:30:00.000Z", entries: [{ event }] };
  const told = journal.record(record);
  const [answer] = told.answers;
  assert.deepEqual([answer.record, answer.outcome, told.changed], ["phone-1/1/1", "in-effect", []]);
  // Not stored yet, so not shared.
  assert.equal(journal.exchange({ summary: journal.exchange().summary }).piece, null);
  assert.equal(journal.confirm().must_rewrite, false);
  const stored = { name: "own.journal", content: bytes(told.header + told.bytes) };
  const again = Journal.open([stored]);
  for (const ask of ["opened", "journal", "answers"]) assert.equal(again.askText({ ask }), journal.askText({ ask }));
  // Another takes it in.
  const other = Journal.open();
  const { piece } = journal.exchange({ summary: other.exchange().summary });
  assert.deepEqual([other.merge({ piece }).new, other.opened().people], [1, 1]);
  assert.equal(other.rewritten().must_rewrite, false);
  refused(() => other.merge({ piece: "xyz" }), "wrong-value", "/piece");
  refused(() => other.ask({ ask: "append", ...record }), "unknown-request", "/ask");
  refused(() => other.tell("{}"), "missing-field", "");
  refused(() => Journal.open([units]), "journal-with-tables", null);
  for (const own of [journal, again, other]) own.free();
  refused(() => journal.confirm(), "disposed", null);
});

test("a frame answers as the registry, and counts are copied out", () => {
  const people = { name: "people.csv", content: "id\np1\np2\n" };
  const households = { name: "households.csv", content: "id,unit\nh1,93\nh2,93\n" };
  const residences = { name: "residences.csv", content: "person,household,kind\np1,h1,permanent\np2,h2,permanent\n" };
  const registry = Registry.open([units, people, households, residences]);
  const frame = registry.frame({ rules: [rule], question });
  assert.deepEqual(frame.coverage({ rule, question }), registry.coverage({ rule, question }));
  const counts = frame.counts({ rule, question });
  const { total, rows } = frame.coverage({ rule, question });
  const codes = ["outside", "undetermined", "excluded", "numerator", "not_covered", "not_assessed"];
  const wanted = [total, ...rows].flatMap((row) => codes.map((code) => row[code]));
  assert.deepEqual([...counts], wanted);
  assert.ok(total.not_assessed === 2 && frame.slots === 2 && frame.bytes > 0);
  // Memory that grows later does not take them away.
  const many = Array.from({ length: 100_000 }, (_, at) => `q${at}\n`).join("");
  Registry.open([{ name: "people.csv", content: `id\n${many}` }]).free();
  assert.deepEqual([...counts], wanted);
  refused(() => frame.coverage({ rule, question: { day: "2025-07-01" } }), "not-in-frame", "/question/day");
  frame.free();
  registry.free();
});

test("in steps, with progress, and stopped", async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `p${at}\n`).join("");
  const files = [units, { name: "people.csv", content: `id\n${rows}` }];
  const seen = [];
  const onProgress = (progress) => seen.push(progress);
  let others = 0;
  const other = setInterval(() => (others += 1), 0);
  const registry = await Registry.openInSteps(files, { bytes: 1000, onProgress });
  clearInterval(other);
  assert.equal(registry.opened().people, 5000);
  registry.free();
  assert.ok(seen.length > 10 && others > 0, `${seen.length} steps, ${others} other tasks`);
  assert.ok(seen.every(({ done }, at) => at === 0 || done >= seen[at - 1].done));
  assert.equal(seen.at(-1).done, seen.at(-1).all);

  const stop = new AbortController();
  const stopped = Registry.openInSteps(files, {
    bytes: 1000, signal: stop.signal, onProgress: () => stop.abort(),
  });
  await assert.rejects(stopped, { name: "AbortError" });
  for (const [given, path] of [[7, "/files"], [[{}], "/files/0/name"]]) {
    await assert.rejects(Registry.openInSteps(given), (thrown) => thrown instanceof NoidaiError && thrown.path === path);
  }
  await assert.rejects(Registry.openInSteps(files, { bytes: -1 }), { name: "wrong-type", path: "/bytes" });
  const bad = [{ name: "people.csv", content: "id,birth\np1,31/02/1990\n" }];
  await assert.rejects(Registry.openInSteps(bad), { name: "bad-day" });
});

test("what an iterator of the caller's throws is the caller's", () => {
  const files = (function* () {
    yield units;
    throw new Error("no disk");
  })();
  assert.throws(() => Registry.open(files), { message: "no disk" });
  Registry.open([units]).free();
});

test("memory does not grow", () => {
  const { memory } = initSync();
  const registry = Registry.open([units]);
  const round = (at) => {
    registry.askText('{"ask":"opened"}');
    // Refused on purpose: errors must be freed too.
    assert.throws(() => registry.askText("{"), NoidaiError);
    if (at % 20 > 0) return;
    const other = Registry.open([units]);
    other.frame({ question }).free();
    other.free();
    assert.throws(() => Registry.open([{ name: "people.csv", content: "id\n\n" }, null]), NoidaiError);
  };
  for (let at = 0; at < 2000; at += 1) round(at);
  const before = memory.buffer.byteLength;
  for (let at = 0; at < 50_000; at += 1) round(at);
  assert.equal(memory.buffer.byteLength, before);
  registry.free();
});

test("without memory left it says so, and a new one works", () => {
  const program = fileURLToPath(new URL("./no-memory.js", import.meta.url));
  // 64 pages are 4 MiB.
  const said = execFileSync(process.execPath, ["--wasm-max-mem-pages=64", program], { encoding: "utf8" });
  assert.deepEqual(JSON.parse(said), {
    opening: "panicked", hasFailed: true, afterwards: "poisoned", old: "poisoned", again: 1,
  });
});
