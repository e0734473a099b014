#!/bin/sh
# Makes a base image as a tar from Debian's packages and the modules of the JDK in JAVA_HOME:
#   deploy/container/debian-base.sh FILE      needs debootstrap, python3 and root
set -eu
output=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,libstdc++6,zlib1g bookworm "$work/root" >&2
rm -rf "$work/root/var/cache/apt" "$work/root/var/lib/apt/lists" "$work/root/usr/share/doc" "$work/root/usr/share/locale"
"$JAVA_HOME/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.charsets,jdk.management \
  --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$work/root/opt/java"
python3 - "$work/root" "$output" <<'PYTHON'
import hashlib
import io
import json
import sys
import tarfile

root, output = sys.argv[1:]
layer = output + ".layer"
with tarfile.open(layer, "w") as tar:
    tar.add(root, arcname=".")
digest = hashlib.sha256()
with open(layer, "rb") as content:
    for block in iter(lambda: content.read(1 << 20), b""):
        digest.update(block)
config = json.dumps({
    "architecture": "amd64", "os": "linux",
    "config": {"Env": ["PATH=/opt/java/bin:/usr/bin:/bin", "JAVA_HOME=/opt/java"]},
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest.hexdigest()]},
    "history": [{"created_by": "debian-base.sh"}]}).encode()
name = hashlib.sha256(config).hexdigest() + ".json"
manifest = json.dumps([{"Config": name, "RepoTags": ["rigel-base:latest"], "Layers": ["layer.tar"]}]).encode()
with tarfile.open(output, "w") as tar:
    for entry, content in ((name, config), ("manifest.json", manifest)):
        info = tarfile.TarInfo(entry)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    tar.add(layer, arcname="layer.tar")
PYTHON
rm -f "$output.layer"
