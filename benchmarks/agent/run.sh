#!/bin/sh
# Measures an agent on the tasks of benchmarks/agent/tasks and prints a report in Markdown.
#
#   benchmarks/agent/run.sh [OPTION…] [SET…] [id …]
#
# SET is the name of a file in tasks/ (default: all but "untaught", whose combinations no recipe shows).
# With ids, only these tasks are asked, once more.
#
#   --model NAME     asked for in each request (vlmrun-orion-1:auto)
#   --base-url URL   a server that speaks the Orion protocol, up to and without "/openai/chat/completions";
#                    without it, Rigel itself is started from this folder on a free port and stopped afterwards
#   --through-endpoint  Rigel's planner, looker and writer is the embedded model of a second Rigel, behind its HTTP
#                    endpoint; the run's name ends in -endpoint
#   --compare RUN    also prints this run and that one side by side, task by task
#   --key KEY        sent as a bearer token (none)
#   --run NAME       the folder of the answers under build/ (the model's name). A run that stopped is taken up again:
#                    tasks that have an answer are not asked twice
#   --seconds N      stop asking after so many seconds (3600)
#   --judge          ask nothing, only judge the answers that are there
#   --no-build       use what was built before
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
cd "$root"

model=vlmrun-orion-1:auto
base_url=
key=none
run=
seconds=3600
ask=yes
build=yes
through=
compare=
sets=
ids=
while [ $# -gt 0 ]; do
  case $1 in
    --model) model=$2; shift ;;
    --base-url) base_url=$2; shift ;;
    --key) key=$2; shift ;;
    --through-endpoint) through=yes ;;
    --compare) compare=$2; shift ;;
    --run) run=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --judge) ask= ;;
    --no-build) build= ;;
    -*) echo "run.sh: unknown option $1" >&2; exit 2 ;;
    *)
      if [ -f "$here/tasks/$1.yaml" ]; then
        sets="$sets $here/tasks/$1.yaml"
      else
        ids="$ids $1"
      fi
      ;;
  esac
  shift
done
if [ -z "$sets" ]; then
  for file in "$here"/tasks/*.yaml; do
    case $file in */untaught.yaml) ;; *) sets="$sets $file" ;; esac
  done
fi
run=$here/build/${run:-$(printf '%s' "$model" | tr ':/' '__')}${through:+-endpoint}
inputs=$here/build/inputs
mkdir -p "$run" "$inputs"

JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
if [ -n "$build" ] || [ ! -f "$here/build/classpath" ]; then
  mvn -q -B -Dfast -Dmaven.test.skip=true -pl benchmarks/java -am package dependency:build-classpath \
    -Dmdep.outputFile="$here/build/classpath" -Dmdep.includeScope=runtime >&2
fi
CLASSPATH=benchmarks/java/target/classes:$(cat "$here/build/classpath")
export CLASSPATH
benchmark() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Djava.awt.headless=true -Xmx2g \
    dev.rigel.benchmarks.AgentBenchmark "$@"
}

servers=
stop() {
  # shellcheck disable=SC2086
  [ -z "$servers" ] || kill $servers 2>/dev/null || true
  servers=
}
trap stop EXIT INT TERM

# Starts a server whose data and log are called NAME, and puts its address into the variable started.
start() {
  RIGEL_AOT=off ./rigel serve --port 0 --data "$here/build/data-$1" >"$here/build/$1.log" 2>&1 &
  servers="$servers $!"
  started=
  for _ in $(seq 300); do
    started=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$here/build/$1.log" || true)
    [ -z "$started" ] || ! curl -sf "$started/v1/health" | grep -q '"status":"ok"' || return 0
    sleep 1
  done
  echo "run.sh: the server did not start, see $here/build/$1.log" >&2
  exit 1
}

benchmark inputs "$inputs" examples
if [ -n "$ask" ]; then
  if [ -z "$base_url" ]; then
    if [ -n "$through" ]; then
      start model
      RIGEL_LLM_BASE_URL=$started/v1/openai
      RIGEL_LLM_MODEL=rigel-embedded
      export RIGEL_LLM_BASE_URL RIGEL_LLM_MODEL
    fi
    start server
    base_url=$started/v1
    unset RIGEL_LLM_BASE_URL RIGEL_LLM_MODEL
  fi
  # shellcheck disable=SC2086
  benchmark ask "$inputs" "$run" "$base_url" "$model" "$key" "$seconds" $sets $ids || [ $? -eq 75 ]
  stop
fi
# shellcheck disable=SC2086
benchmark judge "$inputs" "$run" $sets
if [ -n "$compare" ]; then
  # shellcheck disable=SC2086
  benchmark compare "$inputs" "$run" "$here/build/$compare" $sets
fi
