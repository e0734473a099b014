#!/bin/sh
# Tries a server with the official Python clients of VLM Run and OpenAI: starts "./rigel serve" on a free port with an
# empty data folder, runs try_clients.py against it (arguments are passed on), and stops it.
#   benchmarks/clients/run.sh [--image FILE] [--question TEXT] ...      needs python3
set -eu
cd "$(dirname "$0")/../.."
work=build/clients
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
fi
# Quick when everything is there already.
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement benchmarks/clients/requirements.txt
./rigel --help >/dev/null # builds, if need be
data=$(mktemp -d)
./rigel serve --port 0 --data "$data" 2>"$work/server.log" &
server=$!
finish() {
  kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || :
  rm -rf "$data"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
address=
while [ -z "$address" ]; do
  kill -0 "$server" 2>/dev/null || {
    cat "$work/server.log" >&2
    exit 1
  }
  sleep 0.1
  address=$(sed -n 's/^Rigel listens on //p' "$work/server.log")
done
echo "server on $address, its log in $work/server.log"
"$work/venv/bin/python" benchmarks/clients/try_clients.py "$address" "$@"
