// `cotrain run` on several machines, which are several launchers on this one.
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { Nodes, type NodesOptions } from '../../../packages/cli/dist/launch/nodes.js';
import { freePort } from '../../torch/distributed/ranks.js';
import { type Launching, onOutput, runCase } from './launcher.js';

interface NodeOptions extends Launching {
  options?: string;
  name?: string;
  nodeRank?: number;
  port?: number;
  host?: string;
}

/** Runs a case of rank.mjs in a launcher for each node. */
async function runNodes(t: ExecutionContext, nodes: readonly NodeOptions[], all: NodeOptions = {}) {
  const free = await freePort();
  return Promise.all(
    nodes.map((own, index) => {
      const { options = '', name = 'environment', port = free, nodeRank = index, host } = { ...all, ...own };
      const count = /--nnodes/.test(options) ? '' : `--nnodes ${nodes.length} `;
      const nproc = /--nproc/.test(options) ? '' : '--nproc 1 ';
      const where = `--node-rank ${nodeRank} --rdzv ${host ?? '127.0.0.1'}:${port}`;
      return runCase(t, `${nproc}${count}${where} ${options}`.trim(), name, { ...all, ...own });
    }),
  );
}

const errors = (nodes: readonly { stderr: string }[]) =>
  nodes.map(({ stderr }) => stderr.match(/^cotrain: (?!node \d+ of \d+ meets).*$/m)?.[0]);

test.serial('ranks of two nodes form one group, numbered through', async (t) => {
  const nodes = await runNodes(t, [{}, {}], { options: '--nproc 2' });
  const ranks = nodes.flatMap(({ lines, stderr }, node) => {
    t.is(lines.length, 2, stderr);
    return lines.map((line) => {
      const own = JSON.parse(line.replace(/^\[\d\] /, ''));
      t.true(line.startsWith(`[${own.RANK}] `));
      t.is(own.GROUP_RANK, `${node}`);
      return own;
    });
  });
  t.deepEqual(ranks.map((own) => own.RANK).sort(), ['0', '1', '2', '3']);
  for (const own of ranks) {
    t.like(own, { WORLD_SIZE: '4', LOCAL_WORLD_SIZE: '2', GROUP_WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1' });
    t.is(Number(own.RANK), 2 * Number(own.GROUP_RANK) + Number(own.LOCAL_RANK));
    t.is(own.TORCHELASTIC_RUN_ID, ranks[0].TORCHELASTIC_RUN_ID);
  }
});

test.serial('a failure on one node restarts the ranks of all', async (t) => {
  const nodes = await runNodes(t, [{}, {}], { options: '--max-restarts 1', name: 'sums early' });
  for (const [node, { code, lines, stderr }] of nodes.entries()) {
    t.is(code, 0, stderr);
    t.deepEqual(lines, [`[${node}] sum 3 in attempt 1`]);
    t.regex(stderr, /rank 1 failed first: exit code 9/);
    t.regex(stderr, /starting all 2 ranks again \(restart 1 of 1\)/);
  }
});

test.serial('a failure on one node ends the other, which shows the same error', async (t) => {
  const nodes = await runNodes(t, [{}, {}, {}], { name: 'fails 1' });
  for (const { code, stderr } of nodes) {
    t.is(code, 7);
    t.regex(stderr, /rank 1 failed first: exit code 7 [\s\S]*^ {4}line 29$/m);
  }
});

test.serial('nodes that differ are told in what, on each of them', async (t) => {
  const cases: [first: NodeOptions, second: NodeOptions, message: string][] = [
    [
      { options: '--nproc 1' },
      { options: '--nproc 2' },
      'number of ranks (--nproc): 1 on node 0; 2 on node 1',
    ],
    [{ options: '--max-restarts 1' }, {}, 'number of restarts (--max-restarts): 1 on node 0; 0 on node 1'],
    [
      { options: '--nnodes 2' },
      { options: '--nnodes 3' },
      'number of nodes (--nnodes): 2 on node 0; 3 on node 1',
    ],
    [{ name: 'lines' }, { name: 'waits' }, "command: '-- "],
  ];
  for (const [first, second, message] of cases) {
    const nodes = await runNodes(t, [first, second]);
    for (const error of errors(nodes))
      t.true(error?.startsWith(`cotrain: the nodes differ in their ${message}`), `${error}`);
    for (const { code, stdout } of nodes) {
      t.is(code, 1);
      t.is(stdout, '', 'no rank was started');
    }
  }
});

test.serial('a node that does not come is named', async (t) => {
  const nodes = await runNodes(t, [{ nodeRank: 0 }, { nodeRank: 2 }], {
    options: '--nnodes 3 --join-timeout 2',
  });
  for (const error of errors(nodes))
    t.is(
      error,
      'cotrain: node 1 of 3 has not come within 2 s: start cotrain run there with --node-rank 1, or wait longer with --join-timeout',
    );
});

test.serial('an address that does not work is one error', async (t) => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  t.teardown(() => server.close());
  const cases: [options: NodeOptions, message: RegExp][] = [
    [{ port }, /^cotrain: --rdzv 127.0.0.1:\d+: port \d+ is in use on this machine: choose another one$/],
    [
      { nodeRank: 1 },
      /^cotrain: --rdzv .*: node 1 of 2 reaches no node 0 there within 1 s: .* \(connect ECONNREFUSED/,
    ],
    [
      { nodeRank: 1, host: 'nowhere.invalid' },
      /^cotrain: --rdzv nowhere.invalid:\d+: node 1 of 2 reaches no node 0 there within 1 s: /,
    ],
    [
      { host: 'nowhere.invalid' },
      /^cotrain: --rdzv nowhere.invalid:\d+: this machine cannot be reached at nowhere.invalid: --rdzv takes/,
    ],
    [{ nodeRank: 1, port }, /^cotrain: --rdzv .*another program uses the port/],
  ];
  for (const [options, message] of cases) {
    const nodes = await runNodes(t, [options], { options: '--nnodes 2 --join-timeout 1' });
    t.regex(errors(nodes)[0]!, message);
    t.is(nodes[0]!.code, 1);
  }
});

test.serial('two launchers for one node are an error of the second', async (t) => {
  const nodes = await runNodes(t, [{ nodeRank: 0 }, { nodeRank: 1 }, { nodeRank: 1 }], {
    options: '--nnodes 2',
    name: 'sums',
  });
  t.is(nodes[0]!.code, 0, nodes[0]!.stderr);
  const codes = nodes.slice(1).map(({ code }) => code);
  t.deepEqual(codes.sort(), [0, 1]);
  t.regex(nodes.map(({ stderr }) => stderr).join(''), /another launcher has joined as node 1 at /);
});

test.serial('Ctrl-C on one node stops the ranks of all', async (t) => {
  const children: ChildProcess[] = [];
  let ready = 0;
  const nodes = await runNodes(t, [{}, {}], {
    name: 'waits well',
    watch: (child) => {
      children.push(child);
      onOutput(child, /ready/, 1, () => {
        if (++ready === 2) children[1]!.kill('SIGINT');
      });
    },
  });
  for (const [node, { code, lines, stderr }] of nodes.entries()) {
    t.is(code, 130, stderr);
    t.deepEqual(lines, [`[${node}] ready`, `[${node}] saved after SIGINT`]);
  }
});

test.serial('Ctrl-C while the nodes gather ends all that have come', async (t) => {
  const port = await freePort();
  const options = '--nnodes 3';
  const first = runNodes(t, [{ nodeRank: 0 }], { options, port });
  const nodes = await runNodes(t, [{ nodeRank: 1 }], {
    ...{ options, port },
    // It has come when the store has its card: then the other one ends, too.
    watch: (child) => void waitForNode(port, 1).then(() => child.kill('SIGTERM')),
  });
  t.is(nodes[0]!.code, 143, nodes[0]!.stderr);
  t.is(errors(await first)[0], 'cotrain: node 1 was stopped before all nodes had come');
  const alone = await runNodes(t, [{ nodeRank: 1 }], {
    options,
    watch: (child) => onOutput(child, /node 1 of 3 meets the others/, 1, () => child.kill('SIGINT')),
  });
  t.is(alone[0]!.code, 130, alone[0]!.stderr);
});

async function waitForNode(port: number, node: number): Promise<void> {
  const { distributed } = await import('@cotrain/torch');
  const store = await distributed.Store.open({ host: '127.0.0.1', port, timeout: 30_000 });
  await store.get(`cotrain/launch/node/${node}`);
}

test.serial('a launcher that was killed is noticed by the others, which end their ranks', async (t) => {
  const children: ChildProcess[] = [];
  let ready = 0;
  const [, second] = await runNodes(t, [{ isKilled: true }, {}], {
    name: 'orphan',
    watch: (child) => {
      children.push(child);
      onOutput(child, /ready/, 1, () => {
        if (++ready === 2) children[0]!.kill('SIGKILL');
      });
    },
  });
  t.is(second!.code, 1);
  t.regex(
    second!.stderr,
    /^cotrain: node 0 \(.+\) does not answer at 127.0.0.1:\d+: its cotrain run has ended/m,
  );
});

const together = async (count: number, options: Partial<NodesOptions> = {}): Promise<Nodes[]> => {
  const port = await freePort();
  return Promise.all(
    Array.from({ length: count }, (_, nodeRank) =>
      Nodes.join({
        ...{ nnodes: count, nodeRank, rendezvous: { host: '127.0.0.1', port }, agreement: {} },
        ...{ joinTimeout: 20_000, silence: 1_000, ...options },
      }),
    ),
  );
};

test.serial('a node without a sign of life ends the launch', async (t) => {
  const [first, second, third] = await together(3);
  t.deepEqual(await first!.news(0), { failure: null, stop: null, done: 0 });
  await third!.leave(); // from now on it gives no sign
  const error = await t.throwsAsync(async () => {
    for (;;) await second!.news(0);
  });
  t.regex(
    error!.message,
    /^node 2 \(.+\) has not answered for 1 s: its cotrain run has ended, or the network/,
  );
  await t.throwsAsync(first!.news(0), { message: error!.message });
  await Promise.all([first!.leave(), second!.leave()]);
});
