// The packaged model: the first command of a user.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDataPackage } from '@cotrain/models';
import { RunFolder } from '@cotrain/train';
import test from 'ava';
import { cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-street-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test.serial(
  'street-small finds what is in generated scenes that it was not trained on, and writes its files',
  async (t) => {
    const scenes = join(root, 'scenes');
    const generated = await cotrain([
      ...[
        'data',
        'generate',
        '--out',
        scenes,
        '--count',
        '8',
        '--val',
        '1',
        '--size',
        '384x224',
        '--seed',
        '91',
      ],
    ]);
    t.is(generated.code, 0, generated.stderr);
    const scored = await cotrain(['eval', '--model', 'street-small', '--data', scenes, '--json']);
    t.is(scored.code, 0, scored.stderr);
    const metrics = JSON.parse(scored.stdout);
    // 69.0, 96.2 and 61.3 on a hundred scenes.
    t.true(metrics['sem_seg/mIoU'] > 50, String(metrics['sem_seg/mIoU']));
    t.true(metrics['drivable/mIoU'] > 85, String(metrics['drivable/mIoU']));
    t.true(metrics['det/AP50'] > 35, String(metrics['det/AP50']));

    const images = join(scenes, 'images', '100k', 'val');
    const [photo] = readdirSync(images);
    const out = join(root, 'predictions');
    const predicted = await cotrain([
      'predict',
      '--model',
      'street-small',
      join(images, photo!),
      '--out',
      out,
    ]);
    t.is(predicted.code, 0, predicted.stderr);
    t.true(existsSync(join(out, 'overlays', photo!.replace(/\.\w+$/, '.png'))));
    const [frame] = JSON.parse(readFileSync(join(out, 'det.json'), 'utf8'));
    t.true(frame.labels.length > 0);
  },
);

test('its package is a run of all three tasks in at most 20 MB, and says nothing of the machine that it was made on', (t) => {
  const { run } = readDataPackage('@cotrain/model-street-small', 'model');
  const { config, tasks, last } = RunFolder.open(run);
  t.deepEqual(Object.keys(tasks), ['det', 'sem_seg', 'drivable']);
  t.true(readFileSync(last).length < 20e6);
  const text = readFileSync(join(run, 'config.json'), 'utf8');
  t.notRegex(text, /"\/|tmp|home/);
  t.is(config.model.backbone.kind, 'mobilenetV2');
});

test('which model is meant is said once', async (t) => {
  for (const args of [[], ['--run', 'x', '--model', 'street-small']]) {
    const { code, stderr } = await cotrain(['eval', ...args]);
    t.is(code, 2);
    t.regex(stderr, /give --run DIR or --model NAME, one of them/);
  }
  const { code, stderr } = await cotrain(['predict', '--model', 'street-huge', 'photo.jpg']);
  t.not(code, 0);
  t.regex(stderr, /'@cotrain\/model-street-huge' is not installed: npm install @cotrain\/model-street-huge/);
});
