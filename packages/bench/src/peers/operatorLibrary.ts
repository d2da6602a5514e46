import { dirname, join } from 'node:path';
import { buildInfo } from '@cotrain/torch';

/** cotrain's operators as a library that Python's torch of the same release can load. */
export const operatorLibrary = (): string => join(dirname(buildInfo().addonPath), 'libcotrain_ops.so');
