// Every kind of backbone trains from a run's configuration.

import { BDD100K_TASKS } from '@cotrain/data';
import { AdamW } from '@cotrain/optim';
import { manualSeed, memory, scope } from '@cotrain/torch';
import { buildModel, resolveConfig, Trainer } from '@cotrain/train';
import test from 'ava';
import { tinyConfig, tinyLoader } from './tiny.js';

const BACKBONES = {
  mobilenetV2: { kind: 'mobilenetV2', widthMultiplier: 0.25, padding: 'same', freezeAt: 1 },
  swin: { kind: 'swin', embedDim: 8, depths: [1, 1, 1, 1], heads: [1, 1, 2, 2], windowSize: 2 },
};

for (const [kind, backbone] of Object.entries(BACKBONES))
  test.serial(`${kind} trains on generated scenes`, async (t) => {
    const before = memory();
    manualSeed(0);
    const { model: own, ...rest } = tinyConfig();
    const config = resolveConfig({ ...rest, model: { ...own, backbone } });
    const model = buildModel(config, BDD100K_TASKS);
    const first = model.backbone.parameters().map((parameter) => parameter.clone());
    const optimizer = new AdamW(model.parameters(), { lr: 1e-3 });
    const trainer = new Trainer({ model, optimizer, loader: tinyLoader(), epochs: 1 });
    let steps = 0;
    for await (const event of trainer) if (event.type === 'step') steps++;
    t.true(steps > 0);
    const changed = model.backbone
      .parameters()
      .filter((parameter, i) => !scope(() => parameter.equal(first[i]!)));
    t.true(changed.length > first.length / 2);
    for (const tensor of first) tensor.dispose();
    optimizer.dispose();
    model.dispose();
    t.deepEqual(memory(), before);
  });
