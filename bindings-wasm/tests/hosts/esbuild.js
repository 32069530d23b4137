import * as noidai from "noidai";
import wasm from "noidai/wasm";
import { answer } from "./ten-lines.mjs";
import { tell } from "./tell.mjs";

noidai.load(wasm).then(() => answer(noidai)).catch(String).then(tell);
