// A run's folder: configuration, checkpoints, logs, and what the page of runs reads of them.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type BenchResult, readResult, writeResult } from '@cotrain/bench';
import { ClipTokenizer, type MultiTaskModel } from '@cotrain/models';
import { AveragedModel, GradScaler, type StagedOptimizer } from '@cotrain/optim';
import { CotrainError, scope } from '@cotrain/torch';
import {
  applyOverrides,
  loadModel,
  printConfig,
  RunFolder,
  readConfigFile,
  resolveConfig,
  resolveSelfTraining,
  trainRun,
} from '@cotrain/train';
import { stringify } from 'yaml';
import { buildModel, buildOptimizer } from '../../../packages/train/dist/build.js';
import { loadCheckpoint } from '../../../packages/train/dist/checkpoint.js';
import { readJournal } from '../../../packages/train/dist/pseudoLabel/journal.js';
import { LogTail } from '../../../packages/train/dist/watch/logTail.js';
import { RunReader } from '../../../packages/train/dist/watch/runReader.js';
import { configOf } from '../../train/kills/runs.js';
import { CANARY } from '../canary.js';
import { type Format, type Reader, type Seed, seedAt } from '../seed.js';

let finished: Promise<string> | undefined;

/** A folder with a finished run of a few steps, which is trained once. */
async function trained(folder: string): Promise<string> {
  finished ??= train(mkdtempSync(join(tmpdir(), 'cotrain-fuzz-run-')));
  const out = join(folder, 'run');
  cpSync(await finished, out, { recursive: true });
  return out;
}

async function train(folder: string): Promise<string> {
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = configOf('mixed', { everySteps: 9 }, 0);
  const short = { ...config, train: { ...config.train, epochs: 2, log: ['jsonl', 'csv'] } };
  for await (const _ of trainRun(resolveConfig(short), { out: folder }));
  return folder;
}

const runOf = ({ path }: Seed): string => path.slice(0, path.lastIndexOf('/run/') + '/run'.length);

const seedsOf = (run: string, files: Readonly<Record<string, Format>>): Seed[] =>
  Object.entries(files).map(([name, format]) => seedAt(join(run, name), format));

export const runFolder: Reader = {
  async seeds(folder) {
    return seedsOf(await trained(folder), {
      ...{ 'config.json': 'json', 'tasks.json': 'json', 'data.json': 'json', 'log.jsonl': 'lines' },
    });
  },
  ways: {
    open(seed) {
      const run = RunFolder.open(runOf(seed));
      run.events();
      void [run.isFinished, run.canResume, run.data];
    },
  },
  names: runOf,
};

/** The page of runs shows what it can read, and nothing stops it. */
export const watch: Reader = {
  async seeds(folder) {
    const run = await trained(folder);
    const step = RunFolder.open(run)
      .events()
      .findLast(({ type }) => type === 'eval') as { step: number };
    const lock = join(run, '.lock', 'owner');
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    return seedsOf(run, {
      ...{ 'config.json': 'json', 'origin.json': 'json', 'log.jsonl': 'lines', '.lock/owner': 'json' },
      [`evaluations/${step.step}/details.json`]: 'json',
    });
  },
  ways: {
    page(seed) {
      const folder = runOf(seed);
      const reader = new RunReader('r', { folder, name: basename(folder) }, (file) => file);
      reader.poll();
      JSON.stringify(reader.current());
      void reader.evaluations;
    },
    tail: ({ path }) => void new LogTail(path).read(),
  },
};

/** What a resumed run loads a checkpoint into, made once: most of a resume is to make a model. */
let resumed: Resumed | undefined;

interface Resumed {
  model: MultiTaskModel;
  optimizer: StagedOptimizer;
  average: AveragedModel;
  scaler: GradScaler;
}

function resumedAs(folder: string): Resumed {
  const { config, tasks } = RunFolder.open(folder);
  const model = buildModel(config, tasks);
  const optimizer = buildOptimizer(model, config, 8);
  return { model, optimizer, average: new AveragedModel(model, config.train.ema!), scaler: new GradScaler() };
}

export const runCheckpoint: Reader = {
  async seeds(folder) {
    const run = await trained(folder);
    resumed ??= resumedAs(run);
    return seedsOf(run, { 'checkpoints/last.safetensors': 'safetensors' });
  },
  ways: {
    intact: (seed) => void RunFolder.open(runOf(seed)).checkpoints.newestIntact(),
    weights: ({ path }) => loadModel(path, resumed!.model),
    resume({ path }) {
      const { model, optimizer, ...state } = resumed!;
      loadCheckpoint(path, model, optimizer, state);
    },
  },
  names: runOf,
};

const CONFIG = {
  ...configOf('stages', { everySteps: 3 }, 0),
  loader: undefined,
};

export const configuration: Reader = {
  seeds(folder) {
    const files: Record<string, string> = {
      'config.yaml': stringify(CONFIG),
      'config.json': JSON.stringify(CONFIG, null, 1),
      'anchors.yaml':
        'data: &d {kind: scenes, train: 8}\ntasks: [drivable]\nother: *d\ntrain:\n  <<: *d\n  batchSize: 1\n',
      'tags.yaml': `a: !!js/function "require('fs').writeFileSync(${JSON.stringify(CANARY)}, '')"\nplugins: [${CANARY}.mjs]\n`,
    };
    writeFileSync(
      `${CANARY}.mjs`,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(CANARY)}, '');`,
    );
    return Object.entries(files).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return seedAt(path, name.endsWith('json') ? 'json' : 'text');
    });
  },
  ways: {
    train: ({ path }) => void printConfig(resolveConfig(readConfigFile(path), path)),
    selfTrain: ({ path }) => void resolveSelfTraining(readConfigFile(path), path),
    // The file's text is an override: what stands behind a `=` is YAML.
    override({ path }) {
      try {
        applyOverrides({}, [`a.b=${readFileSync(path, 'utf8')}`]);
      } catch (error) {
        if (error instanceof CotrainError)
          throw Object.assign(error, { message: `${path} ${error.message}` });
        throw error;
      }
    },
  },
};

export const journal: Reader = {
  seeds(folder) {
    const path = join(folder, 'det.jsonl');
    const zeros = Array<number>(50).fill(0);
    const line = (name: string) =>
      JSON.stringify({
        ...{ name, width: 40, height: 24, stats: { all: zeros, kept: [1, 0], truth: null } },
        boxes: [[0, 0.5, 1, 2, 3, 4]],
      });
    writeFileSync(path, `\n${line('a')}\n${line('b')}`);
    return [seedAt(path, 'lines')];
  },
  ways: { readJournal: ({ path }) => void readJournal(path) },
};

/** The bytes are a text: each becomes tokens, which give the text's letters back. */
export const tokenizer: Reader = {
  seeds(folder) {
    const texts = ['a photo of a car', "it's &lt;b&gt; 日本語 💥 1234", '<|startoftext|>x<|endoftext|>'];
    return texts.map((text, i) => {
      const path = join(folder, `${i}.txt`);
      writeFileSync(path, text);
      return seedAt(path, 'text');
    });
  },
  ways: {
    tokenize({ path }) {
      const clip = ClipTokenizer.shared();
      const words = readFileSync(path, 'utf8');
      clip.decode(clip.encode(words));
      scope(() => void clip.tokenize(words, { truncate: true }));
    },
  },
};

export const benchResults: Reader = {
  seeds(folder) {
    const path = join(folder, 'results.json');
    const machine = { processor: 'x', cores: 4, capability: 'AVX2', memory: 2 ** 34, system: 'linux-x64' };
    const versions = { node: '20.20.2', libtorch: '2.13.0', cotrain: '0.1.0' };
    const result: BenchResult = {
      format: 'cotrain-bench/1',
      machine: { ...machine, ...versions, environment: { OMP: '1' } },
      roofs: [{ threads: 4, flops: 1e11, bandwidth: 1e10 }],
      cases: [
        {
          ...{ group: 'ops', name: 'thing', title: 'A thing', description: 'What it does.' },
          ...{ date: '2026-11-28T12:00', threads: 4, rounds: 2, quick: false, load: 1 },
          ...{
            others: { before: 0, after: 0.02 },
            versions: { cotrain: '0.1.0' },
            missing: {},
            agreement: null,
          },
          figures: [
            {
              name: 'time',
              unit: 'ms',
              floor: { flops: 1, bytes: 2 },
              ratios: {},
              sides: { cotrain: { median: 1, samples: [1, 2] } },
            },
          ],
        },
      ],
    } as never;
    writeResult(path, result);
    return [seedAt(path, 'json')];
  },
  ways: { readResult: ({ path }) => void readResult(path) },
};
