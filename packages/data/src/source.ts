import { DataError } from './errors.js';
import { importModule } from './importModule.js';
import type { Sample, SampleSource } from './types.js';

/**
 * Makes a sample without its data set, as a worker thread does. Data sets that modify another one's samples
 * wrap its sources in their own and call this function to resolve them.
 * @throws DataError if the module cannot make samples
 */
export async function loadSource({ module, args }: SampleSource): Promise<Sample> {
  const { loadSample } = (await importModule(module)) as { loadSample?: (args: unknown) => Promise<Sample> };
  if (!loadSample) throw new DataError(`${module} does not export loadSample(args)`, { file: module });
  return loadSample(args);
}
