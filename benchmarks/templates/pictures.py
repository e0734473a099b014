"""Draws the pictures of the template benchmark, with where each template lies in them.

usage: pictures.py FOLDER SPLIT      SPLIT is "developed" or "measured": other seeds, other contents

A template is a logo, a sign, a label or a piece of a photo. It is drawn at four times its size; the template and the copies in
the picture are both made smaller from that, so that a copy never has the template's own pixels. The ground is a photo, a page or
a pattern of shapes; things that are like the template but are not (another letter, a mirror image, other colours, another
piece) lie on many. Pictures have 1 to 2 megapixels. One JSON line a picture in FOLDER/truth.jsonl: file, template, condition, and
for each copy its corners in pixels (clockwise, from the template's own top left), its angle in degrees clockwise and its scale.
"""

import json
import math
import random
import sys
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = ["astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg"]
SEEDS = {"developed": 20_261_129, "measured": 48_611}
EACH = 12
# condition: (copies, any scale, any angle)
CONDITIONS = {
    "plain": (1, False, False),
    "sized": (1, True, False),
    "turned": (1, False, True),
    "both": (1, True, True),
    "several": (5, True, True),
    "same size": (6, False, False),
    "lit": (2, True, True),
    "compressed": (2, True, True),
    "noisy": (2, True, True),
    "small": (2, True, True),
    "alike": (2, True, True),
    "none": (0, False, False),
}
FINE = 4
FONTS = [cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_COMPLEX]
# Letters that no turn maps onto themselves or each other.
LETTERS = "ABCDEFGJKLPQRT24579"
# Those of them that stay themselves in a mirror in no turn.
MIRRORED = "FGJLPR4579"


def color(r):
    return tuple(r.randint(0, 255) for _ in range(3))


def contrasting(r, other):
    while True:
        c = color(r)
        if abs(sum(c) - sum(other)) > 180:
            return c


def write(image, text, box, ink, font, thickness):
    x, y, w, h = box
    (tw, th), base = cv2.getTextSize(text, font, 1, 2)
    scale = min(w / tw, h / (th + base))
    thick = max(1, int(thickness * scale))
    at = (int(x + (w - tw * scale) / 2), int(y + (h + th * scale) / 2))
    cv2.putText(image, text, at, font, scale, ink, thick, cv2.LINE_AA)


class Logo:
    """A letter on a shape on a ground."""

    def __init__(self, r, side):
        self.w, self.h = side, int(side * r.uniform(0.8, 1.25))
        self.ground, self.letter = color(r), r.choice(LETTERS)
        self.shape_color = contrasting(r, self.ground)
        self.ink = contrasting(r, self.shape_color)
        self.shape, self.font = r.choice(["disc", "box", "triangle", "diamond"]), r.choice(FONTS)

    def draw(self):
        w, h = self.w * FINE, self.h * FINE
        image = np.full((h, w, 3), self.ground, np.uint8)
        if self.shape == "disc":
            cv2.ellipse(image, (w // 2, h // 2), (int(w * 0.45), int(h * 0.45)), 0, 0, 360, self.shape_color, -1, cv2.LINE_AA)
        elif self.shape == "box":
            cv2.rectangle(image, (w // 10, h // 10), (w - w // 10, h - h // 10), self.shape_color, -1)
        elif self.shape == "triangle":
            cv2.fillPoly(image, [np.int32([(w // 2, h // 20), (w - w // 20, h - h // 20), (w // 20, h - h // 20)])], self.shape_color)
        else:
            cv2.fillPoly(image, [np.int32([(w // 2, 0), (w, h // 2), (w // 2, h), (0, h // 2)])], self.shape_color)
        write(image, self.letter, (w * 0.28, h * 0.3, w * 0.44, h * 0.44), self.ink, self.font, 3)
        return image

    def alike(self, r):
        other = Logo.__new__(Logo)
        other.__dict__.update(self.__dict__)
        if r.random() < 0.5:
            other.letter = r.choice([c for c in LETTERS if c != self.letter])
        else:
            other.ground, other.shape_color = self.shape_color, self.ground
            other.ink = contrasting(r, other.shape_color)
            other.letter = r.choice([c for c in LETTERS if c != self.letter])
        return other.draw()


class Sign:
    """An arrow, a flag or a house of plain shapes: few edges, no texture."""

    def __init__(self, r, side):
        self.w, self.h = side, side
        self.ground = color(r)
        self.ink, self.second = contrasting(r, self.ground), contrasting(r, self.ground)
        self.kind = r.choice(["arrow", "flag", "house", "key"])

    def draw(self):
        s = self.w * FINE
        p = lambda *points: np.int32([(int(x * s), int(y * s)) for x, y in points])
        image = np.full((s, s, 3), self.ground, np.uint8)
        if self.kind == "arrow":
            cv2.fillPoly(image, [p((0.1, 0.4), (0.5, 0.4), (0.5, 0.15), (0.92, 0.5), (0.5, 0.85), (0.5, 0.6), (0.1, 0.6))], self.ink, cv2.LINE_AA)
        elif self.kind == "flag":
            cv2.rectangle(image, *[tuple(map(int, q)) for q in p((0.15, 0.08), (0.23, 0.95))], self.second, -1)
            cv2.fillPoly(image, [p((0.23, 0.1), (0.9, 0.3), (0.23, 0.5))], self.ink, cv2.LINE_AA)
        elif self.kind == "house":
            cv2.fillPoly(image, [p((0.1, 0.5), (0.5, 0.08), (0.9, 0.5))], self.ink, cv2.LINE_AA)
            cv2.rectangle(image, *[tuple(map(int, q)) for q in p((0.2, 0.5), (0.8, 0.92))], self.second, -1)
            cv2.rectangle(image, *[tuple(map(int, q)) for q in p((0.55, 0.62), (0.7, 0.92))], self.ground, -1)
        else:
            cv2.circle(image, (int(0.28 * s), int(0.5 * s)), int(0.2 * s), self.ink, int(0.1 * s), cv2.LINE_AA)
            cv2.rectangle(image, *[tuple(map(int, q)) for q in p((0.45, 0.45), (0.95, 0.55))], self.ink, -1)
            cv2.rectangle(image, *[tuple(map(int, q)) for q in p((0.78, 0.55), (0.86, 0.75))], self.second, -1)
        return image

    def alike(self, r):
        other = Sign.__new__(Sign)
        other.__dict__.update(self.__dict__)
        other.kind = r.choice([k for k in ["arrow", "flag", "house", "key"] if k != self.kind])
        return other.draw()


class Label:
    """Words and a number in a frame, two to four times as wide as high."""

    def __init__(self, r, side):
        self.h = max(20, side // 2)
        self.w = int(self.h * r.uniform(2, 4))
        self.ground = color(r)
        self.ink = contrasting(r, self.ground)
        self.text = self.words(r)
        self.font = r.choice(FONTS)

    @staticmethod
    def words(r):
        return "".join(r.choice(LETTERS) for _ in range(r.randint(2, 4))) + " " + str(r.randint(10, 9999))

    def draw(self):
        w, h = self.w * FINE, self.h * FINE
        image = np.full((h, w, 3), self.ground, np.uint8)
        cv2.rectangle(image, (h // 16, h // 16), (w - h // 16, h - h // 16), self.ink, max(1, h // 24))
        write(image, self.text, (w * 0.08, h * 0.15, w * 0.84, h * 0.7), self.ink, self.font, 2)
        return image

    def alike(self, r):
        other = Label.__new__(Label)
        other.__dict__.update(self.__dict__)
        while other.text == self.text:
            other.text = self.words(r)
        return other.draw()


class Piece:
    """A piece of a photo that is not the ground."""

    def __init__(self, r, side, photos):
        self.photos = photos
        self.w, self.h = side, int(side * r.uniform(0.7, 1.4))
        self.image = self.cut(r)

    def cut(self, r):
        while True:
            photo = r.choice(self.photos)
            part = r.uniform(0.15, 0.5)
            w = int(photo.shape[1] * part)
            h = int(w * self.h / self.w)
            if h >= photo.shape[0]:
                continue
            x, y = r.randint(0, photo.shape[1] - w), r.randint(0, photo.shape[0] - h)
            piece = cv2.resize(photo[y : y + h, x : x + w], (self.w * FINE, self.h * FINE), interpolation=cv2.INTER_CUBIC)
            if telling(piece):
                return piece

    def draw(self):
        return self.image

    def alike(self, r):
        return self.cut(r)


def telling(piece):
    """Whether a piece has contrast and is not the same when it is turned by a half or a quarter."""
    small = cv2.resize(piece, (24, 24), interpolation=cv2.INTER_AREA).astype(float)
    flat = (small - small.mean((0, 1))).ravel()
    if flat.std() < 18:
        return False
    for turns in (1, 2, 3):
        turned = np.rot90(small, turns)
        other = (turned - turned.mean((0, 1))).ravel()
        if float(flat @ other) / (np.linalg.norm(flat) * np.linalg.norm(other)) > 0.6:
            return False
    return True


def ground(r, photo):
    w, h = r.choice([(1200, 900), (1600, 1100), (1000, 1400), (1280, 960)])
    kind = r.choice(["photo", "photo", "page", "shapes"])
    if kind == "photo":
        scale = max(w / photo.shape[1], h / photo.shape[0])
        big = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        return np.ascontiguousarray(big[:h, :w])
    if kind == "page":
        image = np.full((h, w, 3), 250, np.uint8)
        y = 60
        while y < h - 60:
            size = r.choice([0.6, 0.7, 1.2])
            words = " ".join("".join(r.choice("abcdefghiklmnoprstuvw") for _ in range(r.randint(2, 9))) for _ in range(12))
            cv2.putText(image, words, (60, y), cv2.FONT_HERSHEY_SIMPLEX, size, (40, 40, 40), 1, cv2.LINE_AA)
            y += int(44 * size)
        return image
    image = np.full((h, w, 3), color(r), np.uint8)
    for _ in range(120):
        x, y, s = r.randint(0, w), r.randint(0, h), r.randint(10, 160)
        if r.random() < 0.5:
            cv2.circle(image, (x, y), s // 2, color(r), r.choice([-1, 3]), cv2.LINE_AA)
        else:
            cv2.rectangle(image, (x, y), (x + s, y + r.randint(8, 160)), color(r), r.choice([-1, 3]))
    return image


def corners(w, h, x, y, angle, scale):
    c, s = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
    return [(x + c * u - s * v, y + s * u + c * v) for u, v in [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)]]


def paste(image, fine, points):
    """Lays a finely drawn picture onto the corners, with its borders smoothed."""
    points = np.float32(points)
    x0, y0 = np.floor(points.min(0)).astype(int) - 1
    x1, y1 = np.ceil(points.max(0)).astype(int) + 1
    over = 3
    h, w = fine.shape[:2]
    target = ((points - [x0, y0]) * over).astype(np.float32)
    matrix = cv2.getAffineTransform(np.float32([(0, 0), (w, 0), (w, h)]), target[:3])
    size = (int(x1 - x0) * over, int(y1 - y0) * over)
    shrink = np.linalg.norm(target[1] - target[0]) / w
    if shrink < 1:
        fine = cv2.GaussianBlur(fine, (0, 0), 0.45 / shrink)
    copy = cv2.warpAffine(fine, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(np.full((h, w), 255, np.uint8), matrix, size, flags=cv2.INTER_NEAREST)
    small = (int(x1 - x0), int(y1 - y0))
    copy = cv2.resize(copy, small, interpolation=cv2.INTER_AREA).astype(float)
    mask = cv2.resize(mask, small, interpolation=cv2.INTER_AREA).astype(float)[..., None] / 255
    under = image[y0:y1, x0:x1]
    under[:] = np.clip(copy * mask + under * (1 - mask), 0, 255).astype(np.uint8)


def placed(r, image, w, h, taken, any_scale, any_angle):
    """A pose that lies within the picture and on no other thing; None when there is no room."""
    for _ in range(200):
        scale = 2 ** r.uniform(-1, 1) if any_scale else 1.0
        angle = r.uniform(-180, 180) if any_angle else 0.0
        reach = math.hypot(w, h) * scale / 2 + 3
        if 2 * reach >= min(image.shape[:2]):
            continue
        x, y = r.uniform(reach, image.shape[1] - reach), r.uniform(reach, image.shape[0] - reach)
        if all(math.hypot(x - tx, y - ty) > reach + tr for tx, ty, tr in taken):
            taken.append((x, y, reach))
            return x, y, angle, scale
    return None


def lit(r, image):
    """Another exposure and a light that falls off to one side."""
    h, w = image.shape[:2]
    a = r.uniform(0, 2 * math.pi)
    ys, xs = np.mgrid[0:h, 0:w]
    slope = ((xs / w - 0.5) * math.cos(a) + (ys / h - 0.5) * math.sin(a)) * r.uniform(0.2, 0.7)
    gain = r.uniform(0.55, 0.9)
    return np.clip(image * (gain * (1 + slope))[..., None] + r.uniform(0, 40), 0, 255).astype(np.uint8)


def main():
    folder, split = Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    r = random.Random(SEEDS[split])
    noise = np.random.default_rng(SEEDS[split])
    photos = [cv2.imread(str(ROOT / "examples" / name)) for name in PHOTOS]
    with open(folder / "truth.jsonl", "w", encoding="utf-8") as truth:
        for condition, (copies, any_scale, any_angle) in CONDITIONS.items():
            for number in range(EACH * (3 if condition == "none" else 1)):
                under = r.randrange(len(photos))
                side = r.randint(26, 40) if condition == "small" else r.randint(56, 180)
                kind = [Logo, Sign, Label, Piece][number % 4]
                others = [photo for i, photo in enumerate(photos) if i != under]
                thing = Piece(r, side, others) if kind is Piece else kind(r, side)
                fine = thing.draw()
                template = cv2.resize(fine, (thing.w, thing.h), interpolation=cv2.INTER_AREA)
                image = ground(r, photos[under])
                taken, places = [], []
                for _ in range(copies):
                    pose = placed(r, image, thing.w, thing.h, taken, any_scale, any_angle)
                    if pose:
                        x, y, angle, scale = pose
                        points = corners(thing.w, thing.h, x, y, angle, scale)
                        paste(image, fine, points)
                        places.append({"corners": points, "angle": angle, "scale": scale})
                if condition in ("alike", "none"):
                    for i in range(6):
                        pose = placed(r, image, thing.w, thing.h, taken, True, True)
                        if pose:
                            mirrored = i == 0 and (kind in (Label, Piece) or kind is Logo and thing.letter in MIRRORED)
                            other = np.ascontiguousarray(fine[:, ::-1]) if mirrored else thing.alike(r)
                            paste(image, other, corners(thing.w, thing.h, *pose))
                if condition == "lit":
                    image = lit(r, image)
                if condition == "noisy":
                    image = np.clip(image + noise.normal(0, r.uniform(8, 16), image.shape), 0, 255).astype(np.uint8)
                quality = r.randint(25, 45) if condition == "compressed" else 90
                name = f"{condition.replace(' ', '-')}-{number:02d}"
                cv2.imwrite(str(folder / f"{name}.jpg"), image, [cv2.IMWRITE_JPEG_QUALITY, quality])
                cv2.imwrite(str(folder / f"{name}-template.png"), template)
                line = {"file": f"{name}.jpg", "template": f"{name}-template.png", "condition": condition,
                        "kind": kind.__name__.lower(), "copies": places}
                truth.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
