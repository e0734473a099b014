#!/bin/sh
# Piles of documents: draws them, splits them, names each document's kind, compares with the truth and with two simple ways.
# usage: benchmarks/documents/piles.sh [COUNT [THREADS]]      piles of each half; needs python3 and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/benchmarks/documents"
work="$here/build"
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
fi
"$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
[ -d "$work/piles" ] || "$work/venv/bin/python" "$here/piles.py" "$work/piles" "${1:-60}"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-tools -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx3g \
  -cp "rigel-tools/target/test-classes:rigel-tools/target/classes:$(cat rigel-tools/target/classpath.txt)" \
  dev.rigel.tools.pile.PileBenchmark "$work/piles" "${2:-$(getconf _NPROCESSORS_ONLN)}"
"$work/venv/bin/python" "$here/score_piles.py" "$work/piles"
