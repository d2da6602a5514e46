// The files of examples/cluster: their fields are those that Slurm and Kubernetes document, and their
// commands are understood by cotrain and by the shell. No cluster has run them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { buildProgram } from '../../packages/cli/dist/program.js';

const file = (name: string) => fileURLToPath(new URL(`../../examples/cluster/${name}`, import.meta.url));
const documents = (name: string): unknown[] =>
  parseAllDocuments(readFileSync(file(name), 'utf8')).map((document) => document.toJS({ maxAliasCount: 10 }));

// The fields that the files use, as the API reference of Kubernetes 1.34 describes them. An unknown field is
// an error, as in `kubectl create --validate=strict`.
const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const name = z.string().regex(NAME).max(63);
const metadata = z.strictObject({
  name,
  namespace: name.optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
const quantity = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/)]);
const resources = z.strictObject({
  requests: z.record(z.string(), quantity).optional(),
  limits: z.record(z.string(), quantity).optional(),
});
const env = z.strictObject({ name: z.string().min(1), value: z.string() });
const volumeMount = z.strictObject({ name, mountPath: z.string().startsWith('/') });
const volume = z.strictObject({ name, persistentVolumeClaim: z.strictObject({ claimName: name }) });
const container = z.strictObject({
  name,
  image: z.string(),
  command: z.array(z.string()),
  args: z.array(z.string()),
  env: z.array(env).optional(),
  resources,
  volumeMounts: z.array(volumeMount),
});
const podSpec = {
  terminationGracePeriodSeconds: z.int().nonnegative(),
  containers: z.array(container).min(1),
  volumes: z.array(volume),
};
const service = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Service'),
  metadata,
  spec: z.strictObject({
    clusterIP: z.literal('None'),
    publishNotReadyAddresses: z.boolean(),
    selector: z.record(z.string(), z.string()),
  }),
});
const job = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata,
  spec: z.strictObject({
    completionMode: z.enum(['Indexed', 'NonIndexed']),
    completions: z.int().positive(),
    parallelism: z.int().positive(),
    backoffLimit: z.int().nonnegative(),
    template: z.strictObject({
      spec: z.strictObject({ ...podSpec, subdomain: name, restartPolicy: z.enum(['Never', 'OnFailure']) }),
    }),
  }),
});
// kubeflow.org_pytorchjobs.yaml of the Training Operator 1.9.
const replicas = z.strictObject({
  replicas: z.int().positive(),
  restartPolicy: z.enum(['Always', 'OnFailure', 'Never', 'ExitCode']),
  template: z.strictObject({ spec: z.strictObject(podSpec) }),
});
const pytorchJob = z.strictObject({
  apiVersion: z.literal('kubeflow.org/v1'),
  kind: z.literal('PyTorchJob'),
  metadata,
  spec: z.strictObject({
    runPolicy: z.strictObject({ backoffLimit: z.int().nonnegative() }),
    pytorchReplicaSpecs: z.strictObject({ Master: replicas, Worker: replicas }),
  }),
});
// trainer.kubeflow.org_trainjobs.yaml of the Trainer 2.x.
const patchedPod = z.strictObject({
  volumes: z.array(volume),
  containers: z.array(z.strictObject({ name: z.literal('node'), volumeMounts: z.array(volumeMount) })),
});
const replicatedJob = z.strictObject({
  name: z.literal('node'),
  template: z.strictObject({
    spec: z.strictObject({ template: z.strictObject({ spec: patchedPod }) }),
  }),
});
const trainJob = z.strictObject({
  apiVersion: z.literal('trainer.kubeflow.org/v1alpha1'),
  kind: z.literal('TrainJob'),
  metadata,
  spec: z.strictObject({
    runtimeRef: z.strictObject({ name, kind: z.string().optional(), apiGroup: z.string().optional() }),
    trainer: z.strictObject({
      image: z.string(),
      command: z.array(z.string()),
      args: z.array(z.string()),
      env: z.array(env).optional(),
      numNodes: z.int().positive(),
      numProcPerNode: z.int().positive(),
      resourcesPerNode: resources,
    }),
    runtimePatches: z.array(
      z.strictObject({
        manager: z.string().min(1),
        trainingRuntimeSpec: z.strictObject({
          template: z.strictObject({
            spec: z.strictObject({ replicatedJobs: z.array(replicatedJob) }),
          }),
        }),
      }),
    ),
  }),
});

test('the Job gives each pod the name by which the others reach it', (t) => {
  const [first, second, ...rest] = documents('job.yaml');
  t.is(rest.length, 0);
  const { metadata: own, spec } = service.parse(first);
  const { metadata: jobName, spec: jobSpec } = job.parse(second);
  t.is(spec.selector['job-name'], jobName.name);
  t.is(jobSpec.template.spec.subdomain, own.name);
  t.is(jobSpec.parallelism, jobSpec.completions, 'all pods run at once');
  const [args] = argsOf(t, jobSpec.template.spec.containers[0]!);
  const { nnodes, rdzv } = optionsOf(args!);
  t.is(nnodes, jobSpec.completions);
  t.deepEqual(rdzv, { host: `${jobName.name}-0.${own.name}`, port: 29_500 });
  assertMounted(t, jobSpec.template.spec);
});

test('the PyTorchJob starts one rank in each pod', (t) => {
  const [only, ...rest] = documents('pytorchjob.yaml');
  t.is(rest.length, 0);
  const { Master, Worker } = pytorchJob.parse(only).spec.pytorchReplicaSpecs;
  t.is(Master.replicas, 1);
  t.deepEqual(Master.template, Worker.template);
  for (const { template } of [Master, Worker]) {
    t.is(template.spec.containers[0]!.name, 'pytorch');
    t.is(argsOf(t, template.spec.containers[0]!)[0]![0], 'train');
    assertMounted(t, template.spec);
  }
});

test('the TrainJob leaves the numbers to the variables of its runtime', (t) => {
  const [only, ...rest] = documents('trainjob.yaml');
  t.is(rest.length, 0);
  const { trainer } = trainJob.parse(only).spec;
  const given = {
    PET_NNODES: String(trainer.numNodes),
    PET_NPROC_PER_NODE: String(trainer.numProcPerNode),
    PET_NODE_RANK: '1',
  };
  Object.assign(process.env, given);
  t.teardown(() => {
    for (const key of Object.keys(given)) delete process.env[key];
  });
  const [args] = argsOf(t, trainer);
  t.like(optionsOf(args!), { nnodes: 2, nproc: 4, nodeRank: 1, maxRestarts: 3 });
});

test('the batch script of Slurm asks for what its steps use', (t) => {
  const text = readFileSync(file('slurm.sh'), 'utf8');
  t.is(spawnSync('bash', ['-n', file('slurm.sh')], { encoding: 'utf8' }).stderr, '');
  const lint = spawnSync('shellcheck', [file('slurm.sh')], { encoding: 'utf8' });
  if (lint.error === undefined) t.is(lint.stdout, '');
  else t.log('shellcheck is not installed');
  const options = [...text.matchAll(/^#SBATCH (--[\w-]+)(?:=(\S+))?$/gm)].map(([, option]) => option!);
  const known = [
    'job-name',
    'nodes',
    'ntasks-per-node',
    'cpus-per-task',
    'time',
    'signal',
    'requeue',
    'open-mode',
  ];
  t.deepEqual(
    options,
    known.map((option) => `--${option}`),
  );
  // The directives end at the first command.
  t.true(text.lastIndexOf('#SBATCH') < text.search(/^[^#\n]/m));
  t.notThrows(() => parsed(['train', '--data', 'data/bdd100k', '--out', 'runs/first', '--resume']));
});

test('the script of Slurm resumes a run that is there, and asks to be continued when its time is over', (t) => {
  const script = `
    npx() { :; }
    srun() { echo "srun $*"; return "$CODE"; }
    scontrol() { echo "scontrol $*"; }
    export -f npx srun scontrol
    bash '${file('slurm.sh')}'`;
  const ran = (code: number, cwd: string) =>
    spawnSync('bash', ['-c', script], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, CODE: String(code), SLURM_CPUS_PER_TASK: '4', SLURM_JOB_ID: '7' },
    });
  const root = mkdtempSync(join(tmpdir(), 'cotrain-slurm-'));
  t.teardown(() => rmSync(root, { recursive: true }));
  const step =
    'srun --cpus-per-task=4 --kill-on-bad-exit=1 --label npx cotrain train --data data/bdd100k --out runs/first';
  const fresh = ran(0, root);
  t.is(fresh.status, 0, fresh.stderr);
  t.is(fresh.stdout, `${step}\n`);
  mkdirSync(join(root, 'runs/first'), { recursive: true });
  writeFileSync(join(root, 'runs/first/config.json'), '{}');
  const stopped = ran(143, root);
  t.is(stopped.status, 143);
  t.is(stopped.stdout, `${step} --resume\nscontrol requeue 7\n`);
  const failed = ran(1, root);
  t.is(failed.status, 1);
  t.is(failed.stdout, `${step} --resume\n`);
});

/** The command lines of cotrain in a container's script, which the shell understands. */
function argsOf(t: ExecutionContext, { command, args }: { command: string[]; args: string[] }): string[][] {
  t.deepEqual(command, ['sh', '-c']);
  t.is(args.length, 1);
  const [script] = args;
  const checked = spawnSync('sh', ['-n'], { input: script!, encoding: 'utf8' });
  t.is(checked.stderr, '');
  const resumed = `cotrain() { for word; do echo "$word"; done; exit; }\n${script!.replaceAll('exec ', '')}`;
  const { stdout } = spawnSync('sh', ['-c', resumed], {
    encoding: 'utf8',
    env: { ...process.env, JOB_COMPLETION_INDEX: '1' },
  });
  const words = stdout.trim().split('\n');
  t.notThrows(() => parsed(words), words.join(' '));
  return [words];
}

/** Parses a command line without running it. */
function parsed(words: readonly string[]) {
  const program = buildProgram();
  const all = program.commands;
  for (const command of all) command.action(() => {});
  program.parse(words, { from: 'user' });
  const run = all.find((command) => command.name() === 'run')!;
  const train = all.find((command) => command.name() === 'train')!;
  if (words[0] === 'run') train.parse(words.slice(words.indexOf('train') + 1), { from: 'user' });
  return run.opts();
}

const optionsOf = (words: readonly string[]) => parsed(words);

function assertMounted(
  t: ExecutionContext,
  {
    containers,
    volumes,
  }: { containers: { volumeMounts: { name: string }[] }[]; volumes: { name: string }[] },
): void {
  const names = volumes.map((own) => own.name);
  for (const own of containers)
    t.deepEqual(
      own.volumeMounts.map((mount) => mount.name),
      names,
    );
}
