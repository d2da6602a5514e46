import { formatShape, type StateDictMismatch } from '@cotrain/nn';
import { CotrainError } from '@cotrain/torch';

/** A pretrained file does not match the backbone. The model is unchanged. */
export class PretrainedError extends CotrainError implements StateDictMismatch {
  override readonly name = 'PretrainedError';
  override readonly code = 'E_PRETRAINED';
  /** Keys of the backbone that the file does not have. */
  readonly missing: string[];
  /** Keys of a backbone in the file that this backbone does not have, such as those of a deeper network. */
  readonly unexpected: string[];
  readonly misshaped: StateDictMismatch['misshaped'];

  constructor(
    readonly file: string,
    reason: string,
    { missing, unexpected, misshaped }: StateDictMismatch = { missing: [], unexpected: [], misshaped: [] },
  ) {
    const shapes = misshaped.map(
      ({ key, actual, expected }) => `${key} is ${formatShape(actual)}, expected ${formatShape(expected)}`,
    );
    const lines = [
      `${file}: ${reason}`,
      section('missing keys', missing),
      section('keys of another backbone', unexpected),
      section('shapes', shapes),
    ];
    super(lines.filter((line) => line !== '').join('\n  '));
    this.missing = missing;
    this.unexpected = unexpected;
    this.misshaped = misshaped;
  }
}

const LISTED = 10;

function section(title: string, items: string[]): string {
  if (items.length === 0) return '';
  const more = items.length > LISTED ? `, and ${items.length - LISTED} more` : '';
  return `${title} (${items.length}): ${items.slice(0, LISTED).join(', ')}${more}`;
}
