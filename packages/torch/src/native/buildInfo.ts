// What is loaded, for programs and for `cotrain doctor`.
import { addonPath, type LoadedInfo, native } from './addon.js';
import { type CudaInfo, cudaInfo } from './cuda.js';

/** Version, build options, threads and processor instructions of the loaded LibTorch. */
export interface BuildInfo extends LoadedInfo {
  addonPath: string;
  cuda: CudaInfo;
}

/** Tells what is loaded: LibTorch's version and place, CPU capability, CUDA, threads. */
export function buildInfo(): BuildInfo {
  return { ...native.buildInfo(), addonPath, cuda: cudaInfo() };
}
