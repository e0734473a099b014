#!/bin/sh
# Shrinks a JPEG of 12 megapixels to 1024 pixels with Rigel and with sharp, in turns, and prints the medians and their
# ratio; then crops, turns and blurs it beside ImageMagick, where "convert" is there. Run it on a quiet machine.
#   benchmarks/images/run.sh [ROUNDS] [FILE.jpg]      needs npm for the peer, which is put into build/images
set -eu
cd "$(dirname "$0")/../.."
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
work=build/images
mkdir -p "$work"
if [ ! -d "$work/node_modules/sharp" ]; then
  npm install --prefix "$work" --no-audit --no-fund sharp@0.35.5 >&2
fi
# A module finds its packages beside itself.
cp benchmarks/images/peer_side.mjs "$work/"
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$(pwd)/$work/classpath" -Dmdep.includeScope=runtime >&2
CLASSPATH=benchmarks/java/target/classes:$(cat "$work/classpath")
export CLASSPATH
run() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1g "$@"
}
run dev.rigel.benchmarks.ImageBenchmark "$work" "$@"
if command -v convert >/dev/null; then
  run dev.rigel.benchmarks.EditBenchmark "${2:-$work/photo-4000x3000.jpg}"
fi
