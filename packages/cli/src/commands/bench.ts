import type { BenchEvent, BenchOptions, BenchResult } from '@cotrain/bench';
import type { Command } from 'commander';
import { EXIT_FAILURE, UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { interruptSignal } from '../interrupt.js';
import { inform, isQuiet, warn } from '../output.js';
import { createProgress, type Progress } from '../progress.js';
import { formatTable } from '../table.js';
import { commaSeparated, positiveInteger } from '../values.js';

interface Options {
  against?: string[];
  python?: string;
  rounds?: number;
  device: string;
  threads?: number;
  quick: boolean;
  wait?: number;
  list: boolean;
  json: boolean;
  out?: string;
  html?: string;
  markdown?: string;
  from?: string[];
  compare?: string[];
  acrossMachines: boolean;
  details: boolean;
  plugin: string[];
}

export function register(program: Command): void {
  const command = program
    .command('bench')
    .description(
      'Measure how fast cotrain is here, with intervals, floors, and verdicts only outside the noise',
    )
    .argument(
      '[what...]',
      "Groups (ops, torch, model, gpu, adapt, distributed, loader, metrics) or cases of --list; 'peers' sets up Python's side",
    )
    .option(
      '--against <peers>',
      'Peers in Python to measure too, such as pytorch,tcmalloc, or all (--list names them by case)',
      commaSeparated,
    )
    .option('--python <path>', 'Python with torch (default: the first in VIRTUAL_ENV or on the PATH)')
    .option('--rounds <n>', 'Rounds of every case (default: its own)', positiveInteger)
    .option('--device <device>', 'Device of the groups ops and gpu', 'cpu')
    .option('--threads <n>', 'Threads of cases that use more than one (default: all cores)', positiveInteger)
    .option(
      '--quick',
      'Run one round of small sizes, which shows that everything runs and measures nothing',
      false,
    )
    .option('--wait <minutes>', 'Longest wait for an idle machine before each case', positiveInteger)
    .option('--list', 'Print the cases', false)
    .option('--json', 'Print the result as JSON', false)
    .option('--out <file>', 'File for the result as JSON, written after each case')
    .option('--html <file>', 'File for a page with tables and charts')
    .option('--markdown <file>', 'File for a page of tables')
    .option('--from <paths...>', 'Show stored results, files or folders of them, instead of measuring')
    .option('--compare <files...>', 'Compare two stored results: before.json after.json')
    .option('--across-machines', 'With --compare: judge results of different machines or threads', false)
    .option('--details', 'Show the parts of figures too', false)
    .action(bench);
  withExamples(
    command,
    '--list',
    'model --against tcmalloc,compile,onnxruntime --out result.json',
    '--compare before.json after.json',
  );
}

async function bench(what: string[], options: Options): Promise<void> {
  const { list, compare, from } = options;
  if ([list, compare !== undefined, from !== undefined, what.includes('peers')].filter(Boolean).length > 1)
    throw new UsageError("--list, --compare, --from and 'peers' exclude each other");
  if (compare !== undefined) return compareFiles(compare, options);
  if (from !== undefined) return show(await stored(from), options);
  if (list) return listCases(options);
  if (what.includes('peers')) {
    if (what.length > 1) throw new UsageError("'peers' stands alone");
    return setUpPeers(options);
  }
  const result = await measure(what, options);
  await show([result], options);
  const failed = result.cases.filter((each) => each.failed !== undefined);
  for (const { group, name } of failed) warn(`${group}/${name} failed`);
  if (failed.length > 0) process.exitCode = EXIT_FAILURE;
}

async function measure(what: string[], options: Options): Promise<BenchResult> {
  const { runBench, writeResult } = await import('@cotrain/bench');
  const { against, python, rounds, device, threads, quick, wait, out, plugin } = options;
  const watch = watcher();
  const asked: BenchOptions = {
    what,
    against,
    python,
    rounds,
    device,
    threads,
    quick,
    wait,
    plugins: plugin,
  };
  try {
    return await runBench({
      ...asked,
      signal: interruptSignal(),
      onEvent: (event) => {
        watch.tell(event);
        // What is measured is kept, whatever becomes of the cases that follow.
        if (event.type === 'done' && out !== undefined) writeResult(out, event.result);
      },
    });
  } finally {
    watch.stop();
  }
}

/** Shows how far a run is. */
function watcher(): { tell(event: BenchEvent): void; stop(): void } {
  let progress: Progress | undefined;
  const stop = () => {
    progress?.stop();
    progress = undefined;
  };
  return {
    stop,
    tell(event) {
      if (event.type === 'case') {
        stop();
        inform(`${event.id} (${event.index + 1} of ${event.count})\n`);
      } else if (event.type === 'round') {
        progress ??= createProgress({ label: event.id, total: event.total });
        progress.update(event.done);
      } else if (event.type === 'busy') {
        const cores = `other processes use ${event.cores.toFixed(1)} cores`;
        if (event.waiting) inform(`cotrain: waiting, ${cores}\n`);
        else warn(`${cores}: no verdict will be given (--wait waits until the machine is idle)`);
      } else stop();
    },
  };
}

async function stored(files: readonly string[]): Promise<BenchResult[]> {
  const { readResult, resultFiles } = await import('@cotrain/bench');
  return files.flatMap(resultFiles).map(readResult);
}

async function show(results: readonly BenchResult[], options: Options): Promise<void> {
  const { describeResult, toJson } = await import('@cotrain/bench');
  const { json, details } = options;
  await writePages(results, options);
  if (json) {
    if (results.length > 1) throw new UsageError('--json prints one result: name one file with --from');
    process.stdout.write(`${toJson(results[0]!)}\n`);
  } else if (!isQuiet() || (!options.html && !options.markdown)) {
    for (const result of results) process.stdout.write(`${describeResult(result, { details })}\n`);
  }
}

async function writePages(results: readonly BenchResult[], { html, markdown, from }: Options): Promise<void> {
  if (html === undefined && markdown === undefined) return;
  const { renderHtml, renderMarkdown } = await import('@cotrain/bench');
  const { writeFileAtomic } = await import('@cotrain/torch');
  if (html !== undefined) writeFileAtomic(html, await renderHtml(results));
  const command = ['npx cotrain bench', ...(from ? ['--from', ...from] : []), '--markdown', markdown].join(
    ' ',
  );
  if (markdown !== undefined) writeFileAtomic(markdown, renderMarkdown(results, command));
}

async function compareFiles(
  files: readonly string[],
  { acrossMachines, details, json }: Options,
): Promise<void> {
  if (files.length !== 2) throw new UsageError(`--compare takes two files, not ${files.length}`);
  const { compareResults, describeComparison } = await import('@cotrain/bench');
  const [before, after] = (await stored(files)) as [BenchResult, BenchResult];
  const comparison = compareResults(before, after, { acrossMachines });
  process.stdout.write(
    json ? `${JSON.stringify(comparison, null, 2)}\n` : describeComparison(comparison, { details }),
  );
}

async function listCases({ json }: Options): Promise<void> {
  const { idOf, listCases } = await import('@cotrain/bench');
  const cases = listCases();
  if (json) {
    const rows = cases.map((each) => ({ id: idOf(each), title: each.title, rounds: each.rounds }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const peers = (each: (typeof cases)[number]) =>
    each.kind === 'processes' ? [...new Set((each.peers ?? []).map(({ against }) => against))].join(',') : '';
  const rows = cases.map((each) => [idOf(each), String(each.rounds), peers(each)]);
  const table = formatTable([['case', 'rounds', '--against'], ...rows]);
  process.stdout.write(`${table}\n`);
}

/** Finds Python's torch, says what it lacks, and builds the native reference loops. */
async function setUpPeers({ python: path, json }: Options): Promise<void> {
  const { buildNative, findPython } = await import('@cotrain/bench');
  const { libtorchVersion } = (await import('@cotrain/torch')).buildInfo();
  const python = await findPython({ python: path });
  const native = await buildNative(python);
  if (json) {
    process.stdout.write(`${JSON.stringify({ python, native }, null, 2)}\n`);
    return;
  }
  const modules = Object.entries(python.modules).map(
    ([name, version]) => `${name} ${version ?? '- (not installed: cases that need it are left out)'}`,
  );
  const same = python.torch.split('+')[0] === libtorchVersion.split('+')[0];
  process.stdout.write(`Python ${python.version}: ${python.path}
torch ${python.torch}${same ? '' : ` (another release than our LibTorch ${libtorchVersion}: times compare both)`}
${modules.join('\n')}
native reference loops: ${native}
Ready: cotrain bench --against pytorch${path === undefined ? '' : ` --python ${path}`}
`);
}
