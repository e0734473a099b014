#!/bin/sh
# Piles of documents: draws them, splits them, names each document's kind, compares with the truth and with two simple ways.
# usage: benchmarks/documents/piles.sh [COUNT [THREADS]]      piles of each half; needs python3 and a JDK 25
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../prepare.sh"
[ -d "$work/piles" ] || "$python" "$here/piles.py" "$work/piles" "${1:-60}"
reads dev.rigel.tools.pile.PileBenchmark "$work/piles" "${2:-$cores}"
"$python" "$here/score_piles.py" "$work/piles"
