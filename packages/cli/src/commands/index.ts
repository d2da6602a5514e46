import type { Command } from 'commander';
import { register as doctor } from './doctor.js';
import { register as score } from './score.js';

/** Every command, in the order of the help. A command's heavy imports belong into its action. */
export const COMMANDS: readonly ((program: Command) => void)[] = [score, doctor];
