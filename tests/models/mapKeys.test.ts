import { mapKeys } from '@cotrain/models';
import { scope, torch } from '@cotrain/torch';
import test from 'ava';

const TABLE = [
  ['stem.{name}.weight', '{name}.0.weight'],
  ['block{i}.norm.*', 'bn{i}.*'],
] as const;

test('rules rename, prefixes come off and on, and the rest is told', (t) => {
  scope(() => {
    const x = torch.zeros([1]);
    const state = {
      'a.stem.conv.weight': x,
      'a.block12.norm.running_mean': x,
      'a.other': x,
      'b.stem.conv.weight': x,
    };
    const mapped = mapKeys(state, TABLE, { prefix: 'a.', newPrefix: 'z.' });
    t.deepEqual(Object.keys(mapped.state), ['z.conv.0.weight', 'z.bn12.running_mean']);
    t.is(mapped.state['z.conv.0.weight'], x);
    t.deepEqual(mapped.skipped, ['a.other', 'b.stem.conv.weight']);
    const back = mapKeys(mapped.state, TABLE, { prefix: 'z.', newPrefix: 'a.', inverse: true });
    t.deepEqual(Object.keys(back.state), ['a.stem.conv.weight', 'a.block12.norm.running_mean']);
  });
});

test('a placeholder stays within one part, and dots are dots', (t) => {
  scope(() => {
    const x = torch.zeros([1]);
    t.deepEqual(mapKeys({ 'stem.a.b.weight': x, stemXaXweight: x }, TABLE).state, {});
  });
});

test('two keys that become one are an error', (t) => {
  scope(() => {
    const x = torch.zeros([1]);
    const table = [['{any}.weight', 'weight']] as const;
    t.throws(() => mapKeys({ 'a.weight': x, 'b.weight': x }, table), {
      message: /two keys map to weight.*b\.weight/,
    });
  });
});
