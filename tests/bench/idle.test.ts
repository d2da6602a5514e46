// Whether others use the processor, on machines that the tests make up.

import { BenchError, type CpuTimes, type IdleProbe, otherCores, waitForIdle } from '@cotrain/bench';
import test from 'ava';

/** A machine on which others use so many cores in each second, and we half of one. */
function machine(cores: readonly number[]): IdleProbe & { slept: number } {
  const now: CpuTimes = { busy: 1000, own: 200, wall: 0 };
  let second = 0;
  return {
    slept: 0,
    times: () => ({ ...now }),
    async sleep(ms) {
      const others = cores[Math.min(second++, cores.length - 1)]!;
      now.busy += (others + 0.5) * ms;
      now.own += 0.5 * ms;
      now.wall += ms;
      this.slept += ms;
    },
  };
}

test('our own time is not that of others', async (t) => {
  t.is(await otherCores({ probe: machine([0]) }), 0);
  t.true(Math.abs((await otherCores({ probe: machine([1.25]) })) - 1.25) < 1e-9);
  // Ticks of the system may lag behind our own clock.
  t.is(await otherCores({ probe: machine([-0.02]) }), 0);
});

test('the wait ends with the first idle second', async (t) => {
  const probe = machine([2, 1.5, 0.3, 0.05, 2]);
  const busy: number[] = [];
  await waitForIdle({ minutes: 1, probe, onBusy: (cores) => busy.push(Number(cores.toFixed(2))) });
  t.deepEqual(busy, [2, 1.5, 0.3]);
  t.is(probe.slept, 4000);
});

test('a machine that stays busy is an error that says what to do', async (t) => {
  const probe = machine([1.7]);
  const error = await t.throwsAsync(waitForIdle({ minutes: 2, probe }), { instanceOf: BenchError });
  t.regex(error.message, /use 1\.7 cores after 2 minutes.*--wait 4/);
  t.is(probe.slept, 120_000);
});

test('the real machine tells times that grow', async (t) => {
  const cores = await otherCores({ window: 20 });
  t.true(Number.isFinite(cores) && cores >= 0);
});

test('a wait can be stopped', async (t) => {
  await t.throwsAsync(otherCores({ window: 60_000, signal: AbortSignal.abort() }), { name: 'AbortError' });
});
