"""Puts free photographs into a folder as PNG: the sample data of scikit-image and scikit-learn, whose packages name the licences.

usage: python photos.py FOLDER
"""

import sys
from pathlib import Path

import skimage
import sklearn
from PIL import Image

SKIMAGE = Path(skimage.__file__).parent / "data"
SKLEARN = Path(sklearn.__file__).parent / "datasets" / "images"
FILES = [
    SKIMAGE / name
    for name in (
        "astronaut.png",
        "brick.png",
        "camera.png",
        "chelsea.png",
        "coffee.png",
        "coins.png",
        "grass.png",
        "gravel.png",
        "hubble_deep_field.jpg",
        "ihc.png",
        "moon.png",
        "motorcycle_left.png",
        "retina.jpg",
        "rocket.jpg",
    )
] + [SKLEARN / "china.jpg", SKLEARN / "flower.jpg"]


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        Image.open(file).convert("RGB").save(folder / f"{file.stem}.png")


if __name__ == "__main__":
    main()
