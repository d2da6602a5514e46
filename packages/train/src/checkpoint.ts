// A run in one safetensors file: weights, optimizer state, random generators, and position.
import type { Module } from '@cotrain/nn';
import { type AveragedModel, type GradScaler, type Optimizer, StagedOptimizer } from '@cotrain/optim';
import {
  CotrainError,
  camelCase,
  type Device,
  defaultGenerator,
  loadFile,
  readMetadata,
  saveFile,
  scope,
  type Tensor,
} from '@cotrain/torch';
import { z } from 'zod';
import { RunError } from './errors.js';
import type { Strategy } from './strategies/strategy.js';
import type { TrainerPosition } from './trainer.js';

const FORMAT = 'cotrain-checkpoint-1';
const metadataSchema = z.object({
  format: z.literal(FORMAT),
  position: z.string().transform((text) => positionSchema.parse(JSON.parse(text))),
  optimizer: z
    .string()
    .transform((text) => z.array(z.looseObject({ params: z.array(z.number()) })).parse(JSON.parse(text))),
  /** In a run with stages: the stage that the optimizer's state belongs to. */
  stage: z
    .string()
    .transform((text) => z.object({ name: z.string(), step: z.number() }).parse(JSON.parse(text)))
    .optional(),
  /** In a run in float16: the scale of the loss. */
  scaler: z
    .string()
    .transform((text) => scalerSchema.parse(JSON.parse(text)))
    .optional(),
});
const scalerSchema = z.object({
  scale: z.number(),
  growth_factor: z.number(),
  backoff_factor: z.number(),
  growth_interval: z.number(),
  _growth_tracker: z.number(),
});
const positionSchema = z.object({ step: z.number(), epoch: z.number(), batch: z.number() });

type AnyModule = Module<never[], unknown>;

/** Devices whose default generators the model draws from: its own devices and the CPU. */
function devicesOf(model: AnyModule): Set<Device> {
  return new Set(['cpu', ...model.parameters().map(({ device }) => device)]);
}

/** What learns in a run, besides the model and its optimizer. */
export interface RunState {
  strategy?: Strategy | undefined;
  /** Average of the weights, with which the run is evaluated. */
  average?: AveragedModel | null | undefined;
  /** Scale of the loss in float16. */
  scaler?: GradScaler | null | undefined;
}

const isRunState = (state: Strategy | RunState): state is RunState => !('weights' in state);

/** Writes a checkpoint, completely or not at all. */
export function saveCheckpoint(
  path: string,
  model: AnyModule,
  optimizer: Optimizer | StagedOptimizer,
  position: TrainerPosition,
  strategy?: Strategy,
): void {
  scope(() => {
    const { tensors, metadata } = checkpointContents(model, optimizer, position, { strategy });
    saveFile(path, tensors, { metadata });
  });
}

/** The tensors and metadata of a checkpoint. Most tensors are the run's own, not copies. */
export function checkpointContents(
  model: AnyModule,
  optimizer: Optimizer | StagedOptimizer,
  position: TrainerPosition,
  { strategy, average, scaler }: RunState,
): { tensors: Record<string, Tensor>; metadata: Record<string, string> } {
  const { state, param_groups: groups, ...rest } = optimizer.stateDict();
  const tensors: Record<string, Tensor> = {};
  for (const [key, tensor] of Object.entries(model.stateDict())) tensors[`model.${key}`] = tensor;
  for (const [index, entries] of Object.entries(state))
    for (const [key, tensor] of Object.entries(entries)) tensors[`optimizer.${index}.${key}`] = tensor;
  for (const [key, tensor] of Object.entries(strategy?.stateDict() ?? {}))
    tensors[`strategy.${key}`] = tensor;
  for (const [key, tensor] of Object.entries(average?.stateDict() ?? {})) tensors[`average.${key}`] = tensor;
  // Dropout draws from the default generators: a resumed run must draw the same numbers as an uninterrupted
  // one.
  for (const device of devicesOf(model)) tensors[`generator.${device}`] = defaultGenerator(device).getState();
  const metadata = {
    format: FORMAT,
    position: JSON.stringify(position),
    optimizer: JSON.stringify(groups),
    ...('stage' in rest && { stage: JSON.stringify(rest.stage) }),
    ...(scaler && { scaler: JSON.stringify(scaler.stateDict()) }),
  };
  return { tensors, metadata };
}

function part(tensors: Record<string, Tensor>, prefix: string): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).flatMap(([key, tensor]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), tensor]] : [],
    ),
  );
}

/** The weights with which a run is evaluated: the average if it has one. */
function weightsIn(tensors: Record<string, Tensor>): Record<string, Tensor> {
  const averaged = part(tensors, 'average.module.');
  return Object.keys(averaged).length > 0 ? averaged : part(tensors, 'model.');
}

/**
 * Loads the weights of a checkpoint into a model: the average of the weights if the run has one
 * (`train.ema`).
 *
 * @throws FileFormatError for a damaged file, StateDictError listing every key that does not match; both name
 *   the file
 */
export function loadModel(path: string, model: AnyModule): void {
  inFile(path, () => scope(() => model.loadStateDict(weightsIn(loadFile(path)))));
}

/**
 * Loads parts of a model, such as `backbone`, `lvAdapter` and `heads.det`, from a checkpoint of another run.
 * Other parts do not change.
 *
 * @throws RunError for a part that the model or the checkpoint does not have, StateDictError for shapes that
 *   do not match
 */
export function loadParts(path: string, model: AnyModule, parts: readonly string[]): void {
  scope(() => {
    const tensors = weightsIn(loadFile(path));
    const modules = model.namedModules();
    for (const name of parts) {
      // A part is named as in `stages`; its key is `lv_adapter`.
      const [key, module] = modules.find(([path]) => camelCase(path) === camelCase(name)) ?? [name];
      const own = part(tensors, `${key}.`);
      if (!module || Object.keys(own).length === 0)
        throw new RunError(
          `${module ? path : 'the model'} has no part '${name}' (such as backbone, neck, heads.det)`,
        );
      inFile(path, () => module.loadStateDict(own));
    }
  });
}

/** Runs `load`; errors about what a file holds name the file. */
function inFile<T>(path: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (error instanceof CotrainError && !error.message.includes(path))
      error.message = `${path}: ${error.message}`;
    throw error;
  }
}

function readState(path: string): z.output<typeof metadataSchema> {
  const metadata = metadataSchema.safeParse(readMetadata(path));
  if (metadata.success) return metadata.data;
  throw new RunError(`${path} holds no state of a training run (weights alone, perhaps)`);
}

/**
 * Position of the run in a checkpoint.
 * @throws RunError if the file is not a checkpoint of a run, FileFormatError for a damaged file
 */
export const checkpointPosition = (path: string): TrainerPosition => readState(path).position;

/**
 * Reads a whole checkpoint and compares its tensors with their checksums.
 * @throws RunError if the file is not a checkpoint of a run, FileFormatError for a damaged file
 */
export function verifyCheckpoint(path: string): void {
  readState(path);
  scope(() => void loadFile(path));
}

/**
 * Loads weights, the state of optimizer and strategy, and the state of the default generators. Returns the
 * position of the run.
 *
 * @throws RunError if the file is not a checkpoint of a run; otherwise as `loadModel`
 */
export function loadCheckpoint(
  path: string,
  model: AnyModule,
  optimizer: Optimizer | StagedOptimizer,
  state: Strategy | RunState = {},
): TrainerPosition {
  const { strategy, average, scaler } = isRunState(state) ? state : { strategy: state };
  const metadata = readState(path);
  const load = () => {
    const tensors = loadFile(path);
    model.loadStateDict(part(tensors, 'model.'));
    const moments: Record<number, Record<string, Tensor>> = {};
    for (const [key, tensor] of Object.entries(part(tensors, 'optimizer.'))) {
      const [index, name] = key.split('.') as [string, string];
      moments[Number(index)] = { ...moments[Number(index)], [name]: tensor };
    }
    const stored = { state: moments, param_groups: metadata.optimizer };
    const { stage } = metadata;
    if (!(optimizer instanceof StagedOptimizer)) optimizer.loadStateDict(stored);
    else if (stage) optimizer.loadStateDict({ ...stored, stage });
    else throw new RunError(`${path} holds the state of a run without stages, and this one has them`);
    strategy?.loadStateDict(part(tensors, 'strategy.'));
    average?.loadStateDict(part(tensors, 'average.'));
    if (scaler && metadata.scaler) scaler.loadStateDict(metadata.scaler);
    const generators = part(tensors, 'generator.');
    for (const device of devicesOf(model)) {
      // A checkpoint from another device does not contain the state of this device's generator.
      const seeded = generators[device];
      if (seeded !== undefined) defaultGenerator(device).setState(seeded);
    }
  };
  inFile(path, () => scope(load));
  return metadata.position;
}
