/** Builds every host's bundle, `static/bundles/<host>.js`, from its entry, `static/source/<host>.js`.
 *
 * A host is where one bundle runs. None takes relative imports: a component of the page is loaded from a `blob:`, the
 * map's frame adds plain `<script src>`, and a page opened from a disk blocks modules. Usage: `npm run build [-- <output folder>]`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Form by host: "esm" exports a default function, as a component of the page must; "iife" is a classic script. */
const HOSTS = /** @type {const} */ ({
  article: "esm",
  claims: "esm",
  coded: "esm",
  "desk-choices": "esm",
  "desk-keys": "esm",
  "desk-map": "esm",
  "desk-spans": "esm",
  "desk-text": "esm",
  document: "esm",
  fetch: "esm",
  file: "iife",
  frame: "iife",
  headline: "esm",
  "print-cards": "esm",
  print: "esm",
  sentences: "esm",
  share: "esm",
  sheet: "esm",
  timeline: "esm",
});

const root = new URL("..", import.meta.url);
const into = process.argv[2] ?? fileURLToPath(new URL("static/bundles", root));
for (const [host, format] of Object.entries(HOSTS)) {
  await build({
    entryPoints: [`static/source/${host}.js`],
    outfile: `${into}/${host}.js`,
    absWorkingDir: fileURLToPath(root),
    format,
    bundle: true,
    target: "es2023",
    charset: "utf8",
    legalComments: "none",
    banner: { js: `// Built by "npm run build" in tools/ from static/source/${host}.js: change that, not this.` },
    logLevel: "warning",
  });
}
