import * as noidai from "noidai";
import { answer } from "./ten-lines.mjs";

await noidai.load();
console.log(JSON.stringify(answer(noidai)));
