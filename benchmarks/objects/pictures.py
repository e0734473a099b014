"""Composes large pictures of small known things, with where they are.

usage: pictures.py FOLDER SPLIT      SPLIT is "developed" or "measured": other seeds

Things are cut from the example photos (a cat, a cup, a person; boxes measured by hand) with what is around them, made small and
laid on a ground of soft colours, 2400 x 1800 or 3000 x 2000 pixels, 8 to 14 on each; a fifth of the pictures hold none. One JSON
line a picture in FOLDER/truth.jsonl: file, and for each thing its label and box in pixels.
"""

import json
import random
import sys
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SEEDS = {"developed": 20_261_129, "measured": 5_511}
PICTURES = 20
# file: things as (label, left, top, right, bottom) in parts of the photo
PHOTOS = {
    "cat.jpg": [("cat", 0.08, 0.0, 1.0, 1.0)],
    "coffee.jpg": [("cup", 0.26, 0.04, 0.75, 0.85)],
    "astronaut.jpg": [("person", 0.03, 0.0, 0.92, 1.0)],
}


def ground(r, noise, w, h):
    image = np.zeros((h, w, 3), np.float32)
    for cells in (3, 8, 24):
        grid = noise.uniform(0, 255, (cells, cells, 3)).astype(np.float32)
        image += cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC) / 3
    return np.clip(image + noise.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def main():
    folder, split = Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    r, noise = random.Random(SEEDS[split]), np.random.default_rng(SEEDS[split])
    photos = {name: cv2.imread(str(ROOT / "examples" / name)) for name in PHOTOS}
    with open(folder / "truth.jsonl", "w", encoding="utf-8") as truth:
        for number in range(PICTURES):
            w, h = r.choice([(2400, 1800), (3000, 2000)])
            image, things, taken = ground(r, noise, w, h), [], []
            for _ in range(0 if number % 5 == 4 else r.randint(8, 14)):
                name = r.choice(list(PHOTOS))
                photo = photos[name]
                pw = r.randint(110, 240)
                ph = round(pw * photo.shape[0] / photo.shape[1])
                for _ in range(100):
                    x, y = r.randint(0, w - pw), r.randint(0, h - ph)
                    if all(x + pw < a or a + c < x or y + ph < b or b + d < y for a, b, c, d in taken):
                        break
                else:
                    continue
                taken.append((x, y, pw, ph))
                image[y : y + ph, x : x + pw] = cv2.resize(photo, (pw, ph), interpolation=cv2.INTER_AREA)
                for label, left, top, right, bottom in PHOTOS[name]:
                    things.append({"label": label, "box": [x + left * pw, y + top * ph, x + right * pw, y + bottom * ph]})
            file = f"{number:02d}.jpg"
            cv2.imwrite(str(folder / file), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
            truth.write(json.dumps({"file": file, "width": w, "height": h, "things": things}) + "\n")


if __name__ == "__main__":
    main()
