// Numbers the functions of a wasm so that each stands behind the one that it resembles
// most: gzip sees 32 KiB at once. The numbers become their names, by which wasm-opt
// orders them. Which functions are called most must stand first already; those stay,
// since their numbers take one byte in each call.
//
//   node building/order.js WASM
import { readFileSync, writeFileSync } from "node:fs";

const [path] = process.argv.slice(2);
const wasm = readFileSync(path);

/** Functions whose number takes one byte. */
const SHORT = 128;
/** Bytes that are compared at once, and how many such pieces stand for a function. */
const PIECE = 6;
const MOST_PIECES = 128;
/** What so many functions have says nothing. */
const COMMON = 600;
/** What the last function, the one before and the one before that weigh. */
const WEIGHTS = [3, 2, 1];

let at = 8;
function number() {
  let [value, factor] = [0, 1];
  for (;;) {
    const byte = wasm[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}
function skip() {
  const length = number();
  at += length;
}

let imported = 0;
const bodies = [];
const kept = [];
while (at < wasm.length) {
  const start = at;
  const section = wasm[at++];
  const length = number();
  const end = at + length;
  if (section === 2) {
    for (let left = number(); left > 0; left--) {
      skip();
      skip();
      if (wasm[at++] !== 0) throw new Error("something else than a function is imported");
      number();
      imported++;
    }
  } else if (section === 10) {
    for (let left = number(); left > 0; left--) {
      const size = number();
      bodies.push(wasm.subarray(at, at + size));
      at += size;
    }
  }
  at = end;
  if (section !== 0) kept.push(wasm.subarray(start, end));
}

/** Some pieces of a function, the same ones wherever they occur. */
function pieces(body) {
  const found = new Set();
  for (let from = 0; from + PIECE <= body.length; from++) {
    let hash = 0;
    for (let byte = from; byte < from + PIECE; byte++) {
      hash = Math.imul(hash ^ body[byte], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    found.add(hash >>> 0);
  }
  return Uint32Array.from(found).sort().subarray(0, MOST_PIECES);
}

const of = bodies.map(pieces);
const having = new Map();
of.forEach((own, place) => {
  for (const piece of own) {
    if (!having.has(piece)) having.set(piece, []);
    having.get(piece).push(place);
  }
});

const first = Math.max(SHORT - imported, 1);
const places = [...bodies.keys()];
const order = places.slice(0, first);
const left = new Set(places.slice(first));
while (left.size > 0) {
  const shared = new Map();
  WEIGHTS.forEach((weight, back) => {
    for (const piece of of[order[order.length - 1 - back]] ?? []) {
      const all = having.get(piece);
      if (all.length > COMMON) continue;
      for (const place of all) {
        if (left.has(place)) shared.set(place, (shared.get(place) ?? 0) + weight);
      }
    }
  });
  let [next, most] = [left.values().next().value, 0];
  for (const [place, count] of shared) {
    const likeness = count / (of[place].length + 8);
    if (likeness > most || (likeness === most && place < next)) [next, most] = [place, likeness];
  }
  order.push(next);
  left.delete(next);
}

function leb(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}
const text = (words) => Buffer.concat([leb(words.length), Buffer.from(words)]);
const rank = new Map(order.map((place, rank) => [place, rank]));
const names = bodies.map((_, place) =>
  Buffer.concat([leb(imported + place), text(String(rank.get(place)).padStart(6, "0"))]),
);
const functions = Buffer.concat([leb(names.length), ...names]);
const section = Buffer.concat([text("name"), Buffer.of(1), leb(functions.length), functions]);
const custom = Buffer.concat([Buffer.of(0), leb(section.length), section]);
writeFileSync(path, Buffer.concat([wasm.subarray(0, 8), ...kept, custom]));
