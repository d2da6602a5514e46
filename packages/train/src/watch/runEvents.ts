// The events of a run, with its numbers as tables.
import { type StepEvent, type TrainEvent, taskLoss, taskOf } from '../report/events.js';
import { addRow, emptyTable } from './table.js';
import type { Table } from './view.js';

/** Grows event by event. */
export class RunEvents {
  readonly steps = emptyTable();
  readonly evaluations = emptyTable();
  /** All events except steps. */
  others: TrainEvent[] = [];
  lastStep: StepEvent | undefined;

  /** @returns whether rows were dropped, because a process repeats steps of one that was killed */
  add(event: TrainEvent): boolean {
    if (event.type !== 'step' && event.type !== 'eval') {
      this.others.push(event);
      return false;
    }
    const table = event.type === 'step' ? this.steps : this.evaluations;
    const dropped = dropFrom(table, event.step);
    if (event.type === 'step') this.lastStep = event;
    else {
      this.others = this.others.filter((other) => other.type !== 'eval' || other.step < event.step);
      this.others.push(event);
    }
    addRow(table, event.type === 'step' ? withTaskLosses(event) : event);
    return dropped;
  }
}

/** With the sum of each task's losses as `losses/det`. */
function withTaskLosses(event: StepEvent): StepEvent {
  const tasks = [...new Set(Object.keys(event.losses).map(taskOf))];
  const sums = tasks.map((task) => [task, taskLoss(event, task) ?? Number.NaN]);
  return { ...event, losses: { ...Object.fromEntries(sums), ...event.losses } };
}

/** Removes the rows of a step and of those after it. @returns whether there were any */
function dropFrom(table: Table, step: number): boolean {
  const first = table.step.findLastIndex((other) => other < step) + 1;
  if (first === table.step.length) return false;
  table.step.length = first;
  for (const column of Object.values(table.columns)) column.length = Math.min(column.length, first);
  return true;
}
