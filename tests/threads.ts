// How many threads a test file computes with, before LibTorch is loaded. Two files run at a time, and share
// two cores in continuous integration.
import test from 'ava';

/** Where the kernels themselves are tested: only several threads show what they do to one another. */
const KERNELS = /\/tests\/(models|nn|ops|optim|parity|torch)\//;

// Everything else computes little at a time, and is faster with one thread than with two that wait.
if (!KERNELS.test(test.meta.file)) process.env.OMP_NUM_THREADS ??= '1';
// A thread that spins while it waits for work takes the other file's core.
process.env.OMP_WAIT_POLICY ??= 'passive';
