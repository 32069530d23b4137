// Pages for Chromium: files of some folders, and one address that a page tells what it found.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** No inline script, no `eval`, nothing from elsewhere. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

export const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);

/** Serves `folders` (by the first part of an address) and `documents`, opens `page` in Chromium and gives
 *  what it tells of itself. `slowed` makes the page's own thread so many times as slow. */
export async function inChromium(folders, page, { documents = {}, policy = STRICT, seconds = 60, slowed } = {}) {
  let told;
  const report = new Promise((resolve, reject) => {
    told = { resolve, reject };
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/told") {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        response.end();
        told.resolve(JSON.parse(body));
      });
      return;
    }
    if (documents[pathname]) {
      response.writeHead(200, { "content-type": TYPES[".json"] });
      response.end(JSON.stringify(documents[pathname]));
      return;
    }
    const [, folder, ...rest] = pathname.split("/");
    const file = folders[folder] && join(folders[folder], normalize(rest.join("/")));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const profile = mkdtempSync(join(tmpdir(), "noidai-chromium-"));
  const address = `http://127.0.0.1:${server.address().port}${page}`;
  const browser = spawn(
    CHROMIUM,
    ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      slowed ? "--remote-debugging-pipe" : "--remote-debugging-port=0", `--user-data-dir=${profile}`,
      slowed ? "about:blank" : address],
    // A group of its own, so that all of its processes can be ended at once.
    { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"], detached: true },
  );
  let said = "";
  browser.stderr.on("data", (part) => (said += part));
  browser.on("exit", (code) => told.reject(new Error(`Chromium ended with ${code}:\n${said}`)));
  const late = setTimeout(() => told.reject(new Error(`nothing told in ${seconds} s:\n${said}`)), seconds * 1000);
  try {
    if (slowed) await opened(browser, address, slowed);
    return await report;
  } finally {
    clearTimeout(late);
    browser.removeAllListeners("exit");
    const ended = new Promise((resolve) => browser.on("exit", resolve));
    try {
      process.kill(-browser.pid, "SIGKILL");
    } catch {
      // It has ended, or never began.
      browser.kill("SIGKILL");
    }
    if (browser.exitCode === null && browser.signalCode === null) await ended;
    server.closeAllConnections();
    server.close();
    await removed(profile);
  }
}

/** Opens an address in the browser's first page, whose own thread is made so many times as slow. */
async function opened(browser, address, slowed) {
  const [, , , asking, telling] = browser.stdio;
  const waiting = new Map();
  let rest = "";
  telling.setEncoding("utf8").on("data", (part) => {
    const whole = (rest + part).split("\0");
    rest = whole.pop();
    for (const { id, result, error } of whole.map((text) => JSON.parse(text))) {
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
    }
  });
  let last = 0;
  const ask = (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      asking.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const { targetInfos } = await ask("Target.getTargets", {});
  const { targetId } = targetInfos.find(({ type }) => type === "page");
  const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
  await ask("Emulation.setCPUThrottlingRate", { rate: slowed }, sessionId);
  await ask("Page.navigate", { url: address }, sessionId);
}

/** Removes a profile, into which a process that is being ended may still have written. */
async function removed(profile) {
  for (let left = 20; ; left--) {
    try {
      rmSync(profile, { recursive: true, force: true });
      return;
    } catch (fault) {
      if (fault.code !== "ENOTEMPTY" || left === 0) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
