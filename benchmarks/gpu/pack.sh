#!/usr/bin/env bash
# Packs what a bare machine needs besides this checkout into benchmarks/gpu/carry.tar.xz: Node, the packages that
# tests and benchmarks import, and the compiled TypeScript. run.sh unpacks it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

npx tsc -b
mkdir -p benchmarks/gpu/node/bin
cp "$(command -v node)" benchmarks/gpu/node/bin/node

# Of node_modules: all but what only builds, checks and documents.
tar --create --xz --file benchmarks/gpu/carry.tar.xz \
  --exclude='*/.pnpm/@biomejs*' --exclude='*/.pnpm/typescript@*' --exclude='*/.pnpm/*typedoc*' \
  --exclude='*/.pnpm/*vitepress*' --exclude='*/.pnpm/*shiki*' --exclude='*/.pnpm/*mermaid*' --exclude='*/.pnpm/clang-format*' \
  --exclude='*/.pnpm/*docsearch*' --exclude='*/.pnpm/*algolia*' --exclude='*/.pnpm/*vue*' --exclude='*/.pnpm/*rollup*' \
  --exclude='*.map' --exclude='*.md' --exclude='*/.pnpm/*musl*' \
  node_modules packages/*/node_modules packages/*/dist tests/node_modules benchmarks/gpu/node
ls -l benchmarks/gpu/carry.tar.xz
