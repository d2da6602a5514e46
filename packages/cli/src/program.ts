import { Command, Help, Option } from 'commander';
import { COMMANDS } from './commands/index.js';
import { EXIT_FAILURE, reportError } from './errors.js';
import { interruptedCode, wasInterrupted } from './interrupt.js';
import { detail, inform, setVerbosity } from './output.js';
import { isRequired } from './required.js';
import { resumeHint } from './resumeHint.js';
import { version } from './version.js';

/** The whole command line; nothing heavy is loaded before a command's action runs. */
export function buildProgram(): Command {
  const program = new Command('cotrain');
  // Subcommands inherit these settings, so they come first.
  program
    .exitOverride()
    // `run` gives what follows its command to that command.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .configureHelp({ optionDescription });
  program
    .description('Train and evaluate multi-task perception models, on LibTorch')
    .version(version(), '--version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand('help [command]', 'Print the help of a command');
  for (const register of COMMANDS) register(program);
  for (const command of program.commands) addVerbosity(command);
  program.hook('preAction', async (_, command) => {
    const { quiet, verbose, plugin } = command.opts<{
      quiet?: boolean;
      verbose?: boolean;
      plugin: string[];
    }>();
    setVerbosity(quiet ? 'quiet' : verbose ? 'verbose' : 'normal');
    if (plugin.length > 0) await (await import('@cotrain/train')).loadPlugins(plugin);
  });
  return program;
}

const collect = (value: string, values: string[]): string[] => [...values, value];

/** The options of every command that does something. */
function addVerbosity(command: Command): void {
  for (const below of command.commands) addVerbosity(below);
  if (command.commands.length > 0) return;
  command
    .addOption(new Option('--quiet', 'Print only results, warnings and errors').conflicts('verbose'))
    .option('--verbose', 'Print more about the steps, how long they take, and where errors come from')
    .option('--plugin <file>', 'Module with your own tasks, heads or data; repeatable', collect, []);
}

/** Runs one command line (without `node` and the script) and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const code = await finished(args);
  const hint = wasInterrupted() || code === EXIT_FAILURE ? resumeHint() : null;
  if (hint !== null) inform(`cotrain: to continue: ${hint}\n`);
  detail(`cotrain: took ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return code;
}

async function finished(args: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(args, { from: 'user' });
    return wasInterrupted() ? interruptedCode() : Number(process.exitCode ?? 0);
  } catch (error) {
    return reportError(error);
  }
}

/** Leaves out commander's "(default: false)" and "(default: [])", and marks options that are required. */
function optionDescription(option: Option): string {
  const { description, defaultValue } = option;
  const isOff = defaultValue === false || (Array.isArray(defaultValue) && defaultValue.length === 0);
  const text = isOff ? description : new Help().optionDescription(option);
  return isRequired(option) ? `${text} (required)` : text;
}

/** commander says `error: unknown option '--gtt'\n(Did you mean --gt?)`. */
function oneLine(text: string): string {
  return `${text
    .replace(/^error: /, 'cotrain: ')
    .trim()
    .replace(/\s*\n\s*/g, ' ')}\n`;
}
