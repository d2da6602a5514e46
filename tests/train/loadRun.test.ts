// A loaded run: predictions in a program, equal to what `cotrain predict` writes.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DataError,
  type FoundBoxes,
  imageFolder,
  type RgbImage,
  readDetections,
  readImage,
  readMask,
  writeScenes,
} from '@cotrain/data';
import { DeviceError, defaultGenerator, memory, scope } from '@cotrain/torch';
import {
  type ImagePrediction,
  loadRun,
  packagedRun,
  predictRun,
  RunError,
  registerTaskKind,
  taskKind,
} from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';
import { temporaryFolder } from './tiny.js';

const MODEL = { model: 'street-small' };

/** A folder of generated photographs in two sizes. */
async function photographs(): Promise<{ folder: string; files: string[] }> {
  const out = temporaryFolder();
  const scenes = { count: 3, valRatio: 1, seed: 5 };
  await writeScenes({ ...scenes, out: join(out, 'scenes'), width: 160, height: 96 });
  const folder = join(out, 'scenes', 'images', '100k', 'val');
  const files = readdirSync(folder)
    .toSorted()
    .map((file) => join(folder, file));
  await sharp(readFileSync(files[2]!)).resize(111, 70, { fit: 'fill' }).png().toFile(join(folder, 'z.png'));
  return { folder, files: [...files, join(folder, 'z.png')] };
}

test.serial('what is predicted is what `cotrain predict` writes, and no tensor stays', async (t) => {
  const before = memory().tensors;
  const { folder, files } = await photographs();
  const state = () => scope(() => defaultGenerator().getState().toArray());
  const drawn = state();
  const run = loadRun(MODEL);
  t.deepEqual(state(), drawn, 'numbers that a program draws do not hang on what it loads');
  const loaded = memory().tensors;
  const predictions = await run.predict(files, { minScore: 0 });
  t.is(memory().tensors, loaded);
  const out = temporaryFolder();
  await predictRun(packagedRun('street-small'), await imageFolder(folder), { out, batchSize: 1 });
  t.deepEqual(Object.keys(run.tasks), ['det', 'sem_seg', 'drivable']);
  const written: FoundBoxes[] = [];
  for await (const frame of readDetections(join(out, 'det.json'), { classes: run.tasks.det!.classes }))
    written.push(frame);
  for (const [i, { width, height, tasks }] of predictions.entries()) {
    const image = await readImage(files[i]!);
    t.deepEqual([width, height], [image.width, image.height]);
    for (const task of ['sem_seg', 'drivable'] as const) {
      const { kind, classes, ...map } = tasks[task]!;
      t.is(kind, 'classMap');
      t.deepEqual(
        classes.map(({ name }) => name),
        [...run.tasks[task]!.classes],
      );
      t.true(classes.every(({ color }) => color.length === 3));
      const file = join(
        out,
        task,
        `${files[i]!.split('/')
          .at(-1)!
          .replace(/\.\w+$/, '')}.png`,
      );
      t.deepEqual(map, await readMask(file, run.tasks[task]!.classes));
    }
    const { objects } = tasks.det!;
    const own = written[i]!;
    t.is(objects.length, own.classes.length);
    t.true(objects.length > 0);
    t.true(objects.every(({ score }, row) => row === 0 || score <= objects[row - 1]!.score));
    t.deepEqual(
      objects.map(({ score }) => score),
      [...own.scores].toSorted((a, b) => b - a),
    );
    for (const { className, classId, score, box } of objects) {
      t.is(className, run.tasks.det!.classes[classId]!);
      const row = [...own.scores.keys()].find(
        (at) => own.scores[at] === score && own.classes[at] === classId,
      );
      t.deepEqual(box, [...own.boxes.subarray(4 * row!, 4 * row! + 4)] as unknown as typeof box);
    }
  }
  t.deepEqual(
    (await run.predict(files[0]!)).tasks.det!.objects,
    predictions[0]!.tasks.det!.objects.filter(({ score }) => score >= 0.3),
  );
  run.dispose();
  t.is(memory().tensors, before);
});

test.serial('a path, a URL, bytes and pixels are the same image; together, apart, and at once', async (t) => {
  const before = memory().tensors;
  {
    const { files } = await photographs();
    using run = loadRun(MODEL);
    const [first, small] = [files[0]!, files[3]!];
    const bytes = readFileSync(first);
    const alone = await run.predict(first);
    const image: RgbImage = await readImage(first);
    const forms = [pathToFileURL(first), bytes, new Uint8Array(bytes).buffer, image];
    for (const own of await run.predict(forms)) t.deepEqual(own, alone);
    const other = await run.predict(small);
    t.deepEqual([other.width, other.height], [111, 70]);
    const calls: Promise<ImagePrediction>[] = [];
    for (let i = 0; i < 8; i++) calls.push(run.predict(i % 2 === 0 ? first : small));
    for (const [i, own] of (await Promise.all(calls)).entries())
      t.deepEqual(own, i % 2 === 0 ? alone : other);
    const batch = await run.predict([first, first, first], { batchSize: 3 });
    t.is(batch.length, 3);
    const differing = batch[2]!.tasks.sem_seg!.data.filter((id, i) => id !== alone.tasks.sem_seg!.data[i]);
    t.true(differing.length < 0.002 * alone.tasks.sem_seg!.data.length, 'a batch rounds otherwise, no more');
    t.deepEqual(await run.predict([]), []);
    t.deepEqual(structuredClone(alone), alone, 'plain data');
    const png = await sharp(await run.draw(first, { width: 200 })).metadata();
    t.is(png.format, 'png');
    t.true(png.width! > 3 * 200);
  }
  t.is(memory().tensors, before);
});

test.serial('an image that cannot be read is an error that names it, and other calls continue', async (t) => {
  const { files } = await photographs();
  const bytes = readFileSync(files[0]!);
  using run = loadRun(MODEL, { maxPixels: 160 * 96 });
  const before = memory().tensors;
  const good = run.predict(files[0]!);
  const cut = bytes.subarray(0, bytes.length >> 1);
  const wrong: [unknown, RegExp][] = [
    ['nowhere.jpg', /^cannot read nowhere\.jpg: ENOENT/],
    [Buffer.from('no image'), /^cannot decode image of 8 bytes: .*unsupported image format/],
    [new Uint8Array(), /^cannot decode image of 0 bytes/],
    [[files[0]!, cut], /^cannot decode image images\[1\]/],
    [{ width: 2, height: 2, data: new Uint8Array(3) }, /^image: expected a path, the bytes/],
    [7, /^image: expected a path, the bytes/],
    [
      await sharp(bytes).resize(161, 96).png().toBuffer(),
      /^cannot decode image of \d+ bytes: .*exceeds pixel limit/,
    ],
  ];
  for (const [image, message] of wrong)
    await t.throwsAsync(run.predict(image as string), { instanceOf: DataError, message });
  t.is((await good).width, 160);
  await t.throwsAsync(run.predict(files[0]!, { signal: AbortSignal.abort() }), {
    any: true,
    name: 'AbortError',
  });
  const late = run.predict(files);
  run.dispose();
  await t.throwsAsync(late, { instanceOf: RunError, message: /was disposed: load it again/ });
  await t.throwsAsync(run.predict(files[0]!), { instanceOf: RunError });
  t.true(memory().tensors < before);
});

test('a run that is not there, or not here', (t) => {
  const before = memory().tensors;
  t.throws(() => loadRun('nowhere'), { instanceOf: RunError, message: /nowhere holds no run/ });
  t.throws(() => loadRun({ model: 'street-huge' }), { message: /npm install @cotrain\/model-street-huge/ });
  t.throws(() => loadRun(MODEL, { checkpoint: 'best' }), { message: /best\.safetensors/ });
  t.throws(() => loadRun(MODEL, { device: 'cuda:99' }), {
    instanceOf: DeviceError,
    message: /^device 'cuda:99' cannot be used/,
  });
  t.is(memory().tensors, before);
});

test.serial('a task of a kind that says nothing of results is handed out as it is on the host', async (t) => {
  const { result: _, ...kind } = taskKind('classMap');
  registerTaskKind({ ...kind, name: 'own-map' });
  const run = join(temporaryFolder(), 'run');
  cpSync(packagedRun('street-small'), run, { recursive: true });
  const file = join(run, 'tasks.json');
  const specs = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...specs, drivable: { ...specs.drivable, kind: 'own-map' } }));
  const { files } = await photographs();
  using own = loadRun(run);
  using usual = loadRun(MODEL);
  const [{ tasks }, expected] = await Promise.all([own.predict(files[0]!), usual.predict(files[0]!)]);
  const { kind: __, classes, ...map } = expected.tasks.drivable!;
  t.deepEqual(tasks.drivable as unknown, { kind: 'other', found: map });
});
