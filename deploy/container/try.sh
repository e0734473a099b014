#!/bin/sh
# Starts a built image without a container engine and asks it for its health and for 12 * 12:
#   deploy/container/try.sh [FILE]      needs python3, curl and root; unpacks the layers and changes root into them
set -eu
tar=${1:-build/rigel-container.tar}
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || :; }
  umount "$work/root/proc" 2>/dev/null || :
  # Never into something that is still mounted.
  rm -rf --one-file-system "$work"
}
trap finish EXIT
python3 - "$tar" "$work" <<'PYTHON'
import json
import os
import shlex
import sys
import tarfile

tar, work = sys.argv[1:]
root = work + "/root"
os.mkdir(root)
with tarfile.open(tar) as image:
    manifest = json.load(image.extractfile("manifest.json"))[0]
    config = json.load(image.extractfile(manifest["Config"]))["config"]
    for layer in manifest["Layers"]:
        with tarfile.open(fileobj=image.extractfile(layer), mode="r|*") as files:
            files.extractall(root, filter="fully_trusted")
command = config["Entrypoint"] + (config.get("Cmd") or [])
with open(work + "/command", "w") as out:
    out.write(" ".join(shlex.quote(word) for word in ["env", "-i", *config["Env"], "RIGEL_API_KEYS=try", "RIGEL_PORT=18080", *command]))
print("user", config["User"], "command", " ".join(command))
PYTHON
mount -t proc proc "$work/root/proc"
for device in "null 3" "zero 5" "random 8" "urandom 9"; do
  [ -e "$work/root/dev/${device% *}" ] || mknod -m 666 "$work/root/dev/${device% *}" c 1 "${device#* }"
done
chmod 1777 "$work/root/tmp"
exec 3>"$work/log"
chroot --userspec=10001:10001 "$work/root" /bin/sh -c "exec $(cat "$work/command")" >&3 2>&3 &
server=$!
for _ in $(seq 1 120); do
  curl -fs http://127.0.0.1:18080/v1/health && break
  kill -0 "$server" || { cat "$work/log"; exit 1; }
  sleep 0.5
done
echo
curl -fsS http://127.0.0.1:18080/v1/openai/chat/completions -H 'Authorization: Bearer try' -H 'Content-Type: application/json' \
  -d '{"model":"vlmrun-orion-1:fast","messages":[{"role":"user","content":"What is 12 * 12?"}]}'
echo
picture=$(base64 -w0 examples/astronaut.jpg)
printf '{"model":"vlmrun-orion-1:fast","messages":[{"role":"user","content":[{"type":"text","text":"Blur the face in this photo"},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,%s"}}]}]}' "$picture" |
  curl -sS http://127.0.0.1:18080/v1/openai/chat/completions -H 'Authorization: Bearer try' -H 'Content-Type: application/json' -d @-
echo
grep -E "WARN|ERROR" "$work/log" || :
