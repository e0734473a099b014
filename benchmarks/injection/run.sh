#!/bin/sh
# What becomes of instructions that stand in media: 60 attacks, 300 ordinary texts full of commands to people.
#
#   benchmarks/injection/run.sh          flags: is each attack named in the trace, how often is ordinary text
#                                        (needs no language model; some minutes)
#   benchmarks/injection/run.sh deeds    with the configured language model: does an attack change the program,
#                                        the tools or the form of the answer
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
cd "$root"
mkdir -p "$here/build"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
if [ -z "${NO_BUILD:-}" ] || [ ! -f "$here/build/classpath" ]; then
  mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
    -Dmdep.outputFile="$here/build/classpath" -Dmdep.includeScope=runtime >&2
fi
CLASSPATH=benchmarks/java/target/classes:$(cat "$here/build/classpath")
export CLASSPATH
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
benchmark() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
    dev.rigel.benchmarks.InjectionBenchmark "$@"
}
case ${1:-flags} in
  flags) benchmark flags "$here/attacks.yaml" "$here/clean.yaml" "$data" ;;
  deeds) benchmark deeds "$here/attacks.yaml" "$data" ;;
  *) echo "run.sh: flags or deeds" >&2; exit 2 ;;
esac
