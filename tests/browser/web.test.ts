// The page of an exported model in a real browser, with a model whose outputs are known.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readImage, restoreClassMap } from '@cotrain/data';
import { writeWebFolder } from '@cotrain/export';
import { scope, torch } from '@cotrain/torch';
import type { ExecutionContext } from 'ava';
import sharp from 'sharp';
import { browserTests } from './browserTests.js';
import { Browser } from './chromium.js';
import { serveFolder } from './staticFolder.js';
import {
  assertClean,
  choosePhotograph,
  download,
  fileOf,
  openPage,
  predictionsOf,
  STANDIN,
  streetPhotographs,
  temporaryFolder,
  text,
  unpack,
} from './webPage.js';

const { chromium, test, check } = browserTests('pages of exported models are');

test.beforeEach(async (t) => {
  if (chromium !== null) t.context.browser = await Browser.start(chromium);
});

const STREET = fileURLToPath(new URL('../../docs/images/street-small.jpg', import.meta.url));

async function standinPage(t: ExecutionContext, headers: Record<string, string> = {}): Promise<string> {
  const out = temporaryFolder();
  writeWebFolder({ ...STANDIN, out });
  return serveFolder(t, out, headers);
}

/** The class maps of the stand-in, computed by LibTorch from the pixels that sharp decodes. */
async function expectedMaps(file: string): Promise<{ sem_seg: Uint8Array; drivable: Uint8Array }> {
  const { width, height, data } = await readImage(file);
  const [H, W] = [48, 64];
  const small = scope(() => {
    const pixels = torch.tensor(data, { shape: [1, height, width, 3] }).permute([0, 3, 1, 2]);
    const resized = torch.unchecked._upsampleBilinear2dAa(pixels, [H, W], false);
    return resized.contiguous().data<'uint8'>(); // [3, H, W]
  });
  const map = (classOf: (rgb: number[]) => number) => {
    const plane = H * W;
    const data = Uint8Array.from({ length: plane }, (_, i) =>
      classOf([small[i]!, small[plane + i]!, small[2 * plane + i]!]),
    );
    const size = { height: H, width: W };
    return restoreClassMap({ ...size, data }, size, { height, width }).data;
  };
  return {
    sem_seg: map((rgb) => rgb.indexOf(Math.max(...rgb))),
    drivable: map(([, green]) => (green! > 128 ? 1 : 0)),
  };
}

const different = (found: Uint8Array, expected: Uint8Array): number =>
  expected.reduce((count, value, i) => count + (found[i] === value ? 0 : 1), 0);

async function assertEqualMaps(
  t: ExecutionContext,
  browser: Browser,
  file: string,
  name: string,
): Promise<void> {
  await choosePhotograph(browser, file);
  t.is(await browser.evaluate(text('error')), '', name);
  const { image, tasks } = await predictionsOf(browser);
  const expected = await expectedMaps(file);
  t.is(image.width * image.height, expected.sem_seg.length, name);
  t.is(different(unpack(tasks.sem_seg!.runs!), expected.sem_seg), 0, `${name}: pixels of sem_seg`);
  t.is(different(unpack(tasks.drivable!.runs!), expected.drivable), 0, `${name}: pixels of drivable`);
}

check('photographs of all formats reach the model as cotrain predict reads them', async (t) => {
  const { browser } = t.context;
  const url = await standinPage(t);
  await openPage(browser, url);
  const street = sharp(STREET);
  const turned = (orientation: number) => street.clone().withMetadata({ orientation }).jpeg().toBuffer();
  const files: Record<string, Buffer> = {
    'street.jpg': readFileSync(STREET),
    'turned.jpg': await turned(6),
    'mirrored.jpg': await turned(5),
    'progressive.jpg': await street
      .clone()
      .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
      .toBuffer(),
    'grey.jpg': await street.clone().greyscale().jpeg().toBuffer(),
    'profile.jpg': await street.clone().withIccProfile('p3').jpeg().toBuffer(),
    'small.png': await street.clone().resize(31, 17).png().toBuffer(),
    'palette.png': await street.clone().png({ palette: true }).toBuffer(),
    'same size.png': await street.clone().resize(64, 48, { fit: 'fill' }).png().toBuffer(),
    'lossless.webp': await street.clone().webp({ lossless: true }).toBuffer(),
  };
  for (const [name, content] of Object.entries(files))
    await assertEqualMaps(t, browser, fileOf(name, content), name);
  assertClean(t, browser, url);
});

const photographs = streetPhotographs();
(photographs.length > 0 ? check : test.serial.skip)(
  'photographs of BDD100K reach the model likewise',
  async (t) => {
    const { browser } = t.context;
    const url = await standinPage(t);
    await openPage(browser, url);
    for (const file of photographs.slice(0, 4)) await assertEqualMaps(t, browser, file, file);
    assertClean(t, browser, url);
  },
);

/** Colour of a pixel of the page's canvas, and where it is in the photograph. */
const pixel = (x: number, y: number): string =>
  `(() => { const canvas = document.querySelector('#canvas');
    const one = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    one.drawImage(canvas, -Math.floor(${x} * canvas.width), -Math.floor(${y} * canvas.height));
    return [...one.getImageData(0, 0, 1, 1).data].slice(0, 3); })()`;
/** Moves a control of a layer as a reader does. */
const set = (layer: number, control: string, value: string): string =>
  `(() => { const own = document.querySelectorAll('#layers fieldset')[${layer}].querySelector('${control}');
    own.${value}; own.dispatchEvent(new Event(own.type === 'range' ? 'input' : 'change')); })()`;

check('boxes, maps, toggles, opacity and the least score are drawn, and saved', async (t) => {
  const { browser } = t.context;
  await browser.view(1280, 900);
  const url = await standinPage(t);
  await openPage(browser, url);
  t.is(await browser.evaluate('document.title'), 'stand-in <b> · cotrain');
  t.regex(await browser.evaluate(text('about')), /stay on this machine. Licence of the model: Apache-2.0/);
  const white = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await choosePhotograph(browser, fileOf('white.png', white));
  t.regex(
    await browser.evaluate(text('status')),
    /^Detection: 1 bus, 1 car\. Semantic segmentation: road 100\.0 %\. drivable: direct 100\.0 %\. \d+ ms\.$/,
  );
  t.is(
    await browser.evaluate('[...document.querySelectorAll("#legend li")].map((li) => li.textContent).join()'),
    'car,bus,road,direct',
  );
  // The box that leaves the image is clipped; the row without a box, and the one below 0.3, are not drawn.
  const { tasks } = await predictionsOf(browser);
  t.deepEqual(tasks.det!.objects, [
    { className: 'bus', classId: 2, score: Math.fround(0.93), box: [40, 60, 300, 400] },
    { className: 'car', classId: 0, score: Math.fround(0.61), box: [205, 102.5, 640, 470] },
    { className: 'person', classId: 1, score: Math.fround(0.2), box: [0, 0, 100, 100] },
  ]);
  const onBus = pixel(100 / 640, 60 / 480);
  const free = pixel(0.05, 0.95);
  t.deepEqual(await browser.evaluate(onBus), [0, 60, 100], "the box's edge in its colour");
  // White below 0.55 of the first map, then of the second, in 8 bits.
  const mixed = (color: number[]) => (below: number[]) =>
    below.map((own, i) => 0.45 * own + 0.55 * color[i]!);
  const near = async (expected: number[], what: string) => {
    const found = await browser.evaluate<number[]>(free);
    t.true(
      found.every((own, i) => Math.abs(own - expected[i]!) <= 2),
      `${what}: ${found}, not ${expected}`,
    );
  };
  const direct = mixed([219, 94, 86]);
  await browser.evaluate(set(2, 'input[type=checkbox]', 'checked = false'));
  const roadOver = await browser.evaluate<number[]>(free);
  t.true(roadOver[0]! > roadOver[1]! && roadOver[1]! < 200, `the first hue: ${roadOver}`);
  await browser.evaluate(set(2, 'input[type=checkbox]', 'checked = true'));
  await near(direct(roadOver), 'both maps');
  await browser.evaluate(set(1, 'input[type=range]', 'value = 0'));
  await near(direct([255, 255, 255]), 'the second map alone');
  await browser.evaluate(set(2, 'input[type=range]', 'value = 1'));
  await near([219, 94, 86], 'opaque');
  const saved = await sharp(await download(browser, 'save-picture'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  t.deepEqual([saved.info.width, saved.info.height], [640, 480]);
  const at = (470 * 640 + 10) * saved.info.channels;
  t.deepEqual([...saved.data.subarray(at, at + 3)], [219, 94, 86]);
  await browser.evaluate(set(0, 'input[type=range]', 'value = 0.95'));
  t.regex(await browser.evaluate(text('found')), /No object has a score of 95 %/);
  t.notDeepEqual(await browser.evaluate(onBus), [0, 60, 100]);
  await browser.evaluate(set(0, 'input[type=range]', 'value = 0.1'));
  t.regex(await browser.evaluate(text('found')), /bus0\.93car0\.61person0\.20/);
  await browser.evaluate(set(0, 'input[type=checkbox]', 'checked = false'));
  t.is(await browser.evaluate('document.querySelector("#legend").textContent'), 'roaddirect');
  assertClean(t, browser, url);
});

check('the page and its worker can ask no other host', async (t) => {
  const { browser } = t.context;
  const url = await standinPage(t);
  await openPage(browser, url);
  const other = `fetch('${new URL(url).origin.replace('127.0.0.1', 'localhost')}/').then(() => 'answered', (error) => 'refused')`;
  t.is(await browser.evaluate(other), 'refused');
  const [worker] = browser.workers;
  t.is(await browser.evaluate(other, worker), 'refused');
  t.is(await browser.evaluate(`fetch('${url}model.json').then(({ status }) => status)`, worker), 200);
});

check('threads run where the server isolates the page', async (t) => {
  const { browser } = t.context;
  const url = await standinPage(t, {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  await openPage(browser, url);
  const cores = await browser.evaluate<number>('navigator.hardwareConcurrency');
  const threads = Math.min(4, cores);
  t.is(
    await browser.evaluate(text('engine')),
    `Runs on WASM, ${threads} thread${threads === 1 ? '' : 's'}. `,
  );
  await choosePhotograph(browser, STREET);
  t.is(await browser.evaluate(text('error')), '');
  assertClean(t, browser, url);
});

check('every error is said on the page, and what was there stays', async (t) => {
  const { browser } = t.context;
  const url = await standinPage(t);
  await openPage(browser, url);
  const error = text('error');
  await choosePhotograph(browser, STREET);
  await browser.choose('#file', fileOf('letter <i>.txt', 'no image'));
  await browser.until(`${error} !== ''`);
  t.regex(await browser.evaluate(error), /^letter <i>\.txt is not an image or video that this browser reads/);
  t.false(await browser.evaluate('document.querySelector("#canvas").hidden'), 'the picture stays');
  await browser.choose('#file', fileOf('cut.jpg', readFileSync(STREET).subarray(0, 300)));
  await browser.until(`${error}.startsWith('cut.jpg is not')`);
  await browser.choose('#file', fileOf('broken.mp4', 'no video'));
  await browser.until(`${error}.startsWith('broken.mp4 cannot be played')`);
  const huge = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await browser.choose('#file', fileOf('huge.png', huge));
  await browser.until(`${error}.startsWith('huge.png is too large: it has 12000x9000 pixels')`);
  await browser.evaluate(
    `(() => { const files = new DataTransfer(); files.items.add(new File([new Uint8Array(257 * 2 ** 20)], 'long.jpg', { type: 'image/jpeg' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: files })); })()`,
  );
  await browser.until(`${error}.startsWith('long.jpg is too large: it has 257 MB')`);
  await browser.allowCamera(false);
  await browser.evaluate('document.querySelector("#camera").click()');
  await browser.until(`${error}.startsWith('The camera was refused')`);
  await choosePhotograph(browser, STREET);
  t.is(await browser.evaluate(error), '', 'an error ends with the next picture');
  t.deepEqual(
    browser.requests.filter((address) => !/^(blob:)?http:..127\.0\.0\.1:|^data:/.test(address)),
    [],
  );
});

check('a model that is missing, damaged or of another description is one clear error', async (t) => {
  const { browser } = t.context;
  const error = text('error');
  const out = temporaryFolder();
  writeWebFolder({ ...STANDIN, out });
  const url = await serveFolder(t, out);
  const shows = async (pattern: RegExp) => {
    await browser.open(url);
    await browser.until(`${error} !== ''`);
    t.regex(await browser.evaluate(error), pattern);
    t.is(await browser.evaluate(text('status')), 'There is no model.');
  };
  writeFileSync(join(out, 'model.onnx'), STANDIN.onnx.subarray(0, 300));
  await shows(/^The model cannot be loaded\. .+/);
  rmSync(join(out, 'model.onnx'));
  await shows(/^The model cannot be loaded\. model\.onnx cannot be loaded: the server answers 404/);
  writeFileSync(join(out, 'model.json'), JSON.stringify({ ...STANDIN.metadata, version: 2 }));
  await shows(/its version is 2, and this page reads version 1/);
  writeFileSync(join(out, 'model.json'), '{"version": 1');
  await shows(/model\.json is not the description of a model: /);
  writeFileSync(join(out, 'model.onnx'), STANDIN.onnx);
  const tasks = { ...STANDIN.metadata.tasks, other: { kind: 'classMap', classes: ['a'] } };
  writeFileSync(join(out, 'model.json'), JSON.stringify({ ...STANDIN.metadata, tasks }));
  await openPage(browser, url);
  await choosePhotograph(browser, STREET);
  t.regex(await browser.evaluate(error), /The model has no output "other": model\.json is of another model/);
});

check('a file is not opened without a server, and the page says so', async (t) => {
  const { browser } = t.context;
  const out = temporaryFolder();
  writeWebFolder({ ...STANDIN, out });
  await browser.open(pathToFileURL(join(out, 'index.html')).href);
  await browser.until('getComputedStyle(document.querySelector("#closed")).visibility === "visible"');
  t.regex(await browser.evaluate(text('closed')), /needs a web server.*python3 -m http\.server/);
  t.true(await browser.evaluate('document.querySelector("main").hidden'));
});

check('a video plays and pauses, the camera starts and stops, frame by frame', async (t) => {
  const { browser } = t.context;
  await browser.view(1280, 900);
  const url = await standinPage(t);
  await openPage(browser, url);
  const error = text('error');
  // Half a second of a canvas whose colour changes, recorded by the browser itself, and dropped on the page.
  await browser.evaluate(`(async () => {
    const canvas = document.createElement('canvas'); canvas.width = 320; canvas.height = 240;
    const context = canvas.getContext('2d'); let n = 0;
    const paint = () => { context.fillStyle = ['#d00', '#0d0', '#00d'][n++ % 3]; context.fillRect(0, 0, 320, 240); };
    paint();
    const timer = setInterval(paint, 60);
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
    const parts = []; recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start(); await new Promise((resolve) => setTimeout(resolve, 700)); recorder.stop();
    await new Promise((resolve) => { recorder.onstop = resolve; }); clearInterval(timer);
    const files = new DataTransfer(); files.items.add(new File(parts, 'drive.webm', { type: 'video/webm' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: files }));
  })()`);
  await browser.until(`/frames a second/.test(${text('times')}) || ${error}`);
  t.is(await browser.evaluate(error), '');
  t.false(await browser.evaluate('document.querySelector("#player").hidden'));
  // All colours come by.
  for (const name of ['road', 'vegetation', 'sky'])
    await browser.until(`document.querySelector('#legend').textContent.includes('${name}')`);
  await browser.evaluate('document.querySelector("#play").focus()');
  await browser.press('Enter');
  await browser.until(`${text('play')} === 'Play'`);
  await browser.until(`${text('status')}.startsWith('Detection: 1 bus, 1 car.')`);
  await browser.allowCamera(true);
  await browser.evaluate('document.querySelector("#camera").click()');
  await browser.until(
    `${text('camera')} === 'Stop the camera' && document.querySelector('#canvas').ariaLabel.startsWith('camera:')`,
  );
  t.true(await browser.evaluate('document.querySelector("#player").hidden'));
  await browser.evaluate('document.querySelector("#camera").click()');
  await browser.until(`${text('camera')} === 'Use the camera'`);
  await choosePhotograph(browser, STREET);
  t.is(await browser.evaluate(error), '');
  assertClean(t, browser, url);
});

for (const scheme of ['light', 'dark'] as const)
  check(`nothing is cut off at 375 px (${scheme}), and the keyboard reaches every control`, async (t) => {
    const { browser } = t.context;
    await browser.view(375, 800, scheme);
    const url = await standinPage(t);
    await openPage(browser, url);
    const long = 'a-photograph-with-quite-a-long-name-that-has-no-place-to-break-anywhere-at-all.jpg';
    await choosePhotograph(browser, fileOf(long, readFileSync(STREET)));
    t.is(await browser.evaluate('document.documentElement.scrollWidth'), 375);
    const cut = `[...document.querySelectorAll('main *')]
      .filter((own) => own.offsetParent && own.getBoundingClientRect().right > 375.5).map((own) => own.outerHTML.slice(0, 100))`;
    t.deepEqual(await browser.evaluate(cut), []);
    const background = await browser.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    t.is(background, scheme === 'dark' ? 'rgb(18, 20, 22)' : 'rgb(251, 251, 250)');
    t.regex(
      await browser.evaluate('document.querySelector("#canvas").ariaLabel'),
      /^a-photograph.*Detection: 1 bus, 1 car\./,
    );
    const operable = `[...document.querySelectorAll('button, input, select, [tabindex="0"]')].filter((own) => own.offsetParent !== null && !own.disabled)`;
    const count = await browser.evaluate<number>(
      `(() => { const all = ${operable}; all.forEach((own, i) => { own.dataset.n = i; }); return all.length; })()`,
    );
    const unnamed = `${operable}.filter((own) => !(own.labels?.length || own.textContent || own.ariaLabel)).map((own) => own.outerHTML)`;
    t.deepEqual(await browser.evaluate(unnamed), []);
    const reached = new Set<string>();
    await browser.evaluate('document.activeElement.blur()');
    for (let i = 0; i < count + 2; i++) {
      await browser.press('Tab');
      reached.add(await browser.evaluate('document.activeElement.dataset.n ?? ""'));
    }
    reached.delete('');
    t.is(reached.size, count);
    assertClean(t, browser, url);
  });
