// What an editor shows of `torch.` and of tensors: which names it completes, and the sentence in each hover.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArgumentError, buildInfo, camelCase, torch } from '@cotrain/torch';
import test from 'ava';
import ts from 'typescript';
import { Operator } from '../../packages/torch/dist/dispatch/operator.js';
import { native } from '../../packages/torch/dist/native/addon.js';
import { onTypedVersion } from './support.js';

type Section = 'functions' | 'methods' | 'linalg' | 'fft' | 'special';
const documented = JSON.parse(
  readFileSync(new URL('../../packages/torch/scripts/documented.json', import.meta.url), 'utf8'),
) as Record<Section, Record<string, string>>;

interface Entry {
  /** `linalg_solve` */
  operator: string;
  section: Section;
  sentence: string;
}

const entries: Entry[] = Object.entries(documented).flatMap(([section, sentences]) =>
  Object.entries(sentences).map(([name, sentence]) => ({
    operator: section === 'functions' || section === 'methods' ? name : `${section}_${name}`,
    section: section as Section,
    sentence,
  })),
);

const schemas = new Map<string, string[]>();
for (const [name, overload] of native.operatorNames()) {
  const base = name.replace('aten::', '');
  schemas.set(base, [...(schemas.get(base) ?? []), native.describeOperator(name, overload)!.schema]);
}

test('an operator that the types promise and the loaded LibTorch lacks is one clear error', (t) => {
  const { libtorchVersion } = buildInfo();
  const message = (operator: string) =>
    `aten::${operator} is not in LibTorch ${libtorchVersion}, which is loaded; cotrain's types are those of another version`;
  t.throws(() => new Operator('aten::gone', ['', 'out']).call([]), {
    instanceOf: ArgumentError,
    message: message('gone'),
  });
  // As aten::cholesky from LibTorch 2.14 on.
  for (const { operator, section } of entries.filter((entry) => !schemas.has(entry.operator))) {
    if (section !== 'functions') continue;
    const call = (torch as unknown as Record<string, (x: unknown) => unknown>)[camelCase(operator)]!;
    t.throws(() => call(1), { instanceOf: ArgumentError, message: message(operator) });
  }
});

onTypedVersion('at least 300 operators have one sentence each, and each operator exists', (t) => {
  t.true(entries.length >= 300, String(entries.length));
  for (const { operator, sentence } of entries) {
    t.true(schemas.has(operator), operator);
    t.regex(sentence, /^[A-Z][^\n]*\.$/, operator);
    t.notRegex(sentence, /[.!?] [A-Z]/, `${operator}: more than one sentence`);
    t.true(sentence.length <= 240, `${operator}: ${sentence.length} characters`);
  }
});

onTypedVersion('names in the sentences are arguments or operators', (t) => {
  const operators = new Set(
    entries.map(({ operator, section }) =>
      section === 'functions' || section === 'methods'
        ? camelCase(operator)
        : `${section}.${camelCase(operator.slice(section.length + 1))}`,
    ),
  );
  // Attributes and methods of the class itself; members of the same namespace are named without it.
  for (const name of ['at', 'grad']) operators.add(name);
  for (const { operator, section, sentence } of entries)
    for (const [, name] of sentence.matchAll(/`([\w.]+)`/g)) {
      const isArgument = schemas
        .get(operator)!
        .some((schema) => [...schema.matchAll(/ (\w+)[=,)]/g)].some(([, own]) => camelCase(own!) === name));
      t.true(
        isArgument || operators.has(name!) || operators.has(`${section}.${name}`),
        `${operator}: \`${name}\``,
      );
    }
});

test('defaults in the sentences are those of the schemas', (t) => {
  // What another overload leaves out, or the kernel puts in the place of None.
  const elsewhere = new Set([
    ...['arange start', 'randint low', 'randint_like low', 'kaiser_window beta', 'nan_to_num nan'],
    ...['stft hopLength', 'std correction', 'var correction', 'embedding_bag mode'],
  ]);
  let checked = 0;
  for (const { operator, sentence } of entries)
    for (const [, name, value] of sentence.matchAll(/`(\w+)` \(default ([^)]+)\)/g)) {
      if (elsewhere.has(`${operator} ${name}`)) continue;
      const defaults = schemas
        .get(operator)!
        .flatMap((schema) => [...schema.matchAll(/ (\w+)=([^,)]+)/g)])
        .filter(([, own]) => camelCase(own!) === name)
        .map(([, , own]) => (own === 'None' || own === '[]' ? 'all' : String(Number(own))));
      t.true(defaults.includes(value!), `${operator}: \`${name}\` is ${defaults}, not ${value}`);
      checked++;
    }
  t.true(checked > 60, String(checked));
});

// What tutorials, papers' code and model zoos call most, in Python's spelling.
const MOST_USED =
  `abs acos adaptive_avg_pool2d adaptive_max_pool2d add addcdiv addcmul addmm all allclose amax amin any arange argmax
  argmin argsort asin atan atan2 avg_pool2d baddbmm batch_norm bernoulli bilinear bincount bmm broadcast_tensors bucketize
  cat cdist ceil chunk clamp clone conv1d conv2d conv3d conv_transpose2d cos cosh cosine_similarity count_nonzero
  cross ctc_loss cummax cumprod cumsum deg2rad det diag diag_embed diagonal diff dist div dot dropout einsum elu
  embedding empty empty_like eq equal erf exp expm1 eye flatten flip floor floor_divide fmod full full_like gather ge gelu
  glu group_norm gt hardsigmoid hardswish hardtanh histc huber_loss hypot index_add index_copy index_select
  instance_norm inverse isclose isfinite isin isinf isnan kl_div kron kthvalue l1_loss layer_norm le leaky_relu lerp lgamma
  linear linspace log log10 log1p log2 log_softmax logaddexp logical_and logical_not logical_or logical_xor
  logsumexp lt margin_ranking_loss masked_select matmul max max_pool2d maximum mean median meshgrid min minimum mish mm
  mode movedim mse_loss mul multinomial mv nan_to_num narrow ne neg nll_loss nonzero norm normal numel one_hot ones
  ones_like outer pad pairwise_distance permute pixel_shuffle pow prelu prod quantile rad2deg rand rand_like randint
  randn randn_like randperm reciprocal relu relu6 remainder repeat_interleave reshape rms_norm roll rot90 round rsqrt
  scaled_dot_product_attention scatter scatter_add searchsorted select selu sigmoid sign silu sin sinh smooth_l1_loss
  softmax softplus sort split sqrt square squeeze stack std stft sub sum svd t take tan tanh tensordot tile topk
  trace transpose trapezoid tril triplet_margin_loss triu trunc unbind unflatten unique_consecutive unsqueeze var
  var_mean view_as_complex view_as_real vstack where zeros zeros_like
  affine_grid_generator col2im cross_entropy_loss grid_sampler im2col lstm gru log_sigmoid upsample_nearest2d
  upsample_bilinear2d upsample_bicubic2d binary_cross_entropy binary_cross_entropy_with_logits
  contiguous copy_ detach dim expand expand_as fill_ index_fill index_put is_contiguous masked_fill masked_scatter new_empty
  new_full new_ones new_zeros normal_ pin_memory random_ repeat reshape_as resize_ to_dense to_sparse type_as unfold
  uniform_ view view_as zero_
  linalg_cholesky linalg_det linalg_eig linalg_eigh linalg_inv linalg_lstsq linalg_matrix_norm linalg_norm linalg_pinv
  linalg_qr linalg_solve linalg_svd linalg_vector_norm fft_fft fft_fft2 fft_fftfreq fft_fftshift fft_ifft fft_irfft
  fft_rfft special_expit special_gammaln special_xlogy`.split(/\s+/);

test("PyTorch's most used functions have a sentence", (t) => {
  const known = new Set(entries.map(({ operator }) => operator));
  t.deepEqual(
    MOST_USED.filter((name) => !known.has(name)),
    [],
  );
});

test('an editor completes what is documented, and shows the sentence and the schema', (t) => {
  const file = fileURLToPath(new URL('hover.ts', import.meta.url));
  const text = `import { torch } from '@cotrain/torch';
const x = torch.zeros([2]);
torch.softmax(x, 0);
x.add_(1);
torch.linalg.norm(x);
torch.ops.aten.expand_copy(x, [2]);
`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) =>
      name === file || ts.sys.fileExists(name)
        ? ts.ScriptSnapshot.fromString(name === file ? text : ts.sys.readFile(name)!)
        : undefined,
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  });
  const hover = (code: string): string => {
    const at = text.indexOf(code) + code.lastIndexOf('.') + 1;
    const info = service.getQuickInfoAtPosition(file, at)!;
    return ts.displayPartsToString(info.documentation);
  };
  t.regex(hover('torch.softmax'), /^Scales the exponentials along `dim`.*\n\n`aten::softmax\.int/);
  t.regex(hover('x.add_'), /^Adds `other`.* In place: .*\n\n`aten::add_/);
  t.regex(hover('torch.linalg.norm'), /^Computes the vector norm.*\n\n`aten::linalg_norm/);
  t.regex(hover('torch.ops.aten.expand_copy'), /^`aten::expand_copy/);
  const completed = (code: string): string[] => {
    const at = text.indexOf(code) + code.length;
    return service.getCompletionsAtPosition(file, at, undefined)!.entries.map(({ name }) => name);
  };
  const functions = completed('torch.');
  t.true(functions.length < 560, String(functions.length));
  t.deepEqual(functions.filter((name) => /^_|_$|[a-z]Copy$|Backward/.test(name)).sort(), [
    'indexCopy',
    'narrowCopy',
  ]);
  t.deepEqual(
    completed('x.').filter((name) => /^__/.test(name)),
    [],
  );
  t.true(completed('torch.ops.aten.').length > 1500);
});
