import { join } from 'node:path';
import { BDD100K_TASKS, type TaskSpecs } from '@cotrain/data';
import { noGrad, saveFile, scope } from '@cotrain/torch';
import { buildModel, RunFolder, resolveConfig, type TrainConfigInput } from '@cotrain/train';
import { temporaryFolder } from './tiny.js';

/** The folder of a run that has random weights instead of trained ones. */
export function untrainedRun(input: TrainConfigInput, tasks: TaskSpecs = BDD100K_TASKS): string {
  const config = resolveConfig(input);
  const folder = RunFolder.create(join(temporaryFolder(), 'untrained'), config, tasks);
  scope(() => {
    using model = buildModel(config, tasks);
    noGrad(() => {
      // Larger than the initial weights, so that boxes have sizes and classes of their own.
      for (const [path, weight] of model.namedParameters())
        if (/bboxes_delta|class_logits|bbox_pred|cls_score|predictor|class_embed/.test(path)) weight.mul_(8);
    });
    const state = Object.entries(model.stateDict()).map(([key, tensor]) => [`model.${key}`, tensor]);
    saveFile(folder.last, Object.fromEntries(state));
  });
  return folder.path;
}
