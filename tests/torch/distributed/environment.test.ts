import { DistributedError, distributed } from '@cotrain/torch';
import test from 'ava';

const { launchOf } = distributed;

test("torchrun's variables are read, all of them", (t) => {
  const launch = launchOf({
    RANK: '5',
    WORLD_SIZE: '8',
    LOCAL_RANK: '1',
    LOCAL_WORLD_SIZE: '4',
    GROUP_RANK: '1',
    MASTER_ADDR: 'host-a',
    MASTER_PORT: '29501',
    TORCHELASTIC_USE_AGENT_STORE: 'True',
    TORCHELASTIC_RESTART_COUNT: '2',
    TORCHELASTIC_MAX_RESTARTS: '3',
    TORCHELASTIC_RUN_ID: 'job',
  });
  t.deepEqual(launch, {
    launcher: 'torchrun',
    rank: 5,
    worldSize: 8,
    localRank: 1,
    localWorldSize: 4,
    groupRank: 1,
    masterAddr: 'host-a',
    masterPort: 29_501,
    launcherServes: true,
    restartCount: 2,
    maxRestarts: 3,
    runId: 'job',
  });
});

test('four variables by hand are enough, and a process of no launch is none', (t) => {
  const launch = launchOf({ RANK: '1', WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: '29500' });
  t.like(launch, { rank: 1, localRank: 1, localWorldSize: 2, groupRank: 0, launcherServes: false });
  t.is(launchOf({ PATH: '/bin' }), null);
});

test('a step of Slurm is read, on the first host of its list', (t) => {
  const step = {
    SLURM_STEP_ID: '0',
    SLURM_PROCID: '6',
    SLURM_STEP_NUM_TASKS: '7',
    SLURM_LOCALID: '0',
    SLURM_NODEID: '3',
    SLURM_STEP_TASKS_PER_NODE: '2(x3),1',
    SLURM_STEP_NODELIST: 'gpu[007-009,12],big1',
    SLURM_JOB_ID: '123456',
  };
  t.like(launchOf(step), {
    launcher: 'slurm',
    rank: 6,
    worldSize: 7,
    localWorldSize: 1,
    groupRank: 3,
    masterAddr: 'gpu007',
    masterPort: 23_456,
  });
  t.like(launchOf({ ...step, MASTER_ADDR: 'x', MASTER_PORT: '1234' }), { masterAddr: 'x', masterPort: 1234 });
  t.like(launchOf({ ...step, SLURM_STEP_NODELIST: 'a-b1,c' }), { masterAddr: 'a-b1' });
  const { SLURM_STEP_ID, ...batch } = step;
  t.is(launchOf(batch), null, "a batch script has srun's variables, and is one process");
  t.throws(() => launchOf({ ...step, SLURM_STEP_TASKS_PER_NODE: 'two' }), {
    instanceOf: DistributedError,
    message: /'two' is not how Slurm writes tasks per node/,
  });
});

test("Open MPI's ranks are read; several machines need MASTER_ADDR", (t) => {
  const rank = {
    OMPI_COMM_WORLD_RANK: '1',
    OMPI_COMM_WORLD_SIZE: '2',
    OMPI_COMM_WORLD_LOCAL_RANK: '1',
    OMPI_COMM_WORLD_LOCAL_SIZE: '2',
  };
  t.like(launchOf(rank), { launcher: 'openmpi', rank: 1, worldSize: 2, masterAddr: '127.0.0.1' });
  const two = { ...rank, OMPI_COMM_WORLD_LOCAL_SIZE: '1', OMPI_COMM_WORLD_LOCAL_RANK: '0' };
  t.throws(() => launchOf(two), { message: /MASTER_ADDR is missing/ });
  t.like(launchOf({ ...two, MASTER_ADDR: 'a', MASTER_PORT: '7' }), { masterAddr: 'a', masterPort: 7 });
});

test('what is missing or wrong is named', (t) => {
  const good = { RANK: '0', WORLD_SIZE: '2', MASTER_ADDR: 'a', MASTER_PORT: '29500' };
  for (const name of Object.keys(good)) {
    const { [name as keyof typeof good]: _, ...rest } = good;
    t.throws(() => launchOf(rest), {
      instanceOf: DistributedError,
      message: new RegExp(`^the environment variable ${name} is missing`),
    });
  }
  const wrong: [Record<string, string>, RegExp][] = [
    [{ RANK: 'first' }, /^RANK is 'first': it must be a whole number from 0 on$/],
    [{ RANK: '-1' }, /^RANK is '-1'/],
    [{ RANK: '2' }, /has the rank 2, and there are 2 of them: 0 to 1$/],
    [{ WORLD_SIZE: '0' }, /a launch of 0 processes/],
    [{ MASTER_PORT: '70000' }, /^MASTER_PORT is 70000: a port is a number from 1 to 65535$/],
    [{ LOCAL_RANK: '3', LOCAL_WORLD_SIZE: '2' }, /local rank 3, and its machine has 2/],
  ];
  for (const [change, message] of wrong)
    t.throws(() => launchOf({ ...good, ...change }), { instanceOf: DistributedError, message });
});
