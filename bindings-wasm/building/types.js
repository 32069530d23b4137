// Makes the TypeScript types of all documents out of core/schemas.
//
//   node building/types.js          writes facade/documents.ts
//   node building/types.js --check  fails if it is not up to date
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const schemas = new URL("../../core/schemas/", import.meta.url);
const target = new URL("../facade/documents.ts", import.meta.url);

const pascal = (name) => name.replace(/(^|_)(.)/g, (_, __, letter) => letter.toUpperCase());
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const indent = (text) => text.replace(/\n/g, "\n  ");

/** Types by name: their text, so that equal ones of two files are one. */
const types = new Map();

function comment(text) {
  return text ? `/** ${text.replaceAll("*/", "*\\/").replace(/\s+/g, " ")} */\n` : "";
}

function union(members) {
  const all = [...new Set(members)];
  return all.length === 0 ? "never" : all.join(" | ");
}

/** A schema as a type; `named` gives the type that stands for a definition. */
function type(schema, named) {
  if (schema === true || Object.keys(schema).length === 0) return "Json";
  if (schema.$ref) return named(schema.$ref.replace(/^#(\/\$defs\/)?/, ""));
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) {
    const own = schema.properties && type({ ...schema, oneOf: undefined, anyOf: undefined }, named);
    const chosen = union(choices.map((choice) => type(choice, named)));
    return own ? `${own} & (${chosen})` : chosen;
  }
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((one) => type({ ...schema, type: one }, named)));
  }
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array": {
      if (schema.prefixItems) {
        return `[${schema.prefixItems.map((item) => type(item, named)).join(", ")}]`;
      }
      const item = schema.items === undefined ? "Json" : type(schema.items, named);
      return /[ |&]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case "object": {
      const required = new Set(schema.required ?? []);
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const text = comment(field.description);
        return `${text}${key(name)}${required.has(name) ? "" : "?"}: ${type(field, named)};`;
      });
      if (fields.length > 0) return `{\n  ${indent(fields.join("\n"))}\n}`;
      return schema.additionalProperties === false ? "Record<string, never>" : "{ [name: string]: Json }";
    }
    default:
      return "Json";
  }
}

/** Lays down the definitions of a file, and the file itself. What is read and what is
 *  written differ (defaults need not be there when read): where a name is taken by
 *  something else, what is written is named for that. */
function lay(file) {
  const schema = JSON.parse(readFileSync(new URL(file, schemas), "utf8"));
  const root = pascal(file.replace(".json", ""));
  const defs = Object.entries(schema.$defs ?? {});
  const chosen = new Map(defs.map(([name]) => [name, 0]));
  const candidates = (name) => [name, `${name}Written`, `${root}${name}`];
  const named = (name) => (name === "" ? root : candidates(name)[chosen.get(name) ?? 0]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, definition] of defs) {
      const known = types.get(named(name));
      if (known && known.text !== type(definition, named)) {
        chosen.set(name, chosen.get(name) + 1);
        changed = true;
      }
    }
  }
  for (const [name, definition] of defs) {
    types.set(named(name), { text: type(definition, named), description: definition.description });
  }
  const text = type(schema, named);
  if (types.has(root) && types.get(root).text !== text) throw new Error(`two types named ${root}`);
  types.set(root, { text, description: schema.description });
}

// What a page does not fetch has no type.
const files = readdirSync(schemas).filter((file) => /^(?!frame_).*\.json$/.test(file)).sort();
for (const file of files) lay(file);

let made = "// Made of core/schemas by building/types.js: not to be edited.\n\n";
made += "/** Any JSON value. */\nexport type Json = null | boolean | number | string | Json[] | { [name: string]: Json };\n";
for (const [name, { text, description }] of [...types].sort(([a], [b]) => (a < b ? -1 : 1))) {
  made += `\n${comment(description)}`;
  made += text.startsWith("{") && !text.includes("} &") && text.endsWith("}") && !/^\}.*\{/m.test(text)
    ? `export interface ${name} ${text}\n`
    : `export type ${name} = ${text};\n`;
}

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== made) {
    console.error("bindings-wasm/facade/documents.ts is not up to date: node bindings-wasm/building/types.js");
    process.exit(1);
  }
} else {
  writeFileSync(target, made);
}
