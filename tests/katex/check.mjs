// Reads a JSON list of {file, place, math, display} on standard input, renders
// every formula with KaTeX at its strictest, and prints the failures as JSON.
import { readFileSync } from "node:fs";
import katex from "katex";

const blocks = JSON.parse(readFileSync(0, "utf8"));
const failures = [];
for (const { file, place, math, display } of blocks) {
  try {
    katex.renderToString(math, {
      displayMode: display,
      throwOnError: true,
      strict: "error",
      trust: false,
    });
  } catch (error) {
    failures.push({ file, place, math, display, error: error.message });
  }
}
// The count lets the caller see that nothing was lost on the way.
process.stdout.write(JSON.stringify({ checked: blocks.length, failures }));
