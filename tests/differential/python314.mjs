// Runs oracle.py in CPython 3.14 compiled to WebAssembly (npm's pyodide, in build/pyodide):
//   node python314.mjs tokens|ast|scopes digest|text  < list of paths, one a line
// prints what oracle.py prints. Nothing is installed: see install_pyodide in interpreters.py.

import { readFileSync, writeSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = `${here}../../build/pyodide/node_modules/pyodide/`;
const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href);

function write(text) {
  let rest = Buffer.from(text, "latin1");
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

const [kind, form] = process.argv.slice(2);
const python = await loadPyodide({ indexURL: folder });
const oracle = python.toPy({ __name__: "oracle" });
python.runPython(readFileSync(`${here}oracle.py`, "utf8"), { globals: oracle });
python.runPython("lift_limits()", { globals: oracle });
const digest = form === "digest" ? "True" : "False";
const answer = python.runPython(
  `lambda source: answer(source.to_bytes(), DUMPS["${kind}"], ${digest})`,
  { globals: oracle },
);
for (const path of readFileSync(0, "latin1").split("\n").filter(Boolean)) {
  const source = new Uint8Array(readFileSync(Buffer.from(path, "latin1")));
  write(`=== ${path}\n${answer(source)}\n`);
}
