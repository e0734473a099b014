#!/bin/sh
# Measures planning on benchmarks/plans/requests.yaml (or the file given first); prints a table and a summary.
#   benchmarks/plans/run.sh [REQUESTS.yaml] [id ...]
set -eu
cd "$(dirname "$0")/../.."
requests=benchmarks/plans/requests.yaml
case ${1:-} in *.yaml) requests=$1; shift ;; esac
exec ./rigel --with-class-path benchmarks/java dev.rigel.benchmarks.PlanBenchmark \
  "$requests" examples build/benchmarks/plans "$@"
