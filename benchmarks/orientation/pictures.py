"""Draws the pages of the orientation benchmark: each in four turns.

usage: pictures.py FOLDER SPLIT      SPLIT is "developed" or "measured": other seeds, other contents

Letters, receipts, tables, forms, lists, pages of few words and title pages in several fonts, clean, as faint or noisy scans, a
little crooked, and as photos of a sheet on a table in perspective and shadow. A page's turn is clockwise; names are
KIND-LOOK-NUMBER-TURN.jpg.
"""

import math
import random
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
SEEDS = {"developed": 20_261_129, "measured": 91_733}
FOLDERS = ["/usr/share/fonts/truetype/dejavu", "/usr/share/texmf/fonts/opentype/public/tex-gyre-math"]
FONTS = ["DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansCondensed.ttf"]
KINDS = ["letter", "receipt", "table", "form", "list", "few words", "title", "slide"]
LOOKS = ["clean", "faint", "noisy", "crooked", "photo"]
EACH = 3
WORDS = (
    "the of and to in is that for it as was with be by on not he his but at are this have from or one had all were they you her"
    " service invoice account payment quarterly report engine garden window market number between through another against"
    " company delivery agreement total amount customer meeting schedule analysis temperature production harbour"
).split()


def text(r, count):
    words = " ".join(r.choice(WORDS) for _ in range(count))
    return words[0].upper() + words[1:] + "."


class Page:
    def __init__(self, r, width, height):
        self.r, self.width, self.height = r, width, height
        self.image = Image.new("RGB", (width, height), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.name = r.choice(FONTS)

    def font(self, size):
        for folder in FOLDERS:
            if (Path(folder) / self.name).exists():
                return ImageFont.truetype(str(Path(folder) / self.name), size)
        raise SystemExit(f"the font {self.name} is not there; on Debian: apt-get install fonts-dejavu")

    def line(self, x, y, words, size, fill=(20, 20, 20)):
        self.draw.text((x, y), words, font=self.font(size), fill=fill)

    def paragraph(self, x, y, width, count, size):
        font, line = self.font(size), ""
        for word in text(self.r, count).split():
            if font.getlength(line + " " + word) > width:
                self.line(x, y, line, size)
                y += int(size * 1.45)
                line = word
            else:
                line = (line + " " + word).strip()
        self.line(x, y, line, size)
        return y + int(size * 2)


def letter(r):
    page = Page(r, 1240, 1754)
    page.line(120, 100, text(r, 3), 34)
    page.line(120, 150, text(r, 4), 20)
    y = 420
    for _ in range(r.randint(2, 6)):
        y = page.paragraph(120, y, 1000, r.randint(30, 70), r.randint(20, 26))
    page.line(120, min(y + 40, 1600), text(r, 2), 24)
    return page.image


def receipt(r):
    page = Page(r, 520, r.randint(900, 1500))
    page.line(120, 30, text(r, 2).upper(), 30)
    y = 100
    while y < page.height - 240:
        page.line(30, y, text(r, r.randint(1, 3))[:24], 22)
        page.line(410, y, f"{r.uniform(1, 90):.2f}", 22)
        y += 36
    page.line(30, y + 30, "TOTAL", 32)
    page.line(370, y + 30, f"{r.uniform(20, 300):.2f}", 32)
    return page.image


def table(r):
    page = Page(r, 1240, 1754)
    page.line(100, 90, text(r, 4), 36)
    rows, columns = r.randint(12, 34), r.randint(3, 6)
    step = 1040 // columns
    for row in range(rows):
        for column in range(columns):
            x, y = 100 + column * step, 200 + row * 42
            cell = r.choice(WORDS) if column == 0 else f"{r.uniform(0, 9999):.1f}"
            page.draw.rectangle((x, y, x + step, y + 42), outline=(90, 90, 90))
            page.line(x + 8, y + 8, cell, 20)
    return page.image


def form(r):
    page = Page(r, 1240, 1754)
    page.line(120, 90, text(r, 4), 34)
    for i in range(r.randint(9, 18)):
        y = 220 + i * 80
        page.line(120, y, r.choice(WORDS).title() + ":", 24)
        page.draw.line((420, y + 32, 1100, y + 32), fill=(60, 60, 60), width=2)
        if r.random() < 0.5:
            page.line(440, y - 2, text(r, 2), 24, (30, 30, 120))
    return page.image


def list_(r):
    page = Page(r, 1240, 1754)
    y = 160
    for i in range(r.randint(8, 20)):
        page.line(140, y, f"{i + 1}.", 26)
        y = page.paragraph(200, y, 880, r.randint(4, 18), 26)
        if y > 1600:
            break
    return page.image


def few_words(r):
    page = Page(r, 1240, 1754)
    page.line(r.randint(120, 500), r.randint(500, 1100), text(r, 3), 32)
    page.line(r.randint(120, 500), r.randint(1150, 1250), text(r, 4), 32)
    return page.image


def title(r):
    page = Page(r, 1240, 1754)
    page.line(150, 420, text(r, 2), 90)
    page.line(150, 560, text(r, 3), 56)
    page.draw.rectangle((0, 900, 1240, 1300), fill=tuple(r.randint(60, 230) for _ in range(3)))
    page.line(150, 1560, text(r, 4), 30)
    return page.image


def slide(r):
    page = Page(r, 1600, 900)
    page.line(100, 70, text(r, 3), 60)
    for i in range(4):
        page.line(140, 240 + i * 110, "• " + text(r, 5), 38)
    return page.image


def look(kind, image, r, noise):
    page = np.array(image)[:, :, ::-1].astype(np.float32)
    if kind == "faint":
        page = 255 - (255 - page) * 0.3
        page = cv2.GaussianBlur(page, (0, 0), 1.2)
    elif kind == "noisy":
        page = page + noise.normal(0, 28, page.shape)
    elif kind == "crooked":
        h, w = page.shape[:2]
        matrix = cv2.getRotationMatrix2D((w / 2, h / 2), r.uniform(-7, 7), 0.93)
        page = cv2.warpAffine(page, matrix, (w, h), borderValue=(235, 235, 235))
    elif kind == "photo":
        h, w = page.shape[:2]
        ground = np.full((int(h * 1.3), int(w * 1.3), 3), [r.randint(30, 150) for _ in range(3)], np.float32)
        ground += cv2.GaussianBlur(noise.normal(0, 90, ground.shape).astype(np.float32), (0, 0), 5)
        gh, gw = ground.shape[:2]
        shift = lambda: r.uniform(0.02, 0.11)
        to = np.float32([(gw * shift(), gh * shift()), (gw * (1 - shift()), gh * shift()), (gw * (1 - shift()), gh * (1 - shift())), (gw * shift(), gh * (1 - shift()))])
        matrix = cv2.getPerspectiveTransform(np.float32([(0, 0), (w, 0), (w, h), (0, h)]), to)
        mask = cv2.warpPerspective(np.ones((h, w), np.float32), matrix, (gw, gh))[..., None]
        page = cv2.warpPerspective(page, matrix, (gw, gh)) * mask + ground * (1 - mask)
        a = r.uniform(0, 2 * math.pi)
        ys, xs = np.mgrid[0:gh, 0:gw]
        light = 0.75 + 0.35 * ((xs / gw - 0.5) * math.cos(a) + (ys / gh - 0.5) * math.sin(a))
        page = page * light[..., None] + noise.normal(0, 6, page.shape)
    return np.clip(page, 0, 255).astype(np.uint8)


def main():
    folder, split = Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    r, noise = random.Random(SEEDS[split]), np.random.default_rng(SEEDS[split])
    makers = [letter, receipt, table, form, list_, few_words, title, slide]
    for kind, maker in zip(KINDS, makers):
        for how in LOOKS:
            for number in range(EACH):
                page = look(how, maker(r), r, noise)
                for turns in range(4):
                    turned = np.ascontiguousarray(np.rot90(page, -turns))
                    name = f"{kind.replace(' ', '_')}-{how}-{number}-{90 * turns}.jpg"
                    cv2.imwrite(str(folder / name), turned, [cv2.IMWRITE_JPEG_QUALITY, 80])


if __name__ == "__main__":
    main()
