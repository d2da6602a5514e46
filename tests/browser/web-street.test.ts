// A trained model in the page of its export: it finds what cotrain finds in the same photographs.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { imageFolder, sceneDataset } from '@cotrain/data';
import { writeWebFolder } from '@cotrain/export';
import {
  type BoxesResult,
  type ClassMapResult,
  type FoundObject,
  loadRun,
  modelOfRun,
  predictFile,
} from '@cotrain/train';
import type { ExecutionContext } from 'ava';
import sharp from 'sharp';
import { browserTests } from './browserTests.js';
import { Browser } from './chromium.js';
import { serveFolder } from './staticFolder.js';
import {
  assertClean,
  choosePhotograph,
  fileOf,
  openPage,
  type PredictionsFile,
  predictionsOf,
  streetPhotographs,
  temporaryFolder,
  text,
  unpack,
} from './webPage.js';

const { chromium, check } = browserTests('the page of a trained model is');

/** Photographs of a size: two of BDD100K's, or generated scenes where they are not installed. */
async function photographs(height: number, width: number): Promise<string[]> {
  const files = streetPhotographs().slice(0, 2);
  if (files.length > 0)
    return Promise.all(
      files.map(async (file) => {
        const small = sharp(await readFile(file)).resize(width, height, { fit: 'fill' });
        return fileOf(basename(file), await small.jpeg({ quality: 95 }).toBuffer());
      }),
    );
  const scenes = sceneDataset({ count: 2, width, height, seed: 3 });
  return Promise.all(
    [0, 1].map(async (i) => {
      const { name, image } = await scenes.get(i);
      const raw = { width, height, channels: 3 } as const;
      return fileOf(`${name}.jpg`, await sharp(image.data, { raw }).jpeg().toBuffer());
    }),
  );
}

/** Equal up to the rounding of another library's sums, which decides pixels where two classes tie. */
function assertEqualTask(
  t: ExecutionContext,
  found: PredictionsFile['tasks'][string],
  expected: BoxesResult | ClassMapResult,
  what: string,
): void {
  if (expected.kind === 'classMap') {
    const map = unpack(found.runs!);
    t.is(map.length, expected.data.length, what);
    const different = map.reduce((count, id, i) => count + (id === expected.data[i] ? 0 : 1), 0);
    t.true(different <= 1e-4 * map.length, `${what}: ${different} of ${map.length} pixels differ`);
    return;
  }
  // Boxes near the least score of the head may be on either side of it.
  const sure = ({ score }: { score: number }) => score >= 0.1;
  const [boxes, truths] = [found.objects!.filter(sure), expected.objects.filter(sure)];
  t.is(boxes.length, truths.length, what);
  for (const truth of truths) {
    const match = boxes.find(
      ({ classId, score, box }) =>
        classId === truth.classId &&
        Math.abs(score - truth.score) < 1e-3 &&
        box.every((edge, i) => Math.abs(edge - truth.box[i]!) < 0.05),
    );
    t.truthy(match, `${what}: ${truth.className} ${truth.score} at ${truth.box}`);
  }
}

/** What `cotrain predict --model FILE.onnx` writes for a photograph, in the form of the page's results. */
async function predictedByFile(
  model: string,
  photograph: string,
  classes: readonly string[],
): Promise<Record<string, BoxesResult | ClassMapResult>> {
  const out = temporaryFolder();
  await predictFile(model, await imageFolder(photograph), { out });
  const map = async (task: string): Promise<ClassMapResult> => {
    const png = join(out, task, `${basename(photograph, '.jpg')}.png`);
    const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    return {
      kind: 'classMap',
      classes: [],
      height: info.height,
      width: info.width,
      data: Uint8Array.from(data),
    };
  };
  const [frame] = JSON.parse(await readFile(join(out, 'det.json'), 'utf8')) as {
    labels: { category: string; score: number; box2d: Record<'x1' | 'y1' | 'x2' | 'y2', number> }[];
  }[];
  const objects = frame!.labels.map(({ category, score, box2d: { x1, y1, x2, y2 } }): FoundObject => {
    // The file has inclusive corners.
    const box = [x1, y1, x2 + 1, y2 + 1] as FoundObject['box'];
    return { className: category, classId: classes.indexOf(category), score, box };
  });
  return { det: { kind: 'boxes', objects }, sem_seg: await map('sem_seg'), drivable: await map('drivable') };
}

check('street-small finds the same boxes and classes in the browser', async (t) => {
  const [height, width] = [224, 384];
  const exported = await modelOfRun({ model: 'street-small' }).load();
  const out = temporaryFolder();
  writeWebFolder({ ...exported, out });
  const url = await serveFolder(t, out);
  const browser = await Browser.start(chromium!);
  t.context.browser = browser;
  await openPage(browser, url);
  const compare = async (file: string, expected: Record<string, unknown>) => {
    await choosePhotograph(browser, file);
    t.is(await browser.evaluate(text('error')), '');
    const { tasks } = await predictionsOf(browser);
    t.deepEqual(Object.keys(tasks).toSorted(), Object.keys(expected).toSorted());
    for (const [task, result] of Object.entries(expected))
      assertEqualTask(t, tasks[task]!, result as BoxesResult | ClassMapResult, `${basename(file)}: ${task}`);
  };
  using run = loadRun({ model: 'street-small' });
  for (const file of await photographs(height, width))
    await compare(file, (await run.predict(file, { minScore: 0 })).tasks);
  // A photograph of another size, which both resize, against the same file in onnxruntime-node.
  const model = join(out, 'model.onnx');
  const [large] = await photographs(600, 800);
  await compare(large!, await predictedByFile(model, large!, exported.metadata.tasks.det!.classes));
  assertClean(t, browser, url);
});
