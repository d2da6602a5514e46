// A process that trains a small run, and uses it in every way that writes files, as often as it is asked to.
// What is done already is not repeated, so that the same work continues after a fault.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CotrainError, loadFile, memory, saveFile, scope } from '@cotrain/torch';
import {
  openData,
  packRun,
  predictRun,
  pseudoLabel,
  RunFolder,
  reportRuns,
  resolveConfig,
  trainRun,
} from '@cotrain/train';
import { arm } from './preload.mjs';

/** The work, by part. All but the first need a finished run. */
const PARTS = {
  async run({ config, root }) {
    const out = join(root, 'run');
    const resume = RunFolder.exists(out) && RunFolder.open(out).canResume;
    for await (const _ of trainRun(resolveConfig(config), { out, resume }));
  },
  async predictions({ config, root }) {
    const data = await openData(resolveConfig(config), 'val');
    await predictRun(join(root, 'run'), data, { out: join(root, 'predictions') });
  },
  async labels({ config, root }) {
    const data = await openData(resolveConfig(config), 'val');
    const run = join(root, 'run');
    const labelling = { run, data, task: 'drivable', out: join(root, 'labels'), threshold: 0.1 };
    for await (const _ of pseudoLabel(labelling));
  },
  async files({ root }) {
    const run = join(root, 'run');
    scope(() => saveFile(join(root, 'weights.pth'), loadFile(RunFolder.open(run).last, { key: 'model' })));
    if (!existsSync(join(root, 'packed/checkpoints/last.safetensors'))) packRun(run, join(root, 'packed'));
    await reportRuns([run], join(root, 'report.html'));
  },
};

process.on('message', async (job) => {
  const before = memory().tensors;
  let ending = { done: true };
  arm(job.fault);
  try {
    await PARTS[job.part](job);
  } catch (error) {
    const { name, code, message, stack } = error;
    ending = {
      isTyped: error instanceof CotrainError || error.isOfReading === true,
      name,
      code,
      message,
      stack,
    };
  }
  arm(null);
  process.send({ ...ending, tensors: memory().tensors - before });
});
