// When a run is saved, and when it ends before its last epoch.
import { z } from 'zod';
import { settings } from './settings.js';

const count = z.number().int().positive();
const minutes = z.number().positive();

/** A score to compare checkpoints by. */
const scoreKeys = {
  metric: z.string().nullable().default(null),
  mode: z.enum(['max', 'min']).default('max'),
};

export const checkpointSchema = settings('CheckpointSettings', {
  /** Saves after each multiple of this number of steps. Default null: not by steps. */
  everySteps: count.nullable().default(null),
  /**
   * Saves when this many minutes have passed since the last checkpoint, also within an epoch. Default 10;
   * null: not by time.
   */
  everyMinutes: minutes.nullable().default(10),
  /** Number of newest checkpoints to keep, `last` included. Default 2. */
  keepLast: count.default(2),
  /** Number of best checkpoints to keep, `best` included. Default 1. */
  keepBest: z.number().int().nonnegative().default(1),
  /**
   * Score that decides which checkpoint is the best, such as `sem_seg/mIoU`. Default null: the mean of the
   * tasks' first scores.
   */
  metric: scoreKeys.metric,
  /** Whether a higher (`max`) or a lower (`min`) value of `metric` is better. Default 'max'. */
  mode: scoreKeys.mode,
}).prefault({});

export const earlyStoppingSchema = settings('EarlyStoppingSettings', {
  /** Score to watch, such as `sem_seg/mIoU`. Default null: the mean of the tasks' first scores. */
  metric: scoreKeys.metric,
  /** Whether a higher (`max`) or a lower (`min`) value of `metric` is better. Default 'max'. */
  mode: scoreKeys.mode,
  /** Number of evaluations in a row without an improvement after which the run ends. Required. */
  patience: count,
  /** Smallest change that counts as an improvement. Default 0. */
  minDelta: z.number().nonnegative().default(0),
});

export const emaSchema = settings('EmaSettings', {
  /** Weight of the old average in each step. Default 0.999. */
  decay: z.number().min(0).max(1).default(0.999),
  /** Whether the statistics of batch norms are averaged too; otherwise they are copied. Default false. */
  useBuffers: z.boolean().default(false),
});

export type CheckpointSettings = z.output<typeof checkpointSchema>;
