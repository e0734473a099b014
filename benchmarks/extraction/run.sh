#!/bin/sh
# Fields out of generated invoices, receipts, statements and forms, as PDF, scan and photo: draws them, extracts, scores.
# usage: benchmarks/extraction/run.sh [THREADS]      needs python3 and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/benchmarks/extraction"
work="$here/build"
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
fi
[ -d "$work/documents" ] || "$work/venv/bin/python" "$here/documents.py" "$work/documents"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-tools -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx3g \
  -cp "rigel-tools/target/test-classes:rigel-tools/target/classes:$(cat rigel-tools/target/classpath.txt)" \
  dev.rigel.tools.extract.ExtractionBenchmark "$work/documents" "${1:-$(getconf _NPROCESSORS_ONLN)}"
"$work/venv/bin/python" "$here/score.py" "$work/documents" development
"$work/venv/bin/python" "$here/score.py" "$work/documents" held-out -t
