#!/usr/bin/env bash
# Packs what a bare machine needs besides this checkout into benchmarks/gpu/carry.tar.xz: Node, the packages that
# tests and benchmarks import, and the compiled TypeScript. run.sh unpacks it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

npx tsc -b
mkdir -p benchmarks/gpu/node/bin
strip -o benchmarks/gpu/node/bin/node "$(command -v node)"

# Of node_modules: all but what only builds, checks, documents and runs exported models.
left_out=()
for package in @algolia @babel @biomejs @changesets @docsearch @iconify-json @types algoliasearch clang-format csstype \
  esbuild@0.21 lunr mark.js mermaid onnxruntime prettier rollup shiki typedoc typescript@ vite vue; do
  left_out+=(--exclude="*/.pnpm/${package/\//+}*")
done
XZ_OPT='-T0' tar --create --xz --file benchmarks/gpu/carry.tar.xz "${left_out[@]}" \
  --exclude='*.map' --exclude='*.md' --exclude='*.d.ts' --exclude='*/.pnpm/*musl*' \
  node_modules packages/*/node_modules packages/*/dist tests/node_modules benchmarks/gpu/node
ls -l benchmarks/gpu/carry.tar.xz
