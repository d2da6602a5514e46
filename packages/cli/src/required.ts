import type { Command, Option } from 'commander';

const required = new WeakSet<Option>();

/** Whether {@link requireOptions} was called for the option; help marks it. */
export const isRequired = (option: Option): boolean => required.has(option);

/**
 * Makes options of a command mandatory. commander's own `requiredOption` is checked before unknown options,
 * so that `--gtt DIR` would be answered with "--gt is missing" instead of "did you mean --gt".
 *
 * @param names in camelCase, as in the options object
 */
export function requireOptions(command: Command, ...names: string[]): Command {
  const options = command.options.filter((option) => names.includes(option.attributeName()));
  for (const option of options) required.add(option);
  return command.hook('preAction', () => {
    const missing = options.filter((option) => command.getOptionValue(option.attributeName()) === undefined);
    if (missing.length === 0) return;
    const flags = missing.map((option) => `'${option.flags}'`).join(', ');
    command.error(`error: required option${missing.length > 1 ? 's' : ''} ${flags} not given`);
  });
}
