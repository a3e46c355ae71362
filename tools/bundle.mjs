/** Builds every host's bundle, `static/bundles/<host>.js`, from its entry, `static/source/<host>.js`.
 *
 * A host is where one bundle runs. None takes relative imports: a component of the page is loaded from a `blob:`, the
 * map's frame adds plain `<script src>`, and a page opened from a disk blocks modules. The map's bundle lies in the folder
 * that is served with the map. Usage: `npm run build [-- <output folder>]`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Form by host: "esm" exports a default function, as a component of the page must; "iife" is a classic script. */
const HOSTS = /** @type {const} */ ({
  "desk/choices": "esm",
  "desk/keys": "esm",
  "desk/map": "esm",
  "desk/spans": "esm",
  "desk/text": "esm",
  "file/file": "iife",
  "instrument/timeline": "esm",
  "map/layer": "iife",
  "page/article": "esm",
  "page/claims": "esm",
  "page/coded": "esm",
  "page/document": "esm",
  "page/fetch": "esm",
  "page/headline": "esm",
  "page/print-cards": "esm",
  "page/print": "esm",
  "page/sentences": "esm",
  "page/share": "esm",
  "page/sheet": "esm",
});

const root = new URL("..", import.meta.url);
const into = process.argv[2] ?? fileURLToPath(new URL("static", root));
for (const [host, format] of Object.entries(HOSTS)) {
  await build({
    entryPoints: [`static/source/${host}.js`],
    outfile: `${into}/${host.startsWith("map/") ? host : `bundles/${host}`}.js`,
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
