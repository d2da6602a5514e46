import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { withDefaults } from '@cotrain/nn';
import { CotrainError, type Tensor, torch } from '@cotrain/torch';
import { Tokenizer } from '@huggingface/tokenizers';
import { cleanText } from './cleanText.js';

/** Length of token rows, and whether longer texts are cut. */
export interface TokenizeOptions {
  /** Length of each row of tokens. Default 77. */
  contextLength?: number;
  /** Truncates texts that are too long, keeping their end token, instead of throwing. Default false. */
  truncate?: boolean;
}

/** A text has more tokens than allowed. */
export class TextTooLongError extends CotrainError {
  override readonly name = 'TextTooLongError';
  override readonly code = 'E_TEXT_TOO_LONG';

  constructor(
    readonly text: string,
    /** Number of tokens, including the start and the end token. */
    readonly length: number,
    readonly contextLength: number,
  ) {
    super(
      `the text '${text}' has ${length} tokens, including its start and end, but at most ${contextLength} are allowed: shorten it, or pass {truncate: true}`,
    );
  }
}

/** OpenAI's file of merges as released, with its licence beside it. */
const MERGES = new URL('../../vocab/bpe_simple_vocab_16e6.txt.gz', import.meta.url);
const VOCABULARY_SIZE = 49408;
const START = '<|startoftext|>';
const END = '<|endoftext|>';
const WORD_END = '</w>';

/**
 * Splits a text as `clip/simple_tokenizer.py` does: special tokens, contractions, words, single digits, and
 * runs of other characters.
 */
const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;

let shared: ClipTokenizer | undefined;

/**
 * CLIP's tokenizer (`clip/simple_tokenizer.py`): byte-pair encoding of lower-case text, 49408 tokens. Reading
 * the vocabulary takes a moment; `ClipTokenizer.shared()` does it only once.
 */
export class ClipTokenizer {
  readonly vocabSize = VOCABULARY_SIZE;
  /** The token that starts a text. */
  readonly sot = VOCABULARY_SIZE - 2;
  /** The token that ends a text, which has the highest id. */
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

  /** A shared tokenizer, created on first use. */
  static shared(): ClipTokenizer {
    shared ??= new ClipTokenizer();
    return shared;
  }

  /** Token ids of a text, without the start and end tokens. */
  encode(text: string): number[] {
    // Word by word. A special token directly after other characters is read as characters, unlike in the
    // official library.
    const words = cleanText(text).match(WORDS) ?? [];
    return words.flatMap((word) => this.#tokenizer.encode(word, { add_special_tokens: false }).ids);
  }

  /** Decodes token ids, including special tokens. Each word is followed by a space. */
  decode(ids: readonly number[]): string {
    const characters = ids.map((id) => this.#tokenizer.id_to_token(id) ?? '').join('');
    const bytes = Array.from(characters, (character) => BYTE_OF.get(character)!);
    return new TextDecoder().decode(Uint8Array.from(bytes)).replaceAll(WORD_END, ' ');
  }

  /**
   * The official `clip.tokenize`. Each text becomes a row: start token, tokens, end token, then zeros.
   *
   * @returns int64 [N, contextLength]
   * @throws TextTooLongError for a text that is too long, unless `truncate` is set
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
  // The file's first line is its version, and it contains more merges than CLIP's vocabulary uses.
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
