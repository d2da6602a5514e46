// Dtypes, and calls that copy.
import type { Call, Lowering, LoweringTable } from '../call.js';
import type { Operand } from '../values/value.js';

const same = (call: Call): Operand => call.tensor('self');

/** The result's dtype is that of the trace; a number that is computed is a scalar tensor. */
const converted: Lowering = (call) => call.b.cast(same(call), call.dtype);

export const CONVERSIONS: LoweringTable = {
  'aten::to': converted,
  'aten::_to_copy': converted,
  'aten::type_as': converted,
  'aten::contiguous': same,
  'aten::clone': same,
  'aten::detach': same,
  'aten::alias': same,
  'aten::lift_fresh': same,
  'aten::lift_fresh_copy': same,
  'aten::positive': same,
  'aten::Int': converted,
  'aten::Float': converted,
  'aten::Bool': converted,
  'aten::IntImplicit': converted,
  'aten::FloatImplicit': converted,
  'aten::ScalarImplicit': converted,
  'prim::NumToTensor': converted,
};
