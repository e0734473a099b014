#!/bin/sh
# Drives a server with the official clients: vlmrun for Python, its command line and vlmrun for Node; the older wire
# forms; the openai packages of several releases; frameworks on top of them. Starts "./rigel serve" on a free port with
# an empty data folder and two keys, runs every script of this folder against it, and stops it.
#
#   benchmarks/clients/run.sh [CLIENT]...      needs python3 and npm; without names all clients
#
# Clients: python_sdk cli openai_python openai_newest instructor langchain pydantic-ai node_sdk wire_forms openai_node4
# openai_node6, and models: what needs a language model (not run unless named).
#
# RIGEL_SERVER=http://127.0.0.1:8080 RIGEL_SERVER_KEY=K [RIGEL_SERVER_OTHER_KEY=K] takes a server that runs already;
# RIGEL_CLIENTS_DIR another folder than build/clients for the packages and for what the clients write.
# Exit code 1 when a call failed.
set -eu
cd "$(dirname "$0")/../.."
here=benchmarks/clients
work=${RIGEL_CLIENTS_DIR:-build/clients}
mkdir -p "$work"
work=$(cd "$work" && pwd -P)

say() { printf '%s\n' "$*"; }

# --- The packages, each set in a folder of its own. A folder is made anew when its list has changed.

python_folder() {
  list=$here/packages/$1.txt
  cmp -s "$list" "$work/$1/installed" && return
  rm -rf "${work:?}/$1"
  python3 -m venv "$work/$1"
  "$work/$1/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$list"
  cp "$list" "$work/$1/installed"
}

node_folder() {
  list=$here/packages/package.json
  cmp -s "$list" "$work/node/installed" && return
  rm -rf "$work/node"
  mkdir -p "$work/node"
  cp "$list" "$work/node/package.json"
  (cd "$work/node" && npm install --no-package-lock --no-audit --no-fund --silent)
  cp "$list" "$work/node/installed"
}

# --- The server

finish() {
  [ -z "${server:-}" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || :; }
  rm -rf "$scratch"
}

start() {
  key=key-of-anna
  other_key=key-of-bert
  ./rigel --help >/dev/null # builds, if need be
  # Files and artifacts have URLs of the server itself, which it may fetch only when it is told so.
  RIGEL_API_KEYS=$key,$other_key RIGEL_FETCH_ALLOW=127.0.0.1 \
    ./rigel serve --port 0 --data "$scratch/data" 2>"$work/server.log" &
  server=$!
  address=
  while [ -z "$address" ]; do
    kill -0 "$server" 2>/dev/null || {
      cat "$work/server.log" >&2
      exit 1
    }
    sleep 0.1
    address=$(sed -n 's/^Rigel listens on //p' "$work/server.log")
  done
  say "server on $address, its log in $work/server.log"
}

# --- The clients

failed=

# client NAME COMMAND...: its lines, and whether it went well.
client() {
  name=$1
  shift
  say "== $name"
  mkdir -p "$scratch/$name"
  "$@" || failed="$failed $name"
}

python_client() {
  python_folder "$2"
  client "$1" env PYTHONDONTWRITEBYTECODE=1 HOME="$scratch/$1" VLMRUN_CACHE_DIR="$scratch/$1/cache" \
    "$work/$2/bin/python" "$here/$3" "$address" --key "$key" --other-key "$other_key" --work "$scratch/$1"
}

framework() {
  python_folder "$1"
  name=$1
  framework=$1
  shift
  client "$name" env PYTHONDONTWRITEBYTECODE=1 \
    "$work/$name/bin/python" "$here/frameworks.py" "$address" "$framework" --key "$key" "$@"
}

node_client() {
  name=$1
  script=$2
  shift 2
  node_folder
  client "$name" node "$here/$script" "$address" --key "$key" --packages "$work/node" --work "$scratch/$name" "$@"
}

run() {
  case $1 in
    python_sdk) python_client python_sdk python python_sdk.py ;;
    cli) python_client cli python cli.py ;;
    openai_python) python_client openai_python python openai_python.py ;;
    openai_newest) python_client openai_newest newest openai_python.py ;;
    instructor | langchain | pydantic-ai) framework "$1" ;;
    node_sdk) node_client node_sdk node_sdk.mjs ;;
    wire_forms) node_client wire_forms wire_forms.mjs ;;
    openai_node4) node_client openai_node4 openai_node.mjs --openai openai4 ;;
    openai_node6) node_client openai_node6 openai_node.mjs --openai openai6 ;;
    models)
      for name in instructor langchain pydantic-ai; do framework "$name" --language-model; done
      ;;
    *)
      say "There is no client $1." >&2
      exit 2
      ;;
  esac
}

scratch=$(mktemp -d)
trap finish EXIT
trap 'exit 130' INT TERM HUP
if [ -n "${RIGEL_SERVER:-}" ]; then
  address=$RIGEL_SERVER
  key=${RIGEL_SERVER_KEY:-none}
  other_key=${RIGEL_SERVER_OTHER_KEY:-}
else
  start
fi
[ $# -gt 0 ] || set -- python_sdk cli openai_python openai_newest instructor langchain pydantic-ai \
  node_sdk wire_forms openai_node4 openai_node6
for name in "$@"; do run "$name"; done
if [ -n "$failed" ]; then
  say "failed:$failed"
  exit 1
fi
say "all clients passed"
