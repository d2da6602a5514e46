#!/usr/bin/env node
// A CUDA source as C++ for cuda_on_host.h: `node rewrite.mjs native/ops/nms/cuda.cu nms.cpp`. Launches and
// `extern __shared__` are not C++, and the kernels become the CPU's, so that every test runs them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MUTATIONS } from './mutations.mjs';

// name<template arguments><<<grid, block, bytes, stream>>>(
const LAUNCH = /([\w:]+(?:<[^<>;]*(?:<[^<>;]*>[^<>;]*)*>)?)\s*<<<([^;]*?)>>>\s*\(/g;
const DYNAMIC_SHARED = /extern __shared__ (?:__align__\(\d+\) )?unsigned char (\w+)\[\];/g;
const REGISTRATION = /TORCH_LIBRARY_IMPL\(cotrain, CUDA,/g;

/** @param {string} source @returns {string} */
export function rewrite(source) {
  const text = source
    .replaceAll(LAUNCH, (launch, kernel, config) => {
      const lines = '\n'.repeat(launch.split('\n').length - 1); // the lines of errors stay those of the source
      const call = `[](auto... arguments) { ${kernel}(arguments...); }`;
      return `::cuda_on_host::launch(::cuda_on_host::Config(${config.replaceAll('\n', ' ')}), "${kernel}", ${call}, ${lines}`;
    })
    .replaceAll(DYNAMIC_SHARED, 'unsigned char* const $1 = ::cuda_on_host::dynamic_shared();')
    .replaceAll(REGISTRATION, 'TORCH_LIBRARY_IMPL(cotrain, CPU,');
  if (/<<<|extern __shared__/.test(text)) throw new Error('a launch or a shared array is not understood');
  return text;
}

/** The source with one of mutations.mjs, if that is of this file. */
function mutated(source, file) {
  const mutation = MUTATIONS.find(({ name }) => name === process.env.COTRAIN_CUDA_MUTATION);
  if (mutation === undefined || !file.endsWith(`/${mutation.file}`)) return source;
  if (source.split(mutation.find).length !== 2)
    throw new Error(`${mutation.name}: the text is not in ${mutation.file}, or more than once`);
  return source.replace(mutation.find, () => mutation.replace);
}

const [from, to] = process.argv.slice(2);
const included = `#include "cuda_on_host.h"\n#line 1 "${from}"\n`;
mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, included + rewrite(mutated(readFileSync(from, 'utf8'), from)));
