#!/bin/sh
# Fields out of generated invoices, receipts, statements and forms, as PDF, scan and photo: draws them, extracts, scores.
# usage: benchmarks/extraction/run.sh [THREADS]      needs python3 and a JDK 25
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../prepare.sh"
[ -d "$work/documents" ] || "$python" "$here/documents.py" "$work/documents"
reads dev.rigel.tools.extract.ExtractionBenchmark "$work/documents" "${1:-$cores}"
"$python" "$here/score.py" "$work/documents" development
"$python" "$here/score.py" "$work/documents" held-out -t
