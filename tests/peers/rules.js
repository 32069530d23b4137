// 10,000 households, the ministry's rule, in noidai, json-rules-engine and zen-engine, by
// turns in one run. The answers must be equal; prints ratios.
//
//   node rules.js          after scripts/npm, and `npm ci` here
import assert from "node:assert/strict";
import { ZenEngine } from "@gorules/zen-engine";
import { Engine } from "json-rules-engine";
import { Registry } from "../../target/npm/noidai/node.js";

const HOUSEHOLDS = 10_000;
const ROUNDS = 5;
const SKILLS = ["public-services", "online-shopping", "online-payment", "online-safety", "local-platforms"];

// A small source of chance, the same each time.
let state = 20_250_630;
function chance(below) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

// Everybody is assessed in everything, since the engines know only true and false.
const households = Array.from({ length: HOUSEHOLDS }, () =>
  Array.from({ length: 1 + chance(6) }, () => {
    const able = chance(3) === 0;
    return SKILLS.map(() => (able && chance(12) > 0 ? 3 : chance(4)));
  }),
);

function tables(registry) {
  const levels = registry.vocabulary().catalogues[0].levels.map((level) => level.code);
  const rows = { households: ["id,unit"], people: ["id"], residences: ["person,household,kind"], assessments: ["person,skill,day,level"] };
  households.forEach((residents, at) => {
    rows.households.push(`h${at},u`);
    residents.forEach((held, which) => {
      const person = `h${at}p${which}`;
      rows.people.push(person);
      rows.residences.push(`${person},h${at},permanent`);
      held.forEach((level, skill) => rows.assessments.push(`${person},${SKILLS[skill]},2025-06-01,${levels[level]}`));
    });
  });
  const files = Object.entries(rows).map(([name, lines]) => ({ name: `${name}.csv`, content: `${lines.join("\n")}\n` }));
  return [{ name: "units.csv", content: "id,name,level\nu,Ấp 1,hamlet\n" }, ...files];
}

const empty = Registry.open([]);
const registry = Registry.open(tables(empty));
const asked = { rule: "ministry-household", question: { day: "2025-06-30" } };
const frame = registry.frame({ rules: [asked.rule], question: asked.question });

// What the engines are handed: levels by skill for each resident.
const facts = households.map((residents) => ({
  residents: residents.map((held) => Object.fromEntries(SKILLS.map((skill, at) => [skill.replace("-", "_"), held[at]]))),
}));
const names = SKILLS.map((skill) => skill.replace("-", "_"));

const engine = new Engine();
engine.addOperator("someFluentInAll", (residents, skills) =>
  residents.some((resident) => skills.every((skill) => resident[skill] >= 3)),
);
engine.addRule({
  conditions: { all: [{ fact: "residents", operator: "someFluentInAll", value: names }] },
  event: { type: "covered" },
});

const all = names.map((name) => `#.${name} >= 3`).join(" and ");
const zen = new ZenEngine();
const decision = zen.createDecision({
  nodes: [
    { id: "in", name: "in", type: "inputNode", position: { x: 0, y: 0 } },
    {
      id: "rule", name: "rule", type: "expressionNode", position: { x: 1, y: 0 },
      content: { expressions: [{ id: "1", key: "covered", value: `some(residents, ${all})` }] },
    },
    { id: "out", name: "out", type: "outputNode", position: { x: 2, y: 0 } },
  ],
  edges: [
    { id: "a", sourceId: "in", targetId: "rule", type: "edge" },
    { id: "b", sourceId: "rule", targetId: "out", type: "edge" },
  ],
});

const ways = {
  "noidai, coverage": () => registry.coverage(asked).total.numerator,
  "noidai, frame": () => frame.counts(asked)[3],
  "json-rules-engine": async () => {
    let covered = 0;
    for (const household of facts) covered += (await engine.run(household)).events.length;
    return covered;
  },
  "zen-engine": async () => {
    let covered = 0;
    for (const household of facts) covered += (await decision.evaluate(household)).result.covered ? 1 : 0;
    return covered;
  },
};

const fastest = {};
const answers = {};
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const start = performance.now();
    answers[name] = await way();
    fastest[name] = Math.min(fastest[name] ?? Infinity, performance.now() - start);
  }
}
assert.equal(new Set(Object.values(answers)).size, 1, JSON.stringify(answers));
console.log(`${answers["zen-engine"]} of ${HOUSEHOLDS} households covered, said by all`);
for (const [name, took] of Object.entries(fastest)) console.log(`${name}: ${took.toFixed(2)} ms`);
for (const peer of ["json-rules-engine", "zen-engine"]) {
  for (const own of ["noidai, coverage", "noidai, frame"]) {
    console.log(`${peer} / ${own}: ${(fastest[peer] / fastest[own]).toFixed(1)} ×`);
  }
}
