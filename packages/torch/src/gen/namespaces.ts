// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Tensor } from '../tensor/tensor.js';
import type { Device, DType, Int, Layout, Scalar } from '../values/types.js';

/** Linear algebra: the operators `linalg_*`, as in PyTorch. */
export interface LinalgFunctions {
  /**
   * Computes the Cholesky factor of symmetric positive-definite matrices [..., N, N], lower unless `upper` is true.
   *
   * `aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor`
   */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /**
   * Computes the Cholesky factor of symmetric positive-definite matrices [..., N, N], lower unless `upper` is true.
   *
   * `aten::linalg_cholesky.out(Tensor self, *, bool upper=False, Tensor(a!) out) -> Tensor(a!)`
   */
  cholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the Cholesky factor and returns [L, info], without an error for a matrix that is not positive-definite unless `checkErrors` is true.
   *
   * `aten::linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)`
   */
  choleskyEx(self: Tensor, options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor];
  /**
   * Computes the Cholesky factor and returns [L, info], without an error for a matrix that is not positive-definite unless `checkErrors` is true.
   *
   * `aten::linalg_cholesky_ex.L(Tensor self, *, bool upper=False, bool check_errors=False, Tensor(a!) L, Tensor(b!) info) -> (Tensor(a!) L, Tensor(b!) info)`
   */
  choleskyEx(self: Tensor, options: { upper?: boolean; checkErrors?: boolean; L: Tensor; info: Tensor }): [L: Tensor, info: Tensor];
  /**
   * Computes the condition number of matrices by the norm `p`, by default the largest singular value over the smallest.
   *
   * `aten::linalg_cond(Tensor self, Scalar? p=None) -> Tensor`
   */
  cond(self: Tensor, options?: { p?: Scalar | null }): Tensor;
  /**
   * Computes the condition number of matrices by the norm `p`, by default the largest singular value over the smallest.
   *
   * `aten::linalg_cond.p_str(Tensor self, str p) -> Tensor`
   */
  cond(self: Tensor, p: string): Tensor;
  /**
   * Computes the condition number of matrices by the norm `p`, by default the largest singular value over the smallest.
   *
   * `aten::linalg_cond.out(Tensor self, Scalar? p=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cond(self: Tensor, options: { p?: Scalar | null; out: Tensor }): Tensor;
  /**
   * Computes the condition number of matrices by the norm `p`, by default the largest singular value over the smallest.
   *
   * `aten::linalg_cond.p_str_out(Tensor self, str p, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cond(self: Tensor, p: string, options: { out: Tensor }): Tensor;
  /**
   * Computes the cross product of vectors of three elements along `dim` (default -1).
   *
   * `aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor`
   */
  cross(self: Tensor, other: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Computes the cross product of vectors of three elements along `dim` (default -1).
   *
   * `aten::linalg_cross.out(Tensor self, Tensor other, *, int dim=-1, Tensor(a!) out) -> Tensor(a!)`
   */
  cross(self: Tensor, other: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Computes the determinant of square matrices [..., N, N].
   *
   * `aten::linalg_det(Tensor A) -> Tensor`
   */
  det(A: Tensor): Tensor;
  /**
   * Computes the determinant of square matrices [..., N, N].
   *
   * `aten::linalg_det.out(Tensor A, *, Tensor(a!) out) -> Tensor(a!)`
   */
  det(A: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns a view of the diagonal of `dim1` and `dim2`, by default the last two dimensions.
   *
   * `aten::linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)`
   */
  diagonal(A: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Computes eigenvalues and eigenvectors of square matrices, as complex [values, vectors].
   *
   * `aten::linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)`
   */
  eig(self: Tensor): [eigenvalues: Tensor, eigenvectors: Tensor];
  /**
   * Computes eigenvalues and eigenvectors of square matrices, as complex [values, vectors].
   *
   * `aten::linalg_eig.out(Tensor self, *, Tensor(a!) eigenvalues, Tensor(b!) eigenvectors) -> (Tensor(a!) eigenvalues, Tensor(b!) eigenvectors)`
   */
  eig(self: Tensor, options: { eigenvalues: Tensor; eigenvectors: Tensor }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /**
   * Computes eigenvalues (ascending) and eigenvectors of symmetric or Hermitian matrices, as [values, vectors].
   *
   * `aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)`
   */
  eigh(self: Tensor, options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /**
   * Computes eigenvalues (ascending) and eigenvectors of symmetric or Hermitian matrices, as [values, vectors].
   *
   * `aten::linalg_eigh.eigvals(Tensor self, str UPLO="L", *, Tensor(a!) eigvals, Tensor(b!) eigvecs) -> (Tensor(a!) eigenvalues, Tensor(b!) eigenvectors)`
   */
  eigh(self: Tensor, options: { UPLO?: string; eigvals: Tensor; eigvecs: Tensor }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /**
   * Computes the eigenvalues of square matrices, as complex numbers.
   *
   * `aten::linalg_eigvals(Tensor self) -> Tensor`
   */
  eigvals(self: Tensor): Tensor;
  /**
   * Computes the eigenvalues of square matrices, as complex numbers.
   *
   * `aten::linalg_eigvals.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  eigvals(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the eigenvalues of symmetric or Hermitian matrices, in ascending order.
   *
   * `aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor`
   */
  eigvalsh(self: Tensor, options?: { UPLO?: string }): Tensor;
  /**
   * Computes the eigenvalues of symmetric or Hermitian matrices, in ascending order.
   *
   * `aten::linalg_eigvalsh.out(Tensor self, str UPLO="L", *, Tensor(a!) out) -> Tensor(a!)`
   */
  eigvalsh(self: Tensor, options: { UPLO?: string; out: Tensor }): Tensor;
  /**
   * Computes the first columns of a product of Householder matrices, the Q of a QR decomposition.
   *
   * `aten::linalg_householder_product(Tensor input, Tensor tau) -> Tensor`
   */
  householderProduct(input: Tensor, tau: Tensor): Tensor;
  /**
   * Computes the first columns of a product of Householder matrices, the Q of a QR decomposition.
   *
   * `aten::linalg_householder_product.out(Tensor input, Tensor tau, *, Tensor(a!) out) -> Tensor(a!)`
   */
  householderProduct(input: Tensor, tau: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse of square matrices; a singular one is an error.
   *
   * `aten::linalg_inv(Tensor A) -> Tensor`
   */
  inv(A: Tensor): Tensor;
  /**
   * Computes the inverse of square matrices; a singular one is an error.
   *
   * `aten::linalg_inv.out(Tensor A, *, Tensor(a!) out) -> Tensor(a!)`
   */
  inv(A: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse and returns [inverse, info], without an error for a singular matrix unless `checkErrors` is true.
   *
   * `aten::linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)`
   */
  invEx(A: Tensor, options?: { checkErrors?: boolean }): [inverse: Tensor, info: Tensor];
  /**
   * Computes the inverse and returns [inverse, info], without an error for a singular matrix unless `checkErrors` is true.
   *
   * `aten::linalg_inv_ex.inverse(Tensor A, *, bool check_errors=False, Tensor(a!) inverse, Tensor(b!) info) -> (Tensor(a!) inverse, Tensor(b!) info)`
   */
  invEx(A: Tensor, options: { checkErrors?: boolean; inverse: Tensor; info: Tensor }): [inverse: Tensor, info: Tensor];
  /**
   * Computes the compact LDL factorisation of symmetric or Hermitian matrices, and returns [LD, pivots].
   *
   * `aten::linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)`
   */
  ldlFactor(self: Tensor, options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor];
  /**
   * Computes the compact LDL factorisation of symmetric or Hermitian matrices, and returns [LD, pivots].
   *
   * `aten::linalg_ldl_factor.out(Tensor self, *, bool hermitian=False, Tensor(a!) LD, Tensor(b!) pivots) -> (Tensor(a!) LD, Tensor(b!) pivots)`
   */
  ldlFactor(self: Tensor, options: { hermitian?: boolean; LD: Tensor; pivots: Tensor }): [LD: Tensor, pivots: Tensor];
  /**
   * Computes the LDL factorisation and returns [LD, pivots, info], without an error where it fails unless `checkErrors` is true.
   *
   * `aten::linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)`
   */
  ldlFactorEx(self: Tensor, options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor];
  /**
   * Computes the LDL factorisation and returns [LD, pivots, info], without an error where it fails unless `checkErrors` is true.
   *
   * `aten::linalg_ldl_factor_ex.out(Tensor self, *, bool hermitian=False, bool check_errors=False, Tensor(a!) LD, Tensor(b!) pivots, Tensor(c!) info) -> (Tensor(a!) LD, Tensor(b!) pivots, Tensor(c!) info)`
   */
  ldlFactorEx(self: Tensor, options: { hermitian?: boolean; checkErrors?: boolean; LD: Tensor; pivots: Tensor; info: Tensor }): [LD: Tensor, pivots: Tensor, info: Tensor];
  /**
   * Solves A X = B, given the LDL factorisation of A.
   *
   * `aten::linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor`
   */
  ldlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor;
  /**
   * Solves A X = B, given the LDL factorisation of A.
   *
   * `aten::linalg_ldl_solve.out(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)`
   */
  ldlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Solves least-squares problems min |A X - B|, and returns [solution, residuals, rank, singular values].
   *
   * `aten::linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)`
   */
  lstsq(self: Tensor, b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  /**
   * Solves least-squares problems min |A X - B|, and returns [solution, residuals, rank, singular values].
   *
   * `aten::linalg_lstsq.out(Tensor self, Tensor b, float? rcond=None, *, str? driver=None, Tensor(a!) solution, Tensor(b!) residuals, Tensor(c!) rank, Tensor(d!) singular_values) -> (Tensor(a!) solution, Tensor(b!) residuals, Tensor(c!) rank, Tensor(d!) singular_values)`
   */
  lstsq(self: Tensor, b: Tensor, options: { rcond?: number | null; driver?: string | null; solution: Tensor; residuals: Tensor; rank: Tensor; singularValues: Tensor }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  /**
   * Computes the LU decomposition of matrices with partial pivoting, A = P L U, and returns [P, L, U].
   *
   * `aten::linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)`
   */
  lu(A: Tensor, options?: { pivot?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
  /**
   * Computes the LU decomposition of matrices with partial pivoting, A = P L U, and returns [P, L, U].
   *
   * `aten::linalg_lu.out(Tensor A, *, bool pivot=True, Tensor(a!) P, Tensor(b!) L, Tensor(c!) U) -> (Tensor(a!) P, Tensor(b!) L, Tensor(c!) U)`
   */
  lu(A: Tensor, options: { pivot?: boolean; P: Tensor; L: Tensor; U: Tensor }): [P: Tensor, L: Tensor, U: Tensor];
  /**
   * Computes the compact LU factorisation and returns [LU, pivots].
   *
   * `aten::linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)`
   */
  luFactor(A: Tensor, options?: { pivot?: boolean }): [LU: Tensor, pivots: Tensor];
  /**
   * Computes the compact LU factorisation and returns [LU, pivots].
   *
   * `aten::linalg_lu_factor.out(Tensor A, *, bool pivot=True, Tensor(a!) LU, Tensor(b!) pivots) -> (Tensor(a!) LU, Tensor(b!) pivots)`
   */
  luFactor(A: Tensor, options: { pivot?: boolean; LU: Tensor; pivots: Tensor }): [LU: Tensor, pivots: Tensor];
  /**
   * Computes the compact LU factorisation and returns [LU, pivots, info], without an error where it fails unless `checkErrors` is true.
   *
   * `aten::linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)`
   */
  luFactorEx(A: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [LU: Tensor, pivots: Tensor, info: Tensor];
  /**
   * Computes the compact LU factorisation and returns [LU, pivots, info], without an error where it fails unless `checkErrors` is true.
   *
   * `aten::linalg_lu_factor_ex.out(Tensor A, *, bool pivot=True, bool check_errors=False, Tensor(a!) LU, Tensor(b!) pivots, Tensor(c!) info) -> (Tensor(a!) LU, Tensor(b!) pivots, Tensor(c!) info)`
   */
  luFactorEx(A: Tensor, options: { pivot?: boolean; checkErrors?: boolean; LU: Tensor; pivots: Tensor; info: Tensor }): [LU: Tensor, pivots: Tensor, info: Tensor];
  /**
   * Solves A X = B, given the LU factorisation of A.
   *
   * `aten::linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor`
   */
  luSolve(LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean; adjoint?: boolean }): Tensor;
  /**
   * Solves A X = B, given the LU factorisation of A.
   *
   * `aten::linalg_lu_solve.out(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False, Tensor(a!) out) -> Tensor(a!)`
   */
  luSolve(LU: Tensor, pivots: Tensor, B: Tensor, options: { left?: boolean; adjoint?: boolean; out: Tensor }): Tensor;
  /**
   * Multiplies vectors, matrices or batches of matrices, as `matmul`.
   *
   * `aten::linalg_matmul(Tensor self, Tensor other) -> Tensor`
   */
  matmul(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies vectors, matrices or batches of matrices, as `matmul`.
   *
   * `aten::linalg_matmul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the matrix exponential of square matrices.
   *
   * `aten::linalg_matrix_exp(Tensor self) -> Tensor`
   */
  matrixExp(self: Tensor): Tensor;
  /**
   * Computes the matrix exponential of square matrices.
   *
   * `aten::linalg_matrix_exp.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixExp(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the norm `ord` of matrices, by default the Frobenius norm.
   *
   * `aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  matrixNorm(self: Tensor, ord: Scalar, options?: { dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the norm `ord` of matrices, by default the Frobenius norm.
   *
   * `aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  matrixNorm(self: Tensor, options?: { ord?: string; dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the norm `ord` of matrices, by default the Frobenius norm.
   *
   * `aten::linalg_matrix_norm.out(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixNorm(self: Tensor, ord: Scalar, options: { dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the norm `ord` of matrices, by default the Frobenius norm.
   *
   * `aten::linalg_matrix_norm.str_ord_out(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixNorm(self: Tensor, options: { ord?: string; dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Raises square matrices to the integer power `n`, with the inverse for negative ones.
   *
   * `aten::linalg_matrix_power(Tensor self, int n) -> Tensor`
   */
  matrixPower(self: Tensor, n: Int): Tensor;
  /**
   * Raises square matrices to the integer power `n`, with the inverse for negative ones.
   *
   * `aten::linalg_matrix_power.out(Tensor self, int n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor`
   */
  matrixRank(self: Tensor, tol: number, options?: { hermitian?: boolean }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`
   */
  matrixRank(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`
   */
  matrixRank(input: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor`
   */
  matrixRank(input: Tensor, tol: Tensor, options?: { hermitian?: boolean }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.out(Tensor self, float tol, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixRank(self: Tensor, tol: number, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.atol_rtol_float_out(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixRank(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.atol_rtol_tensor_out(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixRank(input: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the numerical rank of matrices: the number of singular values above a tolerance.
   *
   * `aten::linalg_matrix_rank.out_tol_tensor(Tensor input, Tensor tol, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixRank(input: Tensor, tol: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Multiplies a list of matrices in the order that needs the fewest operations.
   *
   * `aten::linalg_multi_dot(Tensor[] tensors) -> Tensor`
   */
  multiDot(tensors: readonly Tensor[]): Tensor;
  /**
   * Multiplies a list of matrices in the order that needs the fewest operations.
   *
   * `aten::linalg_multi_dot.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  multiDot(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Computes the vector norm or the matrix norm `ord`, by default the 2-norm of all elements.
   *
   * `aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  norm(self: Tensor, options?: { ord?: Scalar | null; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the vector norm or the matrix norm `ord`, by default the 2-norm of all elements.
   *
   * `aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  norm(self: Tensor, ord: string, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the vector norm or the matrix norm `ord`, by default the 2-norm of all elements.
   *
   * `aten::linalg_norm.out(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, options: { ord?: Scalar | null; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the vector norm or the matrix norm `ord`, by default the 2-norm of all elements.
   *
   * `aten::linalg_norm.ord_str_out(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, ord: string, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor`
   */
  pinv(self: Tensor, rcond: number, options?: { hermitian?: boolean }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`
   */
  pinv(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`
   */
  pinv(self: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor`
   */
  pinv(self: Tensor, rcond: Tensor, options?: { hermitian?: boolean }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.out(Tensor self, float rcond, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pinv(self: Tensor, rcond: number, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.atol_rtol_float_out(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)`
   */
  pinv(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.atol_rtol_tensor_out(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)`
   */
  pinv(self: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse of matrices.
   *
   * `aten::linalg_pinv.out_rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pinv(self: Tensor, rcond: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the QR decomposition of matrices and returns [Q, R], reduced unless `mode` is 'complete' or 'r'.
   *
   * `aten::linalg_qr(Tensor A, str mode="reduced") -> (Tensor Q, Tensor R)`
   */
  qr(A: Tensor, options?: { mode?: string }): [Q: Tensor, R: Tensor];
  /**
   * Computes the QR decomposition of matrices and returns [Q, R], reduced unless `mode` is 'complete' or 'r'.
   *
   * `aten::linalg_qr.out(Tensor A, str mode="reduced", *, Tensor(a!) Q, Tensor(b!) R) -> (Tensor(a!) Q, Tensor(b!) R)`
   */
  qr(A: Tensor, options: { mode?: string; Q: Tensor; R: Tensor }): [Q: Tensor, R: Tensor];
  /**
   * Computes sign and logarithm of the absolute value of the determinant, and returns [sign, logabsdet].
   *
   * `aten::linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)`
   */
  slogdet(A: Tensor): [sign: Tensor, logabsdet: Tensor];
  /**
   * Computes sign and logarithm of the absolute value of the determinant, and returns [sign, logabsdet].
   *
   * `aten::linalg_slogdet.out(Tensor A, *, Tensor(a!) sign, Tensor(b!) logabsdet) -> (Tensor(a!) sign, Tensor(b!) logabsdet)`
   */
  slogdet(A: Tensor, options: { sign: Tensor; logabsdet: Tensor }): [sign: Tensor, logabsdet: Tensor];
  /**
   * Solves A X = B for square matrices `A` [..., N, N], or X A = B if `left` is false.
   *
   * `aten::linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor`
   */
  solve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor;
  /**
   * Solves A X = B for square matrices `A` [..., N, N], or X A = B if `left` is false.
   *
   * `aten::linalg_solve.out(Tensor A, Tensor B, *, bool left=True, Tensor(a!) out) -> Tensor(a!)`
   */
  solve(A: Tensor, B: Tensor, options: { left?: boolean; out: Tensor }): Tensor;
  /**
   * Solves A X = B and returns [result, info], without an error for a singular matrix unless `checkErrors` is true.
   *
   * `aten::linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)`
   */
  solveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [result: Tensor, info: Tensor];
  /**
   * Solves A X = B and returns [result, info], without an error for a singular matrix unless `checkErrors` is true.
   *
   * `aten::linalg_solve_ex.out(Tensor A, Tensor B, *, bool left=True, bool check_errors=False, Tensor(a!) result, Tensor(b!) info) -> (Tensor(a!) result, Tensor(b!) info)`
   */
  solveEx(A: Tensor, B: Tensor, options: { left?: boolean; checkErrors?: boolean; result: Tensor; info: Tensor }): [result: Tensor, info: Tensor];
  /**
   * Solves A X = B for triangular matrices A, `upper` or lower.
   *
   * `aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor`
   */
  solveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor;
  /**
   * Solves A X = B for triangular matrices A, `upper` or lower.
   *
   * `aten::linalg_solve_triangular.out(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False, Tensor(a!) out) -> Tensor(a!)`
   */
  solveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the singular value decomposition A = U diag(S) Vh, and returns [U, S, Vh], with square U and Vh unless `fullMatrices` is false.
   *
   * `aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)`
   */
  svd(A: Tensor, options?: { fullMatrices?: boolean; driver?: string | null }): [U: Tensor, S: Tensor, Vh: Tensor];
  /**
   * Computes the singular value decomposition A = U diag(S) Vh, and returns [U, S, Vh], with square U and Vh unless `fullMatrices` is false.
   *
   * `aten::linalg_svd.U(Tensor A, bool full_matrices=True, *, str? driver=None, Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh) -> (Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh)`
   */
  svd(A: Tensor, options: { fullMatrices?: boolean; driver?: string | null; U: Tensor; S: Tensor; Vh: Tensor }): [U: Tensor, S: Tensor, Vh: Tensor];
  /**
   * Computes the singular values of matrices, in descending order.
   *
   * `aten::linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor`
   */
  svdvals(A: Tensor, options?: { driver?: string | null }): Tensor;
  /**
   * Computes the singular values of matrices, in descending order.
   *
   * `aten::linalg_svdvals.out(Tensor A, *, str? driver=None, Tensor(a!) out) -> Tensor(a!)`
   */
  svdvals(A: Tensor, options: { driver?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the inverse of a tensor with regard to `tensordot`, with the first `ind` dimensions (default 2) as rows.
   *
   * `aten::linalg_tensorinv(Tensor self, int ind=2) -> Tensor`
   */
  tensorinv(self: Tensor, options?: { ind?: Int }): Tensor;
  /**
   * Computes the inverse of a tensor with regard to `tensordot`, with the first `ind` dimensions (default 2) as rows.
   *
   * `aten::linalg_tensorinv.out(Tensor self, int ind=2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tensorinv(self: Tensor, options: { ind?: Int; out: Tensor }): Tensor;
  /**
   * Solves tensordot(A, X) = B for X.
   *
   * `aten::linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor`
   */
  tensorsolve(self: Tensor, other: Tensor, options?: { dims?: readonly Int[] | null }): Tensor;
  /**
   * Solves tensordot(A, X) = B for X.
   *
   * `aten::linalg_tensorsolve.out(Tensor self, Tensor other, int[]? dims=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tensorsolve(self: Tensor, other: Tensor, options: { dims?: readonly Int[] | null; out: Tensor }): Tensor;
  /**
   * Makes the Vandermonde matrix of vectors [..., M]: [..., M, `N`] powers in ascending order.
   *
   * `aten::linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor`
   */
  vander(x: Tensor, options?: { N?: Int | null }): Tensor;
  /**
   * Computes the dot product along `dim` (default -1), with the first tensor conjugated.
   *
   * `aten::linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor`
   */
  vecdot(x: Tensor, y: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Computes the dot product along `dim` (default -1), with the first tensor conjugated.
   *
   * `aten::linalg_vecdot.out(Tensor x, Tensor y, *, int dim=-1, Tensor(a!) out) -> Tensor(a!)`
   */
  vecdot(x: Tensor, y: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Computes the norm `ord` (default 2) of vectors, of all elements or along `dim`.
   *
   * `aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  vectorNorm(self: Tensor, options?: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the norm `ord` (default 2) of vectors, of all elements or along `dim`.
   *
   * `aten::linalg_vector_norm.out(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  vectorNorm(self: Tensor, options: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
}

/** Discrete Fourier transforms: the operators `fft_*`, as in PyTorch. */
export interface FftFunctions {
  /**
   * Computes the discrete Fourier transform along `dim` (default -1), of `n` elements, padded with zeros or cut.
   *
   * `aten::fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  fft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the discrete Fourier transform along `dim` (default -1), of `n` elements, padded with zeros or cut.
   *
   * `aten::fft_fft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the two-dimensional discrete Fourier transform, by default of the last two dimensions.
   *
   * `aten::fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  fft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the two-dimensional discrete Fourier transform, by default of the last two dimensions.
   *
   * `aten::fft_fft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Returns the frequencies of `fft`'s results for `n` samples at the distance `d` (default 1).
   *
   * `aten::fft_fftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  fftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Returns the frequencies of `fft`'s results for `n` samples at the distance `d` (default 1).
   *
   * `aten::fft_fftfreq.out(int n, float d=1., *, Tensor(a!) out) -> Tensor(a!)`
   */
  fftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor;
  /**
   * Computes the discrete Fourier transform of several dimensions, by default all.
   *
   * `aten::fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  fftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the discrete Fourier transform of several dimensions, by default all.
   *
   * `aten::fft_fftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Moves the zero frequency to the middle.
   *
   * `aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor`
   */
  fftshift(self: Tensor, options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /**
   * Computes the real discrete Fourier transform of a Hermitian signal, of which the first half is given.
   *
   * `aten::fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  hfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the real discrete Fourier transform of a Hermitian signal, of which the first half is given.
   *
   * `aten::fft_hfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the two-dimensional real discrete Fourier transform of a Hermitian signal.
   *
   * `aten::fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  hfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the two-dimensional real discrete Fourier transform of a Hermitian signal.
   *
   * `aten::fft_hfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the real discrete Fourier transform of a Hermitian signal in several dimensions.
   *
   * `aten::fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  hfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the real discrete Fourier transform of a Hermitian signal in several dimensions.
   *
   * `aten::fft_hfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the inverse discrete Fourier transform along `dim` (default -1), divided by the number of elements unless `norm` says otherwise.
   *
   * `aten::fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  ifft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the inverse discrete Fourier transform along `dim` (default -1), divided by the number of elements unless `norm` says otherwise.
   *
   * `aten::fft_ifft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ifft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the two-dimensional inverse discrete Fourier transform.
   *
   * `aten::fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  ifft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the two-dimensional inverse discrete Fourier transform.
   *
   * `aten::fft_ifft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ifft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the inverse discrete Fourier transform of several dimensions, by default all.
   *
   * `aten::fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  ifftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the inverse discrete Fourier transform of several dimensions, by default all.
   *
   * `aten::fft_ifftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ifftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Moves the zero frequency back from the middle, the inverse of `fftshift`.
   *
   * `aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor`
   */
  ifftshift(self: Tensor, options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /**
   * Computes the inverse of `hfft`: the first half of the Hermitian signal of a real spectrum.
   *
   * `aten::fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  ihfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the inverse of `hfft`: the first half of the Hermitian signal of a real spectrum.
   *
   * `aten::fft_ihfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ihfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the inverse of `hfft2`.
   *
   * `aten::fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  ihfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the inverse of `hfft2`.
   *
   * `aten::fft_ihfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ihfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the inverse of `hfftn`.
   *
   * `aten::fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  ihfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the inverse of `hfftn`.
   *
   * `aten::fft_ihfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ihfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the real signal of `rfft`'s result, of `n` elements, by default 2 * (size - 1).
   *
   * `aten::fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  irfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the real signal of `rfft`'s result, of `n` elements, by default 2 * (size - 1).
   *
   * `aten::fft_irfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  irfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the real signal of `rfft2`'s result.
   *
   * `aten::fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  irfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the real signal of `rfft2`'s result.
   *
   * `aten::fft_irfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  irfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the real signal of `rfftn`'s result.
   *
   * `aten::fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  irfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the real signal of `rfftn`'s result.
   *
   * `aten::fft_irfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  irfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the discrete Fourier transform of a real signal: its first n / 2 + 1 frequencies, since the others are their conjugates.
   *
   * `aten::fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor`
   */
  rfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /**
   * Computes the discrete Fourier transform of a real signal: its first n / 2 + 1 frequencies, since the others are their conjugates.
   *
   * `aten::fft_rfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Computes the two-dimensional discrete Fourier transform of a real signal, with half of the frequencies of the last dimension.
   *
   * `aten::fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor`
   */
  rfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /**
   * Computes the two-dimensional discrete Fourier transform of a real signal, with half of the frequencies of the last dimension.
   *
   * `aten::fft_rfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /**
   * Returns the frequencies of `rfft`'s results for `n` samples at the distance `d` (default 1).
   *
   * `aten::fft_rfftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  rfftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Returns the frequencies of `rfft`'s results for `n` samples at the distance `d` (default 1).
   *
   * `aten::fft_rfftfreq.out(int n, float d=1., *, Tensor(a!) out) -> Tensor(a!)`
   */
  rfftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor;
  /**
   * Computes the discrete Fourier transform of a real signal in several dimensions, with half of the frequencies of the last one.
   *
   * `aten::fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor`
   */
  rfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /**
   * Computes the discrete Fourier transform of a real signal in several dimensions, with half of the frequencies of the last one.
   *
   * `aten::fft_rfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
}

/** Special functions: the operators `special_*`, as in PyTorch. */
export interface SpecialFunctions {
  /**
   * Computes the Airy function Ai of each element.
   *
   * `aten::special_airy_ai(Tensor x) -> Tensor`
   */
  airyAi(x: Tensor): Tensor;
  /**
   * Computes the Airy function Ai of each element.
   *
   * `aten::special_airy_ai.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)`
   */
  airyAi(x: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Bessel function of the first kind of order 0.
   *
   * `aten::special_bessel_j0(Tensor self) -> Tensor`
   */
  besselJ0(self: Tensor): Tensor;
  /**
   * Computes the Bessel function of the first kind of order 0.
   *
   * `aten::special_bessel_j0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  besselJ0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Bessel function of the first kind of order 1.
   *
   * `aten::special_bessel_j1(Tensor self) -> Tensor`
   */
  besselJ1(self: Tensor): Tensor;
  /**
   * Computes the Bessel function of the first kind of order 1.
   *
   * `aten::special_bessel_j1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  besselJ1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Bessel function of the second kind of order 0.
   *
   * `aten::special_bessel_y0(Tensor self) -> Tensor`
   */
  besselY0(self: Tensor): Tensor;
  /**
   * Computes the Bessel function of the second kind of order 0.
   *
   * `aten::special_bessel_y0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  besselY0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Bessel function of the second kind of order 1.
   *
   * `aten::special_bessel_y1(Tensor self) -> Tensor`
   */
  besselY1(self: Tensor): Tensor;
  /**
   * Computes the Bessel function of the second kind of order 1.
   *
   * `aten::special_bessel_y1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  besselY1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  chebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the first kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_t.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  chebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the second kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_u.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  chebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the third kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_v.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  chebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  chebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Chebyshev polynomial of the fourth kind of degree `n`.
   *
   * `aten::special_chebyshev_polynomial_w.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function.
   *
   * `aten::special_digamma(Tensor self) -> Tensor`
   */
  digamma(self: Tensor): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function.
   *
   * `aten::special_digamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  digamma(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the entropy -x * log(x) of each element: 0 at 0, negative infinity below.
   *
   * `aten::special_entr(Tensor self) -> Tensor`
   */
  entr(self: Tensor): Tensor;
  /**
   * Computes the entropy -x * log(x) of each element: 0 at 0, negative infinity below.
   *
   * `aten::special_entr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  entr(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the error function.
   *
   * `aten::special_erf(Tensor self) -> Tensor`
   */
  erf(self: Tensor): Tensor;
  /**
   * Computes the error function.
   *
   * `aten::special_erf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erf(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the complementary error function, 1 - erf(x).
   *
   * `aten::special_erfc(Tensor self) -> Tensor`
   */
  erfc(self: Tensor): Tensor;
  /**
   * Computes the complementary error function, 1 - erf(x).
   *
   * `aten::special_erfc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erfc(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the scaled complementary error function, exp(x^2) * erfc(x).
   *
   * `aten::special_erfcx(Tensor self) -> Tensor`
   */
  erfcx(self: Tensor): Tensor;
  /**
   * Computes the scaled complementary error function, exp(x^2) * erfc(x).
   *
   * `aten::special_erfcx.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erfcx(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse of the error function at each element of (-1, 1).
   *
   * `aten::special_erfinv(Tensor self) -> Tensor`
   */
  erfinv(self: Tensor): Tensor;
  /**
   * Computes the inverse of the error function at each element of (-1, 1).
   *
   * `aten::special_erfinv.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erfinv(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes 2 to the power of each element.
   *
   * `aten::special_exp2(Tensor self) -> Tensor`
   */
  exp2(self: Tensor): Tensor;
  /**
   * Computes 2 to the power of each element.
   *
   * `aten::special_exp2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  exp2(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes 1 / (1 + exp(-x)) of each element, as `sigmoid`.
   *
   * `aten::special_expit(Tensor self) -> Tensor`
   */
  expit(self: Tensor): Tensor;
  /**
   * Computes 1 / (1 + exp(-x)) of each element, as `sigmoid`.
   *
   * `aten::special_expit.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  expit(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero.
   *
   * `aten::special_expm1(Tensor self) -> Tensor`
   */
  expm1(self: Tensor): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero.
   *
   * `aten::special_expm1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  expm1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`.
   *
   * `aten::special_gammainc(Tensor self, Tensor other) -> Tensor`
   */
  gammainc(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`.
   *
   * `aten::special_gammainc.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gammainc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`.
   *
   * `aten::special_gammaincc(Tensor self, Tensor other) -> Tensor`
   */
  gammaincc(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`.
   *
   * `aten::special_gammaincc.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gammaincc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the absolute value of the gamma function.
   *
   * `aten::special_gammaln(Tensor self) -> Tensor`
   */
  gammaln(self: Tensor): Tensor;
  /**
   * Computes the logarithm of the absolute value of the gamma function.
   *
   * `aten::special_gammaln.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gammaln(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor`
   */
  hermitePolynomialH(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  hermitePolynomialH(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  hermitePolynomialH(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialH(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialH(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the physicist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_h.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialH(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor`
   */
  hermitePolynomialHe(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  hermitePolynomialHe(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  hermitePolynomialHe(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialHe(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialHe(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the probabilist's Hermite polynomial of degree `n`.
   *
   * `aten::special_hermite_polynomial_he.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hermitePolynomialHe(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::special_i0(Tensor self) -> Tensor`
   */
  i0(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::special_i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  i0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0, scaled by exp(-|x|).
   *
   * `aten::special_i0e(Tensor self) -> Tensor`
   */
  i0e(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0, scaled by exp(-|x|).
   *
   * `aten::special_i0e.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  i0e(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1.
   *
   * `aten::special_i1(Tensor self) -> Tensor`
   */
  i1(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1.
   *
   * `aten::special_i1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  i1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1, scaled by exp(-|x|).
   *
   * `aten::special_i1e(Tensor self) -> Tensor`
   */
  i1e(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1, scaled by exp(-|x|).
   *
   * `aten::special_i1e.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  i1e(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor`
   */
  laguerrePolynomialL(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  laguerrePolynomialL(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  laguerrePolynomialL(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  laguerrePolynomialL(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  laguerrePolynomialL(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Laguerre polynomial of degree `n`.
   *
   * `aten::special_laguerre_polynomial_l.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  laguerrePolynomialL(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor`
   */
  legendrePolynomialP(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  legendrePolynomialP(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  legendrePolynomialP(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  legendrePolynomialP(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  legendrePolynomialP(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Legendre polynomial of degree `n`.
   *
   * `aten::special_legendre_polynomial_p.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  legendrePolynomialP(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes log(1 + x) of each element, accurately near zero.
   *
   * `aten::special_log1p(Tensor self) -> Tensor`
   */
  log1p(self: Tensor): Tensor;
  /**
   * Computes log(1 + x) of each element, accurately near zero.
   *
   * `aten::special_log1p.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  log1p(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the standard normal distribution function.
   *
   * `aten::special_log_ndtr(Tensor self) -> Tensor`
   */
  logNdtr(self: Tensor): Tensor;
  /**
   * Computes the logarithm of the standard normal distribution function.
   *
   * `aten::special_log_ndtr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logNdtr(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the softmax along `dim` in a numerically stable way.
   *
   * `aten::special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`
   */
  logSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given.
   *
   * `aten::special_logit(Tensor self, float? eps=None) -> Tensor`
   */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given.
   *
   * `aten::special_logit.out(Tensor self, float? eps=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the sum of exponentials along `dim` in a numerically stable way.
   *
   * `aten::special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor`
   */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Computes the logarithm of the sum of exponentials along `dim` in a numerically stable way.
   *
   * `aten::special_logsumexp.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::special_modified_bessel_i0(Tensor self) -> Tensor`
   */
  modifiedBesselI0(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::special_modified_bessel_i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  modifiedBesselI0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1.
   *
   * `aten::special_modified_bessel_i1(Tensor self) -> Tensor`
   */
  modifiedBesselI1(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 1.
   *
   * `aten::special_modified_bessel_i1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  modifiedBesselI1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 0.
   *
   * `aten::special_modified_bessel_k0(Tensor self) -> Tensor`
   */
  modifiedBesselK0(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 0.
   *
   * `aten::special_modified_bessel_k0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  modifiedBesselK0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 1.
   *
   * `aten::special_modified_bessel_k1(Tensor self) -> Tensor`
   */
  modifiedBesselK1(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 1.
   *
   * `aten::special_modified_bessel_k1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  modifiedBesselK1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p`.
   *
   * `aten::special_multigammaln(Tensor self, int p) -> Tensor`
   */
  multigammaln(self: Tensor, p: Int): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p`.
   *
   * `aten::special_multigammaln.out(Tensor self, int p, *, Tensor(a!) out) -> Tensor(a!)`
   */
  multigammaln(self: Tensor, p: Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the standard normal distribution function.
   *
   * `aten::special_ndtr(Tensor self) -> Tensor`
   */
  ndtr(self: Tensor): Tensor;
  /**
   * Computes the standard normal distribution function.
   *
   * `aten::special_ndtr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ndtr(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse of the standard normal distribution function.
   *
   * `aten::special_ndtri(Tensor self) -> Tensor`
   */
  ndtri(self: Tensor): Tensor;
  /**
   * Computes the inverse of the standard normal distribution function.
   *
   * `aten::special_ndtri.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ndtri(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the `n`-th derivative of the digamma function.
   *
   * `aten::special_polygamma(int n, Tensor self) -> Tensor`
   */
  polygamma(n: Int, self: Tensor): Tensor;
  /**
   * Computes the `n`-th derivative of the digamma function.
   *
   * `aten::special_polygamma.out(int n, Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  polygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function, as `digamma`.
   *
   * `aten::special_psi(Tensor self) -> Tensor`
   */
  psi(self: Tensor): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function, as `digamma`.
   *
   * `aten::special_psi.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  psi(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::special_round(Tensor self, *, int decimals=0) -> Tensor`
   */
  round(self: Tensor, options?: { decimals?: Int }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::special_round.out(Tensor self, *, int decimals=0, Tensor(a!) out) -> Tensor(a!)`
   */
  round(self: Tensor, options: { decimals?: Int; out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 0, scaled by exp(x).
   *
   * `aten::special_scaled_modified_bessel_k0(Tensor x) -> Tensor`
   */
  scaledModifiedBesselK0(x: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 0, scaled by exp(x).
   *
   * `aten::special_scaled_modified_bessel_k0.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scaledModifiedBesselK0(x: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 1, scaled by exp(x).
   *
   * `aten::special_scaled_modified_bessel_k1(Tensor x) -> Tensor`
   */
  scaledModifiedBesselK1(x: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the second kind of order 1, scaled by exp(x).
   *
   * `aten::special_scaled_modified_bessel_k1.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scaledModifiedBesselK1(x: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  shiftedChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the first kind of degree `n`, T(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_t.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  shiftedChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the second kind of degree `n`, U(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_u.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  shiftedChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the third kind of degree `n`, V(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_v.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`
   */
  shiftedChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor`
   */
  shiftedChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the shifted Chebyshev polynomial of the fourth kind of degree `n`, W(2x - 1).
   *
   * `aten::special_shifted_chebyshev_polynomial_w.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  shiftedChebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0.
   *
   * `aten::special_sinc(Tensor self) -> Tensor`
   */
  sinc(self: Tensor): Tensor;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0.
   *
   * `aten::special_sinc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sinc(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Scales the exponentials along `dim` so that they sum to 1.
   *
   * `aten::special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`
   */
  softmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the spherical Bessel function of the first kind of order 0.
   *
   * `aten::special_spherical_bessel_j0(Tensor x) -> Tensor`
   */
  sphericalBesselJ0(x: Tensor): Tensor;
  /**
   * Computes the spherical Bessel function of the first kind of order 0.
   *
   * `aten::special_spherical_bessel_j0.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sphericalBesselJ0(x: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py(Tensor self, Tensor other) -> Tensor`
   */
  xlog1py(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor`
   */
  xlog1py(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor`
   */
  xlog1py(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlog1py(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlog1py(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(1 + other), and 0 where x is 0.
   *
   * `aten::special_xlog1py.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlog1py(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy(Tensor self, Tensor other) -> Tensor`
   */
  xlogy(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor`
   */
  xlogy(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor`
   */
  xlogy(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::special_xlogy.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta(Tensor self, Tensor other) -> Tensor`
   */
  zeta(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor`
   */
  zeta(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor`
   */
  zeta(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  zeta(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  zeta(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the Hurwitz zeta function of x and `other`.
   *
   * `aten::special_zeta.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  zeta(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
}
