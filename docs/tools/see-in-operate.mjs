// Opens a process instance in Camunda Operate as an operator does, and prints as JSON what is to be seen there.
import { launch } from './browser.mjs';

const [instance, picture] = process.argv.slice(2);
const patience = 60_000;

/** Operate takes over what happens with a delay, and leads away from an instance that it does not know yet. */
async function openWhenItIsThere(page) {
  const end = Date.now() + patience;
  while (true) {
    try {
      return await page.getByTestId('instance-header').waitFor({ timeout: 5_000 });
    } catch (notYet) {
      if (Date.now() > end) {
        throw notYet;
      }
      await page.goto(instance);
    }
  }
}

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(instance);
  await page.getByLabel(/username/i).fill('demo');
  await page.getByLabel(/^password/i).fill('demo');
  await page.getByRole('button', { name: /log ?in/i }).click();
  await openWhenItIsThere(page);
  await page.getByTestId('COMPLETED-icon').first().waitFor({ timeout: patience });
  await page.getByText('customerId').waitFor({ timeout: patience });
  await page.getByRole('treeitem', { name: 'Secure order' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: 'Reserve credit' }).waitFor({ timeout: patience });
  const header = await page.getByTestId('instance-header').innerText();
  const variables = await page.getByTestId('variables-list').innerText();
  const history = await page
    .getByRole('treeitem')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  await page.screenshot({ path: picture });
  console.log(JSON.stringify({ title: await page.title(), header, variables, history }));
} finally {
  await browser.close();
}
