// What a rank does in a test of `cotrain run`: `node rank.mjs CASE [ARGUMENT]`.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [name, argument] = process.argv.slice(2);
const rank = Number(process.env.RANK);
const restart = Number(process.env.TORCHELASTIC_RESTART_COUNT);
const forever = () => sleep(2 ** 31 - 1);
const say = (...words) => console.log(...words);

/** One rank waits until all are here, the others stay for ever: without a library that takes its time. */
async function meet({ waits }) {
  const folder = join(tmpdir(), `cotrain-ranks-${process.env.TORCHELASTIC_RUN_ID}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, String(rank)), '');
  if (!waits) return forever();
  while (readdirSync(folder).length < Number(process.env.WORLD_SIZE)) await sleep(10);
  rmSync(folder, { recursive: true });
}

const CASES = {
  environment() {
    const variables = /^(RANK|WORLD_SIZE|(LOCAL|GROUP|ROLE)_.*|MASTER_.*|TORCHELASTIC_.*|OMP_NUM_THREADS)$/;
    say(
      JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([key]) => variables.test(key)))),
    );
  },

  // Lines in parts, of both streams.
  async lines() {
    process.stdout.write('one\ntw');
    await sleep(20);
    process.stdout.write('o\nthree without an end');
    process.stderr.write('an error\n');
  },

  // The rank of the argument fails, the others never end by themselves.
  async fails() {
    process.on('SIGTERM', () => {
      say('asked to end');
      process.exit(0);
    });
    say('ready');
    await meet({ waits: rank === Number(argument) });
    for (let line = 0; line < 30; line++) console.error(`line ${line}`);
    process.exitCode = 7;
  },

  // As above, and neither the others nor what they have started listen to SIGTERM.
  async stubborn() {
    const stay = "process.on('SIGTERM', () => {}); console.log('grandchild'); setTimeout(() => {}, 2 ** 30)";
    const child = spawn(process.execPath, ['-e', stay], { stdio: ['ignore', 'pipe', 'ignore'] });
    process.on('SIGTERM', () => {});
    await new Promise((resolve) => child.stdout.once('data', resolve));
    say('ready');
    await meet({ waits: rank === Number(argument) });
    process.exit(7);
  },

  // Fails until the restart of the argument.
  restarts() {
    say(`restart ${restart} of ${process.env.TORCHELASTIC_MAX_RESTARTS}`);
    if (restart < Number(argument) && rank === 1) process.exit(9);
  },

  async killed() {
    if (rank === 1) process.kill(process.pid, 'SIGKILL');
    await forever();
  },

  // Saves, as `cotrain train` does, when it is asked to stop.
  async waits() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => {
        say(`saved after ${signal}`);
        process.exit(argument === 'well' ? 0 : signal === 'SIGINT' ? 130 : 143);
      });
    say('ready');
    await forever();
  },

  // Ends when its launcher has been killed, which nobody else can see to.
  async orphan() {
    const { ppid } = process;
    say('ready');
    while (process.ppid === ppid) await sleep(20);
  },

  async ignores() {
    process.on('SIGINT', () => say('no'));
    say('ready');
    await forever();
  },

  // Computes with the others. The last rank fails at first: once they have met, or, `early`, on the way.
  async sums() {
    const { distributed, torch } = await import('@cotrain/torch');
    if (argument === 'early' && restart === 0 && rank > 0) {
      const { MASTER_ADDR: host, MASTER_PORT: port } = process.env;
      const store = await distributed.Store.open({ host, port: Number(port) });
      await store.get('attempt/0/cotrain/rank/1/0');
      process.exit(9);
    }
    const group = await distributed.initProcessGroup({ joinTimeout: 30_000, timeout: 30_000 });
    const sum = await group.allReduce(torch.tensor([rank + 1]));
    if (argument === 'late' && restart === 0 && rank > 0) process.exit(9);
    await group.barrier();
    say(`sum ${sum.item()} in attempt ${restart}`);
    await group.close();
  },
};

await CASES[name]();
