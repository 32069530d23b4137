// Node: ready on import, and by `require`.
import { readFileSync } from "node:fs";
import { initSync } from "./glue.js";
import { ready } from "./noidai.js";

initSync({ module: readFileSync(new URL("./noidai.wasm", import.meta.url)) });
ready();

export * from "./public.js";

/** Does nothing: in Node the module is ready on import. So one program runs in both. */
export async function load(): Promise<void> {}
