// The package as scripts/npm has packed it.
export { NoidaiError, Registry } from "../../target/npm/noidai/node.js";
export { initSync } from "../../target/npm/noidai/glue.js";
