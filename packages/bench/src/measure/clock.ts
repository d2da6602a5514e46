import { cuda, type Device } from '@cotrain/torch';

/** Runs something and returns the milliseconds that it took. */
export type Clock = (run: () => void) => number;

const onHost: Clock = (run) => {
  const began = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - began) / 1e6;
};

/**
 * How time is taken: on the CPU by its clock; on a device by events around the work, which leave out what the
 * host does before the first kernel and after the last.
 */
export function clockOf(device: Device): Clock {
  if (device === 'cpu') return onHost;
  const [begin, end] = [0, 1].map(() => new cuda.Event({ device, enableTiming: true })) as [
    cuda.Event,
    cuda.Event,
  ];
  return (run) => {
    cuda.synchronize(device);
    begin.record();
    run();
    end.record();
    return begin.elapsedTime(end);
  };
}
