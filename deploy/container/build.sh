#!/bin/sh
# Builds the container image as a tar, without a container engine:
#   deploy/container/build.sh [--base IMAGE] [--models "NAME ..."] [--output FILE]
#
# --base    what the image stands on: an image's name (default eclipse-temurin:25-jre), tar://FILE, or "debian": a base
#           made here from Debian's packages and the JDK at hand (needs debootstrap and root)
# --models  model files to put into the image, by their names in "rigel models list"; default: those that are small or
#           cannot be fetched inside a container (the language model itself, 1.1 GB, is pulled at the first start)
# --output  default build/rigel-container.tar; load it with: docker load -i FILE  (or podman, skopeo, ctr)
set -eu
cd "$(dirname "$0")/../.."
base=eclipse-temurin:25-jre
models="text-detection text-recognition text-latin page-orientation page-layout objects-centernet objects-nanodet faces-back faces-front person-mask llama-cpp"
output=$(pwd)/build/rigel-container.tar
while [ $# -gt 0 ]; do
  case $1 in
    --base) base=$2 ;;
    --models) models=$2 ;;
    --output) case $2 in /*) output=$2 ;; *) output=$(pwd)/$2 ;; esac ;;
    *) echo "usage: deploy/container/build.sh [--base IMAGE] [--models \"NAME ...\"] [--output FILE]" >&2; exit 2 ;;
  esac
  shift 2
done
files=$(pwd)/build/container-files
rm -rf "$files"
mkdir -p "$files/data" "$files/cache/models" build
: >"$files/data/.keep"
if [ -n "$models" ]; then
  # Into a cache of the image's own, from the cache at hand where the files are there already.
  cache=${RIGEL_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/rigel}
  # shellcheck disable=SC2086
  ./rigel models pull $models >build/container-models
  while read -r path; do
    folder=${path#"$cache"/models/}
    folder=${folder%%/*}
    [ -d "$files/cache/models/$folder" ] || cp -R "$cache/models/$folder" "$files/cache/models/"
  done <build/container-models
fi
JAVA_HOME=$(./rigel jdk)
export JAVA_HOME
if [ "$base" = debian ]; then
  deploy/container/debian-base.sh build/container-base.tar
  base=tar://$(pwd)/build/container-base.tar
fi
mvn -B -q -Dfast -Dmaven.test.skip=true -pl rigel-cli -am \
  "-Dcontainer.tar=$output" "-Dcontainer.base=$base" "-Dcontainer.files=$files" package
echo "$output"
