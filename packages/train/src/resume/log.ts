// Reads the events of a run line by line, and cuts them back to where it continues.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TrainEvent } from '../report/events.js';

const step = z.number();
const time = z.number();
const byName = z.record(z.string(), z.number().nullable());

const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('start'),
    steps: z.number().nullable(),
    epochs: z.number(),
    images: z.number().nullable(),
    device: z.string(),
    parameters: z.number(),
    time: z.string(),
  }),
  z.looseObject({
    type: z.literal('stage'),
    step,
    name: z.string(),
    parts: z.array(z.unknown()),
    text: z.string(),
  }),
  z.looseObject({
    type: z.literal('step'),
    step,
    epoch: z.number(),
    losses: byName,
    loss: z.number(),
    lr: z.number(),
    gradNorm: z.number(),
    gradNorms: byName,
    dataTime: time,
    stepTime: time,
    images: z.number(),
  }),
  z.looseObject({ type: z.literal('eval'), step, epoch: z.number(), metrics: byName, time }),
  z.looseObject({ type: z.literal('checkpoint'), step, path: z.string() }),
  z.looseObject({ type: z.literal('skip'), step, part: z.string(), name: z.string(), reason: z.string() }),
  z.looseObject({ type: z.literal('warning'), step, part: z.string(), text: z.string() }),
  z.looseObject({ type: z.literal('divergence'), step, action: z.string(), text: z.string() }),
  z.looseObject({ type: z.literal('resume'), step, time: z.string(), changes: z.array(z.unknown()) }),
  z.looseObject({ type: z.literal('end'), step, reason: z.string(), time }),
]);

/** Reads a log. Lines that are not events, such as one truncated by a crash or a full disk, are skipped. */
export function readLog(file: string): TrainEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(parseLine);
}

/** The event of a line; none if the line is not an event. */
export function parseLine(line: string): TrainEvent[] {
  if (line === '') return [];
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data as unknown as TrainEvent] : [];
  } catch {
    return [];
  }
}

/**
 * The events of a run up to a step. Later events were lost with the weights and will happen again, as will
 * steps that an earlier process repeated. Events that the run was stopped are dropped.
 */
export function eventsUntil(events: readonly TrainEvent[], step: number): TrainEvent[] {
  const kept: TrainEvent[] = [];
  let last = 0;
  for (const event of events) {
    if (event.type === 'end' || ('step' in event && event.step > step)) continue;
    if (event.type === 'step') {
      if (event.step <= last) dropFrom(kept, event.step);
      last = event.step;
    }
    kept.push(event);
  }
  return kept;
}

/** Removes events at a step or after it. */
function dropFrom(events: TrainEvent[], step: number): void {
  const left = events.filter((event) => event.type === 'resume' || !('step' in event) || event.step < step);
  events.splice(0, events.length, ...left);
}

/**
 * Seconds that a run took until a step, according to its checkpoint there, or the sum over the steps in logs
 * of earlier versions.
 */
export function timeUntil(events: readonly TrainEvent[], step: number): number {
  const checkpoint = events.findLast((event) => event.type === 'checkpoint' && event.step === step);
  if (checkpoint?.type === 'checkpoint' && checkpoint.time !== undefined) return checkpoint.time;
  return events.reduce((sum, event) => {
    if (event.type === 'step') return sum + event.stepTime;
    return event.type === 'eval' ? sum + event.time : sum;
  }, 0);
}
