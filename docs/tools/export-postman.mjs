// Generates docs/waybill.postman_collection.json from docs/openapi.json; with --check, only checks if it is up to date.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import converter from 'openapi-to-postmanv2';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const collection = here('../waybill.postman_collection.json');
const options = {
  folderStrategy: 'Tags',
  requestParametersResolution: 'Example',
  exampleParametersResolution: 'Example',
  enableOptionalParameters: false,
  includeAuthInfoInExample: false,
};

// The converter assigns random ids; these stay the same as long as the place and the name do.
function idOf(place) {
  const hex = createHash('sha256').update(place).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function settle(entries, place) {
  for (const entry of entries) {
    const own = `${place}/${entry.name}`;
    entry.id = idOf(own);
    settle(entry.item ?? [], own);
    if (entry.response) {
      // The errors are the same everywhere; the OpenAPI document lists them.
      entry.response = entry.response.filter((answer) => answer.code < 300);
      settle(entry.response, own);
    }
  }
}

async function exported() {
  const data = readFileSync(here('../openapi.json'), 'utf8');
  const { result, reason, output } = await promisify(converter.convert)({ type: 'string', data }, options);
  if (!result) {
    throw new Error(reason);
  }
  const made = output[0].data;
  made.info._postman_id = idOf(made.info.name);
  made.variable = [
    { key: 'baseUrl', value: 'http://localhost:8080' },
    { key: 'bearerToken', value: '' },
  ];
  settle(made.item, made.info.name);
  return `${JSON.stringify(made, null, 2)}\n`;
}

const made = await exported();
if (!process.argv.includes('--check')) {
  writeFileSync(collection, made);
} else if (!existsSync(collection) || readFileSync(collection, 'utf8') !== made) {
  console.error('docs/waybill.postman_collection.json is not in step with docs/openapi.json: run docs/export-postman');
  process.exit(1);
}
