#!/bin/sh
# Measures a server and the command line on this machine.
#   benchmarks/server/run.sh [--starts N] [--requests N] [--chats N] [--only PART]      starts, memory, latency: see measure.py
#   benchmarks/server/run.sh load [--seconds N] [--warm N] [--only PART]                requests a second beside others: see load.py
# Needs python3; "load" needs wrk, nginx and npm too.
set -eu
cd "$(dirname "$0")/../.."
./rigel --help >/dev/null # builds, if need be
part=measure
if [ "${1:-}" = load ]; then
  part=load
  shift
fi
exec python3 "benchmarks/server/$part.py" "$@"
