// A process that trains a small run, and uses it in every way that writes files. What is done already is not
// repeated, so that the same process continues after a fault.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CotrainError, loadFile, saveFile, scope } from '@cotrain/torch';
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

const { config: given, root } = JSON.parse(process.argv[2]);
const out = join(root, 'run');
const config = resolveConfig(given);

async function work() {
  const resume = RunFolder.exists(out) && RunFolder.open(out).canResume;
  for await (const _ of trainRun(config, { out, resume }));
  const run = RunFolder.open(out);
  const data = await openData(config, 'val');
  await predictRun(out, data, { out: join(root, 'predictions') });
  const labelling = { run: out, data, task: 'drivable', out: join(root, 'labels'), threshold: 0.1 };
  for await (const _ of pseudoLabel(labelling));
  scope(() => saveFile(join(root, 'weights.pth'), loadFile(run.last, { key: 'model' })));
  if (!existsSync(join(root, 'packed/checkpoints/last.safetensors'))) packRun(out, join(root, 'packed'));
  await reportRuns([out], join(root, 'report.html'));
}

try {
  await work();
  console.log(JSON.stringify({ done: true }));
} catch (error) {
  const { name, code, message, stack } = error;
  console.log(JSON.stringify({ isTyped: error instanceof CotrainError, name, code, message, stack }));
}
