import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { buildInfo, cuda, type Device } from '@cotrain/torch';
import { userEnvironment } from './environment.js';
import { cotrainVersion } from './version.js';

/** What the figures hang on besides the code. */
export interface Machine {
  /** `AMD EPYC 9654 96-Core Processor`; with family and model where the name has no number. */
  processor: string;
  /** Cores that this process may use. */
  cores: number;
  /** Instruction set of LibTorch's CPU kernels, `AVX512`. */
  capability: string;
  /** Name of the device that computed, if it was not the CPU: `NVIDIA H100 80GB HBM3`. */
  device?: string;
  /** Bytes; null if not known. */
  memory: number | null;
  /** `linux-x64, 6.1.0`; null if not known. */
  system: string | null;
  node: string;
  libtorch: string;
  cotrain: string | null;
  /** Variables that were set and change speed, such as OMP_NUM_THREADS. */
  environment: Record<string, string>;
}

const VARIABLES =
  /^(OMP_|KMP_|GOMP_|MKL_|DNNL_|ONEDNN_|ATEN_CPU_|COTRAIN_ALLOCATOR|COTRAIN_SPARE_MEMORY|MALLOC_|GLIBC_TUNABLES)/;

/** Describes the machine and the software that a result was measured with. */
export function describeMachine(device: Device = 'cpu', env: NodeJS.ProcessEnv = userEnvironment()): Machine {
  const { libtorchVersion, cpuCapability } = buildInfo();
  return {
    processor: processorName(cpus()[0]?.model.trim() ?? 'unknown', cpuInfo()),
    cores: availableParallelism(),
    capability: cpuCapability,
    ...(device === 'cpu' ? {} : { device: cuda.getDeviceName(device) }),
    memory: totalmem(),
    system: `${process.platform}-${process.arch}, ${release()}`,
    node: process.versions.node,
    libtorch: libtorchVersion,
    cotrain: cotrainVersion(),
    environment: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => VARIABLES.test(entry[0])),
    ),
  };
}

/**
 * The name of a processor. Virtual machines often have one without a number, for generations of which one is
 * twice as fast as another.
 *
 * @param info /proc/cpuinfo, empty where there is none
 */
export function processorName(model: string, info: string): string {
  const [family, number] = ['cpu family', 'model'].map(
    (field) => new RegExp(`^${field}\\s*:\\s*(\\d+)$`, 'm').exec(info)?.[1],
  );
  if (/\d/.test(model) || family === undefined || number === undefined) return model;
  return `${model} (family ${family}, model ${number})`;
}

function cpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}

/** Figures of two machines of the same key stand in one column. */
export const machineKey = ({ processor, cores, capability, device }: Machine): string =>
  `${device === undefined ? '' : `${device}, `}${processor}, ${cores} cores, ${capability}`;
