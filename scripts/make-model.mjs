#!/usr/bin/env node
// Creates the run of a model package from a trained run: node scripts/make-model.mjs RUN
// packages/model-NAME/run
import { packRun } from '../packages/train/dist/index.js';

const [run, out] = process.argv.slice(2);
if (run === undefined || out === undefined) throw new Error('usage: node scripts/make-model.mjs RUN OUT');
packRun(run, out);
