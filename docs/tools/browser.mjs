import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

function findBrowser() {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of browsers) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not there
      }
    }
  }
  throw new Error(`no browser on the PATH; looked for ${browsers.join(', ')}`);
}

/** Starts the browser of this machine, without a window. */
export async function launch() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: findBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
}
