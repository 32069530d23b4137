// Counts activities, paid units and change anew over the raw tables of the demonstration,
// sharing no code with the library, and compares them with the command's CSV.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { by, holds, rows, table } from "./tables.mjs";

const PROGRAM = process.env.NOIDAI ?? "target/debug/noidai";
const folder = mkdtempSync(join(tmpdir(), "noidai-counts-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const noidai = (...asked) => execFileSync(PROGRAM, asked, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const answer = (...asked) => rows(noidai(...asked, "--format", "csv"));
noidai("--scale", "0.05", "generate", folder);
const read = (name) => table(folder, name);

const units = new Map(read("units").map((unit) => [unit.id, unit]));
/** The commune that a unit is, or lies in, before the reform. */
function commune(id) {
  const unit = units.get(id);
  if (unit.level === "commune") return id;
  return unit.parent ? commune(unit.parent) : "";
}

const communes = (own) => own.filter((row) => row.row === "unit" && row.level === "commune");

test("activities and paid units of each commune and month", () => {
  const teams = new Map(read("teams").map((team) => [team.id, team]));
  const activities = new Map(read("activities").map((own) => [own.id, own]));
  const seats = by(read("members").filter((row) => row.team), (row) => `${row.person} ${row.team}`);
  const place = (own) => commune(own.unit || teams.get(own.team).unit);
  // Visits that met somebody, in the order of time: the first of all is the first visit.
  const order = (visit) => {
    const own = activities.get(visit.activity);
    return `${own.day} ${own.part === "evening" ? 1 : 0} ${own.id}`;
  };
  const visits = read("visits").sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const firsts = new Map();
  for (const visit of visits) {
    const known = firsts.has(visit.household);
    if (visit.outcome === "met" && !known) firsts.set(visit.household, visit);
  }
  const facts = {
    attendance: read("attendance"),
    visits,
    guided: read("guided"),
    met: read("met"),
    problems: read("problems"),
    assessments: read("assessments").filter((row) => row.activity),
    setups: read("setups").filter((row) => row.activity),
  };
  let paidInAll = 0;
  for (const [day, month] of [["2025-06-30", "2025-06"], ["2025-02-28", "2025-02"]]) {
    const counted = new Map();
    const counts = (unit) => {
      const names = ["paid", "outside", "reached", "guided", "people"];
      const none = { activities: 0, first: 0, again: 0, nobody: 0, counted: 0, problems: new Set() };
      const own = counted.get(unit) ?? Object.assign(none, Object.fromEntries(names.map((name) => [name, new Set()])));
      counted.set(unit, own);
      return own;
    };
    const within = (list) =>
      list.map((row) => [row, activities.get(row.activity)]).filter(([, own]) => own.day.startsWith(month));
    for (const own of activities.values()) {
      if (!own.day.startsWith(month)) continue;
      counts(place(own)).activities += 1;
      counts(place(own)).counted += Number(own.counted || 0);
    }
    for (const [row, own] of within(facts.attendance)) {
      const known = seats.get(`${row.person} ${own.team}`) ?? [];
      const isIn = known.some((seat) => holds(seat, own.day));
      counts(place(own))[isIn ? "paid" : "outside"].add([row.person, own.day, own.part, own.plan].join("|"));
    }
    for (const [row, own] of within(facts.visits)) {
      const unit = counts(place(own));
      if (row.outcome === "nobody-home") unit.nobody += 1;
      if (row.outcome !== "met") continue;
      unit.reached.add(row.household);
      if (firsts.get(row.household) === row) unit.first += 1;
      else unit.again += 1;
    }
    for (const [row, own] of within(facts.guided)) counts(place(own)).guided.add(row.person);
    for (const [row, own] of within(facts.problems)) {
      counts(place(own)).problems.add([own.id, row.person, row.problem].join("|"));
    }
    for (const name of ["guided", "met", "problems", "assessments", "setups"]) {
      for (const [row, own] of within(facts[name])) if (row.person) counts(place(own)).people.add(row.person);
    }
    const told = communes(answer("activity", folder, "--on", day, "--by", "commune"));
    assert.equal(told.length, 75);
    for (const row of told) {
      const own = counts(row.unit);
      const expected = {
        activities: own.activities,
        households_reached: own.reached.size,
        first_visits: own.first,
        return_visits: own.again,
        nobody_home: own.nobody,
        people_met: own.people.size,
        people_counted: own.counted,
        people_guided: own.guided.size,
        paid_units: own.paid.size,
        paid_units_outside: own.outside.size,
        problems: own.problems.size,
      };
      const found = Object.fromEntries(Object.keys(expected).map((name) => [name, Number(row[name])]));
      assert.deepEqual(found, expected, `${row.name} ${month}`);
      paidInAll += own.paid.size;
    }
  }
  assert.ok(paidInAll > 200, `${paidInAll}`);
});

test("who entered and left each count of each commune in June", () => {
  const households = read("households");
  assert.ok(households.every((row) => !row.since && !row.listed_since));
  const homes = new Map(households.map((home) => [home.id, home]));
  const died = new Map(read("people").map((person) => [person.id, person.died]));
  const stays = by(read("residences"), (row) => row.person);
  const found = by(read("assessments"), (row) => row.person);
  const SKILLS = 5;
  const exists = (home, day) => home && holds(home, day);

  /** Where somebody is counted: in a temporary residence before a permanent one. */
  function home(person, day) {
    if (died.get(person) && died.get(person) <= day) return undefined;
    const own = stays.get(person).filter((stay) => holds(stay, day) && exists(homes.get(stay.household), day));
    const kind = (name) => own.find((stay) => stay.kind === name);
    return (kind("temporary") ?? kind("permanent"))?.household;
  }

  /** Whether somebody is fluent in all five skills; nothing where that is not known. */
  function fluent(person, day) {
    const last = new Map();
    for (const row of found.get(person) ?? []) {
      if (row.day && row.day > day) continue;
      const known = last.get(row.skill);
      if (!known || known.day < row.day) last.set(row.skill, row);
    }
    const levels = [...last.values()].map((row) => row.level);
    if (levels.some((level) => level !== "fluent")) return false;
    return levels.length === SKILLS ? true : undefined;
  }

  /** The count of each household that there is. */
  function verdicts(day) {
    const living = by([...stays.keys()].map((person) => ({ person, home: home(person, day) })), (own) => own.home);
    const counted = new Map();
    for (const own of households) {
      if (!exists(own, day)) continue;
      const residents = (living.get(own.id) ?? []).map(({ person }) => fluent(person, day));
      const isOpen = own.listed === "không";
      let verdict = "not_covered";
      if (residents.length === 0) verdict = isOpen ? "undetermined" : "outside";
      else if (residents.includes(true)) verdict = "covered";
      else if (isOpen || residents.includes(undefined)) verdict = "not_assessed";
      counted.set(own.id, verdict);
    }
    return counted;
  }

  const [before, after] = [verdicts("2025-05-31"), verdicts("2025-06-30")];
  const expected = new Map();
  const of = (unit, count) => {
    const key = `${unit} ${count}`;
    const own = expected.get(key) ?? { before: 0, after: 0, entered: 0, left: 0 };
    expected.set(key, own);
    return own;
  };
  for (const own of households) {
    const unit = commune(own.unit);
    const [from, to] = [before.get(own.id), after.get(own.id)];
    if (from) of(unit, from).before += 1;
    if (to) of(unit, to).after += 1;
    if (from === to) continue;
    if (from) of(unit, from).left += 1;
    if (to) of(unit, to).entered += 1;
  }
  const told = answer("change", folder, "--from", "2025-05-31", "--to", "2025-06-30", "--by", "commune");
  const known = ["row", "unit", "code", "name", "level", "count", "before", "after", "entered", "left"];
  let moved = 0;
  for (const row of communes(told)) {
    const names = ["before", "after", "entered", "left"];
    const counts = Object.fromEntries(names.map((name) => [name, Number(row[name])]));
    assert.deepEqual(counts, of(row.unit, row.count), `${row.name} ${row.count}`);
    const causes = Object.keys(row).filter((name) => !known.includes(name));
    const sum = causes.reduce((sum, cause) => sum + Number(row[cause]), 0);
    assert.equal(sum, counts.after - counts.before, `${row.name} ${row.count}`);
    moved += counts.entered;
  }
  assert.equal(communes(told).length, 75 * 6);
  assert.ok(moved > 100, `${moved}`);
});
