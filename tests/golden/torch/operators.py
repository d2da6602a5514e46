"""Golden values from Python's PyTorch: some 800 calls of more than 550 operators.

    python tests/golden/torch/operators.py     (torch 2.13, CPU; writes operators.json and operators.safetensors)

Every call is `torch.ops.aten.<operator>(*required, **rest)`: the arguments that the schema requires in order, the rest by
name, as in @cotrain/torch. operators.json lists the calls, operators.safetensors holds the tensors that went in and came
out; complex tensors are stored as pairs of numbers, and named so in `complex`.
"""

import json
import math
import struct
from pathlib import Path

import torch

torch.set_num_threads(1)
torch.manual_seed(20)

DTYPES = {
    torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64",
    torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8", torch.bool: "BOOL",
}  # fmt: skip
tensors, complex_names, calls = {}, [], []
names_by_content = {}


def raw(tensor):
    return tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b""


def store(tensor):
    """The name under which a tensor is stored; the same bytes are stored once."""
    plain = tensor.detach().resolve_conj().resolve_neg()
    plain = torch.view_as_real(plain) if plain.is_complex() else plain
    key = (tensor.dtype, tuple(tensor.shape), raw(plain))
    if key in names_by_content:
        return names_by_content[key]
    name = f"t{len(tensors)}"
    tensors[name] = plain.clone()
    if tensor.is_complex():
        complex_names.append(name)
    names_by_content[key] = name
    return name


def packed(value):
    if isinstance(value, torch.Tensor):
        return {"tensor": store(value)}
    if isinstance(value, (list, tuple)):
        return [packed(item) for item in value]
    if isinstance(value, torch.dtype):
        return str(value).removeprefix("torch.")
    if isinstance(value, torch.memory_format):
        return str(value).removeprefix("torch.").removesuffix("_format")
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(value)}
    return value


def clone(value):
    if isinstance(value, torch.Tensor):
        return value.clone()
    return [clone(item) for item in value] if isinstance(value, list) else value


def call(name, *args, seed=None, **options):
    """Records one call; `seed` is set before it."""
    record = {"name": name, "args": packed(args), "options": {key: packed(value) for key, value in options.items()}}
    if seed is not None:
        record["seed"] = seed
        torch.manual_seed(seed)
    result = getattr(torch.ops.aten, name)(*clone(list(args)), **{key: clone(value) for key, value in options.items()})
    record["result"] = packed(result)
    calls.append(record)


def each(names, *args, **options):
    for name in names.split():
        call(name, *args, **options)


def uniform(*shape, low=-1.0, high=1.0, dtype=torch.float32):
    return torch.rand(*shape, dtype=dtype) * (high - low) + low


x, y = uniform(3, 4, low=-3, high=3), uniform(3, 4, low=-3, high=3)
row, column = uniform(4), uniform(3, 1)
unit = uniform(3, 4, low=-0.95, high=0.95)
positive, positive2 = uniform(3, 4, low=0.1, high=4), uniform(3, 4, low=0.1, high=4)
above_one = uniform(3, 4, low=1.05, high=5)
special = torch.tensor([math.nan, math.inf, -math.inf, 0.0, -0.0, 1.5])
double = uniform(3, 4, dtype=torch.float64)
ints, ints2 = torch.randint(-20, 20, (3, 4)), torch.randint(1, 9, (3, 4))
small, bytes_ = torch.randint(-5, 5, (3, 4), dtype=torch.int32), torch.randint(0, 255, (3, 4), dtype=torch.uint8)
mask, mask2 = torch.rand(3, 4) > 0.5, torch.rand(3, 4) > 0.5
z, z2 = torch.complex(uniform(3, 4), uniform(3, 4)), torch.complex(uniform(3, 4), uniform(3, 4))
cube = uniform(2, 3, 4)
half = uniform(3, 4).half()

# Pointwise, one argument
each("abs absolute acos arccos arcsin asin atanh arctanh erfinv logit special_ndtri special_erfinv", unit.abs())
each("asinh arcsinh atan arctan ceil floor round trunc fix frac cos cosh sin sinh tan tanh sinc deg2rad rad2deg", x)
each("erf erfc exp exp2 expm1 neg negative positive reciprocal sigmoid sign sgn signbit square", x)
each("relu relu6 silu mish hardswish hardsigmoid hardtanh elu celu selu gelu softplus log_sigmoid", x)
each("softshrink hardshrink leaky_relu isnan isinf isfinite isposinf isneginf isreal digamma lgamma", x)
each("log log2 log10 log1p sqrt rsqrt i0 digamma lgamma", positive)
each("acosh arccosh", above_one)
each("special_bessel_j0 special_bessel_j1 special_bessel_y0 special_bessel_y1 special_i0e special_i1 special_i1e", positive)
each("special_entr special_gammaln special_psi special_log1p special_modified_bessel_i0 special_modified_bessel_k0", positive)
each("special_erfcx special_expit special_ndtr special_log_ndtr special_sinc special_exp2 special_expm1", x)
each("special_airy_ai special_spherical_bessel_j0 special_round special_erf special_erfc special_digamma", positive)
each("isnan isinf isfinite isposinf isneginf signbit sign nan_to_num relu sigmoid", special)
each("abs neg sign square bitwise_not", ints)
each("exp sqrt sin sigmoid", ints2)  # integers become floats
each("abs neg exp sigmoid tanh relu", half)
call("nan_to_num", special, nan=7.0, posinf=1.0, neginf=-1.0)
call("clamp", x, min=-1, max=1)
call("clamp", x, min=0)
call("clamp", x, min=column, max=None)
call("clamp_min", x, 0.5)
call("clamp_max", x, 0.5)
call("gelu", x, approximate="tanh")
call("elu", x, alpha=0.5)
call("leaky_relu", x, negative_slope=0.2)
call("softplus", x, beta=2, threshold=5)
call("threshold", x, 0.5, 9)
call("round", x, decimals=1)
call("hardtanh", x, min_val=-0.5, max_val=0.25)
call("logit", unit, eps=1e-3)
call("polygamma", 2, positive)
call("mvlgamma", above_one, 2)
call("prelu", x, torch.tensor([0.25]))
call("glu", x, dim=1)
call("special_multigammaln", above_one, 2)
call("special_polygamma", 1, positive)

# Pointwise, more arguments, broadcasting
each("add sub mul div true_divide floor_divide remainder fmod atan2 arctan2 hypot maximum minimum fmax fmin", x, y)
each("copysign nextafter logaddexp logaddexp2 xlogy special_xlogy special_xlog1py", positive, positive2)
each("add sub mul div maximum remainder rsub", cube, row)
each("add mul pow", positive, column)
each("add sub mul div remainder floor_divide fmod pow", positive, 2)
each("add mul div", ints, 3)
each("add mul", ints, 0.5)
each("add sub mul floor_divide remainder fmod gcd lcm maximum", ints, ints2)
each("add mul", bytes_, bytes_)  # wraps around
each("add mul div", small, x)  # promotes
each("add mul", x, double)
each("add mul div", half, half)
call("add", x, y, alpha=2)
call("sub", x, y, alpha=0.5)
call("add", ints, ints2, alpha=3)
call("div", x, y, rounding_mode="floor")
call("div", ints, ints2, rounding_mode="trunc")
call("pow", 2, x)
call("float_power", positive, 1.5)
call("ldexp", x, ints2)
call("heaviside", x, row)
call("lerp", x, y, 0.25)
call("lerp", x, y, unit)
call("addcmul", x, y, unit, value=2)
call("addcdiv", x, y, positive, value=-1)
call("special_zeta", above_one, positive)
each("special_gammainc special_gammaincc", positive, positive2)
call("special_chebyshev_polynomial_t", unit, torch.tensor(3))
call("special_hermite_polynomial_h", unit, torch.tensor(2))
call("special_laguerre_polynomial_l", unit, torch.tensor(3))
call("dist", x, y, p=3)
call("pairwise_distance", x, y)
call("cosine_similarity", x, y)
call("cdist", x, y)
call("cross", uniform(2, 3), uniform(2, 3), dim=1)
call("linalg_cross", uniform(2, 3), uniform(2, 3))

# Comparison, logic, bits
each("eq ne lt le gt ge greater less_equal not_equal isclose", ints, ints2)
each("eq lt ge", x, 0.5)
call("equal", x, x)
call("equal", x, y)
call("allclose", x, x)
call("isclose", x, y, atol=1.0)
call("isin", ints, ints2)
each("logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor", mask, mask2)
each("logical_not bitwise_not", mask)
each("bitwise_and bitwise_or bitwise_xor", ints, ints2)
each("bitwise_left_shift bitwise_right_shift __lshift__ __rshift__", ints2, 2)
call("bitwise_and", small, 6)

# Reductions
for tensor in (x, cube, double):
    each("sum mean prod std var max min argmax argmin median norm nansum", tensor)
each("sum prod max min all any count_nonzero", ints)
each("sum all any", mask)
call("sum", cube, [0, 2])
call("sum", cube, 1, keepdim=True, dtype=torch.float64)
call("sum", mask, [1])
call("mean", cube, [-1], keepdim=True)
call("mean", ints, dtype=torch.float32)
call("prod", x, 1)
each("amax amin", cube, dim=[0, 1])
call("aminmax", x, dim=1)
each("max min median nanmedian", x, 1)
call("mode", x, dim=1)
call("max", x, 0, keepdim=True)
call("argmax", x, dim=1, keepdim=True)
each("all any", mask, 1)
call("std", x, dim=[1], correction=0)
call("var", cube, dim=[0, 2], keepdim=True)
each("var_mean std_mean", x, dim=[1])
call("logsumexp", cube, [1, 2])
call("norm", x, 1, [1])
call("nanmean", special[3:])
call("nansum", special[3:])
call("quantile", x, 0.3, dim=1)
call("nanquantile", x, 0.5)
call("quantile", x, torch.tensor([0.25, 0.75]), interpolation="nearest")
each("cumsum cumprod cummax cummin logcumsumexp", x, 1)
call("cumsum", ints, 0, dtype=torch.float64)
call("diff", x, n=1, dim=1)
call("trapezoid", x, dx=0.5)
call("cumulative_trapezoid", x)
call("histc", x, bins=5, min=-3, max=3)
call("bincount", ints2.flatten(), minlength=12)
call("renorm", x, 2, 0, 1.5)
call("count_nonzero", mask, dim=1)
call("trace", x[:, :3])

# Sorting and searching
each("sort argsort", x)
call("sort", x, dim=0, descending=True)
call("argsort", ints2, stable=True, dim=1)
call("topk", x, 2)
call("topk", x, 2, dim=0, largest=False)
call("kthvalue", x, 2)
call("msort", x)
call("unique_consecutive", torch.tensor([1, 1, 2, 2, 2, 1]), return_inverse=True, return_counts=True)
call("_unique2", ints2, return_inverse=True, return_counts=True)
call("unique_dim", torch.tensor([[1, 2], [1, 2], [0, 3]]), 0, return_counts=True)
edges = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0])
call("searchsorted", edges, x)
call("searchsorted", edges, x, right=True, out_int32=True)
call("bucketize", x, edges)

# Indexing
index = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 1]])
picks = torch.tensor([2, 0, 2])
call("gather", x, 0, index)
call("scatter", x, 0, index, uniform(2, 4))
call("scatter", x, 0, index, 7.5)
call("scatter", x, 0, index, uniform(2, 4), reduce="add")
call("scatter_add", x, 0, index, uniform(2, 4))
for reduce in ("sum", "prod", "mean", "amax", "amin"):
    call("scatter_reduce", x, 0, index, uniform(2, 4), reduce)
call("scatter_reduce", x, 0, index, uniform(2, 4), "mean", include_self=False)
call("index_select", x, 1, picks)
call("index_add", x, 0, picks, uniform(3, 4), alpha=2)
call("index_copy", x, 0, torch.tensor([2, 0]), uniform(2, 4))
call("index_fill", x, 1, picks, 9)
call("index_put", x, [torch.tensor([0, 2]), torch.tensor([1, 3])], torch.tensor([5.0, 6.0]))
call("index_put", x, [torch.tensor([0, 0]), torch.tensor([1, 1])], torch.tensor([5.0, 6.0]), accumulate=True)
call("index", x, [None, picks])
call("index", x, [mask])
call("index_reduce", x, 0, picks, uniform(3, 4), "amax")
call("take", x, index)
call("take_along_dim", x, torch.argsort(x, dim=1), dim=1)
call("put", x, torch.tensor([1, 5]), torch.tensor([7.0, 8.0]))
call("masked_fill", x, mask, -9)
call("masked_fill", x, mask, torch.tensor(0.5))
call("masked_select", x, mask)
call("masked_scatter", x, mask, uniform(12))
call("where", mask, x, y)
call("where", mask, x, 0)
call("where", mask)
call("nonzero", mask)
call("argwhere", mask)
call("select", cube, 1, 2)
call("slice", cube, dim=2, start=1, end=4, step=2)
call("narrow", cube, 2, 1, 2)
call("diagonal", cube, offset=1, dim1=1, dim2=2)
call("diag", row)
call("diag_embed", column, offset=-1)
call("select_scatter", cube, uniform(2, 4), 1, 0)
call("slice_scatter", x, uniform(3, 2), dim=1, start=1, end=3)
call("diagonal_scatter", x, torch.zeros(3))
each("tril triu", x, diagonal=-1)
each("tril_indices triu_indices", 3, 4)

# Shapes
each("flatten ravel t fliplr flipud squeeze numpy_T", x)
each("hstack vstack dstack column_stack cat stack block_diag", [x, y])
call("cat", [x, ints, half], dim=1)
call("stack", [x, y, unit], dim=-1)
each("roll", cube, [1, 2], dims=[0, 2])
call("flip", cube, [0, 2])
call("rot90", cube, k=1, dims=[1, 2])
call("unfold", x, 1, 2, 1)
call("split", cube, 2, dim=2)
call("split", cube, [1, 3], dim=2)
call("chunk", cube, 3, dim=2)
call("tensor_split", cube, 3, dim=2)
call("hsplit", x, 2)
call("unbind", cube, dim=1)
call("reshape", cube, [4, -1])
call("view", cube, [6, 4])
call("permute", cube, [2, 0, 1])
call("transpose", cube, 0, 2)
call("movedim", cube, [0, 1], [2, 0])
each("swapaxes swapdims", cube, 1, 2)
call("unsqueeze", x, 1)
call("squeeze", cube[:1], 0)
call("expand", column, [3, 5])
call("repeat", x, [2, 1, 2])
call("repeat_interleave", x, 2, dim=1)
call("repeat_interleave", x, torch.tensor([1, 0, 2]), dim=0)
call("tile", x, [2, 2])
call("flatten", cube, start_dim=1)
call("unflatten", cube, 2, [2, 2])
call("broadcast_to", row, [2, 3, 4])
call("broadcast_tensors", [row, column])
call("atleast_2d", row)
call("meshgrid", [row, edges], indexing="ij")
call("cartesian_prod", [row, edges])
call("combinations", row, r=2)
call("kron", x, torch.eye(2))
call("pixel_shuffle", uniform(1, 8, 2, 3), 2)
call("pixel_unshuffle", uniform(1, 2, 4, 6), 2)
call("channel_shuffle", uniform(1, 4, 2, 2), 2)
call("im2col", uniform(1, 2, 4, 5), [2, 2], [1, 1], [0, 0], [1, 1])
call("col2im", uniform(1, 8, 12), [4, 5], [2, 2], [1, 1], [0, 0], [1, 1])

# Linear algebra
a, b = uniform(3, 3), uniform(3, 2)
symmetric = a @ a.T + torch.eye(3)
batch, batch2 = uniform(2, 3, 4), uniform(2, 4, 5)
each("mm matmul inner", x, uniform(4, 4))
call("bmm", batch, batch2)
call("matmul", batch, uniform(4))
each("mv", x, row)
each("dot vdot inner", row, uniform(4))
each("outer ger", row, uniform(3))
call("addmm", uniform(3, 2), x, uniform(4, 2), beta=0.5, alpha=2)
call("addmv", uniform(3), x, row)
call("addr", uniform(3, 4), uniform(3), row)
call("addbmm", uniform(3, 5), batch, batch2)
call("baddbmm", uniform(2, 3, 5), batch, batch2, beta=0.5)
call("einsum", "bij,bjk->bik", [batch, batch2])
call("einsum", "ij->ji", [x])
call("einsum", "...i,i->...", [cube, row])
call("tensordot", cube, uniform(4, 3, 2), [1, 2], [1, 0])
call("chain_matmul", [x, uniform(4, 2), uniform(2, 3)])
each("det logdet linalg_det linalg_slogdet slogdet inverse linalg_inv linalg_cond pinverse linalg_pinv", symmetric)
each("linalg_matrix_rank linalg_matrix_exp matrix_exp", a)
each("linalg_cholesky cholesky linalg_eigvalsh linalg_svdvals", symmetric)
call("linalg_eigvals", symmetric)
call("linalg_cholesky_ex", symmetric)
call("linalg_inv_ex", symmetric)
call("linalg_solve", symmetric, b)
call("linalg_lstsq", uniform(4, 3), uniform(4, 2))
call("linalg_qr", a)
call("linalg_lu", a)
call("linalg_lu_factor", a)
call("linalg_lu_solve", *torch.linalg.lu_factor(a), b)
call("linalg_ldl_factor", symmetric)
call("linalg_solve_triangular", torch.triu(symmetric), b, upper=True)
call("triangular_solve", b, torch.triu(symmetric))
call("cholesky_solve", b, torch.linalg.cholesky(symmetric))
call("cholesky_inverse", torch.linalg.cholesky(symmetric))
call("linalg_matrix_norm", a)
call("linalg_matrix_norm", a, ord="nuc")
call("linalg_vector_norm", x, ord=3, dim=[1])
call("linalg_norm", x, ord=1)
call("linalg_matrix_power", a, 3)
call("linalg_multi_dot", [x, uniform(4, 2), uniform(2, 3)])
call("linalg_tensorinv", uniform(4, 2, 2), ind=1)
call("linalg_tensorsolve", uniform(2, 2, 4), uniform(2, 2))
call("linalg_householder_product", uniform(4, 2), uniform(2))
call("linalg_vander", row, N=3)
call("linalg_diagonal", a)
call("linalg_vecdot", x, y)
call("linalg_matmul", x, uniform(4, 2))
call("linalg_eigh", torch.diag(torch.tensor([3.0, 1.0, 2.0])))

# Fourier transforms and complex numbers
signal, image = uniform(2, 8), uniform(4, 6)
spectrum = torch.fft.rfft(signal)
each("fft_fft fft_rfft fft_ifft fft_ihfft fft_hfft fft_fftshift fft_ifftshift", signal)
each("fft_fft2 fft_rfft2 fft_fftn fft_rfftn fft_ifft2", image)
each("fft_irfft fft_hfft", spectrum)
each("fft_irfft2 fft_irfftn fft_ifftn", torch.fft.rfft2(image))
call("fft_fft", signal, n=6, dim=0, norm="ortho")
call("fft_rfft", signal, n=5, norm="forward")
call("fft_irfft", spectrum, n=7)
each("fft_fftfreq fft_rfftfreq", 7, d=0.5)
window = torch.hann_window(4)
waves = uniform(1, 16)
call("stft", waves, 4, hop_length=2, window=window, onesided=True, return_complex=True)
call("istft", torch.stft(waves, 4, hop_length=2, window=window, return_complex=True), 4, hop_length=2, window=window)
call("complex", x, y)
call("polar", positive, x)
each("abs angle conj_physical sgn exp log sqrt sin cosh tanh reciprocal neg real imag view_as_real sum mean prod", z)
each("add mul div sub pow", z, z2)
call("mul", z, x)
call("add", z, 2)
call("mm", z, z2.T.contiguous())
call("vdot", z[0], z2[0])
call("view_as_complex", uniform(3, 2))
call("conj", z)
call("cumsum", z, 1)
call("eq", z, z2)
call("angle", x)

# Convolutions
picture, kernel = uniform(2, 4, 7, 6), uniform(6, 4, 3, 3)
call("conv2d", picture, kernel)
call("conv2d", picture, kernel, bias=uniform(6), stride=[2, 1], padding=[1, 1], dilation=[1, 2])
call("conv2d", picture, uniform(4, 1, 3, 3), groups=4, padding=[1, 1])
call("conv2d", picture, kernel, padding="same")
call("conv1d", uniform(2, 3, 9), uniform(4, 3, 3), bias=uniform(4), stride=[2], padding=[1])
call("conv3d", uniform(1, 2, 4, 4, 4), uniform(3, 2, 2, 2, 2), bias=uniform(3))
call("conv_transpose1d", uniform(2, 3, 5), uniform(3, 2, 3), stride=[2])
call("conv_transpose2d", uniform(1, 3, 4, 4), uniform(3, 2, 3, 3), bias=uniform(2), stride=[2, 2], padding=[1, 1], output_padding=[1, 1])
call("conv_transpose3d", uniform(1, 2, 3, 3, 3), uniform(2, 2, 2, 2, 2))
call("conv_tbc", uniform(5, 2, 3), uniform(2, 3, 4), uniform(4), pad=1)
call("linear", x, uniform(2, 4), bias=uniform(2))
call("bilinear", uniform(2, 3), uniform(2, 4), uniform(5, 3, 4), bias=uniform(5))

# Pooling, resizing, padding
for pool in ("max_pool1d", "avg_pool1d"):
    call(pool, uniform(2, 3, 8), [3], stride=[2], padding=[1])
for pool in ("max_pool2d", "avg_pool2d"):
    call(pool, picture, [3, 3], stride=[2, 2], padding=[1, 1])
for pool in ("max_pool3d", "avg_pool3d"):
    call(pool, uniform(1, 2, 4, 4, 4), [2, 2, 2])
call("avg_pool2d", picture, [2, 3], count_include_pad=False, ceil_mode=True)
call("max_pool2d_with_indices", picture, [2, 2], dilation=[1, 2])
call("max_pool1d_with_indices", uniform(1, 2, 6), [2])
call("max_unpool2d", *torch.nn.functional.max_pool2d(uniform(1, 1, 4, 4), 2, return_indices=True), [4, 4])
call("adaptive_avg_pool1d", uniform(2, 3, 8), [3])
call("adaptive_avg_pool2d", picture, [3, 2])
call("adaptive_avg_pool3d", uniform(1, 2, 4, 4, 4), [2, 2, 2])
call("adaptive_max_pool2d", picture, [3, 2])
call("fractional_max_pool2d", uniform(1, 2, 6, 6), [2, 2], [3, 3], uniform(1, 2, 2, low=0))
call("upsample_nearest1d", uniform(1, 2, 4), [7])
call("upsample_nearest2d", picture, [9, 4])
call("_upsample_nearest_exact2d", picture, [9, 4])
call("upsample_linear1d", uniform(1, 2, 4), [7], False)
call("upsample_bilinear2d", picture, [9, 4], False)
call("upsample_bilinear2d", picture, [9, 4], True)
call("_upsample_bilinear2d_aa", picture, [4, 3], False)
call("upsample_bicubic2d", picture, [5, 9], False)
call("upsample_trilinear3d", uniform(1, 1, 3, 3, 3), [4, 5, 4], False)
grid = torch.nn.functional.affine_grid(torch.tensor([[[0.8, 0.2, 0.1], [-0.1, 0.9, 0.0]]]), [1, 4, 5, 5], align_corners=False)
call("affine_grid_generator", torch.tensor([[[0.8, 0.2, 0.1], [-0.1, 0.9, 0.0]]]), [1, 4, 5, 5], False)
call("grid_sampler", picture[:1], grid, 0, 0, False)
call("grid_sampler", picture[:1], grid, 1, 2, True)
call("pad", x, [1, 2])
call("pad", picture, [1, 2, 0, 1], mode="reflect")
call("constant_pad_nd", x, [1, 0, 0, 2], value=5)
call("reflection_pad1d", uniform(1, 2, 5), [1, 2])
call("reflection_pad2d", picture, [1, 1, 2, 0])
call("replication_pad2d", picture, [1, 1, 2, 0])

# Normalisation, attention, recurrent cells, embeddings
weight, bias, mean, variance = uniform(4), uniform(4), uniform(4), uniform(4, low=0.5)
call("batch_norm", picture, weight, bias, mean, variance, False, 0.1, 1e-5, False)
call("native_batch_norm", picture, weight, bias, mean, variance, True, 0.1, 1e-5)
call("layer_norm", x, [4], weight=weight, bias=bias)
call("native_layer_norm", x, [4], weight, bias, 1e-5)
call("group_norm", picture, 2, weight=weight, bias=bias)
call("instance_norm", picture, weight, bias, None, None, True, 0.1, 1e-5, False)
call("rms_norm", x, [4], weight=weight)
each("softmax log_softmax special_softmax", cube, 1, dtype=None)
call("softmax", ints, 1, dtype=torch.float32)
query, key, value = uniform(1, 2, 5, 4), uniform(1, 2, 6, 4), uniform(1, 2, 6, 4)
call("scaled_dot_product_attention", query, key, value)
call("scaled_dot_product_attention", query, query, query, is_causal=True, scale=0.7)
call("embedding", uniform(5, 3), index)
call("embedding_bag", uniform(5, 3), torch.tensor([1, 2, 4, 3]), torch.tensor([0, 2]), mode=1)
call("one_hot", index, num_classes=4)
gates, hidden, bias_gates = uniform(9, 4), uniform(9, 3), uniform(9)
call("gru_cell", uniform(2, 4), uniform(2, 3), gates, hidden, b_ih=bias_gates, b_hh=bias_gates)
call("lstm_cell", uniform(2, 4), [uniform(2, 3), uniform(2, 3)], uniform(12, 4), uniform(12, 3))
call("rnn_tanh_cell", uniform(2, 4), uniform(2, 3), uniform(3, 4), uniform(3, 3))
lstm_weights = [uniform(12, 4), uniform(12, 3), uniform(12), uniform(12)]
call("lstm", uniform(5, 2, 4), [uniform(1, 2, 3), uniform(1, 2, 3)], lstm_weights, True, 1, 0.0, False, False, False)

# Losses; reductions: 0 none, 1 mean, 2 sum
target = torch.tensor([1, 3, 0])
probability, binary = uniform(3, 4, low=0.05, high=0.95), (torch.rand(3, 4) > 0.5).float()
signs = torch.tensor([1.0, -1.0, 1.0])
for reduction in (0, 1, 2):
    each("mse_loss l1_loss smooth_l1_loss huber_loss kl_div soft_margin_loss", x, y, reduction=reduction)
    call("cross_entropy_loss", x, target, reduction=reduction, ignore_index=3, weight=positive[0])
    call("binary_cross_entropy", probability, binary, reduction=reduction)
call("cross_entropy_loss", x, target, label_smoothing=0.1)
call("cross_entropy_loss", x, torch.softmax(y, 1))
call("cross_entropy_loss", uniform(2, 3, 4, 5), torch.randint(0, 3, (2, 4, 5)))
call("nll_loss", torch.log_softmax(x, 1), target)
call("nll_loss2d", torch.log_softmax(uniform(2, 3, 4, 5), 1), torch.randint(0, 3, (2, 4, 5)))
call("binary_cross_entropy_with_logits", x, binary, pos_weight=row.abs())
call("huber_loss", x, y, delta=0.5)
call("smooth_l1_loss", x, y, beta=0.5)
call("poisson_nll_loss", x, positive, True, False, 1e-8, 1)
call("margin_ranking_loss", x[:, 0], y[:, 0], signs, margin=0.1)
call("hinge_embedding_loss", x, binary * 2 - 1)
call("cosine_embedding_loss", x, y, signs)
call("triplet_margin_loss", x, y, unit)
call("multi_margin_loss", x, target)
call("multilabel_margin_loss", x, torch.tensor([[0, 2, -1, -1], [1, -1, -1, -1], [3, 0, -1, -1]]))
call("ctc_loss", torch.log_softmax(uniform(6, 2, 4), 2), torch.tensor([[1, 2], [3, 1]]), torch.tensor([6, 6]), torch.tensor([2, 2]))

# Creation
call("arange", 5)
call("arange", 1, 9, step=3)
call("arange", 0, 1, step=0.25, dtype=torch.float64)
call("linspace", -1, 1, 7)
call("logspace", 0, 2, 5)
call("eye", 3)
call("eye", 2, 4, dtype=torch.int32)
each("zeros ones", [2, 3], dtype=torch.int16)
call("full", [2, 2], 1.5)
each("zeros_like ones_like", ints)
call("full_like", x, 3)
call("new_full", ints, [2], 3)
call("scalar_tensor", 2.5)
each("hann_window hamming_window blackman_window bartlett_window kaiser_window", 8)
call("vander", row, N=3)
call("normal", x, positive, seed=11)

# Random streams
each("rand randn", [2, 5], seed=1)
each("rand randn", [40], seed=2, dtype=torch.float64)
call("randint", 0, 100, [12], seed=3)
call("randperm", 12, seed=4)
each("rand_like randn_like", x, seed=5)
call("bernoulli", probability, seed=6)
call("multinomial", positive, 3, seed=7)
call("poisson", positive, seed=8)
call("dropout", x, 0.4, True, seed=9)
call("native_dropout", x, 0.4, True, seed=9)
call("alpha_dropout", x, 0.4, True, seed=9)
call("feature_dropout", picture, 0.4, True, seed=9)
call("rrelu", x, training=True, seed=10)
call("uniform_", x, to=3.0, seed=12)
call("normal_", x, mean=1.0, std=0.5, seed=12)
each("exponential_ cauchy_ log_normal_", x, seed=13)
call("geometric_", x, 0.3, seed=13)
call("bernoulli_", x, p=0.3, seed=14)
call("random_", ints, 50, seed=14)

# In place, and into given tensors
each("abs_ neg_ relu_ sigmoid_ tanh_ exp_ zero_ sin_ floor_ silu_ t_ square_", x)
each("add_ sub_ mul_ div_ maximum copy_ atan2_ fmod_", x, y)
each("add_ mul_ floor_divide_ bitwise_and_ remainder_", ints, ints2)
call("add_", x, y, alpha=0.5)
call("clamp_", x, min=-0.5, max=0.5)
call("fill_", x, 2.5)
call("masked_fill_", x, mask, 4)
call("index_add_", x, 0, picks, y)
call("index_put_", x, [picks], y, accumulate=True)
call("scatter_", x, 0, index, 3)
call("addcmul_", x, y, unit)
call("lerp_", x, y, 0.5)
call("cumsum_", x, 1)
call("logical_and_", mask, mask2)
call("unsqueeze_", x, 0)
call("transpose_", x, 0, 1)
for name in ("add", "mul", "sub", "div", "atan2"):
    call(name, x, y, out=torch.zeros(3, 4))
call("matmul", x, uniform(4, 2), out=torch.zeros(3, 2))
call("cat", [x, y], dim=1, out=torch.zeros(3, 8))
call("sum", x, [1], out=torch.zeros(3))
call("exp", x, out=torch.zeros(3, 4))
call("eq", x, y, out=torch.zeros(3, 4, dtype=torch.bool))

# Lists
each("_foreach_add _foreach_mul _foreach_div", [x, row], [y, row])
each("_foreach_abs _foreach_exp _foreach_neg _foreach_norm", [x, row])
each("_foreach_add _foreach_mul", [x, row], 2)
call("_foreach_addcmul", [x], [y], [unit], value=2)
call("_foreach_lerp", [x], [y], 0.5)

# Conversions
for dtype in (torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.uint8, torch.bool):
    call("_to_copy", positive, dtype=dtype)
call("type_as", ints, x)
call("fake_quantize_per_tensor_affine", x, 0.1, 0, -128, 127)


def save_safetensors(path):
    header, offset = {}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        header[name] = {"dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(raw(tensor))


here = Path(__file__).parent
save_safetensors(here / "operators.safetensors")
lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in calls)
(here / "operators.json").write_text(f'{{"torch":"{torch.__version__}","complex":{json.dumps(complex_names)},"calls":[\n{lines}\n]}}\n')
print(f"{len(calls)} calls of {len({record['name'] for record in calls})} operators, {len(tensors)} tensors")
