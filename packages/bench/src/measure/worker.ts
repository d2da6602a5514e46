// The program of a process that measures cotrain's sides of one case.
import { writeSync } from 'node:fs';
import { manualSeed, setNumThreads } from '@cotrain/torch';
import { idOf, type ProcessesCase, registeredCases } from '../case.js';
import '../cases/index.js';
import { BenchError } from '../errors.js';
import { clockOf } from './clock.js';
import { measureFunctions } from './functions.js';
import { type Message, RESULT_FD, TASK, type Task } from './protocol.js';
import { measureRoof } from './roof.js';

const say = (message: Message): void => void writeSync(RESULT_FD, `${JSON.stringify(message)}\n`);

const task = JSON.parse(process.env[TASK]!) as Task;
setNumThreads(task.setting.threads);
manualSeed(0);
if (task.what === 'roof') {
  say({ type: 'roof', ...measureRoof(task.setting) });
} else {
  if (task.plugins.length > 0) await (await import('@cotrain/train')).loadPlugins(task.plugins);
  const found = registeredCases().find((each) => idOf(each) === task.id);
  if (found === undefined) throw new BenchError(`there is no benchmark '${task.id}'`);
  if (task.what === 'functions' && found.kind === 'functions')
    await measureFunctions(await found.setUp(task.setting), task.rounds, clockOf(task.setting.device), say);
  const processes = found as ProcessesCase;
  if (task.what === 'prepare') await processes.prepare?.(task.setting);
  if (task.what === 'side') {
    const measured = await processes.sides[task.side]!(task.setting);
    say({ type: 'measured', measured });
  }
}
