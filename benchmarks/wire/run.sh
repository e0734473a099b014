#!/bin/sh
# Sends what schemathesis makes of openapi.yaml to a running server: right and wrong parameters and bodies, every method and
# header. No answer may be a 500, none may be outside of the document. Seeded, bounded by EXAMPLES for each operation. What is
# refused and what is taken, the test WrongBodiesTest knows better: numbers may come as texts, as FastAPI takes them.
#
#   benchmarks/wire/run.sh [EXAMPLES]      needs python3; 30 without a number
#
# Starts "./rigel serve" with an empty data folder and a language model endpoint that always says the same (model.py).
# RIGEL_SERVER=http://127.0.0.1:8080 RIGEL_SERVER_KEY=K takes a server that runs already; the key has the scope admin.
# Left out: what answers 501 by design (datasets, fine-tuning, audio, video), and the two routes that carry a signed token.
set -eu
cd "$(dirname "$0")/../.."
here=benchmarks/wire
work=$here/build
mkdir -p "$work"
if ! cmp -s "$here/requirements.txt" "$work/venv/installed"; then
  rm -rf "$work/venv"
  python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$work/venv/installed"
fi
scratch=$(mktemp -d)
finish() {
  for process in ${server:-} ${model:-}; do kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || :; done
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
address=${RIGEL_SERVER:-}
key=${RIGEL_SERVER_KEY:-key-of-anna}
if [ -z "$address" ]; then
  ./rigel --help >/dev/null # builds, if need be
  python3 "$here/model.py" 0 >"$scratch/port" &
  model=$!
  while [ ! -s "$scratch/port" ]; do sleep 0.1; done
  RIGEL_API_KEYS=$key RIGEL_LLM_BASE_URL=http://127.0.0.1:$(cat "$scratch/port")/v1 RIGEL_LLM_MODEL=same \
    ./rigel serve --port 0 --data "$scratch/data" 2>"$work/server.log" &
  server=$!
  while [ -z "$address" ]; do
    kill -0 "$server" 2>/dev/null || {
      cat "$work/server.log" >&2
      exit 1
    }
    sleep 0.1
    address=$(sed -n 's/^Rigel listens on //p' "$work/server.log")
  done
fi
cd "$work" # where it leaves its notes
venv/bin/st --config-file ../schemathesis.toml run \
  ../../../rigel-server/src/main/resources/dev/rigel/server/openapi/openapi.yaml --url "$address" --header "Authorization: Bearer $key" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
  --exclude-path-regex '^/v1/(datasets|fine_tuning|audio|video|signed)' \
  --phases examples,coverage,fuzzing --max-examples "${1:-30}" --seed 20261128 --generation-deterministic \
  --request-timeout 60 --continue-on-failure --workers 1 --no-color
