#!/bin/sh
# Parts of pages: draws articles, papers, letters, invoices and reports as PDFs and scans, tells their parts with the
# layout network (looking) and without it (reading), scores.
# usage: benchmarks/layout/run.sh [COUNT [THREADS]]      documents; needs python3, DejaVu fonts, Maven and a JDK 25
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../prepare.sh"
[ -d "$work/pages" ] || "$python" "$here/pages.py" "$work/pages" "${1:-60}"
for way in reading looking; do
  reads dev.rigel.tools.document.LayoutBenchmark "$work/pages" "$work/$way.jsonl" "$way" "${2:-$cores}"
  echo "$way:"
  for half in develop measure; do
    "$python" "$here/score.py" "$work/pages" "$half" "$work/$way.jsonl"
  done
done
