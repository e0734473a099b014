#!/bin/sh
# Small things in large pictures, found in the whole picture and in its tiles: composes the pictures, looks, and prints a table.
# usage: benchmarks/objects/run.sh [developed|measured]      needs python3, Maven and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/benchmarks/objects/build"
split=${1:-measured}
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$root/benchmarks/objects/requirements.txt"
fi
"$work/venv/bin/python" "$root/benchmarks/objects/pictures.py" "$work/$split" "$split"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-perception -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1500m \
  -cp "rigel-perception/target/test-classes:rigel-perception/target/classes:$(cat rigel-perception/target/classpath.txt)" \
  dev.rigel.perception.objects.ObjectFindingBenchmark "$work/$split" > "$work/$split.jsonl"
"$work/venv/bin/python" "$root/benchmarks/objects/score.py" "$work/$split" "$work/$split.jsonl"
