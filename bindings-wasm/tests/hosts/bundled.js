import * as noidai from "noidai";
import { answer } from "./ten-lines.mjs";
import { tell } from "./tell.mjs";

noidai.load().then(() => answer(noidai)).catch(String).then(tell);
