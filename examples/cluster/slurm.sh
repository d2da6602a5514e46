#!/bin/bash
# Trains on two nodes with four processes each: `sbatch examples/cluster/slurm.sh`.
# Checked with stand-ins for srun and scontrol; it has not run on a cluster yet.
#SBATCH --job-name=cotrain
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=4
#SBATCH --cpus-per-task=4
#SBATCH --time=24:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

# Both lie on a disk that all nodes share.
data=data/bdd100k
run=runs/first

# Slurm starts the script again after a preemption or the failure of a node.
arguments=(--data "$data" --out "$run")
if [ -e "$run/config.json" ]; then arguments+=(--resume); fi

# One process for each task. They find each other by Slurm's variables.
export OMP_NUM_THREADS=$SLURM_CPUS_PER_TASK
code=0
srun --cpus-per-task="$SLURM_CPUS_PER_TASK" --kill-on-bad-exit=1 --label \
  npx cotrain train "${arguments[@]}" || code=$?

# 143: two minutes before the end of its time, SIGTERM has asked the training to save. It continues later.
if [ "$code" -eq 143 ]; then scontrol requeue "$SLURM_JOB_ID"; fi
exit "$code"
