"""Writes layers.json: every layer of torch.nn with its initial values, one forward and backward pass. Made with PyTorch 2.13.0 (CPU).

Weights are the initial ones plus a small wave (so that no bias is zero), which the test adds too."""

import json
from pathlib import Path

import torch
from pack import camel, objective, pack
from torch import nn


def shake(module):
    with torch.no_grad():
        for parameter in module.parameters():
            wave = torch.arange(parameter.numel(), dtype=torch.float64).sin().mul(0.05).float()
            parameter.add_(wave.view(parameter.shape))


def case(kind, args, options, inputs, call=None, training=True, make=None):
    """`inputs` are shapes of random inputs, or tensors; `call` holds the options of forward."""
    torch.manual_seed(7)
    module = make() if make else getattr(nn, kind)(*args, **options)
    initial = {key: pack(value) for key, value in module.state_dict().items()}
    shake(module)
    module.train(training)
    torch.manual_seed(3)
    tensors = [torch.randn(x) if isinstance(x, list) else x for x in inputs]
    tensors = [x.requires_grad_() if x.is_floating_point() else x for x in tensors]
    torch.manual_seed(11)
    out = module(*tensors, **(call or {}))
    outs = [y for y in (out if isinstance(out, tuple) else (out,)) if y is not None]
    objective(outs).backward()
    grads = {f"input{i}": pack(x.grad) for i, x in enumerate(tensors) if x.grad is not None}
    grads.update({key: pack(p.grad) for key, p in module.named_parameters() if p.grad is not None})
    buffers = {key: pack(b) for key, b in module.named_buffers()}
    packed_call = {k: pack(v) if isinstance(v, torch.Tensor) else v for k, v in (call or {}).items()}
    return dict(
        kind=kind,
        args=args,
        options=camel(options),
        training=training,
        initial=initial,
        inputs=[pack(x) for x in tensors],
        call=camel(packed_call),
        outputs=[pack(y) for y in outs],
        grads=grads,
        buffers=buffers,
    )


long = torch.tensor
causal = torch.ones(4, 4, dtype=torch.bool).triu(1)
padding = torch.tensor([[False, False, False, True], [False, False, False, False]])
additive = torch.randn(6, 4, 5, generator=torch.Generator().manual_seed(5))
small = dict(dim_feedforward=6, batch_first=True)


def encoder(layers, norm, **options):
    def make():
        layer = nn.TransformerEncoderLayer(4, 2, **options)
        return nn.TransformerEncoder(layer, layers, norm=nn.LayerNorm(4) if norm else None)

    return make


def decoder(layers, norm, **options):
    def make():
        layer = nn.TransformerDecoderLayer(4, 2, **options)
        return nn.TransformerDecoder(layer, layers, norm=nn.LayerNorm(4) if norm else None)

    return make


CASES = [
    case("Conv1d", [4, 6, 3], dict(stride=2, padding=1, groups=2), [[2, 4, 7]]),
    case("Conv1d", [2, 3, 4], dict(padding="same", dilation=2), [[2, 2, 9]]),
    case("Conv1d", [2, 3, 4], dict(padding="same", padding_mode="reflect"), [[1, 2, 9]]),
    case("Conv2d", [2, 3, 3], dict(padding=[1, 2], padding_mode="circular", bias=False), [[1, 2, 4, 5]]),
    case("Conv2d", [2, 3, 3], dict(padding=1, padding_mode="replicate", stride=2), [[1, 2, 4, 5]]),
    case("Conv2d", [2, 3, 2], dict(padding="valid"), [[1, 2, 4, 5]]),
    case("Conv3d", [2, 3, [1, 2, 3]], dict(padding=[0, 1, 1]), [[1, 2, 2, 3, 4]]),
    case("ConvTranspose1d", [4, 6, 3], dict(stride=2, padding=1, output_padding=1, groups=2), [[2, 4, 5]]),
    case("ConvTranspose2d", [3, 2, 3], dict(stride=[2, 1], dilation=2, bias=False), [[1, 3, 3, 4]]),
    case("ConvTranspose2d", [3, 2, 2], dict(stride=2), [[1, 3, 3, 2]]),
    case("ConvTranspose3d", [2, 3, 2], dict(stride=2, padding=1), [[1, 2, 2, 3, 3]]),
    case("Linear", [5, 3], dict(), [[2, 4, 5]]),
    case("Bilinear", [3, 4, 2], dict(), [[5, 3], [5, 4]]),
    case("Embedding", [6, 3], dict(), [long([[1, 5, 1], [0, 2, 5]])]),
    case("Embedding", [6, 3], dict(padding_idx=-2, scale_grad_by_freq=True), [long([[1, 4, 1], [0, 4, 5]])]),
    case("BatchNorm1d", [3], dict(), [[4, 3]]),
    case("BatchNorm1d", [3], dict(momentum=0.3), [[4, 3, 5]]),
    case("BatchNorm1d", [3], dict(), [[4, 3, 5]], training=False),
    case("BatchNorm3d", [2], dict(eps=1e-3), [[2, 2, 2, 3, 2]]),
    case("InstanceNorm1d", [3], dict(), [[2, 3, 5]]),
    case("InstanceNorm2d", [3], dict(affine=True, track_running_stats=True), [[2, 3, 4, 5]]),
    case("InstanceNorm2d", [3], dict(affine=True, track_running_stats=True), [[2, 3, 4, 5]], training=False),
    case("InstanceNorm3d", [2], dict(affine=True, eps=1e-3), [[2, 2, 2, 3, 2]]),
    case("GroupNorm", [2, 4], dict(), [[2, 4, 5]]),
    case("GroupNorm", [2, 6], dict(), [[3, 6]]),
    case("LayerNorm", [5], dict(), [[2, 3, 5]]),
    case("LayerNorm", [[3, 5]], dict(bias=False, eps=1e-3), [[2, 3, 5]]),
    case("LayerNorm", [5], dict(elementwise_affine=False), [[2, 5]]),
    case("RMSNorm", [5], dict(), [[2, 3, 5]]),
    case("RMSNorm", [[3, 5]], dict(eps=1e-3), [[2, 3, 5]]),
    case("Dropout", [0.3], dict(), [[4, 5]]),
    case("Dropout", [0.3], dict(), [[4, 5]], training=False),
    case("AlphaDropout", [0.3], dict(), [[4, 5]]),
    case("Dropout1d", [0.4], dict(), [[3, 4, 2]]),
    case("Dropout2d", [0.4], dict(), [[3, 4, 2, 2]]),
    case("Dropout3d", [0.4], dict(), [[3, 4, 1, 2, 2]]),
    *[case(kind, [], dict(), [[3, 7]]) for kind in (
        "Identity ReLU ReLU6 SiLU Mish Hardswish Hardsigmoid SELU Sigmoid Tanh LogSigmoid Softsign GELU LeakyReLU "
        "ELU CELU Hardtanh Softplus PReLU"
    ).split()],
    case("GELU", [], dict(approximate="tanh"), [[3, 7]]),
    case("LeakyReLU", [], dict(negative_slope=0.2), [[3, 7]]),
    case("ELU", [], dict(alpha=0.5), [[3, 7]]),
    case("CELU", [], dict(alpha=0.5), [[3, 7]]),
    case("Hardtanh", [], dict(min_val=-0.3, max_val=0.6), [[3, 7]]),
    case("Softplus", [], dict(beta=3, threshold=2), [[3, 7]]),
    case("PReLU", [], dict(num_parameters=7, init=0.1), [[3, 7]]),
    case("Softmax", [1], dict(), [[3, 7]]),
    case("LogSoftmax", [-1], dict(), [[3, 7]]),
    case("GLU", [], dict(), [[3, 8]]),
    case("MaxPool1d", [3], dict(stride=2, padding=1, ceil_mode=True), [[2, 3, 8]]),
    case("MaxPool2d", [2], dict(dilation=2), [[1, 2, 5, 6]]),
    case("MaxPool3d", [2], dict(), [[1, 2, 4, 3, 4]]),
    case("AvgPool1d", [3], dict(stride=2, padding=1, count_include_pad=False), [[2, 3, 8]]),
    case("AvgPool2d", [2], dict(ceil_mode=True, divisor_override=3), [[1, 2, 5, 5]]),
    case("AvgPool3d", [2], dict(), [[1, 2, 4, 3, 4]]),
    case("AdaptiveAvgPool1d", [3], dict(), [[1, 2, 7]]),
    case("AdaptiveAvgPool2d", [[None, 2]], dict(), [[1, 2, 3, 5]]),
    case("AdaptiveAvgPool3d", [[1, 2, 3]], dict(), [[1, 2, 2, 3, 5]]),
    case("AdaptiveMaxPool1d", [3], dict(), [[1, 2, 7]]),
    case("AdaptiveMaxPool2d", [2], dict(), [[1, 2, 3, 5]]),
    case("AdaptiveMaxPool3d", [[None, 2, 2]], dict(), [[1, 2, 2, 3, 5]]),
    case("Upsample", [], dict(scale_factor=2, mode="linear"), [[1, 2, 5]]),
    case("Upsample", [], dict(size=7, mode="nearest-exact"), [[1, 2, 5]]),
    case("Upsample", [], dict(scale_factor=(1.5, 2.0), mode="nearest-exact"), [[1, 2, 4, 3]]),
    case("Upsample", [], dict(size=(3, 4, 5), mode="trilinear", align_corners=True), [[1, 1, 2, 3, 3]]),
    case("Upsample", [], dict(scale_factor=2, mode="nearest"), [[1, 1, 2, 2, 2]]),
    case("Upsample", [], dict(scale_factor=1.7, mode="bilinear", recompute_scale_factor=True), [[1, 2, 4, 5]]),
    case("PixelShuffle", [2], dict(), [[1, 8, 2, 3]]),
    case("PixelUnshuffle", [2], dict(), [[1, 2, 4, 6]]),
    case("Flatten", [], dict(), [[2, 3, 4]]),
    case("Flatten", [], dict(start_dim=0, end_dim=1), [[2, 3, 4]]),
    case("Unflatten", [1, [2, -1]], dict(), [[2, 6, 2]]),
    case("Unfold", [2], dict(stride=2, padding=1, dilation=2), [[1, 2, 4, 5]]),
    case("Fold", [[4, 5], 2], dict(), [[1, 8, 12]]),
    case("ConstantPad2d", [[1, 0, 2, 1], 0.5], dict(), [[1, 2, 3, 4]]),
    case("ZeroPad2d", [[1, -1, 2, 1]], dict(), [[1, 2, 3, 4]]),
    case("ReflectionPad2d", [[1, 2, 0, 1]], dict(), [[1, 2, 3, 4]]),
    case("ReflectionPad1d", [2], dict(), [[1, 2, 5]]),
    case("ReplicationPad3d", [1], dict(), [[1, 1, 2, 2, 3]]),
    case("CircularPad2d", [[1, 2, 0, 1]], dict(), [[1, 2, 3, 4]]),
    case("MultiheadAttention", [6, 3], dict(), [[4, 2, 6], [5, 2, 6], [5, 2, 6]]),
    case("MultiheadAttention", [6, 3], dict(batch_first=True, bias=False), [[2, 4, 6]] * 3, dict(need_weights=False)),
    case("MultiheadAttention", [6, 3], dict(kdim=4, vdim=5, dropout=0.3), [[4, 2, 6], [5, 2, 4], [5, 2, 5]],
         dict(attn_mask=additive, average_attn_weights=False)),
    case("MultiheadAttention", [6, 2], dict(add_bias_kv=True, add_zero_attn=True, batch_first=True),
         [[2, 4, 6]] * 3, dict(attn_mask=causal, key_padding_mask=padding)),
    case("MultiheadAttention", [6, 2], dict(batch_first=True, dropout=0.2), [[2, 4, 6]] * 3,
         dict(attn_mask=causal, key_padding_mask=padding, need_weights=False)),
    case("MultiheadAttention", [6, 2], dict(vdim=5, dropout=0.2), [[4, 2, 6], [4, 2, 6], [4, 2, 5]],
         dict(need_weights=False), training=False),
    case("TransformerEncoderLayer", [4, 2], dict(dropout=0.2, **small), [[2, 4, 4]]),
    case("TransformerEncoderLayer", [4, 2], dict(dim_feedforward=6, norm_first=True, activation="gelu", bias=False),
         [[4, 2, 4]], dict(src_mask=causal, src_key_padding_mask=padding)),
    case("TransformerDecoderLayer", [4, 2], dict(dropout=0.2, **small), [[2, 4, 4], [2, 3, 4]], dict(tgt_mask=causal)),
    case("TransformerDecoderLayer", [4, 2], dict(dim_feedforward=6, norm_first=True, activation="gelu"),
         [[4, 2, 4], [4, 2, 4]], dict(tgt_key_padding_mask=padding, memory_key_padding_mask=padding), training=False),
    case("TransformerEncoder", [2, True, camel(dict(dropout=0.1, **small))], {}, [[2, 4, 4]], dict(mask=causal),
         make=encoder(2, True, dropout=0.1, **small)),
    case("TransformerDecoder", [3, False, camel(dict(dropout=0.1, **small))], {}, [[2, 4, 4], [2, 3, 4]],
         dict(memory_mask=causal[:, :3].contiguous()), make=decoder(3, False, dropout=0.1, **small)),
    case("Transformer", [], dict(d_model=4, nhead=2, num_encoder_layers=2, num_decoder_layers=2, dropout=0.1, **small),
         [[2, 4, 4], [2, 4, 4]], dict(src_mask=causal, tgt_mask=causal, memory_key_padding_mask=padding)),
    case("Transformer", [], dict(d_model=4, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=6,
         norm_first=True, bias=False, activation="gelu"), [[3, 2, 4], [4, 2, 4]], training=False),
    case("Embedding", [6, 3], dict(max_norm=1.0), [long([[1, 5, 1], [0, 2, 5]])]),
    case("Embedding", [6, 3], dict(max_norm=1.5, norm_type=1.0, padding_idx=0), [long([[1, 5, 1], [0, 2, 5]])]),
    # Without the batch's dimension.
    case("Conv1d", [4, 6, 3], dict(padding="same", groups=2), [[4, 7]]),
    case("Conv2d", [2, 3, 3], dict(padding=1, padding_mode="circular"), [[2, 4, 5]]),
    case("Conv3d", [2, 3, 2], dict(stride=2), [[2, 2, 3, 4]]),
    case("ConvTranspose1d", [4, 6, 3], dict(stride=2, output_padding=1), [[4, 5]]),
    case("ConvTranspose2d", [3, 2, 2], dict(stride=2), [[3, 3, 2]]),
    case("ConvTranspose3d", [2, 3, 2], dict(padding=1), [[2, 2, 3, 3]]),
    *[case(f"{kind}{dims}d", [2], dict(), [[2, 5, 4, 6][: dims + 1]]) for dims in (1, 2, 3) for kind in (
        "MaxPool AvgPool AdaptiveAvgPool AdaptiveMaxPool ZeroPad ReflectionPad ReplicationPad CircularPad".split()
    )],
    case("AdaptiveAvgPool2d", [[None, 2]], dict(), [[2, 3, 5]]),
    *[case(f"InstanceNorm{dims}d", [2], dict(affine=True), [[2, 3, 2, 4][: dims + 1]]) for dims in (1, 2, 3)],
    case("InstanceNorm2d", [3], dict(track_running_stats=True), [[3, 4, 5]]),
    case("Dropout1d", [0.4], dict(), [[6, 2]]),
    case("Dropout3d", [0.4], dict(), [[6, 1, 2, 2]]),
    case("Unfold", [2], dict(stride=2), [[2, 4, 5]]),
    case("Fold", [[4, 5], 2], dict(), [[8, 12]]),
    case("PixelShuffle", [2], dict(), [[8, 2, 3]]),
    case("MultiheadAttention", [6, 3], dict(), [[4, 6], [5, 6], [5, 6]], dict(average_attn_weights=False)),
    case("MultiheadAttention", [6, 2], dict(add_bias_kv=True, batch_first=True, dropout=0.2), [[4, 6]] * 3,
         dict(attn_mask=causal, key_padding_mask=padding[0])),
    case("MultiheadAttention", [6, 3], dict(kdim=4, vdim=5), [[4, 6], [5, 4], [5, 5]],
         dict(attn_mask=additive[:3].contiguous(), need_weights=False)),
    case("TransformerEncoderLayer", [4, 2], dict(dropout=0.2, **small), [[4, 4]], dict(src_key_padding_mask=padding[0])),
    case("TransformerDecoderLayer", [4, 2], dict(dropout=0.2, dim_feedforward=6), [[4, 4], [3, 4]], dict(tgt_mask=causal)),
    case("TransformerEncoder", [2, True, camel(dict(dropout=0.1, **small))], {}, [[4, 4]], dict(mask=causal),
         make=encoder(2, True, dropout=0.1, **small)),
    case("Transformer", [], dict(d_model=4, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=6),
         [[3, 4], [4, 4]]),
]

path = Path(__file__).with_name("layers.json")
path.write_text(json.dumps(CASES, separators=(",", ":")) + "\n")
