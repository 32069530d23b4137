// Runs out of memory, and begins anew.
import { Registry, hasFailed, restart } from "./package.js";

const units = { name: "units.csv", content: "id,name,level\n93,Tỉnh,province\n" };
const name = (body) => {
  try {
    return String(body());
  } catch (thrown) {
    return thrown.name;
  }
};

const old = Registry.open([units]);
const large = { name: "people.csv", content: new Uint8Array(8 << 20) };
const opening = name(() => Registry.open([large]));
const failed = hasFailed();
const afterwards = name(() => Registry.open([units]));
restart();
const lost = name(() => old.opened());
old.free();
const registry = Registry.open([units]);
const again = registry.opened().units;
registry.free();
console.log(JSON.stringify({ opening, hasFailed: failed, afterwards, old: lost, again }));
