#!/bin/sh
# Pages as exact copies: makes random PDFs with forms, notes, bookmarks, attachments, turned pages and encryption, selects and merges pages, compares.
# usage: benchmarks/documents/assembly.sh [COUNT]      needs python3, pdftotext (poppler), qpdf, mutool and a JDK 25
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/benchmarks/documents"
work="$here/build"
mkdir -p "$work"
command -v pdftotext > /dev/null && command -v qpdf > /dev/null && command -v mutool > /dev/null || { echo "pdftotext, qpdf or mutool is not installed" >&2; exit 2; }
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
fi
rm -rf "$work/assembly"
"$work/venv/bin/python" "$here/assembly.py" "$work/assembly" "${1:-100}"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-media -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
"$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
  -cp "rigel-media/target/test-classes:rigel-media/target/classes:$(cat rigel-media/target/classpath.txt)" \
  dev.rigel.media.AssemblyBenchmark "$work/assembly"
"$work/venv/bin/python" "$here/check_pages.py" "$work/assembly"
