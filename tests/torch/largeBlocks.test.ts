// Blocks of memory that are cut from free pages, and joined again.
import { releaseMemory, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { generator } from '../random.js';
import { clean } from './support.js';

const MIB = 2 ** 20;

test.serial(
  'blocks of all sizes keep what is in them, whatever is freed around them',
  clean((t) => {
    const random = generator(7);
    const below = (count: number) => Math.floor(random() * count);
    const live: { tensor: Tensor; value: number }[] = [];
    for (let value = 1; value <= 1000; value++) {
      // From a quarter of the least large block to 12 MiB, most of them small.
      const bytes = 2 ** (16 + 7.6 * random());
      live.push({ tensor: torch.full([Math.ceil(bytes / 4)], value), value });
      while (live.length > 40 || (live.length > 0 && random() < 0.4)) {
        const [{ tensor, value: own }] = live.splice(below(live.length), 1) as [(typeof live)[number]];
        const [least, most] = [tensor.min().item(), tensor.max().item()];
        if (least !== own || most !== own) t.fail(`${own} became ${least} to ${most}`);
        tensor.dispose();
      }
      if (value % 250 === 0) releaseMemory();
    }
    for (const { tensor } of live) tensor.dispose();
    t.pass();
  }),
);

test.serial(
  'memory of small blocks becomes one large block, and the reverse',
  clean((t) => {
    releaseMemory();
    const before = process.memoryUsage.rss();
    const grown = () => (process.memoryUsage.rss() - before) / MIB;
    const use = (count: number) => {
      const tensors = Array.from({ length: count }, () => torch.ones([Math.floor((64 * MIB) / 4 / count)]));
      for (const tensor of tensors) tensor.dispose();
    };
    use(1);
    const once = grown();
    t.true(once > 48, `${once} MiB`);
    for (const count of [64, 3, 1, 7, 20, 1]) use(count);
    t.true(grown() < once + 12, `${once} MiB, then ${grown()} MiB`);
    releaseMemory();
    t.true(grown() < 24, `${grown()} MiB are left`);
  }),
);
