#!/bin/sh
# Draws photos of sheets on cluttered desks, straightens them, and prints how far the corners and the proportions are off.
# usage: benchmarks/straighten/run.sh [PHOTOS OF EACH KIND]      needs Maven and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-perception -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx1500m \
  -cp "rigel-perception/target/test-classes:rigel-perception/target/classes:$(cat rigel-perception/target/classpath.txt)" \
  dev.rigel.perception.pages.StraightenBenchmark "${1:-40}"
