const noidai = require("noidai");
const { answer } = require("./ten-lines.mjs");

console.log(JSON.stringify(answer(noidai)));
