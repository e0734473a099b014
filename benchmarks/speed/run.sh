#!/bin/sh
# Times what every request is made of: a page of a PDF as a picture and as words, objects and faces in a photograph; and what a
# second question about a document takes.
# Run it on a quiet machine.
#   benchmarks/speed/run.sh [FOLDER of PDFs] [FOLDER of JPEG photographs]      (both: examples)
set -eu
cd "$(dirname "$0")/../.."
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
work=build/speed
mkdir -p "$work"
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$(pwd)/$work/classpath" -Dmdep.includeScope=runtime >&2
CLASSPATH=benchmarks/java/target/classes:$(cat "$work/classpath")
export CLASSPATH
run() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1g "$@"
}
run dev.rigel.benchmarks.PageBenchmark "${1:-examples}"
echo
run dev.rigel.benchmarks.SightBenchmark "${2:-examples}"
echo
run dev.rigel.benchmarks.SecondQuestionBenchmark "${1:-examples}"
