// BDD100K's tasks in runs: the paper's loss weights, the toolkit's scores, and names.
import { BDD100K_TASKS, type Bdd100kTask, type LabelMask } from '@cotrain/data';
import { BDD100K_CLASS_NAMES, BDD100K_VECTOR_NAMES, LOSS_WEIGHTS } from '@cotrain/models';
import { ClassMapScorer, maskScores } from '../tasks/classMap/scorer.js';
import type { Scores } from '../tasks/scorer.js';
import type { TaskDefinition } from '../tasks/task.js';
import { openLaneFiles } from './laneFiles.js';

/** The toolkit's documentation counts the background, but its code drops it. This scorer reports both. */
class DrivableScorer extends ClassMapScorer {
  override compute(): Scores {
    const scores = super.compute();
    if (!this.metrics.classes.includes('background')) return scores;
    const without = this.metrics.without('background').compute();
    return { ...scores, ...maskScores(this.task, without, '_withoutBackground') };
  }
}

/** BDD100K's classes in words that a text encoder knows; other classes by their names. */
const promptsOf = (task: Bdd100kTask) => (classes: readonly string[]) =>
  classes.join() === BDD100K_TASKS[task].classes.join() ? BDD100K_CLASS_NAMES[task] : classes;

const DET: TaskDefinition = {
  name: 'det',
  kind: 'boxes',
  title: 'Detection',
  caption: 'objects',
  lossWeight: LOSS_WEIGHTS.det,
  prompts: promptsOf('det'),
  vectorNames: BDD100K_VECTOR_NAMES,
};

const SEM_SEG: TaskDefinition = {
  name: 'sem_seg',
  kind: 'classMap',
  title: 'Semantic segmentation',
  caption: 'semantic',
  lossWeight: LOSS_WEIGHTS.sem_seg,
  prompts: promptsOf('sem_seg'),
  vectorNames: BDD100K_VECTOR_NAMES,
};

const DRIVABLE: TaskDefinition<LabelMask, LabelMask> = {
  name: 'drivable',
  kind: 'classMap',
  title: 'Drivable area',
  caption: 'drivable area',
  lossWeight: LOSS_WEIGHTS.drivable,
  prompts: promptsOf('drivable'),
  vectorNames: BDD100K_VECTOR_NAMES,
  makeScorer: (task, { classes }) => new DrivableScorer(task, classes),
};

const lane = (attribute: string): TaskDefinition<LabelMask, LabelMask> => ({
  name: `lane_${attribute}`,
  kind: 'classMap',
  title: `Lane markings: ${attribute}`,
  caption: `lanes: ${attribute}`,
  openFiles: openLaneFiles,
});

export const BDD100K_TASK_DEFINITIONS: readonly TaskDefinition[] = [
  DET,
  SEM_SEG,
  DRIVABLE as TaskDefinition,
  ...(['direction', 'style', 'category'].map(lane) as TaskDefinition[]),
];
