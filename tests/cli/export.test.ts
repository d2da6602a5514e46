// Trained models leave cotrain in every format, and predict there what they predict here.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMask, sceneDataset } from '@cotrain/data';
import { memory } from '@cotrain/torch';
import type { TrainConfigInput } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';
import { run } from '../../packages/cli/dist/program.js';
import { TINY_HEADS, temporaryFolder, tinyConfig } from '../train/tiny.js';
import { untrainedRun } from '../train/untrainedRun.js';
import { cotrain } from './run.js';

const [HEIGHT, WIDTH] = [64, 96];
const ANY_ID = Array.from({ length: 256 }, (_, id) => String(id));

const base = {
  ...tinyConfig(),
  transforms: {
    eval: [
      { type: 'resize', height: HEIGHT, width: WIDTH },
      { type: 'normalize', preset: 'imagenet' },
      { type: 'pad', multiple: 32 },
    ],
  },
  tasks: ['det', 'sem_seg', 'drivable'],
} as const;
const headOf = ({ numClasses: _, ...head }: object & { numClasses?: number }) => head;
const MODELS: Record<string, TrainConfigInput> = {
  'three-task': {
    ...base,
    model: {
      backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
      fpnChannels: 32,
      heads: {
        det: headOf(TINY_HEADS.sparse),
        sem_seg: headOf(TINY_HEADS.former(19)),
        drivable: headOf(TINY_HEADS.former(3)),
      },
    },
  } as unknown as TrainConfigInput,
  'lv-adapter': {
    ...base,
    model: {
      backbone: { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12, inputResolution: 64 },
      fpnChannels: 32,
      language: {
        text: { kind: 'clip', width: 16, heads: 2, layers: 1, embedDim: 12 },
        adapter: { kind: 'l2v' },
      },
      heads: {
        det: headOf({ ...TINY_HEADS.faster, samplingRatio: 2 } as object),
        sem_seg: headOf(TINY_HEADS.former(19)),
        drivable: headOf(TINY_HEADS.fpn(3)),
      },
    },
  } as unknown as TrainConfigInput,
};

/** Photographs of the size of the models' input. */
async function photographs(): Promise<string> {
  const folder = join(temporaryFolder(), 'photographs');
  mkdirSync(folder);
  const scenes = sceneDataset({ count: 2, width: WIDTH, height: HEIGHT, seed: 5 });
  for (const [i, name] of ['frame9', 'frame10'].entries()) {
    const { image } = await scenes.get(i);
    await sharp(image.data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toFile(join(folder, `${name}.png`));
  }
  return folder;
}

interface Frame {
  name: string;
  labels: { category: string; score: number; box2d: Record<'x1' | 'x2' | 'y1' | 'y2', number> }[];
}
const boxesIn = (out: string): Frame[] => JSON.parse(readFileSync(join(out, 'det.json'), 'utf8'));

for (const [name, config] of Object.entries(MODELS))
  test.serial(`the ${name} model goes through all formats`, async (t) => {
    const before = memory().tensors;
    const folder = untrainedRun(config);
    const photos = await photographs();
    const place = temporaryFolder();
    const file = (ending: string) => join(place, ending);
    for (const [format, out] of [
      ['onnx', 'm.onnx'],
      ['torchscript', 'm.pt'],
      ['safetensors', 'm.safetensors'],
      ['web', 'site'],
    ] as const) {
      t.is(
        await run(['export', '--run', folder, '--format', format, '--out', file(out), '--quiet']),
        0,
        format,
      );
      const card = readFileSync(format === 'web' ? file('site/model.md') : `${file(out)}.md`, 'utf8');
      t.regex(card, /96 x 64 pixels/);
      t.regex(card, /10 bicycle|7 bicycle/);
    }
    t.true(existsSync(file('site/index.html')));
    t.true(readFileSync(file('site/model.onnx')).equals(readFileSync(file('m.onnx'))));

    const out = (of: string) => file(`predicted-${of}`);
    const predict = (of: string, ...model: string[]) =>
      run(['predict', photos, ...model, '--out', out(of), '--min-score', '0', '--quiet']);
    t.is(await predict('run', '--run', folder), 0);
    t.is(await predict('onnx', '--model', file('m.onnx')), 0);
    t.is(await predict('pt', '--model', file('m.pt')), 0);
    const expected = boxesIn(out('run'));
    t.true(expected.some(({ labels }) => labels.length > 0));
    for (const format of ['onnx', 'pt']) {
      const found = boxesIn(out(format));
      t.deepEqual(
        found.map((frame) => frame.name),
        expected.map((frame) => frame.name),
      );
      for (const [f, { labels }] of found.entries()) {
        const own = expected[f]!.labels;
        t.is(labels.length, own.length, format);
        for (const [i, label] of labels.entries()) {
          t.is(label.category, own[i]!.category, format);
          t.true(Math.abs(label.score - own[i]!.score) < 1e-4);
          for (const edge of ['x1', 'x2', 'y1', 'y2'] as const)
            t.true(Math.abs(label.box2d[edge] - own[i]!.box2d[edge]) < 1e-2, `${format} ${edge}`);
        }
      }
      for (const task of ['sem_seg', 'drivable'])
        for (const map of readdirSync(join(out('run'), task))) {
          const [a, b] = await Promise.all(
            ['run', format].map((of) => readMask(join(out(of), task, map), ANY_ID)),
          );
          const differing = a!.data.reduce((sum, id, i) => sum + Number(id !== b!.data[i]), 0);
          // Pixels between two classes of nearly equal scores may fall either way.
          t.true(differing <= 0.001 * a!.data.length, `${format} ${task} ${map}: ${differing} pixels`);
        }
      t.deepEqual(readdirSync(join(out(format), 'overlays')), readdirSync(join(out('run'), 'overlays')));
    }
    t.is(memory().tensors, before);
  });

test.serial('exported files are scored as the run is', async (t) => {
  const folder = untrainedRun(MODELS['lv-adapter']!);
  const place = temporaryFolder();
  const [scenes, onnx, script] = ['scenes', 'm.onnx', 'm.pt'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  const generated = ['data', 'generate', '--out', scenes, '--count', '6', '--size', `${WIDTH}x${HEIGHT}`];
  t.is((await cotrain(generated)).code, 0);
  for (const [format, out] of [
    ['onnx', onnx],
    ['torchscript', script],
  ] as const)
    t.is(await run(['export', '--run', folder, '--format', format, '--out', out, '--quiet']), 0);
  const scores = async (...model: string[]): Promise<Record<string, number | null>> => {
    const { code, stdout, stderr } = await cotrain(['eval', ...model, '--data', scenes, '--json']);
    t.is(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const expected = await scores('--run', folder);
  t.true(Object.values(expected).some((value) => value !== null && value > 1));
  for (const file of [onnx, script]) {
    const found = await scores('--model', file);
    t.deepEqual(Object.keys(found), Object.keys(expected));
    for (const [name, value] of Object.entries(expected))
      t.true(value === null ? found[name] === null : Math.abs(found[name]! - value) < 0.1, `${file} ${name}`);
  }
  const missing = await cotrain(['eval', '--model', onnx]);
  t.not(missing.code, 0);
  t.regex(missing.stderr, /m\.onnx has no data of its own: give --data DIR/);
});

test.serial('a video is predicted frame by frame, into a sequence and a video', async (t) => {
  const folder = untrainedRun(MODELS['lv-adapter']!);
  const photos = await photographs();
  const place = temporaryFolder();
  // Stands for ffmpeg: extracts the photographs, and counts the pictures that become a video.
  const fake = join(place, 'ffmpeg');
  writeFileSync(
    fake,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const last = args.at(-1);
if (args.includes('image2pipe')) {
  const count = fs.readFileSync(0).toString('latin1').split('PNG\\r\\n').length - 1;
  fs.writeFileSync(last.replace('file:', ''), count + ' at ' + args[args.indexOf('-framerate') + 1]);
} else {
  ['frame9', 'frame10'].forEach((name, i) => fs.copyFileSync(${JSON.stringify(photos)} + '/' + name + '.png', last.replace('%06d', '00000' + (i + 1))));
  process.stderr.write('Video: h264, 96x64, 12 fps');
}`,
  );
  chmodSync(fake, 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${place}:${path}`;
  t.teardown(() => {
    process.env.PATH = path;
  });
  const sequence = join(place, 'sequence');
  const seen = join(place, 'seen.mp4');
  const args = ['predict', join(place, 'drive.mp4'), '--run', folder, '--out', join(place, 'out')];
  t.is(await run([...args, '--sequence', sequence, '--video', seen, '--quiet']), 0);
  t.deepEqual(readdirSync(sequence), ['000001.png', '000002.png']);
  t.is(readFileSync(seen, 'utf8'), '2 at 12');
  t.deepEqual(readdirSync(join(place, 'out', 'overlays')), ['drive-000001.png', 'drive-000002.png']);
  t.deepEqual(boxesIn(join(place, 'out')).length, 2);
});

test.serial('files that are not exports, and options that do not go together, are refused', async (t) => {
  const place = temporaryFolder();
  const photos = await photographs();
  const foreign = join(place, 'foreign.onnx');
  // An empty model: `irVersion` 8.
  writeFileSync(foreign, Uint8Array.of(0x08, 0x08));
  writeFileSync(join(place, 'text.onnx'), 'not a model');
  const refused = (...args: string[]): string => {
    try {
      execFileSync(process.execPath, ['packages/cli/bin/cotrain.js', ...args], {
        stdio: 'pipe',
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      return 'no error';
    } catch (error) {
      return String((error as { stderr: Buffer }).stderr);
    }
  };
  const out = ['--out', join(place, 'out')];
  t.regex(
    refused('predict', photos, '--model', foreign, ...out),
    /foreign\.onnx: it does not say what its outputs mean/,
  );
  t.regex(
    refused('predict', photos, '--model', join(place, 'text.onnx'), ...out),
    /text\.onnx: this is not an ONNX file/,
  );
  t.regex(refused('predict', '--split', 'val', '--model', foreign, ...out), /has no data of its own/);
  t.regex(
    refused('export', '--model', 'street-small', '--format', 'onnx', '--out', join(place, 'a.bin')),
    /must end in \.onnx/,
  );
  t.regex(
    refused(
      'export',
      '--model',
      'street-small',
      '--format',
      'onnx',
      '--out',
      join(place, 'a.onnx'),
      '--size',
      '225x384',
    ),
    /225x384 does not fit: height and width must be multiples of 32, such as 256x384/,
  );
  t.false(existsSync(join(place, 'a.onnx')));
});
