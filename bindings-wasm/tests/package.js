// The package as scripts/npm has made it.
export * from "../../target/npm/noidai/node.js";
export { initSync } from "../../target/npm/noidai/glue.js";
