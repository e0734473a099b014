#!/bin/sh
# Measures a server and the command line on this machine: see measure.py.
#   benchmarks/server/run.sh [--starts N] [--requests N] [--chats N] [--only PART]      needs python3
set -eu
cd "$(dirname "$0")/../.."
./rigel --help >/dev/null # builds, if need be
exec python3 benchmarks/server/measure.py "$@"
