#!/bin/sh
# Fields of forms: draws forms filled in by machine and by hand, as PDF and scan, reads them, compares with the truth.
# usage: benchmarks/documents/forms.sh [COUNT [THREADS]]      forms of each template; needs python3 and a JDK 25
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../prepare.sh"
[ -d "$work/forms" ] || "$python" "$here/fillable.py" "$work/forms" "${1:-12}"
reads dev.rigel.tools.document.FormBenchmark "$work/forms" "${2:-$cores}"
"$python" "$here/score_forms.py" "$work/forms"
