#!/bin/sh
# Parts of pages: draws articles, papers, letters, invoices and reports as PDFs and scans, tells their parts with the
# layout network (looking) and without it (reading), scores.
# usage: benchmarks/layout/run.sh [COUNT [THREADS]]      documents; needs python3, DejaVu fonts, Maven and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/benchmarks/layout"
work="$here/build"
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
fi
"$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
[ -d "$work/pages" ] || "$work/venv/bin/python" "$here/pages.py" "$work/pages" "${1:-60}"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-tools -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
for way in reading looking; do
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
    -cp "rigel-tools/target/test-classes:rigel-tools/target/classes:$(cat rigel-tools/target/classpath.txt)" \
    dev.rigel.tools.document.LayoutBenchmark "$work/pages" "$work/$way.jsonl" "$way" "${2:-$(getconf _NPROCESSORS_ONLN)}"
  echo "$way:"
  for half in develop measure; do
    "$work/venv/bin/python" "$here/score.py" "$work/pages" "$half" "$work/$way.jsonl"
  done
done
