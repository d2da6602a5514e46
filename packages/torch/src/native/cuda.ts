// CUDA in this process: whether there is a GPU, and what to do if there is none.
import { DeviceError } from '../errors/errors.js';
import type { Device } from '../values/types.js';
import { type NativeCuda, native } from './addon.js';
import { type Surroundings, surroundings } from './locate.js';

/** What this process has of CUDA, and why it has no device. */
export interface CudaInfo extends Omit<NativeCuda, 'reason'> {
  /** Why no GPU can be used; null if one can. */
  problem: string | null;
  /** What to do about the problem. */
  fix: string | null;
}

let known: CudaInfo | undefined;

/** Devices do not come and go while a process runs, and asking takes time. */
export function cudaInfo(): CudaInfo {
  if (known === undefined) {
    const { reason, ...facts } = native.cudaInfo();
    const remedy = remedyOfCuda({ ...facts, reason }, native.buildInfo().libtorchVersion, surroundings());
    known = { ...facts, ...(remedy ?? { problem: null, fix: null }) };
  }
  return known;
}

/**
 * Checks that tensors can be made on a device before a program does anything else.
 * @throws DeviceError if the device is `cuda` or `cuda:N` and cannot be used here: it says why, and what to
 *   do
 */
export function checkDevice(device: Device): void {
  if (device.startsWith('cuda')) checkCuda(device, cudaInfo());
}

/** The same for a process whose CUDA is known. */
export function checkCuda(device: Device, { problem, fix, deviceCount }: CudaInfo): void {
  if (problem !== null) throw new DeviceError(device, problem, fix!);
  const index = Number(device.slice('cuda:'.length) || 0);
  if (index < deviceCount) return;
  const last = deviceCount - 1;
  throw new DeviceError(
    device,
    `there ${deviceCount === 1 ? 'is 1 GPU' : `are ${deviceCount} GPUs`}`,
    last === 0 ? 'use cuda:0' : `use cuda:0 to cuda:${last}`,
  );
}

const GET_CUDA = 'a CUDA build of PyTorch (2.11 to 2.14) and nvcc';

/** Why there is no GPU, and what to do; null if there is one. */
export function remedyOfCuda(
  { available, built, reason }: Pick<NativeCuda, 'available' | 'built' | 'reason'>,
  libtorch: string,
  { env, checkout }: Pick<Surroundings, 'env' | 'checkout'>,
): { problem: string; fix: string } | null {
  if (available) return null;
  if (!built && reason === '')
    return {
      problem: `LibTorch ${libtorch} is a CPU build`,
      fix:
        checkout === null
          ? `install ${GET_CUDA}, run \`cotrain build --cuda\``
          : `install ${GET_CUDA}, run \`npm run build:native -- --cuda\` in ${checkout} and set COTRAIN_CUDA=1`,
    };
  if (!built)
    return {
      problem: `LibTorch's CUDA library does not load: ${reason}`,
      fix: 'install the CUDA libraries that this LibTorch needs: `pip install torch` brings them',
    };
  if (reason.includes('Found no NVIDIA driver'))
    return {
      problem: 'no NVIDIA driver was found',
      fix: 'install the driver, or give the container access to the GPUs (`docker run --gpus all`); `nvidia-smi` must show them',
    };
  const tooOld = /driver on your system is too old \(found version (\d+)\)/.exec(reason)?.[1];
  if (tooOld !== undefined)
    return {
      problem: `the NVIDIA driver is too old for LibTorch ${libtorch}: it supports CUDA ${cudaVersion(Number(tooOld))}`,
      fix: "update the driver, or build for a LibTorch of the driver's CUDA version",
    };
  const visible = env.CUDA_VISIBLE_DEVICES;
  if (/No CUDA GPUs are available/.test(reason))
    return {
      problem: `the NVIDIA driver shows no GPU${visible === undefined ? '' : ` (CUDA_VISIBLE_DEVICES is '${visible}')`}`,
      fix: `${visible === undefined ? '' : 'unset CUDA_VISIBLE_DEVICES, or '}see what \`nvidia-smi\` shows`,
    };
  return { problem: `CUDA does not start: ${reason}`, fix: 'see what `nvidia-smi` shows' };
}

/** 12020 is 12.2. */
const cudaVersion = (code: number): string => `${Math.floor(code / 1000)}.${Math.floor((code % 1000) / 10)}`;
