// A process that trains until it is killed: starts the run in a folder, or continues it.
import { RunFolder, resolveConfig, trainRun } from '@cotrain/train';

const { config, out } = JSON.parse(process.argv[2]);
const resume = RunFolder.exists(out) && RunFolder.open(out).canResume;
for await (const event of trainRun(resolveConfig(config), { out, resume }))
  process.stdout.write(`${event.type} ${event.step ?? 0}\n`);
