// The page of `cotrain watch` in a real browser.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportRuns, type WatchServer, watchRuns } from '@cotrain/train';
import type { ExecutionContext } from 'ava';
import { browserTests } from './browserTests.js';
import { Browser } from './chromium.js';
import { appendEvents, evalEvent, stepEvent, temporaryFolder, writeRun } from './runFolders.js';

const { chromium, test, check } = browserTests('the page of `cotrain watch` is');

test.beforeEach(async (t) => {
  if (chromium !== null) t.context.browser = await Browser.start(chromium);
});

async function serve(t: ExecutionContext, ...folders: string[]): Promise<WatchServer> {
  const server = await watchRuns(folders, { interval: 50 });
  t.teardown(() => server.close());
  return server;
}

/** Neither the console nor the network had anything that should not be there. */
function assertClean(t: ExecutionContext, { problems, requests }: Browser, origin: string): void {
  t.deepEqual(problems, []);
  const foreign = requests.filter((url) => !url.startsWith(origin) && !/^(data|about|blob):/.test(url));
  t.deepEqual(foreign, [], 'no request to another host');
}

/** The chart whose title begins like this. */
const chart = (title: string): string =>
  `[...document.querySelectorAll('.chart')].find((own) => own.querySelector('h3').textContent.startsWith('${title}'))`;
const legend = (title: string): string => `${chart(title)}.querySelector('.legend').textContent`;
/** Number of pixels that are not transparent in a chart's canvas. */
const inked = (title: string): string =>
  `(() => { const c = ${chart(title)}?.querySelector('canvas'); if (!c) return 0;
    const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
    let n = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 100) n++; return n; })()`;

check('curves appear, hovering shows values, and zooming holds for all', async (t) => {
  const { browser } = t.context;
  const server = await serve(t, await writeRun(temporaryFolder(), 'first'));
  await browser.view(1280, 900);
  await browser.open(server.url);
  await browser.until(`${inked('Training loss')} > 2000`);
  t.is(await browser.evaluate('document.title'), 'first');
  const head = await browser.evaluate<string>('document.querySelector("header").textContent');
  for (const text of [
    'not ended',
    'cotrain train --data bdd100k --out runs/first',
    'cotrain 0.1.0',
    '0123456789ab',
  ])
    t.true(head.includes(text), text);
  const titles = await browser.evaluate<string[]>(
    '[...document.querySelectorAll(".chart h3")].map((h) => h.firstChild.textContent)',
  );
  for (const title of [
    'Training loss',
    'Validation: Detection',
    'Learning rate',
    'Gradient norm by part',
    'Memory',
    'Throughput',
  ])
    t.true(titles.includes(title), `${title} of ${titles}`);
  t.regex(await browser.evaluate(legend('Training loss')), /^step 200total/);

  const box = await browser.evaluate<{ x: number; y: number; width: number }>(
    `(() => { ${chart('Training loss')}.scrollIntoView({ block: 'center' });
       const { x, y, width } = ${chart('Training loss')}.querySelector('.u-over').getBoundingClientRect(); return { x, y, width }; })()`,
  );
  await browser.move(box.x + box.width / 2, box.y + 60);
  const text = await browser.until<string>(
    `(${legend('Training loss')}.startsWith('step 200') ? '' : ${legend('Training loss')})`,
  );
  t.regex(text, /^step (99|100|101|102)total0?\.?\d+/);
  await browser.until(`/^step (99|10[0-2])learning/.test(${legend('Learning rate')})`);

  await browser.drag([box.x + box.width / 4, box.y + 60], [box.x + box.width / 2, box.y + 60]);
  await browser.evaluate(`${chart('Training loss')}.querySelector('.plot').focus()`);
  await browser.press('End');
  await browser.until(`/^step (99|10[0-2])t/.test(${legend('Training loss')})`);
  await browser.press('Escape');
  await browser.press('End');
  await browser.until(`${legend('Training loss')}.startsWith('step 200')`);
  t.regex(
    await browser.evaluate(`${chart('Training loss')}.querySelector('[aria-live]').textContent`),
    /step 200.*total/,
  );
  await browser.press('ArrowLeft');
  await browser.until(`${legend('Training loss')}.startsWith('step 199')`);
  assertClean(t, browser, server.url);
});

check('a step that comes later is shown, and half a line is not an error', async (t) => {
  const { browser } = t.context;
  const folder = await writeRun(temporaryFolder(), 'live', { pictures: false });
  const server = await serve(t, folder);
  await browser.open(server.url);
  await browser.until(`${legend('Training loss')}.startsWith('step 200')`);
  appendEvents(folder, stepEvent(201));
  await browser.until(`${legend('Training loss')}.startsWith('step 201')`);
  const line = `${JSON.stringify(stepEvent(202))}\n`;
  writeFileSync(join(folder, 'log.jsonl'), line.slice(0, 40), { flag: 'a' });
  appendEvents(await writeRun(temporaryFolder(), 'other', { steps: 1 })); // another folder changes nothing
  writeFileSync(join(folder, 'log.jsonl'), line.slice(40), { flag: 'a' });
  await browser.until(`${legend('Training loss')}.startsWith('step 202')`);
  appendEvents(folder, { ...stepEvent(203), somethingNew: { a: 1, b: 2 } } as never);
  await browser.until(`${chart('somethingNew')} !== undefined`);
  appendEvents(folder, evalEvent(203), { type: 'end', step: 203, reason: 'finished', time: 60 });
  await browser.until('document.querySelector("header").textContent.includes("finished")');
  rmSync(folder, { recursive: true });
  await browser.until('document.querySelector("header").textContent.includes("missing")');
  t.true(await browser.evaluate(`${legend('Training loss')}.startsWith('step 203')`), 'what was known stays');
  await writeRun(join(folder, '..'), 'live', { steps: 20, pictures: false });
  await browser.until(`${legend('Training loss')}.startsWith('step 20t')`);
  assertClean(t, browser, server.url);
});

check('two runs are compared: curves, scores, pictures side by side, and differing settings', async (t) => {
  const { browser } = t.context;
  const parent = temporaryFolder();
  await writeRun(parent, 'first');
  const server = await serve(t, parent);
  await browser.open(server.url);
  await browser.until(`${inked('Training loss')} > 1000`);
  // A run that begins while the page is open joins.
  await writeRun(parent, 'second', { lr: 0.01, steps: 150 });
  await browser.until('document.querySelector("h1").textContent === "2 runs"');
  await browser.until(`/first.*second/.test(${legend('Training loss')})`);
  const differs = 'document.querySelector("#configuration table").textContent';
  t.is(await browser.evaluate(differs), 'keyfirstsecondtrain.lr0.0010.01');
  t.is(await browser.evaluate('document.querySelectorAll("#frames .frame:first-child img").length'), 2);
  t.regex(
    await browser.evaluate('document.querySelector("#scores table").textContent'),
    /score \(%\)firstsecond.*Detection, AP5030\.0027\.50/,
  );
  await browser.evaluate('document.querySelector(".choice input").click()');
  await browser.until(`!/first/.test(${legend('Training loss')})`);
  assertClean(t, browser, server.url);
});

check('frames can be followed through time, and enlarged', async (t) => {
  const { browser } = t.context;
  const server = await serve(t, await writeRun(temporaryFolder(), 'first'));
  await browser.open(server.url);
  const shown = 'document.querySelector("#frames img").src.split("/evaluations/")[1]';
  await browser.until('document.querySelector("#frames img")');
  t.is(await browser.evaluate(shown), '200/0.webp');
  await browser.evaluate('document.querySelector("#frame-step").focus()');
  await browser.press('ArrowLeft');
  await browser.until(`${shown} === '150/0.webp'`);
  t.is(await browser.evaluate('document.querySelector("#frames output").textContent'), '150 (3 of 4)');
  t.regex(
    await browser.evaluate('document.querySelector("#frames img").alt'),
    /scene 1, step 150: .*predictions.*ground truth/,
  );
  await browser.evaluate('document.querySelector("#frames button.picture").focus()');
  await browser.press('Enter');
  await browser.until(
    'document.querySelector("dialog").open && document.querySelector("dialog img").naturalWidth === 640',
  );
  await browser.press('ArrowRight');
  await browser.until('document.querySelector("dialog img").src.endsWith("/150/1.webp")');
  await browser.press('Escape');
  await browser.until('!document.querySelector("dialog").open');
  assertClean(t, browser, server.url);
});

for (const scheme of ['light', 'dark'] as const)
  check(`nothing is cut off at 375 px (${scheme}), and the keyboard reaches every control`, async (t) => {
    const { browser } = t.context;
    const parent = temporaryFolder();
    await writeRun(parent, 'a-run-with-quite-a-long-name-that-has-no-place-to-break-anywhere-at-all');
    await writeRun(parent, 'second', { lr: 0.01 });
    const server = await serve(t, parent);
    await browser.view(375, 800, scheme);
    await browser.open(server.url);
    await browser.until(`${inked('Training loss')} > 500`);
    await browser.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    t.is(await browser.evaluate('document.documentElement.scrollWidth'), 375);
    const cut = `[...document.querySelectorAll('.legend, .legend *, .tile, h1, h3, .choice')]
      .filter((own) => own.getBoundingClientRect().right > 375.5).map((own) => own.outerHTML.slice(0, 100))`;
    t.deepEqual(await browser.evaluate(cut), []);
    const unnamed = await browser.evaluate(
      '[...document.querySelectorAll("img")].filter((own) => own.closest("figure") && !own.alt).length',
    );
    t.is(unnamed, 0, 'every picture says what it shows');
    // What Tab reaches, against all that can be operated.
    const operable = `[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter((own) => own.offsetParent !== null && !own.closest('dialog'))`;
    const count = await browser.evaluate<number>(
      `(() => { const all = ${operable}; all.forEach((own, i) => { own.dataset.n = i; }); return all.length; })()`,
    );
    const reached = new Set<string>();
    await browser.evaluate('document.activeElement.blur()');
    for (let i = 0; i < count + 2; i++) {
      await browser.press('Tab');
      reached.add(await browser.evaluate('document.activeElement.dataset.n ?? ""'));
    }
    reached.delete('');
    t.is(reached.size, count);
    assertClean(t, browser, server.url);
  });

check('the page as a file is the same, and asks for nothing', async (t) => {
  const { browser } = t.context;
  const parent = temporaryFolder();
  await writeRun(parent, 'first');
  const file = join(parent, 'first.html');
  await reportRuns([join(parent, 'first')], file);
  const url = pathToFileURL(file).href;
  await browser.view(1280, 900);
  await browser.open(url);
  await browser.until(`${inked('Training loss')} > 2000`);
  t.is(await browser.evaluate('document.title'), 'first');
  t.is(await browser.evaluate('document.querySelectorAll("#frames img").length'), 2);
  await browser.until('document.querySelector("table.confusion")');
  t.deepEqual(
    browser.requests.filter((address) => !/^(data|about):/.test(address)),
    [url],
  );
  assertClean(t, browser, url);
});
