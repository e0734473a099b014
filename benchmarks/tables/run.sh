#!/bin/sh
# Tables of 200 generated PDFs, read cell by cell by Rigel, camelot, pdfplumber and tabula; prints cell-exact F1 of both
# halves. Needs python3, a JDK 25 and Maven; all else goes into benchmarks/tables/build.
#   benchmarks/tables/run.sh [rigel]      with "rigel" only Rigel reads again
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work="$here/build"
mkdir -p "$work/results"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
fi
python="$work/venv/bin/python"
"$python" "$here/generate.py" "$work/pdf" 200
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
PATH="$JAVA_HOME/bin:$PATH"
export PATH
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=runtime >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Xmx1g \
  -cp "benchmarks/java/target/classes:$(cat "$work/classpath")" \
  dev.rigel.benchmarks.TableBenchmark "$work/pdf" "$work/results/rigel.jsonl"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Xmx1g \
  -cp "benchmarks/java/target/classes:$(cat "$work/classpath")" dev.rigel.benchmarks.PageBenchmark "$work/pdf"
if [ "${1:-}" != rigel ]; then
  for mode in camelot-lattice camelot-stream camelot-network camelot-hybrid pdfplumber-lines pdfplumber-text \
    tabula-lattice tabula-stream; do
    "$python" "$here/peers.py" "$work/pdf" $mode "$work/results/$mode.jsonl"
  done
fi
for half in develop measure; do
  echo "$half:"
  "$python" "$here/score.py" "$work/pdf" $half "$work"/results/rigel.jsonl "$work"/results/*-*.jsonl
done
