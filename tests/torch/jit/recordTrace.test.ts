// What happens while a function is recorded.
import {
  isTracing,
  loadFile,
  recordTrace,
  saveFile,
  scope,
  type Tensor,
  TraceError,
  torch,
  untraced,
  withinModule,
} from '@cotrain/torch';
import test from 'ava';
import { temporaryFolder } from '../formats/temporary.js';
import { clean, runNode } from '../support.js';

const { fresh } = temporaryFolder('trace');
const kindsOf = (run: (x: Tensor) => Tensor, x: Tensor): string[] =>
  recordTrace(run, [x] as [Tensor], ['x'])
    .traced.graph()
    .nodes.map(({ kind }) => kind)
    .filter((kind) => kind !== 'prim::Constant');

test(
  'direct and boxed calls, lists and in-place operators are recorded',
  clean((t) => {
    const x = torch.randn([2, 3]);
    t.deepEqual(
      kindsOf((x) => x.relu(), x),
      ['aten::relu'],
    );
    t.deepEqual(
      kindsOf((x) => torch.cat(x.add(1).chunk(2, { dim: 0 }), { dim: 1 }), x),
      ['aten::add', 'aten::chunk', 'prim::ListUnpack', 'prim::ListConstruct', 'aten::cat'],
    );
    t.deepEqual(
      kindsOf((x) => x.exp().add_(2).mul_(x), x), // without the in-place forms
      ['aten::exp', 'aten::add', 'aten::mul'],
    );
    t.deepEqual(
      kindsOf((x) => x.at(0, '1:3').sum(), x),
      ['aten::select', 'aten::slice', 'aten::sum'],
    );
  }),
);

test(
  'bytes that JavaScript writes are constants, files among them',
  clean((t) => {
    const path = fresh('table.safetensors');
    saveFile(path, { table: torch.tensor([1, 2, 3]) });
    const x = torch.randn([3]);
    const { traced, output } = recordTrace(
      (x) => scope(() => x.mul(loadFile(path).table!).add(torch.tensor([4, 5, 6]))),
      [x] as [Tensor],
      ['x'],
    );
    t.deepEqual(traced.forward(x).toArray(), output.toArray());
    const y = torch.randn([3]);
    t.true(torch.allclose(traced.forward(y), y.mul(torch.tensor([1, 2, 3])).add(torch.tensor([4, 5, 6]))));
    t.deepEqual(
      traced.graph().nodes.flatMap(({ kind }) => (kind.startsWith('aten') ? [kind] : [])),
      ['aten::mul', 'aten::add'],
    );
  }),
);

test(
  'reads are counted by module, and only those that follow from the inputs',
  clean((t) => {
    const { reads } = recordTrace(
      (x) => {
        torch.tensor([1]).item();
        withinModule('a', () => x.sum().item());
        withinModule('b', () => withinModule('b.c', () => x.exp().toArray()));
        withinModule('d', () => untraced(() => x.max().item()));
        return x.neg();
      },
      [torch.ones([2])] as [Tensor],
      ['x'],
    );
    t.deepEqual(reads, ['a', 'b.c']);
  }),
);

test(
  'untraced code leaves no nodes, and scopes are those of the calls',
  clean((t) => {
    t.false(isTracing());
    const { traced } = recordTrace(
      (x) => {
        t.true(isTracing());
        const table = untraced(() => {
          t.false(isTracing());
          return torch.arange(3).mul(2);
        });
        return withinModule('inner', () => x.add(table)).exp();
      },
      [torch.ones([3])] as [Tensor],
      ['x'],
    );
    const calls = traced.graph().nodes.filter(({ kind }) => kind.startsWith('aten::'));
    t.deepEqual(
      calls.map(({ kind, scope }) => [kind, scope]),
      [
        ['aten::add', 'inner'],
        ['aten::exp', ''],
      ],
    );
    t.false(isTracing());
  }),
);

test(
  'checks of arguments that read values are neither recorded nor reads',
  clean((t) => {
    const indices = torch.tensor([0, 2], { dtype: 'int64' });
    const { traced, reads } = recordTrace(
      (x) => torch.embedding(x, indices),
      [torch.randn([4, 2])] as [Tensor],
      ['x'],
    );
    t.deepEqual(reads, []);
    const y = torch.randn([4, 2]);
    t.true(torch.equal(traced.forward(y), torch.embedding(y, indices)));
  }),
);

test(
  'an output that does not follow from the inputs, and one that is an input',
  clean((t) => {
    const x = torch.ones([2]);
    const fixed = torch.zeros([2]);
    t.throws(() => recordTrace((_x) => fixed, [x] as [Tensor], ['x']), {
      instanceOf: TraceError,
      message: /does not depend on the inputs/,
    });
    t.true(torch.equal(recordTrace((x) => x, [x] as [Tensor], ['x']).traced.forward(x), x));
    const made = recordTrace((_x) => torch.zeros([2]).add(1), [x] as [Tensor], ['x']).traced;
    t.true(torch.equal(made.forward(x), torch.ones([2])));
    t.false(isTracing());
  }),
);

test('a worker thread records its own trace while the main thread records others', async (t) => {
  const { stdout } = await runNode(`
    import { Worker } from 'node:worker_threads';
    import { recordTrace, scope, torch } from '@cotrain/torch';
    const source = \`
      import { parentPort } from 'node:worker_threads';
      import { recordTrace, scope, torch } from '@cotrain/torch';
      scope(() => {
        for (let i = 0; i < 20; i++) {
          const { traced } = recordTrace((x) => x.exp().add(1), [torch.ones([3])], ['x']);
          parentPort.postMessage(traced.graph().nodes.filter(({ kind }) => kind.startsWith('aten')).length);
        }
      });
    \`;
    const worker = new Worker(source, { eval: true, execArgv: ['--input-type=module'] });
    const counts = [];
    worker.on('message', (count) => {
      counts.push(count);
      scope(() => recordTrace((x) => x.neg(), [torch.ones([3])], ['x']).traced.forward(torch.ones([3])));
    });
    worker.on('exit', (code) => console.log(code, counts.length, counts.every((count) => count === 2)));
  `);
  t.is(stdout.trim(), '0 20 true');
});
