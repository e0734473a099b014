#!/bin/sh
# Measures the tools that look at whole pictures on free photographs that are changed in known ways.
# usage: benchmarks/pictures/run.sh quality|compare|similar      needs python3 and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/benchmarks/pictures/build"
mkdir -p "$work"
cd "$root"
case "${1:-}" in
  quality) class=QualityBenchmark ;;
  compare) class=CompareBenchmark ;;
  similar) class=SimilarBenchmark ;;
  *) sed -n '3s/^# //p' "$0" >&2; exit 2 ;;
esac
shift
if [ ! -d "$work/photos" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement benchmarks/pictures/requirements.txt
  "$work/venv/bin/python" benchmarks/pictures/photos.py "$work/photos"
fi
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=runtime >&2
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
  -cp "benchmarks/java/target/classes:$(cat "$work/classpath")" "dev.rigel.benchmarks.pictures.$class" "$work/photos" "$@"
