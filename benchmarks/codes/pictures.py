"""Draws the pictures of the bar code benchmark, with what they say and where.

usage: pictures.py FOLDER SPLIT      SPLIT is "developed" or "measured": other seeds, other contents

Each picture is a label with a code on a photo or a coloured ground, changed in one way (or in none). The codes are made by
zxing-cpp's writer (libzint). One JSON line a picture in FOLDER/truth.jsonl: file, condition, and for each code its kind, text
and corners in pixels (clockwise, from the code's own top left). Pictures of the condition "none" hold no code.
"""

import json
import random
import string
import sys
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = ["astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg"]
SEEDS = {"developed": 20_261_128, "measured": 73_501}
EACH = 3
KINDS = {
    "qr_code": zxingcpp.BarcodeFormat.QRCode,
    "data_matrix": zxingcpp.BarcodeFormat.DataMatrix,
    "aztec": zxingcpp.BarcodeFormat.Aztec,
    "pdf_417": zxingcpp.BarcodeFormat.PDF417,
    "ean_13": zxingcpp.BarcodeFormat.EAN13,
    "ean_8": zxingcpp.BarcodeFormat.EAN8,
    "upc_a": zxingcpp.BarcodeFormat.UPCA,
    "code_128": zxingcpp.BarcodeFormat.Code128,
    "code_39": zxingcpp.BarcodeFormat.Code39,
    "itf": zxingcpp.BarcodeFormat.ITF,
    "codabar": zxingcpp.BarcodeFormat.Codabar,
}
SQUARE = {"qr_code", "data_matrix", "aztec"}
CONDITIONS = ["plain", "turned", "blurred", "slanted", "damaged", "faint", "small", "noisy", "shadowed", "dark"]
SEVERAL = 20
NONE = 20


def check_digit(digits):
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def text(kind, r):
    digits = lambda n: "".join(r.choice(string.digits) for _ in range(n))
    letters = lambda n: "".join(r.choice(string.ascii_uppercase + string.digits) for _ in range(n))
    words = lambda n: " ".join(
        "".join(r.choice(string.ascii_lowercase) for _ in range(r.randint(3, 8))) for _ in range(n)
    )
    if kind == "ean_13":
        return check_digit(r.choice("123456789") + digits(11))
    if kind == "ean_8":
        return check_digit(digits(7))
    if kind == "upc_a":
        return check_digit(digits(11))
    if kind == "itf":
        return digits(2 * r.randint(4, 8))
    if kind == "codabar":
        return r.choice("ABCD") + digits(r.randint(6, 12)) + r.choice("ABCD")
    if kind == "code_39":
        return letters(r.randint(5, 10))
    if kind == "code_128":
        return letters(r.randint(4, 8)) + "-" + digits(r.randint(2, 8))
    if kind == "pdf_417":
        return words(r.randint(3, 9))
    return r.choice(["https://example.org/" + letters(r.randint(4, 20)).lower(), words(r.randint(1, 5)), letters(8)])


def modules(kind, content, r):
    """The code's modules, 0 black and 255 white, one pixel each (rows of a linear code: one), without quiet zone."""
    options = {}
    if kind == "qr_code":
        options = {"ec_level": r.choice("LMQH")}
    elif kind == "pdf_417":
        options = {"ec_level": str(r.randint(2, 4))}
    if options:
        code = zxingcpp.create_barcode(content, KINDS[kind], **options)
    else:
        code = zxingcpp.create_barcode(content, KINDS[kind])
    picture = np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    if picture.ndim == 3:
        picture = picture[..., 0]
    dark = np.argwhere(picture < 128)
    (top, left), (bottom, right) = dark.min(0), dark.max(0) + 1
    picture = picture[top:bottom, left:right]
    if kind in SQUARE or kind == "pdf_417":
        return picture
    # The lines of a retail code may reach lower than the others.
    return picture[: max(1, picture.shape[0] // 4)][:1]


def label(kind, content, module, r, ink, paper):
    """A label: the code with its quiet zone, one fifth of a time with words beside it. Returns pixels and the code's box."""
    plain = modules(kind, content, r)
    if kind in SQUARE or kind == "pdf_417":
        scaled = np.kron(plain, np.ones((module, module), np.uint8))
    else:
        height = int(max(14 * module, plain.shape[1] * module * r.uniform(0.16, 0.45)))
        scaled = np.kron(plain, np.ones((1, module), np.uint8)).repeat(height, 0)
    quiet = (4 if kind in SQUARE or kind == "pdf_417" else 10) * module
    caption = r.random() < 0.4
    below = quiet + (8 * module if caption else 0)
    height, width = scaled.shape
    paper_pixels = np.empty((height + quiet + below, width + 2 * quiet, 3), np.uint8)
    paper_pixels[:] = paper
    area = paper_pixels[quiet : quiet + height, quiet : quiet + width]
    area[scaled < 128] = ink
    if caption:
        cv2.putText(
            paper_pixels,
            content[:24],
            (quiet, quiet + height + 8 * module),
            cv2.FONT_HERSHEY_SIMPLEX,
            0.2 * module,
            tuple(float(v) for v in ink),
            max(1, module // 4),
            cv2.LINE_AA,
        )
    return paper_pixels, (quiet, quiet, width, height)


def ground(width, height, r):
    if r.random() < 0.65:
        photo = cv2.imread(str(ROOT / "examples" / r.choice(PHOTOS)))
        scale = max(width / photo.shape[1], height / photo.shape[0]) * r.uniform(1.0, 1.6)
        photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        x, y = r.randint(0, photo.shape[1] - width), r.randint(0, photo.shape[0] - height)
        return photo[y : y + height, x : x + width].astype(np.float32)
    pixels = np.empty((height, width, 3), np.float32)
    pixels[:] = [r.uniform(60, 250) for _ in range(3)]
    return pixels


def placed(canvas, pixels, box, scale, degrees, slant, center, r):
    """Draws a label on the canvas; returns the code's corners."""
    height, width = pixels.shape[:2]
    pixels = pixels.astype(np.float32)
    source = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    half = np.float32([width, height]) / 2 * scale
    target = np.float32([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    if slant:
        target += np.float32([[r.uniform(-slant, slant) * half[0], r.uniform(-slant, slant) * half[1]] for _ in range(4)])
    angle = np.deg2rad(degrees)
    turn = np.float32([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    target = target @ turn + np.float32(center)
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    rows, columns = canvas.shape[:2]
    fine = np.diag([2.0, 2.0, 1.0]) @ matrix
    drawn = cv2.warpPerspective(pixels, fine, (2 * columns, 2 * rows), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), fine, (2 * columns, 2 * rows))
    drawn = cv2.resize(drawn, (columns, rows), interpolation=cv2.INTER_AREA)
    mask = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA)[..., None]
    canvas[:] = canvas * (1 - mask) + drawn * np.minimum(1, mask)
    x, y, w, h = box
    corners = np.float32([[[x, y], [x + w, y], [x + w, y + h], [x, y + h]]])
    return cv2.perspectiveTransform(corners, matrix)[0]


def damage(pixels, box, kind, r):
    x, y, w, h = box
    dirt = [r.uniform(20, 240) for _ in range(3)]
    if kind in SQUARE or kind == "pdf_417":
        # About four parts in a hundred, which the codes' own correction bears when nothing else is wrong.
        radius = int(0.5 * np.sqrt(0.05 * w * h))
        inner = 0.32
        cv2.circle(
            pixels,
            (int(x + w * r.uniform(inner, 1 - inner)), int(y + h * r.uniform(0.6, 0.85))),
            radius,
            dirt,
            -1,
            cv2.LINE_AA,
        )
    else:
        for _ in range(2):
            cv2.circle(pixels, (int(x + w * r.random()), int(y + h * r.uniform(0, 0.35))), int(h * r.uniform(0.15, 0.3)), dirt, -1)
        a = y + h * r.uniform(0.3, 0.55)
        cv2.line(pixels, (x, int(a)), (x + w, int(a + h * r.uniform(-0.1, 0.1))), dirt, max(1, h // 15))


def one(kind, condition, r):
    content = text(kind, r)
    paper, ink = np.float32([r.uniform(225, 255)] * 3), np.float32([r.uniform(0, 50)] * 3)
    if condition == "faint":
        paper = np.float32([r.uniform(120, 220)] * 3)
        ink = paper - r.uniform(28, 45)
    if condition == "dark":
        paper, ink = np.float32([r.uniform(50, 75)] * 3), np.float32([r.uniform(8, 18)] * 3)
    module = 8
    pixels, box = label(kind, content, module, r, ink, paper)
    if condition == "damaged":
        damage(pixels, box, kind, r)
    pixel_module = r.uniform(3, 5)
    if condition == "small":
        pixel_module = r.uniform(1.7, 2.3)
    elif condition == "noisy":
        pixel_module = r.uniform(2.6, 4)
    scale = pixel_module / module
    degrees = r.uniform(0, 360) if condition in ("turned", "slanted") else r.uniform(-6, 6)
    slant = 0.18 if condition == "slanted" else 0
    reach = np.hypot(*pixels.shape[:2]) * scale
    side = int(reach * r.uniform(1.25, 1.9)) + 60
    if condition == "small":
        side = max(side, 900)
    height, width = side, int(side * r.uniform(1.0, 1.3))
    canvas = ground(width, height, r)
    room = reach / 2 + 6
    center = (r.uniform(room, width - room), r.uniform(room, height - room))
    corners = placed(canvas, pixels, box, scale, degrees, slant, center, r)
    quality = r.randint(80, 95)
    noise = np.random.default_rng(r.getrandbits(32))
    if condition == "blurred":
        canvas = cv2.GaussianBlur(canvas, (0, 0), pixel_module * r.uniform(0.45, 0.75))
    if condition == "shadowed":
        ys, xs = np.mgrid[0:height, 0:width]
        edge = (xs - center[0]) * np.cos(t := r.uniform(0, 6.3)) + (ys - center[1]) * np.sin(t)
        shade = 1 - r.uniform(0.5, 0.75) / (1 + np.exp(-edge / r.uniform(3, 60)))
        canvas *= shade[..., None].astype(np.float32)
    if condition == "noisy":
        canvas += noise.normal(0, r.uniform(14, 26), canvas.shape).astype(np.float32)
        quality = r.randint(25, 50)
    elif condition == "dark":
        canvas += noise.normal(0, 3, canvas.shape).astype(np.float32)
    else:
        canvas += noise.normal(0, 1.5, canvas.shape).astype(np.float32)
    return canvas, quality, [{"kind": kind, "text": content, "corners": corners.round(1).tolist()}]


def several(r):
    width, height = 1500, 1100
    canvas = ground(width, height, r)
    codes = []
    cells = [(x, y) for x in (380, 1120) for y in (280, 820)]
    kinds = r.sample(list(KINDS), r.randint(2, 4))
    for kind, cell in zip(kinds, cells):
        content = text(kind, r)
        pixels, box = label(kind, content, 8, r, np.float32([20] * 3), np.float32([245] * 3))
        scale = min(r.uniform(0.28, 0.6), 490 / np.hypot(*pixels.shape[:2]))
        corners = placed(canvas, pixels, box, scale, r.uniform(0, 360), 0, cell, r)
        codes.append({"kind": kind, "text": content, "corners": corners.round(1).tolist()})
    return canvas, 90, codes


def nothing(r):
    """A photo with shapes that are nearly codes: stripes, boards, print."""
    width, height = r.randint(500, 1000), r.randint(500, 900)
    canvas = ground(width, height, r)
    what = r.randint(0, 3)
    x, y = r.randint(20, width // 3), r.randint(20, height // 3)
    if what == 1:
        for i in range(r.randint(12, 60)):
            cv2.rectangle(canvas, (x + 6 * i, y), (x + 6 * i + r.randint(1, 5), y + 120), (10, 10, 10), -1)
    elif what == 2:
        board = np.array([[r.random() < 0.5 for _ in range(20)] for _ in range(20)], np.uint8) * 235 + 10
        board = np.kron(board, np.ones((8, 8), np.uint8))
        area = canvas[y : y + 160, x : x + 160]
        area[:] = board[: area.shape[0], : area.shape[1], None]
    elif what == 3:
        page = np.full((200, 300, 3), 250, np.uint8)
        for i in range(8):
            line = "".join(r.choice(string.ascii_letters + "  ") for _ in range(24))
            cv2.putText(page, line, (6, 22 + 22 * i), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
        area = canvas[y : y + 200, x : x + 300]
        area[:] = page[: area.shape[0], : area.shape[1]]
    return canvas, 90, []


def main():
    folder, split = Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    plan = [(kind, condition, i) for kind in KINDS for condition in CONDITIONS for i in range(EACH)]
    plan += [("", "several", i) for i in range(SEVERAL)] + [("", "none", i) for i in range(NONE)]
    with open(folder / "truth.jsonl", "w", encoding="utf-8") as truth:
        for kind, condition, i in plan:
            r = random.Random(f"{SEEDS[split]}/{kind}/{condition}/{i}")
            canvas, quality, codes = (
                several(r) if condition == "several" else nothing(r) if condition == "none" else one(kind, condition, r)
            )
            name = f"{kind or 'mixed'}-{condition}-{i}.jpg"
            pixels = np.clip(canvas, 0, 255).astype(np.uint8)
            cv2.imwrite(str(folder / name), pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
            truth.write(json.dumps({"file": name, "condition": condition, "codes": codes}) + "\n")


if __name__ == "__main__":
    main()
