// The package as scripts/npm has packed it.
export { NoidaiError, Registry, convert } from "../../target/npm/noidai/node.js";
export { initSync } from "../../target/npm/noidai/glue.js";
