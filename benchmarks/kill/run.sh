#!/bin/sh
# Kills a server under a mixed load 200 times with kill -9, once on SQLite and a folder, once on PostgreSQL and an
# S3-compatible object store, and looks for everything it had acknowledged: see KillRun in rigel-server's tests.
#   benchmarks/kill/run.sh [KILLS] [SEED]      10 to 60 minutes; needs Maven, and on its first run the network
set -eu
cd "$(dirname "$0")/../.."
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
exec mvn -B -q -Dfast -pl rigel-server -am package -Dtest=ServerKillTest -Dtest.excluded.groups=none \
  -Dsurefire.failIfNoSpecifiedTests=false -Drigel.kills="${1:-200}" -Drigel.seed="${2:-52}"
