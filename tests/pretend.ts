// The pretended second device, `pretend:0` (tests/native/pretended_device.cpp).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { torch } from '@cotrain/torch';

const library = fileURLToPath(new URL('../build/Release/cotrain_pretend.so', import.meta.url));

/** Whether the library of the pretended device is built. */
export const hasPretend = existsSync(library);

if (hasPretend) torch.ops.loadLibrary(library);
else console.log('skipped the tests on a pretended device: build/Release/cotrain_pretend.so is not built');

/** Name of the device. */
export const PRETEND = 'pretend:0';
