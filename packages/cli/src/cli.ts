export { UsageError } from './errors.js';
export { buildProgram, run } from './program.js';
