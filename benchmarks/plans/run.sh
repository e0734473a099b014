#!/bin/sh
# Measures planning on benchmarks/plans/requests.yaml (or the file given first); prints a table and a summary.
#   benchmarks/plans/run.sh [REQUESTS.yaml] [id ...]
set -eu
cd "$(dirname "$0")/../.."
requests=benchmarks/plans/requests.yaml
case ${1:-} in *.yaml)
  requests=$1
  shift
  ;;
esac
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
work=build/benchmarks
mkdir -p "$work"
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$(pwd)/$work/classpath" -Dmdep.includeScope=runtime >&2
CLASSPATH=benchmarks/java/target/classes:$(cat "$work/classpath")
export CLASSPATH
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx3g \
  dev.rigel.benchmarks.PlanBenchmark \
  "$requests" examples "$work/plans" "$@"
