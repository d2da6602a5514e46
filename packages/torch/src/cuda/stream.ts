// Streams, in which a device's work waits its turn, and events, which mark a place in one.
import { ArgumentError } from '../errors/errors.js';
import { within } from '../modes/within.js';
import { native } from '../native/addon.js';
import type { NativeEvent } from '../native/cudaNative.js';
import type { Device } from '../values/types.js';
import { type CudaDevice, existing } from './device.js';

const NATIVE_ID = Symbol('native id');

/** The device with its index. */
const indexed = (device: Device): Device =>
  device.includes(':') ? device : `${device}:${native.currentDevice(device)}`;

/**
 * Work of a device in the order in which it was queued. Work in two streams runs in any order, unless an
 * event or `waitStream` puts one behind the other.
 */
export class Stream {
  /** `cuda:0`. */
  readonly device: Device;
  /** @internal */ readonly id: bigint;

  /**
   * Takes one of the device's 32 streams.
   *
   * @param options.device Default: the current CUDA device.
   * @param options.priority 0, or -1 for work that goes first. Default 0.
   * @throws DeviceError without such a device
   */
  constructor(options?: { device?: CudaDevice; priority?: number });
  /** @internal */
  constructor(device: Device, mark: typeof NATIVE_ID, id: bigint);
  constructor(
    source: { device?: CudaDevice; priority?: number } | Device = {},
    mark?: typeof NATIVE_ID,
    id?: bigint,
  ) {
    if (mark === NATIVE_ID) {
      this.device = source as Device;
      this.id = id!;
      return;
    }
    const { device, priority = 0 } = source as { device?: CudaDevice; priority?: number };
    this.device = indexed(existing('Stream', device));
    this.id = native.newStream(this.device, priority);
  }

  /** Whether the device has done all that was queued in this stream. */
  query(): boolean {
    return native.queryStream(this.device, this.id);
  }

  /** Waits until all that was queued in this stream is done. The thread waits too. */
  synchronize(): void {
    native.synchronizeStream(this.device, this.id);
  }

  /** Makes what is queued here from now on wait for an event. Returns at once. */
  waitEvent(event: Event): void {
    event.wait(this);
  }

  /** Makes what is queued here from now on wait for what is queued in `other` now. Returns at once. */
  waitStream(other: Stream): void {
    this.waitEvent(other.recordEvent());
  }

  /** Records an event in this stream; a new one by default. Returns the event. */
  recordEvent(event: Event = new Event({ device: this.device })): Event {
    event.record(this);
    return event;
  }

  /** Whether two objects stand for one stream. */
  equals(other: Stream): boolean {
    return this.device === other.device && this.id === other.id;
  }
}

/** @internal The current stream of a device that is known to exist. */
const currentOf = (device: Device): Stream => new Stream(device, NATIVE_ID, native.currentStream(device));

/** The stream that operators of this thread are queued in. Default: that of the current device. */
export const currentStream = (device?: CudaDevice): Stream =>
  currentOf(indexed(existing('currentStream', device)));

/** The stream that is current where no other was set. Default: that of the current device. */
export function defaultStream(device?: CudaDevice): Stream {
  const name = indexed(existing('defaultStream', device));
  return new Stream(name, NATIVE_ID, native.defaultStream(name));
}

/** Makes a stream the current one of this thread and its device. */
export function setStream(stream: Stream): void {
  native.exchangeStream(checked('setStream', stream).device, stream.id);
}

/**
 * Runs `run` with its operators queued in `stream`: `torch.cuda.stream(stream)` of Python. A tensor of one
 * stream that is used in another needs `waitStream`, and `tensor.recordStream(stream)` if it is freed before
 * the work is done.
 *
 * @throws ArgumentError for an `async` function, or a promise
 */
export function withStream<T>(stream: Stream, run: () => T): T {
  const { device, id } = checked('withStream', stream);
  let before = 0n;
  let beforeDevice = 0;
  return within(
    'withStream',
    () => {
      beforeDevice = native.exchangeDevice(device);
      before = native.exchangeStream(device, id);
    },
    () => {
      native.exchangeStream(device, before);
      native.exchangeDevice(`${device.split(':')[0]}:${beforeDevice}`);
    },
    run,
  );
}

function checked(what: string, stream: Stream): Stream {
  if (!(stream instanceof Stream)) throw new ArgumentError(`torch.cuda.${what}() takes a Stream`);
  return stream;
}

/** A place in a stream: other streams and the host can wait for it, and two measure time between them. */
export class Event {
  /** @internal */ readonly native: NativeEvent;
  readonly #device: Device;
  readonly #timing: boolean;
  #recorded = false;

  /**
   * @param options.enableTiming Whether `elapsedTime` can be asked. Default false.
   * @param options.device The kind of device. Default: the current CUDA device.
   * @throws DeviceError without such a device
   */
  constructor(options: { enableTiming?: boolean; device?: CudaDevice } = {}) {
    this.#device = indexed(existing('Event', options.device));
    this.#timing = options.enableTiming === true;
    this.native = native.newEvent(this.#device, this.#timing);
  }

  /** Marks the place behind all that is queued in a stream. Default: the current stream of the device. */
  record(stream: Stream = currentOf(this.#device)): void {
    native.recordEvent(this.native, checked('Event.record', stream).device, stream.id);
    this.#recorded = true;
  }

  /** Makes what is queued in `stream` from now on wait. Default: the current stream of the device. */
  wait(stream: Stream = currentOf(this.#device)): void {
    native.waitEvent(this.native, checked('Event.wait', stream).device, stream.id);
  }

  /** Whether the device has reached the place. True for an event that was not recorded. */
  query(): boolean {
    return native.queryEvent(this.native);
  }

  /** Waits until the device has reached the place. The thread waits too. */
  synchronize(): void {
    native.synchronizeEvent(this.native);
  }

  /**
   * Milliseconds on the device from this event to a later one.
   * @throws ArgumentError if one of them does not measure time, or was not recorded
   */
  elapsedTime(end: Event): number {
    if (!(end instanceof Event)) throw new ArgumentError('elapsedTime() takes the later Event');
    for (const event of [this, end]) {
      if (!event.#timing)
        throw new ArgumentError(
          'elapsedTime() needs events of `new torch.cuda.Event({ enableTiming: true })`',
        );
      if (!event.#recorded) throw new ArgumentError('elapsedTime() needs events that were recorded');
    }
    end.synchronize();
    return native.elapsedTime(this.native, end.native);
  }
}
