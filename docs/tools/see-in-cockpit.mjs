// Opens a process instance in Cockpit as an operator does, and prints what Cockpit shows, as JSON.
import { launch } from './browser.mjs';

const [instance, user, password, picture] = process.argv.slice(2);
const patience = 60_000;

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.setDefaultTimeout(patience);
  await page.goto(instance);
  await page.getByPlaceholder(/username/i).fill(user);
  await page.getByPlaceholder(/password/i).fill(password);
  await page.getByRole('button', { name: /log ?in/i }).click();
  // The diagram has a badge at each token; the variables are below the diagram.
  await page.locator('.djs-overlays .badge:visible').first().waitFor();
  await page.getByText('customerId', { exact: true }).waitFor();
  const at = await page
    .locator('.djs-overlays:has(.badge:visible)')
    .evaluateAll((overlays) => overlays.map((overlay) => overlay.getAttribute('data-container-id')));
  const text = await page.locator('body').innerText();
  await page.screenshot({ path: picture });
  console.log(JSON.stringify({ title: await page.title(), at, text }));
} finally {
  await browser.close();
}
