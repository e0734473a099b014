#!/bin/sh
# Redaction proved by other readers: makes random PDFs with a secret in many places, redacts them, looks for what is left.
# usage: benchmarks/documents/run.sh [COUNT]      needs python3, pdftotext (poppler), qpdf and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/benchmarks/documents"
work="$here/build"
mkdir -p "$work"
command -v pdftotext > /dev/null && command -v qpdf > /dev/null || { echo "pdftotext or qpdf is not installed" >&2; exit 2; }
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
fi
rm -rf "$work/secrets"
"$work/venv/bin/python" "$here/leaks.py" "$work/secrets" "${1:-500}"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-media -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
  -cp "rigel-media/target/test-classes:rigel-media/target/classes:$(cat rigel-media/target/classpath.txt)" \
  dev.rigel.media.RedactionBenchmark "$work/secrets"
"$work/venv/bin/python" "$here/check.py" "$work/secrets"
