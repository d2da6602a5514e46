import type { Command } from 'commander';
import { register as score } from '../bdd100k/score.js';
import { register as bench } from './bench.js';
import { register as build } from './build.js';
import { register as completion } from './completion.js';
import { register as config } from './config.js';
import { register as convert } from './convert.js';
import { register as data } from './data.js';
import { register as demo } from './demo.js';
import { register as doctor } from './doctor.js';
import { register as evaluate } from './eval.js';
import { register as experiment } from './experiment.js';
import { register as exportModel } from './export.js';
import { register as inspect } from './inspect.js';
import { register as model } from './model.js';
import { register as predict } from './predict.js';
import { register as pseudoLabel } from './pseudoLabel.js';
import { register as report } from './report.js';
import { register as run } from './run.js';
import { register as selfTrain } from './selfTrain.js';
import { register as serve } from './serve.js';
import { register as train } from './train.js';
import { register as types } from './types.js';
import { register as watch } from './watch.js';

/** Every command, in the order of the help. A command's heavy imports belong into its action. */
export const COMMANDS: readonly ((program: Command) => void)[] = [
  train,
  run,
  watch,
  report,
  evaluate,
  predict,
  exportModel,
  serve,
  pseudoLabel,
  selfTrain,
  experiment,
  score,
  data,
  inspect,
  config,
  model,
  convert,
  types,
  demo,
  bench,
  doctor,
  build,
  completion,
];
