// Written by `npm run gen:options` from the comments in front of the fields; never edit it.
export const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LanguageSettings: {
    text: "CLIP's text encoder, which is never trained. Default: RN50's sizes.",
    weights: "A checkpoint of CLIP whose text side is loaded. Default null: random weights, drawn from the seed.",
    prompts: "How class names become sentences (section 4.2 and appendix D.1 of the paper). Default: 16 learned tokens for each task.",
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
  TrainConfig: {
    preset: "What stands beneath the settings that are given: a preset's name. Default 'small', which trains on a CPU.",
    plugins: "Modules that make tasks, heads, data and other parts of one's own known. Default: none.",
    seed: "Of weights, order and augmentation.",
    tasks: "What is learned. Default: what the data can have labels for, without lane markings and depth."
  }
};
