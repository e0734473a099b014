#!/bin/sh
# Text reading beside RapidOCR and tesseract: draws the pages, reads them with each, prints a table.
# usage: benchmarks/ocr/run.sh [THREADS [OPTIONS OF compare.py]]      needs python3, tesseract and a JDK 25
#        SET=scans benchmarks/ocr/run.sh …                              the milder set, without places
#        SET=variety benchmarks/ocr/run.sh …                            other kinds of pages; needs Debian's fonts (see variety.py)
#        PROGRAM=memory benchmarks/ocr/run.sh [THREADS]                 peak memory with a page of 35 megapixels
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/benchmarks/ocr/build"
mkdir -p "$work"
command -v tesseract > /dev/null || { echo "tesseract is not installed" >&2; exit 2; }
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
fi
"$work/venv/bin/python" -m pip install --quiet --requirement "$root/benchmarks/ocr/requirements.txt"
set="${SET:-pages}"
"$work/venv/bin/python" "$root/benchmarks/ocr/$set.py" "$work/$set"
cd "$root"
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -ntp -B -q -Dfast -pl rigel-perception -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.4.0:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
threads="${1:-$(getconf _NPROCESSORS_ONLN)}"
[ $# -eq 0 ] || shift
exec "$work/venv/bin/python" "benchmarks/ocr/${PROGRAM:-compare}.py" "$work/$set" "$threads" "$@" -- \
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx3g \
  -cp "rigel-perception/target/test-classes:rigel-perception/target/classes:$(cat rigel-perception/target/classpath.txt)" \
  dev.rigel.perception.text.TextReadingBenchmark
