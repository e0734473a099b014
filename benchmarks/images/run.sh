#!/bin/sh
# Shrinks a JPEG of 12 megapixels to 1024 pixels with Rigel and with sharp, in turns, and prints the medians and their
# ratio. Run it on a quiet machine.
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
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1g \
  dev.rigel.benchmarks.ImageBenchmark "$work" "$@"
