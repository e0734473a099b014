#!/bin/sh
# Bar codes read by Rigel, zxing-cpp and zbarimg: draws the pictures, reads them with all three, prints tables.
# usage: benchmarks/codes/run.sh [developed|measured]      needs python3, zbarimg, Maven and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/benchmarks/codes/build"
split=${1:-measured}
mkdir -p "$work"
command -v zbarimg > /dev/null || { echo "zbarimg is not installed" >&2; exit 2; }
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$root/benchmarks/codes/requirements.txt"
fi
"$work/venv/bin/python" "$root/benchmarks/codes/pictures.py" "$work/$split" "$split"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-perception -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1500m \
  -cp "rigel-perception/target/test-classes:rigel-perception/target/classes:$(cat rigel-perception/target/classpath.txt)" \
  dev.rigel.perception.codes.CodeReadingBenchmark "$work/$split" > "$work/$split-rigel.jsonl"
"$work/venv/bin/python" "$root/benchmarks/codes/score.py" "$work/$split" "$work/$split-rigel.jsonl"
