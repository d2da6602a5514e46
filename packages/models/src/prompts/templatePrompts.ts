import { Buffer, functional, Module, OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { ClipText } from '../clip/text.js';
import { ClipTokenizer } from '../clip/tokenizer.js';

/**
 * Class names in hand-written sentences, without state. With several sentences, the mean of their normalised
 * features is used (CLIP's ensembling).
 */
export class TemplatePrompts extends Module<[text: ClipText], Tensor> {
  /** One row for each template. */
  protected readonly tokens: Buffer; // [T, K, L]
  /** Index of each text's end token. */
  protected readonly ends: readonly (readonly number[])[]; // [T, K]

  /** @param templates sentences with `{}` in place of the class name */
  constructor(
    text: ClipText,
    readonly classes: readonly string[],
    readonly templates: readonly string[],
  ) {
    super();
    if (classes.length === 0) throw new OptionError('TemplatePrompts: classes must name at least one class');
    const names = classes.map((name) => name.replaceAll('_', ' '));
    const texts = templates.flatMap((template) => names.map((name) => template.replaceAll('{}', name)));
    const { contextLength } = text.options;
    const { tokens, ends } = scope(() => {
      const padded = ClipTokenizer.shared().tokenize(texts, { contextLength }); // [T * K, contextLength]
      const at = padded.argmax({ dim: 1 }).reshape([templates.length, classes.length]);
      const longest = 1 + Number(at.max().item());
      return {
        tokens: padded
          .narrow(1, 0, longest)
          .reshape([...at.shape, longest])
          .contiguous(),
        ends: at.toArray() as number[][],
      };
    });
    this.tokens = new Buffer(tokens, { persistent: false });
    this.ends = ends;
  }

  override describe(): string {
    return `TemplatePrompts(${this.classes.length} classes, ${this.templates.length} templates)`;
  }

  /** @returns [K, D], not normalised */
  override forward(text: ClipText): Tensor {
    return scope(() => {
      const features = this.ends.map((ends, i) =>
        // One template at a time, so that memory does not grow with their number.
        scope(() => {
          const encoded = text.encodeEmbeddings(text.embed(this.tokens.select(0, i)), ends);
          return functional.normalize(encoded, { dim: -1 });
        }),
      ); // T x [K, D]
      return torch.stack(features).mean(0);
    });
  }
}
