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
      // Classes of their own, and boxes that stay within the image.
      for (const [path, weight] of model.namedParameters()) {
        if (/bbox_pred|cls_score|predictor.weight|class_embed/.test(path)) weight.mul_(8);
        if (/bboxes_delta/.test(path)) weight.mul_(0.1);
      }
    });
    const state = Object.entries(model.stateDict()).map(([key, tensor]) => [`model.${key}`, tensor]);
    saveFile(folder.last, Object.fromEntries(state));
  });
  return folder.path;
}
