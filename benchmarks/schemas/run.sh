#!/bin/sh
# Writes an answer for each of some 900 JSON schemas (a test suite and real ones, all from packages), held to the schema
# token by token, and has every answer judged by a second validator.
#   benchmarks/schemas/run.sh
set -eu
cd "$(dirname "$0")/../.."
here=benchmarks/schemas
work=$here/build
mkdir -p "$work/packages" "$work/suite"
if [ ! -r "$work/schemas.jsonl" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install -r $here/requirements.txt
  "$work/venv/bin/pip" -q download --no-deps --no-binary jsonschema -d "$work/packages" jsonschema==4.26.0 cfn-lint==1.58.0
  tar xzf "$work"/packages/jsonschema-*.tar.gz -C "$work/suite" --strip-components=1
  "$work/venv/bin/python" $here/collect.py "$work/schemas.jsonl.new" "$work/suite/json/tests/draft2020-12" \
    "$work"/packages/cfn_lint-*.whl
  mv "$work/schemas.jsonl.new" "$work/schemas.jsonl"
fi
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
  -Dmdep.outputFile="$(pwd)/$work/classpath" -Dmdep.includeScope=runtime >&2
CLASSPATH=benchmarks/java/target/classes:$(cat "$work/classpath")
export CLASSPATH
"$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders -Xmx2g dev.rigel.benchmarks.SchemaBenchmark \
  "$work/schemas.jsonl" "$work/answers.jsonl"
"$work/venv/bin/python" $here/judge.py "$work/schemas.jsonl" "$work/answers.jsonl"
