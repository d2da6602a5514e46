import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BDD100K_TASKS } from '@cotrain/data';
import { Clip, ResNet } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { loadFile, memory, saveFile, scope, type Tensor } from '@cotrain/torch';
import { buildModel, resolveConfig, type TrainConfig, type TrainEvent, trainRun } from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { seedDraws } from '../seed.js';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const TEXT = { width: 64, heads: 1, layers: 1, embedDim: 12 };
const ADAPTER = { kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 16 };
const LEARNS = ['neck', 'lvAdapter', 'prompts'];
const ADAPT = { name: 'adapt', epochs: 1, lr: 1e-3, train: LEARNS, warmup: { steps: 1 } };
const FINETUNE = { name: 'finetune', epochs: 1, lr: 1e-3, warmup: { steps: 1 } };
/** Four frames in batches of two. */
const STEPS = 2;

interface Changes {
  model?: object;
  language?: object;
  train?: object;
}

/** Adapt, then finetune, with learned prompts of a random text encoder. */
function configOf({ model = {}, language = {}, train = {} }: Changes = {}): TrainConfig {
  const head = { kind: 'maskFormer', numQueries: 4, decLayers: 1, dimFeedforward: 16 };
  return resolveConfig({
    data: { kind: 'scenes', train: STEPS * 2, val: 1, width: 64, height: 32 },
    tasks: ['sem_seg', 'drivable'],
    model: {
      fpnChannels: 32,
      heads: { sem_seg: head, drivable: { kind: 'semanticFpn', convsDim: 32 } },
      language: { text: TEXT, adapter: ADAPTER, ...language },
      ...model,
    },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, workers: 0, stages: [ADAPT, FINETUNE], ...train },
    evaluation: { every: 1, overlays: 0 },
  });
}

interface Ran {
  events: TrainEvent[];
  /** Tensors of the last checkpoint, without the optimizer's. The caller frees them. */
  weights: Record<string, Tensor>;
}

/** Trains until the first event for which `until` returns true, and stops there. */
async function run(config: TrainConfig, out: string, until?: (event: TrainEvent) => boolean): Promise<Ran> {
  const events: TrainEvent[] = [];
  const stop = new AbortController();
  for await (const event of trainRun(config, { out, resume: existsSync(out), signal: stop.signal })) {
    events.push(event);
    if (until?.(event)) stop.abort();
  }
  return { events, weights: weightsIn(out) };
}

const weightsIn = (out: string): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(loadFile(join(out, 'checkpoints', 'last.safetensors'))).flatMap(([key, tensor]) => {
      if (key.startsWith('model.')) return [[key.slice('model.'.length), tensor] as const];
      tensor.dispose();
      return [];
    }),
  );

const free = (...all: Record<string, Tensor>[]): void => {
  for (const weights of all) for (const tensor of Object.values(weights)) tensor.dispose();
};

const isStep = (number: number) => (event: TrainEvent) => event.type === 'step' && event.step === number;

/** Whether any tensor of each part differs. */
function changedParts(a: Record<string, Tensor>, b: Record<string, Tensor>): Record<string, boolean> {
  const changed: Record<string, boolean> = {};
  for (const [key, tensor] of Object.entries(a)) {
    const part = key.split('.')[0]!;
    changed[part] = (changed[part] ?? false) || !tensor.equal(b[key]!);
  }
  return changed;
}

test.serial(
  'adapt leaves all but the adapters as it was, to the bit; finetune all but the text encoder',
  async (t) => {
    const before = memory().tensors;
    const config = configOf();
    const out = join(temporaryFolder(), 'run');
    const { events, weights: adapted } = await run(config, out, isStep(STEPS));
    const { events: later, weights: finetuned } = await run(config, out);
    {
      using model = buildModel(config, BDD100K_TASKS);
      scope(() => {
        const fresh = model.stateDict();
        t.deepEqual(Object.keys(adapted), Object.keys(fresh));
        t.true('backbone.bn1.running_mean' in fresh && 'prompts.drivable.ctx' in fresh);
        t.deepEqual(changedParts(fresh, adapted), {
          ...{ backbone: false, neck: true, lv_adapter: true, prompts: true, clip_text: false, heads: false },
        });
        for (const task of config.tasks) {
          const key = `prompts.${task}.ctx`;
          t.false(fresh[key]!.equal(adapted[key]!), key);
        }
        const rest = { neck: true, lv_adapter: true, prompts: true };
        t.deepEqual(changedParts(adapted, finetuned), {
          ...{ backbone: true, ...rest, clip_text: false, heads: true },
        });
        for (const key of ['backbone.bn1.running_mean', 'backbone.layer1.0.conv1.weight'])
          t.false(adapted[key]!.equal(finetuned[key]!), key);
      });
    }
    const stages = [...events, ...later].flatMap((event) => (event.type === 'stage' ? [event] : []));
    t.deepEqual(
      stages.map(({ name, step }) => [name, step]),
      [
        ['adapt', 0],
        ['finetune', STEPS],
      ],
    );
    const learning = stages.map(({ parts }) => parts.filter(({ learns }) => learns).map(({ path }) => path));
    const heads = config.tasks.map((task) => `heads.${task}`);
    t.deepEqual(learning, [
      ['neck', 'lv_adapter', 'prompts'],
      ['backbone', 'neck', 'lv_adapter', 'prompts', ...heads],
    ]);
    t.regex(stages[0]!.text, /adapt[\s\S]*clip_text[^\n]*frozen/);
    free(adapted, finetuned);
    t.is(memory().tensors, before);
  },
);

test.serial(
  'a run stopped before, at or after the border of two stages ends with the same weights',
  async (t) => {
    const config = configOf();
    const folder = temporaryFolder();
    const { events, weights: whole } = await run(config, join(folder, 'whole'));
    const losses = (all: TrainEvent[]) => all.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
    t.is(losses(events).length, 2 * STEPS);
    for (const stopped of [STEPS - 1, STEPS, STEPS + 1]) {
      const out = join(folder, `${stopped}`);
      const first = await run(config, out, isStep(stopped));
      const rest = await run(config, out);
      t.deepEqual([...losses(first.events), ...losses(rest.events)], losses(events), `after ${stopped}`);
      for (const [key, tensor] of Object.entries(whole)) t.true(tensor.equal(rest.weights[key]!), key);
      free(first.weights, rest.weights);
    }
    free(whole);
  },
);

async function refused(t: ExecutionContext, changes: Changes, expected: { name?: string; message: RegExp }) {
  const out = join(temporaryFolder(), 'run');
  const error = await t.throwsAsync(run(configOf(changes), out), expected);
  t.false(existsSync(out));
  return error;
}

test.serial('stages that cannot be are refused before there is a run folder', async (t) => {
  const stages = (change: object) => ({ train: { stages: [{ ...ADAPT, ...change }, FINETUNE] } });
  t.true(
    (await refused(t, stages({ train: ['neck', 'lvAdaptor'] }), {
      message: /stage 'adapt' train: 'lvAdaptor' matches nothing in the model \(did you mean 'lvAdapter'\?\)/,
    })) instanceof OptionError,
  );
  await refused(t, stages({ except: ['heads.det'] }), { message: /except: 'heads\.det' matches nothing/ });
  await refused(t, stages({ train: ['clipText'] }), { message: /stage 'adapt'/ });
  await refused(t, stages({ name: 'finetune' }), { message: /two stages are named 'finetune'/ });
});

const CLIP_BACKBONE = { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: TEXT.embedDim };
const V2L = { kind: 'v2l', width: 16, heads: 2, layers: 1 };

/** A small but complete CLIP, as a file. */
function clipFile(): string {
  const file = join(temporaryFolder(), 'clip.safetensors');
  seedDraws(7);
  scope(() => {
    const { embedDim, ...text } = TEXT;
    using clip = new Clip({ embedDim, visual: { layers: [1, 1, 1, 1], width: 8 }, text });
    saveFile(file, clip.stateDict());
  });
  return file;
}

for (const adapter of [ADAPTER, V2L]) {
  test.serial(`${adapter.kind}: both towers of a CLIP are loaded from its file`, async (t) => {
    const file = clipFile();
    const config = configOf({
      model: { backbone: CLIP_BACKBONE },
      language: { weights: file, adapter },
      train: { pretrained: { from: 'clip', file }, stages: [ADAPT] },
    });
    const { weights } = await run(config, join(temporaryFolder(), 'run'));
    scope(() => {
      const clip = loadFile(file);
      const parts = ['backbone', 'clip_text'] as const;
      const checked = { backbone: 0, clip_text: 0 };
      for (const [key, tensor] of Object.entries(weights)) {
        const part = parts.find((name) => key.startsWith(`${name}.`));
        if (!part) continue;
        const own = key.slice(part.length + 1);
        t.true(tensor.equal(clip[part === 'backbone' ? `visual.${own}` : own]!), key);
        checked[part]++;
      }
      t.true(checked.backbone > 50 && checked.clip_text > 10);
      t.is('backbone.attnpool.q_proj.weight' in weights, adapter.kind === 'v2l');
    });
    free(weights);
  });
}

test.serial('weights that do not fit are refused before there is a run folder', async (t) => {
  const file = clipFile();
  const text = { ...TEXT, embedDim: 8 };
  await refused(
    t,
    { language: { weights: file, text } },
    { name: 'StateDictError', message: /text_projection/ },
  );
  const message = /use a ClipVisual as the backbone/;
  await refused(t, { train: { pretrained: { from: 'clip', file } } }, { name: 'PretrainedError', message });
  await refused(t, { language: { weights: join(temporaryFolder(), 'none.pt') } }, { message: /none\.pt/ });
});

test.serial(
  'a run begins with a pretrained backbone, and with parts of another run by their names',
  async (t) => {
    const folder = temporaryFolder();
    const file = join(folder, 'resnet18.safetensors');
    seedDraws(5);
    scope(() => {
      using resnet = new ResNet({ depth: 18, numClasses: 10 });
      saveFile(file, resnet.stateDict());
    });
    const stages = [ADAPT];
    const from = await run(
      configOf({ train: { stages, pretrained: { from: 'torchvision', file } } }),
      join(folder, 'first'),
    );
    scope(() => {
      const published = loadFile(file);
      for (const [key, tensor] of Object.entries(from.weights))
        if (key.startsWith('backbone.')) t.true(tensor.equal(published[key.slice('backbone.'.length)]!), key);
    });

    const parts = ['lvAdapter', 'prompts.sem_seg', 'heads'];
    const only = { ...ADAPT, train: ['neck'] };
    const init = { run: join(folder, 'first'), parts };
    const second = configOf({ train: { stages: [only], init } });
    const { weights } = await run(second, join(folder, 'second'));
    const isTaken = /^(lv_adapter|prompts\.sem_seg|heads)\./;
    {
      using fresh = buildModel(second, BDD100K_TASKS);
      scope(() => {
        for (const [key, own] of Object.entries(fresh.stateDict())) {
          if (key.startsWith('neck.')) continue;
          t.true(weights[key]!.equal(isTaken.test(key) ? from.weights[key]! : own), key);
        }
      });
    }
    t.false(from.weights['prompts.drivable.ctx']!.equal(weights['prompts.drivable.ctx']!));
    free(from.weights, weights);
    await refused(
      t,
      { train: { init: { ...init, parts: ['lvAdaptor'] } } },
      {
        name: 'RunError',
        message: /the model has no part 'lvAdaptor'/,
      },
    );
  },
);
