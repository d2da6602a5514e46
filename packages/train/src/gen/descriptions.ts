// Written by `npm run gen:options` from the comments in front of the fields; never edit it.
export const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EvaluationSettings: {
    every: "Epochs between evaluations; the last epoch is always evaluated. Default 4.",
    batchSize: "Frames that are predicted at a time. Default 8.",
    overlays: "Frames drawn into the report. Default 6."
  },
  GradNormSettings: {
    alpha: "How strongly tasks that lag are pulled up. Default 1.5.",
    lr: "Rate of the weights. Default 0.025.",
    at: "Where gradients are compared: at the feature maps, or at the shared parameters. Default 'features'."
  },
  InitSettings: {
    run: "The folder of the run. Default null: that of `model`.",
    model: "A model that is installed as a package, such as `street-small`. Default null: that of `run`.",
    parts: "Parts whose weights are taken (`backbone`, `neck`, `heads.det`). Default ['backbone', 'neck']."
  },
  LanguageSettings: {
    text: "What turns class names into features, and is never trained: CLIP's text encoder, or a list of vectors. Default: the encoder at RN50's sizes.",
    weights: "A checkpoint of CLIP whose text encoder is loaded. Default null: random weights, drawn from the seed.",
    prompts: "How class names become sentences for the encoder (section 4.2 and appendix D.1 of the paper). Default: 16 learned tokens for each task.",
    adapter: "How the text reaches the coarsest map (Table 4 of the paper). Default: `l2v`."
  },
  ModelSettings: {
    backbone: "What sees the images. Default: ResNet-50.",
    fpnChannels: "Channels of the neck's maps (`outChannels` of `Fpn`). Default 256.",
    neck: "The other options of the neck. Default: its own defaults.",
    convAdapter: "Convolutions before or after the neck (appendix D.3 and Table 9 of the paper). Default: none.",
    language: "The LV-Adapter and its variants (section 4.2 of the paper). Default null: no text.",
    heads: "By task, what answers for it. Default: Sparse R-CNN for boxes, MaskFormer for class maps."
  },
  PcGradSettings: {
    at: "Where gradients are compared: at the feature maps, or at the shared parameters. Default 'parameters'."
  },
  PretrainedSettings: {
    from: "Whose release it is. Default null: what the package says.",
    file: "The checkpoint, which needs `from`. Default null: that of the package.",
    package: "A weights package that is installed. Default null: the release's own, such as `@cotrain/weights-mobilenet-v2`.",
    prefix: "What stands before the backbone's keys in the file. Default null: it is found."
  },
  ReestimateNormsSettings: {
    frames: "Training frames, in whole batches, that they are estimated on. Default 200.",
    frozen: "Whether norms of fixed statistics (`norm: frozen`, `freezeAt`) get new ones, too. Default false."
  },
  StageSettings: {
    name: "What logs call it. Required.",
    epochs: "Its length. Required.",
    lr: "Learning rate. Required.",
    train: "Parts that learn, such as `neck` or `heads.det`. Default: all.",
    except: "Parts of these that do not. Default: none.",
    weightDecay: "Weight decay (AdamW). Default 0.0001.",
    warmup: "The rise of the rate at its beginning. Default: its own defaults.",
    schedule: "What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the stage. Default 'constant'.",
    lrMultipliers: "By part, factors on the rate. Default: none.",
    layerDecay: "`train.layerDecay` of this stage alone; 1: none. Default null: the run's.",
    frozenBatchNorm: "Whether batch norms of parts that do not learn go on counting (`update`). Default 'fixed'.",
    frozenDropout: "Whether parts that do not learn drop out. Default true."
  },
  TrainConfig: {
    preset: "What stands beneath the settings that are given: a preset's name. Default 'small', which trains on a CPU.",
    plugins: "Modules that make tasks, heads, data and other parts of one's own known. Default: none.",
    seed: "Seed of the first weights, the sampling order and the augmentations. Default 0.",
    device: "Where it is computed: `cpu`, `cuda` or `cuda:N`. Default 'cpu'.",
    data: "What is learned from, and what judges. Required, here or by `--data`.",
    tasks: "What is learned. Default: what the data can have labels for, without lane markings and depth.",
    model: "The model's parts, each with its own options. Default: the preset's.",
    transforms: "What is done to frames before the model sees them. Default: resized to 256x192, training frames mirrored at random.",
    train: "How it learns. Default: its own defaults.",
    evaluation: "When and how it is judged. Default: its own defaults."
  },
  TrainSettings: {
    batchSize: "Frames of a step. Default 8.",
    workers: "Threads that decode and transform images. Default 1.",
    stages: "The stages of pretrain, adapt, finetune (section 4.1 of the paper). Default null: the run is one stage in which all learns, of the keys from `epochs` to `schedule`.",
    epochs: "Times that the training frames are seen. Default 12.",
    lr: "Learning rate (AdamW). Default 0.001.",
    backboneMultiplier: "Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). Default 1.",
    lrMultipliers: "By part, factors on the rate, such as `{ lvAdapter: 0.1 }`; where several match, the last one counts. Default: none.",
    layerDecay: "Layer-wise decay of the backbone's rate, for stages that have none of their own: each layer, which is the stem or a block, learns at the rate of the one behind it times this factor (BEiT: 0.65 to 0.85; the more layers, the nearer to 1). It multiplies with the other factors. Default null: none.",
    weightDecay: "Weight decay. Default 0.0001.",
    warmupSteps: "Linear warm-up from `warmupFactor` of the rate over this many steps. Default 50.",
    warmupFactor: "Share of the rate that the warm-up begins with. Default 0.01.",
    schedule: "What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse R-CNN's solver). Default 'cosine'.",
    clipNorm: "Gradients are clipped to this norm; null: never. Default 1.",
    clipScope: "Over what they are clipped: the whole model (official), in which one head's wild gradients silence the others, or each of backbone, neck and heads on its own. Default 'model'.",
    lossWeights: "By task, factors of its losses (Eq. 1 of the paper). Default: 1, 0.7 and 0.7 for BDD100K's tasks, 1 for others.",
    sampling: "How batches are drawn from partially labelled data (Table 1 of the paper). Default: `zeroing`.",
    balancing: "How the tasks are weighed against each other. Default: `weightedSum`.",
    init: "Another run, from some of whose weights it starts. Default null: none.",
    pretrained: "A published checkpoint for the backbone; `loadPretrained` says which. Default null: none.",
    reestimateNorms: "Estimates the statistics of the backbone's batch norms on the training data, once, after weights were loaded and before the first step: those that come with pretrained weights are of other images (\"precise BN\", fvcore's `update_bn_stats`). Default null: they stay as they are."
  },
  TransformSettings: {
    train: "Of training frames, in this order. Default: resize to 256x192, mirror at random, normalise, pad.",
    eval: "Of frames that are judged or predicted. Default: resize to 256x192, normalise, pad."
  },
  UncertaintySettings: {
    lr: "Rate of the learned uncertainties. Default 0.001."
  },
  VectorTextSettings: {
    file: "A safetensors file of vectors and their names. Default null: that of the package.",
    package: "A package of vectors that is installed, such as `@cotrain/weights-clip-text`. Default null: with no file either, the vectors stay random."
  },
  WarmupSettings: {
    steps: "Steps in which the rate rises. Default 1000.",
    factor: "Share of the rate that it begins with. Default 0.01."
  },
  WeightedSampling: {
    weights: "By task, how often it is drawn. Default: its labelled frames times its `taskEpochs`.",
    taskEpochs: "By task, the epochs that it is trained for on its own, which the default weights are proportional to. Default: 1 each."
  }
};
