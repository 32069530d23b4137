import * as noidai from "/noidai/browser.js";
import { answer } from "./ten-lines.mjs";

noidai.load("/noidai/noidai.wasm").then(() => answer(noidai)).catch(String).then((found) => postMessage(found));
