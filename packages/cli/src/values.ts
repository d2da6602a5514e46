import type { Device } from '@cotrain/torch';
import { InvalidArgumentError } from 'commander';

/** For `.option('--count <n>', ..., positiveInteger)`. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

/** `pytorch,compile`: words. */
export function commaSeparated(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('It must be words separated by commas.');
  return words;
}

/** A whole number from 0, as seeds are. */
export function seed(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be a whole number from 0.');
  }
  return value;
}

/** A TCP port; 0 is a free one. */
export function port(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It must be a port from 0 to 65535.');
  return value;
}

/** `640x360`: width, height. */
export function size(text: string): { width: number; height: number } {
  const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(text);
  if (!match) throw new InvalidArgumentError('It must be WIDTHxHEIGHT in pixels, such as 640x360.');
  return { width: Number(match[1]), height: Number(match[2]) };
}

/** `384x640`: height, width. */
export function heightByWidth(text: string): { height: number; width: number } {
  const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(text);
  if (!match) throw new InvalidArgumentError('It must be HEIGHTxWIDTH in pixels, such as 384x640.');
  return { height: Number(match[1]), width: Number(match[2]) };
}

/** Where to compute. Whether the device is there is known once something is computed on it. */
export function device(text: string): Device {
  if (!/^(cpu|cuda(:\d+)?)$/.test(text)) throw new InvalidArgumentError('It must be cpu, cuda or cuda:N.');
  return text as Device;
}

/** Frames per second. */
export function rate(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1000))
    throw new InvalidArgumentError('It must be a number of frames per second, above 0.');
  return value;
}

/** A share from 0 to 1. */
export function ratio(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return value;
}
