import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { withDefaults } from '@cotrain/nn';
import { CotrainError, type Tensor, torch } from '@cotrain/torch';
import { Tokenizer } from '@huggingface/tokenizers';
import { cleanText } from './cleanText.js';

/** Length of token rows, and whether longer texts are cut. */
export interface TokenizeOptions {
  /** Length of the rows. Default 77. */
  contextLength?: number;
  /** Cuts texts that are too long, their end token kept, instead of refusing them. Default false. */
  truncate?: boolean;
}

/** A text has more tokens than fit. */
export class TextTooLongError extends CotrainError {
  override readonly name = 'TextTooLongError';
  override readonly code = 'E_TEXT_TOO_LONG';

  constructor(
    readonly text: string,
    /** With the start and the end token. */
    readonly length: number,
    readonly contextLength: number,
  ) {
    super(
      `the text '${text}' has ${length} tokens, its start and end among them, and ${contextLength} fit: shorten it, or give {truncate: true}`,
    );
  }
}

/** OpenAI's file of merges, as released (its licence lies beside it). */
const MERGES = new URL('../../vocab/bpe_simple_vocab_16e6.txt.gz', import.meta.url);
const VOCABULARY_SIZE = 49408;
const START = '<|startoftext|>';
const END = '<|endoftext|>';
const WORD_END = '</w>';

/**
 * `clip/simple_tokenizer.py`: special tokens, contractions, words, single digits, and runs of other
 * characters.
 */
const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;

let shared: ClipTokenizer | undefined;

/**
 * CLIP's tokenizer (`clip/simple_tokenizer.py`): byte-pair encoding over lower-cased text, 49408 tokens.
 * Reading its vocabulary takes a moment: `ClipTokenizer.shared()` does it once.
 */
export class ClipTokenizer {
  readonly vocabSize = VOCABULARY_SIZE;
  /** The token that starts a text. */
  readonly sot = VOCABULARY_SIZE - 2;
  /** The token that ends a text: the highest id of all. */
  readonly eot = VOCABULARY_SIZE - 1;
  readonly #tokenizer: Tokenizer;

  constructor() {
    const special = [START, END].map((content, i) => ({
      id: this.sot + i,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    }));
    this.#tokenizer = new Tokenizer(
      {
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
        model: { type: 'BPE', end_of_word_suffix: WORD_END, ...readVocabulary() },
        post_processor: null,
        decoder: null,
        added_tokens: special,
      },
      {},
    );
  }

  /** One tokenizer for all, made when it is first asked for. */
  static shared(): ClipTokenizer {
    shared ??= new ClipTokenizer();
    return shared;
  }

  /** Token ids of a text, without start and end. */
  encode(text: string): number[] {
    // Word by word: a special token right behind other signs is read as signs, which the library would not
    // do.
    const words = cleanText(text).match(WORDS) ?? [];
    return words.flatMap((word) => this.#tokenizer.encode(word, { add_special_tokens: false }).ids);
  }

  /** The text of token ids, special ones included; a space follows each word. */
  decode(ids: readonly number[]): string {
    const characters = ids.map((id) => this.#tokenizer.id_to_token(id) ?? '').join('');
    const bytes = Array.from(characters, (character) => BYTE_OF.get(character)!);
    return new TextDecoder().decode(Uint8Array.from(bytes)).replaceAll(WORD_END, ' ');
  }

  /**
   * The official `clip.tokenize`: a row a text, start and end tokens around it, zeros after it.
   *
   * @returns int64 [N, contextLength]
   * @throws TextTooLongError unless `truncate` is set
   */
  tokenize(texts: string | readonly string[], options?: TokenizeOptions): Tensor {
    const { contextLength, truncate } = withDefaults('ClipTokenizer.tokenize', options, {
      contextLength: 77,
      truncate: false,
    });
    const rows = (typeof texts === 'string' ? [texts] : texts).map((text) => {
      const ids = [this.sot, ...this.encode(text), this.eot];
      if (ids.length <= contextLength) return ids;
      if (!truncate) throw new TextTooLongError(text, ids.length, contextLength);
      return [...ids.slice(0, contextLength - 1), this.eot];
    });
    const padded = new BigInt64Array(rows.length * contextLength);
    for (const [i, row] of rows.entries()) padded.set(row.map(BigInt), i * contextLength);
    return torch.tensor(padded, { shape: [rows.length, contextLength] });
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A printable character for each byte, in the order of the vocabulary (GPT-2's `bytes_to_unicode`). */
const PRINTABLE = [...range(0x21, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff)];
const BYTES = [...PRINTABLE, ...range(0, 0xff).filter((byte) => !PRINTABLE.includes(byte))];
const CHARACTERS = BYTES.map((byte, i) =>
  String.fromCharCode(i < PRINTABLE.length ? byte : 0x100 + i - PRINTABLE.length),
);
const BYTE_OF = new Map(CHARACTERS.map((character, i) => [character, BYTES[i]!]));

function readVocabulary(): { vocab: Record<string, number>; merges: string[] } {
  const lines = gunzipSync(readFileSync(MERGES)).toString('utf8').split('\n');
  const tokensOfMerges = VOCABULARY_SIZE - 2 - 2 * CHARACTERS.length;
  // The file's first line is its version, and it holds more merges than CLIP's vocabulary.
  const merges = lines.slice(1, 1 + tokensOfMerges);
  const tokens = [
    ...CHARACTERS,
    ...CHARACTERS.map((character) => character + WORD_END),
    ...merges.map((merge) => merge.replace(' ', '')),
    START,
    END,
  ];
  return { vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges };
}
