// The package packed, installed from its tarball into a project for each host, and run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { CHROMIUM, inChromium } from "./browser/serve.js";

const own = fileURLToPath(new URL("..", import.meta.url));
const tarball = readdirSync(own).find((name) => /^noidai-.*\.tgz$/.test(name));
const hosts = join(own, "tests/hosts");
const project = mkdtempSync(join(tmpdir(), "noidai-hosts-"));
const run = (command, ...given) =>
  execFileSync(command, given, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const inBrowser = { skip: CHROMIUM ? false : "no Chromium" };
const WANTED = { population: 2, rows: 1, refused: "unknown-rule", bytes: 12 };

before(() => {
  cpSync(hosts, project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "host", "private": true }\n');
  run("npm", "install", "--offline", "--no-audit", "--no-fund", join(own, tarball));
});
after(() => rmSync(project, { recursive: true, force: true }));

test("Node, import", () => assert.deepEqual(JSON.parse(run("node", "main.mjs")), WANTED));
test("Node, require", () => assert.deepEqual(JSON.parse(run("node", "main.cjs")), WANTED));

test("the lines of the project's README, as they stand there", () => {
  const page = readFileSync(join(own, "../README.md"), "utf8");
  const [, lines] = /```js\n(.*?)```/s.exec(page);
  writeFileSync(join(project, "readme.mjs"), lines);
  const said = run("node", "readme.mjs");
  assert.match(said, /population: 1,[^]*not_assessed: 1,/);
});

test("TypeScript, strict", () => {
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    run(join(own, "node_modules/.bin/tsc"), "--noEmit", "--strict", "--target", "es2022", "--module", module,
      "--moduleResolution", resolution, "--lib", "es2022,dom,esnext.disposable", "--types", "", "user.ts");
  }
});

test("a plain script, and a module worker", inBrowser, async () => {
  const folders = { noidai: join(project, "node_modules/noidai"), host: project };
  const told = await inChromium(folders, "/host/plain.html");
  assert.deepEqual(told, WANTED);
});

test("Vite", inBrowser, async () => {
  await vite({
    root: project, logLevel: "silent", base: "/dist/",
    build: { rollupOptions: { input: join(project, "bundled.html") } },
  });
  const told = await inChromium({ dist: join(project, "dist") }, "/dist/bundled.html");
  assert.deepEqual(told, WANTED);
});

test("esbuild", inBrowser, async () => {
  await esbuild({
    absWorkingDir: project, entryPoints: ["esbuild.js"], bundle: true, format: "esm", outdir: "made",
    loader: { ".wasm": "file" }, publicPath: "/made", logLevel: "silent",
  });
  writeFileSync(join(project, "made/page.html"), '<!doctype html><script type="module" src="esbuild.js"></script>');
  const told = await inChromium({ made: join(project, "made") }, "/made/page.html");
  assert.deepEqual(told, WANTED);
});

test("publint", async () => {
  const { messages, pkg } = await publint({ pkgDir: join(project, "node_modules/noidai"), strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("are the types wrong", () => {
  // There is no CommonJS in it: `require` of a module is Node's own since 20.19.
  run(join(own, "node_modules/.bin/attw"), join(own, tarball), "--profile", "esm-only", "--no-emoji",
    "--exclude-entrypoints", "wasm", "package.json");
});
