// TensorBoard's event files: records of TFRecord with masked CRC-32C, each a protobuf `Event`
// (tensorflow/core/util/event.proto, tensorflow/core/lib/io/record_writer.cc).
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writing } from '@cotrain/torch';
import type { TrainEvent } from '../report/events.js';
import { numbersOf } from '../watch/table.js';
import { type LoggedRun, type Logger, registerLogger } from './logger.js';

/**
 * Writes the numbers of steps and evaluations to `tensorboard/` in the run's folder:
 * `tensorboard --logdir RUN`. Each process that trains writes a file of its own.
 */
export class TensorBoardLogger implements Logger {
  #file = '';

  begin({ folder, resumedAt }: LoggedRun): void {
    const at = join(folder, 'tensorboard');
    makeFolder(at);
    // TensorBoard recognises files by `tfevents`, and reads them in the order of their names.
    this.#file = join(at, `events.out.tfevents.${String(Date.now()).padStart(15, '0')}.cotrain.v2`);
    this.#write(field(3, text('brain.Event:2')));
    // Tells TensorBoard to drop what an earlier process logged from this step on.
    if (resumedAt !== null) this.#write(varintField(2, resumedAt + 1), field(7, varintField(1, START)));
  }

  log(event: TrainEvent): void {
    if (event.type !== 'step' && event.type !== 'eval') return;
    const values = [...numbersOf(event)].map(([name, value]) => {
      const tag = event.type === 'step' ? `train/${name}` : `validation/${name.replace(/^metrics\//, '')}`;
      return field(1, Buffer.concat([field(1, text(tag)), floatField(2, value)]));
    });
    if (values.length > 0) this.#write(varintField(2, event.step), field(5, Buffer.concat(values)));
  }

  end(): void {}

  #write(...fields: Buffer[]): void {
    const bytes = record(Buffer.concat([doubleField(1, Date.now() / 1000), ...fields]));
    writing(this.#file, () => appendFileSync(this.#file, bytes));
  }
}

registerLogger('tensorboard', () => new TensorBoardLogger());

/** `SessionLog.START` */
const START = 1;
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5] as const;

const text = (value: string): Buffer => Buffer.from(value, 'utf8');

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const key = (number: number, wire: number): Buffer => varint((number << 3) | wire);
const varintField = (number: number, value: number): Buffer =>
  Buffer.concat([key(number, VARINT), varint(value)]);
const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([key(number, BYTES), varint(bytes.length), bytes]);

function floatField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([key(number, FIXED32), bytes]);
}

function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([key(number, FIXED64), bytes]);
}

/** Length, its checksum, data, their checksum. */
function record(data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([head, checksum(head), data, checksum(data)]);
}

/** CRC-32C, masked because a checksum of data that holds checksums is weak. */
function checksum(data: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of data) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  crc = ~crc >>> 0;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return bytes;
}

/** CRC-32C of each byte: the reflected polynomial 0x1edc6f41. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});
