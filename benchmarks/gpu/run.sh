#!/usr/bin/env bash
# Builds, tests and measures cotrain on a machine with an NVIDIA GPU, in at most ten minutes and without a network.
# docs/gpu.md says what the machine needs, README.md beside this file what comes out.
#
#   benchmarks/gpu/run.sh [--out FOLDER] [--python PATH] [--seconds 600] [--rehearse]
#
# --rehearse runs every part on the CPU at small sizes, and gives each six times as long: it shows that the parts run,
# and measures nothing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=benchmarks/gpu/out python=python3 seconds=600 patience=1 device=cuda rehearse=
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$2; shift 2 ;;
    --python) python=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --rehearse) rehearse=1 device=cpu seconds=7200 patience=6; shift ;;
    *) echo "run.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
mkdir -p "$out"
out=$(cd "$out" && pwd)
: > "$out/parts.jsonl"
began=$SECONDS

# part NAME SECONDS COMMAND...: runs a part within its time and the whole's. Its output goes to NAME.log, and a
# part that fails does not stop the others.
part() {
  local name=$1 limit=$2 start=$SECONDS code left
  shift 2
  left=$((seconds - (SECONDS - began) - 10))
  [ "$limit" -gt "$left" ] && limit=$left
  if [ "$limit" -lt 5 ]; then
    code=null
    echo "no time was left" > "$out/$name.log"
  else
    echo "== $name (at most $limit s)"
    timeout --signal=INT --kill-after=10 "$limit" "$@" > "$out/$name.log" 2>&1
    code=$?
  fi
  printf '{"part": "%s", "seconds": %d, "exit": %s}\n' "$name" $((SECONDS - start)) "$code" >> "$out/parts.jsonl"
  echo "   exit $code after $((SECONDS - start)) s"
  [ "$code" = 0 ]
}

unpack() {
  tar -xJf benchmarks/gpu/carry.tar.xz # what pack.sh carried: Node, packages, compiled TypeScript
}

machine() {
  if [ -z "$rehearse" ]; then nvidia-smi; nvcc --version; fi
  node --version
  cmake --version
  "$python" -c 'import torch; print("torch", torch.__version__, torch.version.cuda)'
}

build() {
  local torch headers
  torch=$("$python" -c 'import os, torch; print(os.path.dirname(torch.__file__))') || return 1
  # node-addon-api's is relative to this folder, CMake's would be to another one.
  headers=$(node -p "[require('node-api-headers'), require('node-addon-api')].map((of) => path.resolve(of.include_dir)).join(';')") || return 1
  local cuda=(-DCOTRAIN_CUDA=ON -DCMAKE_CUDA_ARCHITECTURES=native)
  [ -n "$rehearse" ] && cuda=()
  cmake -S . -B build -DCMAKE_BUILD_TYPE=Release "${cuda[@]}" \
    -DCOTRAIN_LIBTORCH="$torch" -DCOTRAIN_PLATFORM=linux-x64 -DCOTRAIN_TEST_OPS=OFF -DCMAKE_JS_INC="$headers" \
    && cmake --build build --parallel "$(nproc)"
}

cotrain() { node packages/cli/bin/cotrain.js "$@"; }

tests() { COTRAIN_TEST_DEVICE=$device node node_modules/ava/entrypoints/cli.mjs tests/cuda/*.test.ts; }

kernels() { cotrain bench ops --device $device --rounds 5 --out "$out/kernels.json" ${rehearse:+--quick}; }

model() {
  local how=(--rounds 1 --against pytorch --python "$python")
  [ -n "$rehearse" ] && how+=(--quick)
  cotrain bench gpu --device $device --out "$out/model.json" "${how[@]}"
}

# What functions need in the shells that `timeout` starts.
export -f unpack machine build cotrain tests kernels model
export out python device rehearse

in_shell() { part "$1" $(($2 * patience)) bash -c "$1"; }

[ -f benchmarks/gpu/carry.tar.xz ] && [ ! -d node_modules ] && in_shell unpack 60
[ -x benchmarks/gpu/node/bin/node ] && export PATH=$PWD/benchmarks/gpu/node/bin:$PATH
in_shell machine 30
in_shell build 300
in_shell tests 150
in_shell kernels 90
in_shell model 240

node benchmarks/gpu/summary.mjs "$out" | tee "$out/result.json"
! grep -qv '"exit": 0' "$out/parts.jsonl"
