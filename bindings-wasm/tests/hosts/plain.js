import { tell } from "./tell.mjs";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = (event) => tell(event.data);
worker.onerror = (event) => tell(`worker: ${event.message}`);
