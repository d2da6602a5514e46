import {
  type MaskFormerHead,
  MultiTaskModel,
  multiTaskR50,
  type SparseRcnnHead,
  tiny,
} from '@cotrain/models';
import { memory } from '@cotrain/torch';
import test from 'ava';

const headOf = <Head>(model: MultiTaskModel, task: string) => model.heads.get(task) as unknown as Head;

test('multiTaskR50 is the paper’s network, of as many parameters as the official parts have', (t) => {
  using model = new MultiTaskModel(multiTaskR50());
  const count = model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0);
  t.is((count / 1e6).toFixed(1), '131.9'); // the golden README's figure for the official code
  const { numProposals, numStages } = headOf<SparseRcnnHead>(model, 'det').options;
  t.deepEqual([numProposals, numStages], [300, 6]);
  for (const [task, classes] of [
    ['sem_seg', 19],
    ['drivable', 3],
  ] as const) {
    const { numClasses, numQueries, decLayers } = headOf<MaskFormerHead>(model, task).options;
    t.deepEqual([numClasses, numQueries, decLayers], [classes, 100, 6]);
  }
});

test('tiny has the three tasks in a sixth of the parameters', (t) => {
  const before = memory();
  const model = new MultiTaskModel(tiny());
  t.deepEqual(model.tasks, ['det', 'sem_seg', 'drivable']);
  t.is(model.neck.outputs.p2!.channels, 128);
  t.is(headOf<SparseRcnnHead>(model, 'det').options.numProposals, 60);
  t.deepEqual(
    ['sem_seg', 'drivable'].map((task) => headOf<MaskFormerHead>(model, task).options.numQueries),
    [40, 10],
  );
  const count = model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0);
  t.true(count < 131.9e6 / 5, `${count} parameters`);
  model.dispose();
  t.deepEqual(memory(), before);
});
