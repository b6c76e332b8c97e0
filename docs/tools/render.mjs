// Draws every process model, and the solutions of the exercises. A picture carries the hash of what it was drawn from,
// so that checking it needs no browser, and no two browsers can disagree over it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = here('../..');
const margin = 20;

const inFolder = (folder, suffix) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(suffix))
    .map((file) => `${folder}/${file}`)
    .sort();
const pictureOf = (model) =>
  model.startsWith('target/')
    ? model.replace('target', 'docs').replace(/bpmn$/, 'svg')
    : `docs/processes/${basename(model, '.bpmn')}.svg`;
const read = (file) => readFileSync(join(root, file), 'utf8');

function stampOf(model) {
  const hash = createHash('sha256').update(read(model)).update(readFileSync(here('render.mjs')));
  return `<!-- ${basename(model)} ${hash.digest('hex')} -->`;
}

async function drawIn(page, model) {
  const { svg, warnings } = await page.evaluate(async (xml) => {
    const textRenderer = { defaultStyle: { fontSize: '13px' }, externalStyle: { fontSize: '12px' } };
    const viewer = new BpmnJS({ container: '#canvas', textRenderer });
    const { warnings } = await viewer.importXML(xml);
    const { svg } = await viewer.saveSVG();
    viewer.destroy();
    return { svg, warnings: warnings.map((warning) => warning.message) };
  }, read(model));
  if (warnings.length > 0) {
    throw new Error(`${model}: ${warnings.join('; ')}`);
  }
  return framed(withSteadyIds(svg), stampOf(model));
}

/** bpmn-js makes up new ids for arrow heads each time; a picture of the same model should not change. */
function withSteadyIds(svg) {
  const ids = [...new Set([...svg.matchAll(/<marker id="([^"]+)"/g)].map((match) => match[1]))];
  return ids.reduce((text, id, index) => text.replaceAll(id, `marker-${index}`), svg);
}

/** A margin, and white paper: pages with a dark background show the picture too. */
function framed(svg, stamp) {
  const [box, x, y, width, height] = svg.match(/viewBox="(\S+) (\S+) (\S+) (\S+)"/);
  const [left, top, wide, high] = [x - margin, y - margin, +width + 2 * margin, +height + 2 * margin];
  const open = svg.indexOf('<svg');
  const body = svg.indexOf('>', open) + 1;
  const tag = svg
    .slice(open, body)
    .replace(box, `viewBox="${left} ${top} ${wide} ${high}"`)
    .replace(/ width="[^"]+"/, ` width="${wide}"`)
    .replace(/ height="[^"]+"/, ` height="${high}"`);
  const paper = `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="white"/>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${stamp}\n${tag}${paper}${svg.slice(body)}\n`;
}

async function draw(models) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setContent('<div id="canvas" style="width: 3000px; height: 2000px"></div>');
    const bpmnJs = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
    await page.addScriptTag({ path: bpmnJs });
    for (const model of models) {
      const picture = join(root, pictureOf(model));
      mkdirSync(dirname(picture), { recursive: true });
      writeFileSync(picture, await drawIn(page, model));
      console.log(pictureOf(model));
    }
  } finally {
    await browser.close();
  }
}

function check(models) {
  const pictures = models.map(pictureOf);
  const isFresh = (model) => existsSync(join(root, pictureOf(model))) && read(pictureOf(model)).includes(stampOf(model));
  const complaints = [
    ...models
      .filter((model) => !isFresh(model))
      .map((model) => `${pictureOf(model)} is out of step with its model: run docs/render-models`),
    ...['docs/processes', ...inFolder('docs/exercises', '')]
      .flatMap((folder) => inFolder(folder, '.svg'))
      .filter((picture) => !pictures.includes(picture))
      .map((picture) => `${picture} has no model: remove it`),
  ];
  complaints.forEach((complaint) => console.error(complaint));
  process.exitCode = complaints.length > 0 ? 1 : 0;
}

const models = ['src/main/resources/bpmn', ...inFolder('target/exercises', '')].flatMap((folder) => inFolder(folder, '.bpmn'));
if (models.length === 0) {
  throw new Error('there are no models');
}
if (process.argv.includes('--check')) {
  check(models);
} else {
  await draw(models);
}
