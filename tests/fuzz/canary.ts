// A file that appears if code in a damaged file is run.
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const CANARY = join(tmpdir(), 'cotrain-fuzz-canary');
