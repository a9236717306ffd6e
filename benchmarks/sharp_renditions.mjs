// Makes the renditions of benchmarks/ingest.py with sharp: {files, recipes} on stdin, {cpu, clock}
// in seconds on stdout. Sharp is looked for where npm puts it: here, above, or in NODE_PATH.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const sharp = require("sharp");
sharp.concurrency(1);
sharp.cache(false);

const { files, recipes } = JSON.parse(readFileSync(0, "utf8"));

async function render(file, recipe) {
  const image = sharp(file, { failOn: "error" })
    .rotate()
    .resize({
      width: recipe.width,
      height: recipe.height,
      fit: recipe.mode === "fill" ? "cover" : "inside",
      withoutEnlargement: true,
    });
  const coded =
    recipe.format === "WEBP"
      ? image.webp({ quality: recipe.quality, effort: 2 })
      : image.jpeg({ quality: recipe.quality });
  return (await coded.toBuffer()).length;
}

const started = process.hrtime.bigint();
const before = process.cpuUsage();
for (const file of files) {
  for (const recipe of recipes) {
    await render(file, recipe);
  }
}
const { user, system } = process.cpuUsage(before);
const clock = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ cpu: (user + system) / 1e6, clock }));
