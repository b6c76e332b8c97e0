// Checks the element templates as Camunda Modeler does when it loads them.
import { readFileSync } from 'node:fs';
import { validateAllZeebe } from '@bpmn-io/element-templates-validator';

const file = new URL('../../.camunda/element-templates/waybill.json', import.meta.url);
const templates = JSON.parse(readFileSync(file, 'utf8'));
const { results } = validateAllZeebe(templates);
for (const { object, errors } of results) {
  for (const { message } of errors ?? []) {
    console.error(`${object.id} ${object.version}: ${message}`);
    process.exitCode = 1;
  }
}
