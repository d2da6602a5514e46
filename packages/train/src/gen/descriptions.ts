// Written by `npm run gen:options` from the comments before the fields; do not edit.
export const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CheckpointSettings: {
    everySteps: "Saves after each multiple of this number of steps. Default null: not by steps.",
    everyMinutes: "Saves when this many minutes have passed since the last checkpoint, also within an epoch. Default 10; null: not by time.",
    keepLast: "Number of newest checkpoints to keep, `last` included. Default 2.",
    keepBest: "Number of best checkpoints to keep, `best` included. Default 1.",
    metric: "Score that decides which checkpoint is the best, such as `sem_seg/mIoU`. Default null: the mean of the tasks' first scores.",
    mode: "Whether a higher (`max`) or a lower (`min`) value of `metric` is better. Default 'max'."
  },
  EarlyStoppingSettings: {
    metric: "Score to watch, such as `sem_seg/mIoU`. Default null: the mean of the tasks' first scores.",
    mode: "Whether a higher (`max`) or a lower (`min`) value of `metric` is better. Default 'max'.",
    patience: "Number of evaluations in a row without an improvement after which the run ends. Required.",
    minDelta: "Smallest change that counts as an improvement. Default 0."
  },
  EmaSettings: {
    decay: "Weight of the old average in each step. Default 0.999.",
    useBuffers: "Whether the statistics of batch norms are averaged too; otherwise they are copied. Default false."
  },
  EvaluationSettings: {
    every: "Number of epochs between evaluations; the last epoch is always evaluated. Default 4.",
    batchSize: "Number of frames predicted at once. Default 8.",
    overlays: "Number of frames drawn in the report. Default 6.",
    history: "Number of evaluations whose drawn frames are kept, spread over the run, to follow them through time (`cotrain watch`). 0 keeps only those of the last one. Default 20."
  },
  GradNormSettings: {
    alpha: "How strongly lagging tasks are sped up. Default 1.5.",
    lr: "Learning rate of the weights. Default 0.025.",
    at: "Where gradients are compared: at the feature maps (`features`), or at the shared parameters (`parameters`). Default 'features'."
  },
  InitSettings: {
    run: "Folder of the run. Default null: that of `model`.",
    model: "A model installed as a package, such as `street-small`. Default null: that of `run`.",
    parts: "Parts whose weights are loaded (`backbone`, `neck`, `heads.det`). Default ['backbone', 'neck']."
  },
  LanguageSettings: {
    text: "Converts class names into features, and is never trained: CLIP's text encoder, or a list of vectors. Default: the encoder with RN50's sizes.",
    weights: "A CLIP checkpoint from which to load the text encoder. Default null: random weights, drawn from the seed.",
    prompts: "How class names become sentences for the encoder (section 4.2 and appendix D.1 of the paper). Default: 16 learned tokens for each task.",
    adapter: "Adapter that adds the text to the coarsest map (Table 4 of the paper). Default: `l2v`."
  },
  ModelSettings: {
    backbone: "Backbone of the model. Default: ResNet-50.",
    fpnChannels: "Number of channels of the neck's maps (`outChannels` of `Fpn`). Default 256.",
    neck: "Other options of the neck. Default: its own defaults.",
    convAdapter: "Convolutional adapters before or after the neck (appendix D.3 and Table 9 of the paper). Default: none.",
    language: "The LV-Adapter and its variants (section 4.2 of the paper). Default null: no text.",
    heads: "Head of each task. Default: Sparse R-CNN for boxes, MaskFormer for class maps."
  },
  PcGradSettings: {
    at: "Where gradients are compared: at the feature maps (`features`), or at the shared parameters (`parameters`). Default 'parameters'."
  },
  PretrainedSettings: {
    from: "Release of the weights. Default null: as stated by the package.",
    file: "Checkpoint file, which requires `from`. Default null: the file of the package.",
    package: "An installed weights package. Default null: the release's own, such as `@cotrain/weights-mobilenet-v2`.",
    prefix: "Prefix of the backbone's keys in the file. Default null: it is detected."
  },
  ReestimateNormsSettings: {
    frames: "Number of training frames to estimate them on, rounded up to whole batches. Default 200.",
    frozen: "Whether frozen norms (`norm: frozen`, `freezeAt`) get new statistics too. Default false."
  },
  StageSettings: {
    name: "Name of the stage in logs. Required.",
    epochs: "Length in epochs. Required.",
    lr: "Learning rate. Required.",
    train: "Parts to train, such as `neck` or `heads.det`. Default: all.",
    except: "Parts to keep frozen although `train` includes them. Default: none.",
    weightDecay: "Weight decay (AdamW). Default 0.0001.",
    warmup: "Warm-up of the rate at the beginning. Default: its own defaults.",
    schedule: "Shape of the rate after the warm-up; multiStep falls to a tenth at 78 % and 93 % of the stage. Default 'constant'.",
    lrMultipliers: "Factors on the rate by part. Default: none.",
    layerDecay: "`train.layerDecay` for this stage only; 1 disables it. Default null: the run's.",
    frozenBatchNorm: "Whether batch norms of frozen parts continue to update their statistics (`update`). Default 'fixed'.",
    frozenDropout: "Whether dropout stays active in frozen parts. Default true."
  },
  TrainConfig: {
    preset: "Preset that provides all settings not given here. The default trains on a CPU. Default 'small'.",
    plugins: "Modules that register custom tasks, heads, data and other parts. Default: none.",
    seed: "Seed of the initial weights, the sampling order and the augmentation. Default 0.",
    device: "Device to compute on: `cpu`, `cuda` or `cuda:N`. Default 'cpu'.",
    data: "Data for training and evaluation. Required, here or as `--data`.",
    tasks: "Tasks to train. Default: all tasks that the data can have labels for, except lane markings and depth.",
    model: "Parts of the model, each with its own options. Default: the preset's.",
    transforms: "Transforms of frames before they reach the model. Default: resized to 256x192, with training frames mirrored at random.",
    train: "Training settings. Default: their own defaults.",
    evaluation: "When and how the model is evaluated. Default: its own defaults."
  },
  TrainSettings: {
    batchSize: "Number of frames in a step, of each process and micro-batch (`accumulate`). Default 8.",
    accumulate: "Number of batches (micro-batches) whose gradients are added up in a step. Losses and gradients are those of one batch with all frames; batch norms see one micro-batch at a time. Default 1.",
    globalBatch: "Number of frames in a step over all processes and micro-batches, which determines `accumulate`. A run of several processes records it, and keeps it on any number of processes that divides it. Default null: `batchSize` times `accumulate` times the number of processes.",
    syncBatchNorm: "Whether batch norms that learn normalise over all processes, as one process with the joined batch would. It has no effect on a run in a single process. Default true.",
    workers: "Number of threads that decode and transform images. Default 1.",
    cacheMiB: "MiB of memory in which each process keeps training frames for later epochs, after the `resize` transforms before the first other one. What does not fit is read each time. The result is the same. Default 0: none is kept.",
    log: "Where events are logged: `jsonl` (`log.jsonl`, from which a run continues, so it is always written), `csv` (`steps.csv`), `tensorboard` (event files in `tensorboard/`), or a logger of a plugin (`registerLogger`). Default: `jsonl` and `csv`.",
    drawnBatches: "Number of batches at the start of a run that are drawn with their labels. Default 3.",
    stages: "Stages of pretrain, adapt, finetune (section 4.1 of the paper). Default null: the run is a single stage in which everything is trained, with the keys from `epochs` to `schedule`.",
    epochs: "Number of epochs. Default 12.",
    lr: "Learning rate (AdamW). Default 0.001.",
    backboneMultiplier: "Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). Default 1.",
    lrMultipliers: "Factors on the rate by part, such as `{ lvAdapter: 0.1 }`; if several match, the last one applies. Default: none.",
    layerDecay: "Layer-wise decay of the backbone's rate, for stages without their own: each layer (the stem or a block) has the rate of the next one times this factor (BEiT: 0.65 to 0.85; the more layers, the closer to 1). It is combined with the other factors by multiplication. Default null: none.",
    weightDecay: "Weight decay. Default 0.0001.",
    warmupSteps: "Number of steps of linear warm-up from `warmupFactor` of the rate. Default 50.",
    warmupFactor: "Initial factor of the warm-up on the rate. Default 0.01.",
    schedule: "Shape of the rate after the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse R-CNN's solver). Default 'cosine'.",
    clipNorm: "Maximum norm to which gradients are clipped; null disables clipping. Default 1.",
    clipScope: "Scope of clipping: the whole model (`model`, official), in which one head's exploding gradients suppress the others, or each of backbone, neck and heads separately (`part`). Default 'model'.",
    lossWeights: "Weights of the losses by task (Eq. 1 of the paper). Default: 1, 0.7 and 0.7 for BDD100K's tasks, 1 for others.",
    sampling: "How batches are drawn from partially labelled data (Table 1 of the paper). Default: `zeroing`.",
    balancing: "How the tasks are balanced. Default: `weightedSum`.",
    precision: "Precision of forward passes and losses: `bf16` and `fp16` compute what allows it in 16 bits (autocast), and `fp16` scales the loss. `tf32` rounds the factors of products and convolutions to 10 bits of mantissa on CUDA. Weights stay in float32. Default 'float32'.",
    ema: "An exponential moving average of the weights, with which the run is evaluated and other commands load it. Default null: none.",
    recompute: "Parts whose insides are computed again in the backward pass, to save memory: `backbone`, `neck`, `preAdapter`, `postAdapter`, and heads (`heads.det`, ...). Default: none.",
    onDivergence: "What to do if a loss or a gradient is not finite: end the run (`abort`), drop the batch (`skip`), or drop it and go back to the weights of the last checkpoint (`rollback`). Default 'abort'.",
    deterministic: "Whether operators without a deterministic implementation are an error, so that two runs on the same machine end with the same bits. Default false.",
    checkpoint: "When the run is saved, and which checkpoints are kept. Default: its own defaults.",
    maxSteps: "Total number of steps after which the run ends, also within an epoch. Schedules of the rate do not depend on it. Default null: the run ends after its last epoch.",
    maxMinutes: "Minutes after which the run ends, without pauses between its processes. Default null: it ends after its last epoch.",
    earlyStopping: "Ends the run when a score no longer improves. Default null: it does not.",
    init: "Another run from which to load initial weights. Default null: none.",
    pretrained: "A published checkpoint for the backbone (see `loadPretrained`). Default null: none.",
    reestimateNorms: "Estimates the statistics of the backbone's batch norms on the training data, once, after weights are loaded and before the first step, because those of pretrained weights belong to other images (\"precise BN\", fvcore's `update_bn_stats`). Default null: they do not change."
  },
  TransformSettings: {
    train: "Transforms of training frames, in this order. Default: resize to 256x192, mirror at random, normalise, pad.",
    eval: "Transforms of frames for evaluation and prediction. Default: resize to 256x192, normalise, pad."
  },
  UncertaintySettings: {
    lr: "Learning rate of the uncertainties. Default 0.001."
  },
  VectorTextSettings: {
    file: "A safetensors file with vectors and their names. Default null: the file of the package.",
    package: "An installed package of vectors, such as `@cotrain/weights-clip-text`. Default null: without a file as well, the vectors stay random."
  },
  WarmupSettings: {
    steps: "Number of steps in which the rate rises. Default 1000.",
    factor: "Initial factor on the rate. Default 0.01."
  },
  WeightedSampling: {
    weights: "How often each task is drawn. Default: its labelled frames times its `taskEpochs`.",
    taskEpochs: "Number of epochs for which each task would be trained on its own; the default weights are proportional to it. Default: 1 each."
  }
};
