import { DataError } from './errors.js';
import { importModule } from './importModule.js';
import type { Sample, SampleSource } from './types.js';

/**
 * Makes a sample as a worker thread does, without its data set. Data sets that change another one's samples
 * put its sources into their own and come back to them here.
 * @throws DataError when the module cannot make samples
 */
export async function loadSource({ module, args }: SampleSource): Promise<Sample> {
  const { loadSample } = (await importModule(module)) as { loadSample?: (args: unknown) => Promise<Sample> };
  if (!loadSample) throw new DataError(`${module} does not export loadSample(args)`, { file: module });
  return loadSample(args);
}
