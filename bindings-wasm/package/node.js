// Node: ready on import.
import { readFileSync } from "node:fs";
import { initSync } from "./glue.js";
import { ready } from "./facade.js";

initSync({ module: readFileSync(new URL("./glue_bg.wasm", import.meta.url)) });
ready();

export { NoidaiError, Registry, convert } from "./facade.js";
