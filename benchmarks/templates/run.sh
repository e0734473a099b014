#!/bin/sh
# Templates looked for in pictures: draws the pictures, looks, and prints what was found and what was invented.
# usage: benchmarks/templates/run.sh [developed|measured]      needs python3, Maven and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/benchmarks/templates/build"
split=${1:-measured}
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$root/benchmarks/templates/requirements.txt"
fi
"$work/venv/bin/python" "$root/benchmarks/templates/pictures.py" "$work/$split" "$split"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-perception -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1500m \
  -cp "rigel-perception/target/test-classes:rigel-perception/target/classes:$(cat rigel-perception/target/classpath.txt)" \
  dev.rigel.perception.templates.TemplateFindingBenchmark "$work/$split" > "$work/$split.jsonl"
"$work/venv/bin/python" "$root/benchmarks/templates/score.py" "$work/$split" "$work/$split.jsonl"
