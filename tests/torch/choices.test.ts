// Arguments that LibTorch takes as integers and PyTorch's Python takes by name: `reduction: 'mean'`.
import { ArgumentError, callAsync, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

test(
  'losses take their reduction by name or by code, as functions and as methods',
  clean((t) => {
    const x = torch.tensor([1, 2, 4]);
    const y = torch.zeros([3]);
    t.deepEqual(x.mseLoss(y, { reduction: 'none' }).toArray(), [1, 4, 16]);
    t.is(x.mseLoss(y, { reduction: 'mean' }).item(), 7);
    t.is(torch.mseLoss(x, y, { reduction: 'sum' }).item(), 21);
    t.is(torch.mseLoss(x, y).item(), 7);
    for (const [code, name] of (['none', 'mean', 'sum'] as const).entries())
      t.true(
        torch.l1Loss(x, y, { reduction: name }).equal(torch.l1Loss(x, y, { reduction: code as 0 | 1 | 2 })),
        name,
      );
    t.is(torch.ops.aten.mse_loss(x, y, { reduction: 'sum' }).item(), 21);
    const logits = torch.tensor([[2, 1]]);
    const label = torch.tensor([0n]);
    t.deepEqual(torch.crossEntropyLoss(logits, label, { reduction: 'none' }).shape, [1]);
    // Required and in order, as in the schema.
    t.is(torch.poissonNllLoss(x, y, false, false, 1e-8, 'sum').item(), 7);
    const gradient = torch.unchecked.mseLossBackward(torch.ones([]), x, y, 'sum');
    t.deepEqual(gradient.toArray(), [2, 4, 8]);
  }),
);

test(
  'an unknown name or code is an error that lists the names',
  clean((t) => {
    const x = torch.ones([2]);
    const loss = (reduction: unknown) => torch.mseLoss(x, x, { reduction: reduction as 'mean' });
    const names = /reduction cannot be .*; it takes 'none' \| 'mean' \| 'sum'$/;
    t.throws(() => loss('men'), { instanceOf: ArgumentError, message: names });
    t.throws(() => loss('men'), { message: /^aten::mse_loss: .*did you mean 'mean'\?/ });
    t.throws(() => loss(3), { instanceOf: ArgumentError, message: names });
    t.throws(() => loss(-1), { message: names });
    t.throws(() => loss(7n), { message: names });
    t.throws(() => loss('toString'), { message: names });
    t.throws(() => loss(true), { message: /no signature takes .*reduction\?: 'none' \| 'mean' \| 'sum'/s });
    t.throws(() => x.klDiv(x, { reduction: 'batchmean' as 'mean' }), { message: /^aten::kl_div: reduction/ });
  }),
);

test('names reach operators on another thread', async (t) => {
  await scope(async () => {
    const [x, y] = [torch.tensor([1, 2, 4]), torch.zeros([3])];
    t.is((await callAsync('mseLoss', x, y, { reduction: 'sum' })).item(), 21);
    const unknown = callAsync('mseLoss', x, y, { reduction: 'avg' });
    await t.throwsAsync(unknown, { instanceOf: ArgumentError, message: /reduction cannot be 'avg'/ });
  });
});

test(
  'the modes of grid sampling, bags, distances and padding are named too',
  clean((t) => {
    const image = torch.arange(4).reshape([1, 1, 2, 2]).to('float32');
    const grid = torch.tensor([[[[3, 3]]]]); // beyond the last pixel
    const sample = (mode: 'bilinear' | 'nearest', padding: 'border' | 'zeros') =>
      torch.gridSampler(image, grid, mode, padding, true).item();
    t.is(sample('bilinear', 'border'), 3);
    t.is(sample('bilinear', 'zeros'), 0);
    for (const [code, mode] of (['bilinear', 'nearest', 'bicubic'] as const).entries())
      for (const [paddingCode, padding] of (['zeros', 'border', 'reflection'] as const).entries()) {
        const at = torch.tensor([[[[0.3, 1.4]]]]);
        const byName = torch.gridSampler(image, at, mode, padding, true);
        const byCode = torch.gridSampler(image, at, code as 0, paddingCode as 0, true);
        t.true(byName.equal(byCode), `${mode} ${padding}`);
      }
    t.throws(() => torch.gridSampler(image, grid, 'linear' as 'bilinear', 'zeros', true), {
      message: /interpolationMode cannot be 'linear'.*'bilinear' \| 'nearest' \| 'bicubic'/,
    });
    t.throws(() => torch.gridSampler(image, grid, 'nearest', 'border ' as 'border', true), {
      message: /paddingMode cannot be 'border '.*'zeros' \| 'border' \| 'reflection'/,
    });
    const rows = torch.tensor([[1], [5], [3]]);
    const [indices, offsets] = [torch.tensor([0n, 1n, 2n]), torch.tensor([0n])];
    const bag = (mode: 'max' | 'mean' | 'sum') =>
      torch.embeddingBag(rows, indices, offsets, { mode })[0].item();
    t.deepEqual([bag('sum'), bag('mean'), bag('max')], [9, 3, 5]);
    t.is(
      torch.cdist(rows, rows, { computeMode: 'donot_use_mm_for_euclid_dist' }).max().item(),
      torch.cdist(rows, rows, { computeMode: 'use_mm_for_euclid_dist' }).max().item(),
    );
    const line = torch.arange(3).reshape([1, 1, 3]);
    for (const mode of ['reflect', 'circular'] as const)
      t.true(torch.unchecked._padEnum(line, [1, 1], mode).equal(torch.pad(line, [1, 1], { mode })), mode);
  }),
);
