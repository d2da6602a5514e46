// The page of an exported model, as a test drives it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelMetadata } from '@cotrain/export';
import test, { type ExecutionContext } from 'ava';
import type { Browser } from './chromium.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-web-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

export const temporaryFolder = (): string => mkdtempSync(join(root, 'page-'));

/** A model without weights: tests/golden/web/make_standin.py says what it gives. */
export const STANDIN: { onnx: Uint8Array; metadata: ModelMetadata } = {
  onnx: readFileSync(new URL('../golden/web/standin.onnx', import.meta.url)),
  metadata: JSON.parse(
    readFileSync(new URL('../golden/web/standin.json', import.meta.url), 'utf8'),
  ) as ModelMetadata,
};

/** Neither the console nor the network had anything that should not be there. */
export function assertClean(t: ExecutionContext, { problems, requests }: Browser, url: string): void {
  // Chromium itself writes this when a page asks whether there is a GPU.
  t.deepEqual(
    problems.filter((problem) => !problem.includes('No available adapters')),
    [],
  );
  const foreign = requests.filter(
    (address) =>
      !address.startsWith(url) && !/^(data|about):/.test(address) && !address.startsWith(blobsOf(url)),
  );
  t.deepEqual(foreign, [], 'no request to another host');
}

const blobsOf = (url: string): string => `blob:${new URL(url).origin}/`;

export const text = (id: string): string => `document.querySelector('#${id}').textContent`;

/** Opens a page and waits for its model. */
export async function openPage(browser: Browser, url: string): Promise<void> {
  await browser.open(url);
  await browser.until(`${text('status')} === 'Ready.'`, 60);
}

/** Gives the page a photograph, and waits until it is predicted. */
export async function choosePhotograph(browser: Browser, file: string): Promise<void> {
  await browser.evaluate(`${text('status')} = ''`);
  await browser.choose('#file', file);
  await browser.until(`/ ms\\.$/.test(${text('status')}) || ${text('error')}`, 60);
}

/** What the page's predictions file holds. */
export interface PredictionsFile {
  image: { name: string; width: number; height: number };
  tasks: Record<
    string,
    {
      kind: string;
      objects?: { className: string; classId: number; score: number; box: number[] }[];
      runs?: number[];
    }
  >;
}

/** Clicks on a button that saves a file, and returns the file. */
export async function download(browser: Browser, button: string): Promise<Buffer> {
  const folder = temporaryFolder();
  await browser.downloadTo(folder);
  const { downloads } = browser;
  await browser.evaluate(`document.querySelector('#${button}').click()`);
  while (browser.downloads === downloads)
    await browser.evaluate('new Promise((resolve) => setTimeout(resolve, 20))');
  return readFileSync(join(folder, readdirSync(folder)[0]!));
}

export const predictionsOf = async (browser: Browser): Promise<PredictionsFile> =>
  JSON.parse((await download(browser, 'save-predictions')).toString()) as PredictionsFile;

/** Class by pixel. */
export function unpack(runs: readonly number[]): Uint8Array {
  const parts: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let n = runs[i + 1]!; n > 0; n--) parts.push(runs[i]!);
  return Uint8Array.from(parts);
}

/** Writes a file for the page to open. */
export function fileOf(name: string, content: Uint8Array | string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** Photographs of the BDD100K data set where they are installed; none elsewhere. */
export function streetPhotographs(): string[] {
  const folder = new URL('../../../shared/data/bdd100k-images/', import.meta.url).pathname;
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.jpg'))
        .map((file) => join(folder, file))
    : [];
}
