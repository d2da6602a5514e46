import ava, { type TestFn } from 'ava';
import { type Browser, findChromium } from './chromium.js';

/**
 * Tests with a browser in their context, which ends with them.
 *
 * @param what what is not tested where there is no Chromium
 * @returns the path of Chromium, null if there is none; `check` is skipped then
 */
export function browserTests(what: string) {
  const chromium = findChromium();
  if (chromium === null)
    console.log(`SKIPPED: ${what} not tested, because there is no Chromium (apt-get install chromium)`);
  const test = ava as TestFn<{ browser: Browser }>;
  test.afterEach.always(async (t) => {
    await t.context.browser?.close();
  });
  const check = chromium === null ? test.serial.skip : test.serial;
  return { chromium, test, check };
}
