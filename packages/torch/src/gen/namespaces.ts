// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { TorchFunctions } from './functions.js';

/** Linear algebra: the operators `linalg_*`, as in PyTorch. */
export interface LinalgFunctions {
  cholesky: TorchFunctions['linalgCholesky'];
  choleskyEx: TorchFunctions['linalgCholeskyEx'];
  cond: TorchFunctions['linalgCond'];
  cross: TorchFunctions['linalgCross'];
  det: TorchFunctions['linalgDet'];
  diagonal: TorchFunctions['linalgDiagonal'];
  eig: TorchFunctions['linalgEig'];
  eigh: TorchFunctions['linalgEigh'];
  eigvals: TorchFunctions['linalgEigvals'];
  eigvalsh: TorchFunctions['linalgEigvalsh'];
  householderProduct: TorchFunctions['linalgHouseholderProduct'];
  inv: TorchFunctions['linalgInv'];
  invEx: TorchFunctions['linalgInvEx'];
  ldlFactor: TorchFunctions['linalgLdlFactor'];
  ldlFactorEx: TorchFunctions['linalgLdlFactorEx'];
  ldlSolve: TorchFunctions['linalgLdlSolve'];
  lstsq: TorchFunctions['linalgLstsq'];
  lu: TorchFunctions['linalgLu'];
  luFactor: TorchFunctions['linalgLuFactor'];
  luFactorEx: TorchFunctions['linalgLuFactorEx'];
  luSolve: TorchFunctions['linalgLuSolve'];
  matmul: TorchFunctions['linalgMatmul'];
  matrixExp: TorchFunctions['linalgMatrixExp'];
  matrixNorm: TorchFunctions['linalgMatrixNorm'];
  matrixPower: TorchFunctions['linalgMatrixPower'];
  matrixRank: TorchFunctions['linalgMatrixRank'];
  multiDot: TorchFunctions['linalgMultiDot'];
  norm: TorchFunctions['linalgNorm'];
  pinv: TorchFunctions['linalgPinv'];
  qr: TorchFunctions['linalgQr'];
  slogdet: TorchFunctions['linalgSlogdet'];
  solve: TorchFunctions['linalgSolve'];
  solveEx: TorchFunctions['linalgSolveEx'];
  solveTriangular: TorchFunctions['linalgSolveTriangular'];
  svd: TorchFunctions['linalgSvd'];
  svdvals: TorchFunctions['linalgSvdvals'];
  tensorinv: TorchFunctions['linalgTensorinv'];
  tensorsolve: TorchFunctions['linalgTensorsolve'];
  vander: TorchFunctions['linalgVander'];
  vecdot: TorchFunctions['linalgVecdot'];
  vectorNorm: TorchFunctions['linalgVectorNorm'];
}

/** Discrete Fourier transforms: the operators `fft_*`, as in PyTorch. */
export interface FftFunctions {
  fft: TorchFunctions['fftFft'];
  fft2: TorchFunctions['fftFft2'];
  fftfreq: TorchFunctions['fftFftfreq'];
  fftn: TorchFunctions['fftFftn'];
  fftshift: TorchFunctions['fftFftshift'];
  hfft: TorchFunctions['fftHfft'];
  hfft2: TorchFunctions['fftHfft2'];
  hfftn: TorchFunctions['fftHfftn'];
  ifft: TorchFunctions['fftIfft'];
  ifft2: TorchFunctions['fftIfft2'];
  ifftn: TorchFunctions['fftIfftn'];
  ifftshift: TorchFunctions['fftIfftshift'];
  ihfft: TorchFunctions['fftIhfft'];
  ihfft2: TorchFunctions['fftIhfft2'];
  ihfftn: TorchFunctions['fftIhfftn'];
  irfft: TorchFunctions['fftIrfft'];
  irfft2: TorchFunctions['fftIrfft2'];
  irfftn: TorchFunctions['fftIrfftn'];
  rfft: TorchFunctions['fftRfft'];
  rfft2: TorchFunctions['fftRfft2'];
  rfftfreq: TorchFunctions['fftRfftfreq'];
  rfftn: TorchFunctions['fftRfftn'];
}

/** Special functions: the operators `special_*`, as in PyTorch. */
export interface SpecialFunctions {
  airyAi: TorchFunctions['specialAiryAi'];
  besselJ0: TorchFunctions['specialBesselJ0'];
  besselJ1: TorchFunctions['specialBesselJ1'];
  besselY0: TorchFunctions['specialBesselY0'];
  besselY1: TorchFunctions['specialBesselY1'];
  chebyshevPolynomialT: TorchFunctions['specialChebyshevPolynomialT'];
  chebyshevPolynomialU: TorchFunctions['specialChebyshevPolynomialU'];
  chebyshevPolynomialV: TorchFunctions['specialChebyshevPolynomialV'];
  chebyshevPolynomialW: TorchFunctions['specialChebyshevPolynomialW'];
  digamma: TorchFunctions['specialDigamma'];
  entr: TorchFunctions['specialEntr'];
  erf: TorchFunctions['specialErf'];
  erfc: TorchFunctions['specialErfc'];
  erfcx: TorchFunctions['specialErfcx'];
  erfinv: TorchFunctions['specialErfinv'];
  exp2: TorchFunctions['specialExp2'];
  expit: TorchFunctions['specialExpit'];
  expm1: TorchFunctions['specialExpm1'];
  gammainc: TorchFunctions['specialGammainc'];
  gammaincc: TorchFunctions['specialGammaincc'];
  gammaln: TorchFunctions['specialGammaln'];
  hermitePolynomialH: TorchFunctions['specialHermitePolynomialH'];
  hermitePolynomialHe: TorchFunctions['specialHermitePolynomialHe'];
  i0: TorchFunctions['specialI0'];
  i0e: TorchFunctions['specialI0e'];
  i1: TorchFunctions['specialI1'];
  i1e: TorchFunctions['specialI1e'];
  laguerrePolynomialL: TorchFunctions['specialLaguerrePolynomialL'];
  legendrePolynomialP: TorchFunctions['specialLegendrePolynomialP'];
  log1p: TorchFunctions['specialLog1p'];
  logNdtr: TorchFunctions['specialLogNdtr'];
  logSoftmax: TorchFunctions['specialLogSoftmax'];
  logit: TorchFunctions['specialLogit'];
  logsumexp: TorchFunctions['specialLogsumexp'];
  modifiedBesselI0: TorchFunctions['specialModifiedBesselI0'];
  modifiedBesselI1: TorchFunctions['specialModifiedBesselI1'];
  modifiedBesselK0: TorchFunctions['specialModifiedBesselK0'];
  modifiedBesselK1: TorchFunctions['specialModifiedBesselK1'];
  multigammaln: TorchFunctions['specialMultigammaln'];
  ndtr: TorchFunctions['specialNdtr'];
  ndtri: TorchFunctions['specialNdtri'];
  polygamma: TorchFunctions['specialPolygamma'];
  psi: TorchFunctions['specialPsi'];
  round: TorchFunctions['specialRound'];
  scaledModifiedBesselK0: TorchFunctions['specialScaledModifiedBesselK0'];
  scaledModifiedBesselK1: TorchFunctions['specialScaledModifiedBesselK1'];
  shiftedChebyshevPolynomialT: TorchFunctions['specialShiftedChebyshevPolynomialT'];
  shiftedChebyshevPolynomialU: TorchFunctions['specialShiftedChebyshevPolynomialU'];
  shiftedChebyshevPolynomialV: TorchFunctions['specialShiftedChebyshevPolynomialV'];
  shiftedChebyshevPolynomialW: TorchFunctions['specialShiftedChebyshevPolynomialW'];
  sinc: TorchFunctions['specialSinc'];
  softmax: TorchFunctions['specialSoftmax'];
  sphericalBesselJ0: TorchFunctions['specialSphericalBesselJ0'];
  xlog1py: TorchFunctions['specialXlog1py'];
  xlogy: TorchFunctions['specialXlogy'];
  zeta: TorchFunctions['specialZeta'];
}
