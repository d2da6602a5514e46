// Two machines: two network namespaces that a cable joins, each with addresses, ports and a loopback of its
// own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrainRun, runCase } from './launcher.js';
import { TinyTraining } from './training.js';

const HOSTS = [0, 1].map((node) => ({
  namespace: `cotrain-${process.pid}-${node}`,
  link: `ct${process.pid}v${node}`,
  address: `10.213.77.${node + 1}`,
}));

const ip = (command: string) =>
  execFileSync('ip', command.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function connectHosts(): void {
  const [first, second] = HOSTS;
  for (const { namespace } of HOSTS) ip(`netns add ${namespace}`);
  ip(`link add ${first!.link} type veth peer name ${second!.link}`);
  for (const { namespace, link, address } of HOSTS) {
    ip(`link set ${link} netns ${namespace}`);
    ip(`-n ${namespace} address add ${address}/24 dev ${link}`);
    ip(`-n ${namespace} link set ${link} up`);
    ip(`-n ${namespace} link set lo up`);
  }
}

/** Why there can be no namespaces here: they need root and iproute2. */
function obstacle(): string | null {
  try {
    connectHosts();
    return null;
  } catch (error) {
    removeHosts();
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim();
  }
}

function removeHosts(): void {
  for (const { namespace } of HOSTS) {
    try {
      ip(`netns delete ${namespace}`); // its end of the cable goes with it
    } catch {}
  }
}

const reason = obstacle();
if (reason !== null) console.log(`skipped two hosts: ${reason}`);
const onHosts = reason === null ? test.serial : test.serial.skip;
test.after.always(removeHosts);

onHosts('the ranks of two hosts reduce their tensors', async (t) => {
  const nodes = await Promise.all(
    HOSTS.map(({ namespace }, node) =>
      runCase(
        t,
        `--nproc 1 --nnodes 2 --node-rank ${node} --rdzv ${HOSTS[0]!.address}:29500 --join-timeout 60`,
        'sums',
        { through: ['ip', 'netns', 'exec', namespace] },
      ),
    ),
  );
  for (const [node, { code, lines, stderr }] of nodes.entries()) {
    t.is(code, 0, stderr);
    t.deepEqual(lines, [`[${node}] sum 3 in attempt 0`]);
  }
});

onHosts('two hosts train a model together', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'cotrain-hosts-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const training = new TinyTraining(root, 2, 1);
  // Alone on its host, a rank would take all of the cores, and sums depend on the number of threads.
  const env = { OMP_NUM_THREADS: '1' };
  t.is((await training.generate()).code, 0);
  const nodes = await Promise.all(
    HOSTS.map(({ namespace }, node) => {
      const where = ['--node-rank', String(node), '--rdzv', `${HOSTS[0]!.address}:29500`];
      return cotrainRun(t, ['--nproc', '1', '--nnodes', '2', ...where, ...training.command('two')], {
        env,
        through: ['ip', 'netns', 'exec', namespace],
      });
    }),
  );
  for (const { code, stderr } of nodes) t.is(code, 0, stderr);
  const one = await cotrainRun(t, ['--nproc', '2', ...training.command('one')], { env });
  t.is(one.code, 0, one.stderr);
  t.is(training.checksum('two'), training.checksum('one'), 'as on one host');
});

onHosts('a host without a way to the first one gets an error that names the address', async (t) => {
  const { code, stderr } = await runCase(
    t,
    '--nproc 1 --nnodes 2 --node-rank 1 --rdzv 192.0.2.1:29500 --join-timeout 1',
    'sums',
    { through: ['ip', 'netns', 'exec', HOSTS[1]!.namespace] },
  );
  t.is(code, 1);
  t.regex(stderr, /--rdzv 192\.0\.2\.1:29500: node 1 of 2 reaches no node 0 there within 1 s: .*ENETUNREACH/);
});
