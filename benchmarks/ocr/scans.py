"""Draws a milder set than pages.py: 20 letters and receipts, each scanned at three levels, 60 pages.

usage: scans.py FOLDER

Writes LEVEL-NN.jpg and LEVEL-NN.txt (the words, in reading order) for LEVEL in clean, worn, poor.
Every page comes from its number as the seed, so that two runs give the same pages.
"""

import io
import os
import random
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pages import FIRST, GOODS, LAST, SENTENCES, SHOP, STREET, TOWN, TRADE

PAGES = 20
DPI = 200

# Skew in degrees, blur radius, noise, contrast and JPEG quality of a scan, and its resolution
# beside the clean one.
LEVELS = {
    "clean": dict(skew=0.3, blur=0.3, noise=4, contrast=1.0, shade=0.0, quality=88, scale=1.0),
    "worn": dict(skew=1.0, blur=0.8, noise=12, contrast=0.75, shade=0.15, quality=60, scale=0.85),
    "poor": dict(skew=2.0, blur=0.9, noise=14, contrast=0.6, shade=0.3, quality=40, scale=0.72),
}


def font_files():
    import font_caladea
    import font_source_sans_pro
    import matplotlib

    bundled = os.path.join(os.path.dirname(matplotlib.__file__), "mpl-data", "fonts", "ttf")
    caladea = os.path.join(os.path.dirname(font_caladea.__file__), "files")
    source = os.path.join(os.path.dirname(font_source_sans_pro.__file__), "files")
    letters = [
        (bundled + "/STIXGeneral.ttf", bundled + "/STIXGeneralBol.ttf"),
        (bundled + "/DejaVuSans.ttf", bundled + "/DejaVuSans-Bold.ttf"),
        (caladea + "/Caladea-Regular.ttf", caladea + "/Caladea-Bold.ttf"),
        (source + "/SourceSansPro-Regular.ttf", source + "/SourceSansPro-Bold.ttf"),
        (bundled + "/DejaVuSerif.ttf", bundled + "/DejaVuSerif-Bold.ttf"),
    ]
    receipts = [
        (bundled + "/DejaVuSansMono.ttf", bundled + "/DejaVuSansMono-Bold.ttf"),
        (bundled + "/cmtt10.ttf", bundled + "/cmtt10.ttf"),
        (source + "/SourceSansPro-Regular.ttf", source + "/SourceSansPro-Bold.ttf"),
    ]
    return letters, receipts


class Sheet:
    """A white sheet on which text is written, remembering the words in the order of writing."""

    def __init__(self, width, height, fonts):
        self.image = Image.new("L", (width, height), 255)
        self.draw = ImageDraw.Draw(self.image)
        self.fonts = fonts
        self.words = []
        self.ink = 20

    def font(self, points, bold=False):
        return ImageFont.truetype(self.fonts[1 if bold else 0], round(points * DPI / 72))

    def write(self, x, y, text, points, bold=False, anchor="la"):
        """Returns the height of the line."""
        font = self.font(points, bold)
        self.draw.text((x, y), text, font=font, fill=self.ink, anchor=anchor)
        self.words += text.split()
        return round(points * DPI / 72 * 1.35)

    def paragraph(self, x, y, width, text, points):
        font = self.font(points)
        line = ""
        for word in text.split():
            longer = (line + " " + word).strip()
            if self.draw.textlength(longer, font=font) > width:
                y += self.write(x, y, line, points)
                line = word
            else:
                line = longer
        return y + self.write(x, y, line, points)


def name(seed):
    return seed.choice(FIRST) + " " + seed.choice(LAST)


def address(seed):
    return f"{seed.randint(1, 240)} {seed.choice(STREET)} Street", f"{seed.choice(TOWN)} {seed.randint(10000, 99999)}"


def date(seed):
    day, month, year = seed.randint(1, 28), seed.randint(1, 12), seed.randint(2016, 2026)
    months = "January February March April May June July August September October November December".split()
    return seed.choice(
        [f"{day:02}/{month:02}/{year}", f"{day} {months[month - 1]} {year}", f"{year}-{month:02}-{day:02}"])


def letter(seed, fonts):
    width, height = round(8.27 * DPI), round(11.69 * DPI)
    sheet = Sheet(width, height, fonts)
    points = seed.choice([9.5, 10, 11, 12])
    left, right, y = round(1.0 * DPI), width - round(0.9 * DPI), round(0.8 * DPI)
    company = f"{seed.choice(LAST)} & {seed.choice(LAST)} {seed.choice(TRADE)} Ltd."
    y += sheet.write(left, y, company, points * 1.6, bold=True)
    for line in address(seed):
        y += sheet.write(left, y, line, points)
    y += sheet.write(left, y, f"Tel. {seed.randint(100, 999)}-{seed.randint(1000, 9999)}", points)
    y += round(0.3 * DPI)
    recipient = name(seed)
    for line in (recipient, *address(seed)):
        y += sheet.write(left, y, line, points)
    y += round(0.2 * DPI)
    sheet.write(right, y, date(seed), points, anchor="ra")
    y += round(0.4 * DPI)
    y += sheet.write(left, y, f"Re: {seed.choice(['Order', 'Account', 'Contract', 'Claim'])} no. {seed.randint(10000, 99999)}/{seed.randint(1, 99)}", points, bold=True)
    y += round(0.15 * DPI)
    y += sheet.write(left, y, f"Dear {recipient},", points)
    sentences = seed.sample(SENTENCES, len(SENTENCES))
    while y < height - round(2.6 * DPI) and len(sentences) > 4:
        count = seed.randint(2, 4)
        y = sheet.paragraph(left, y + round(0.12 * DPI), right - left, " ".join(sentences[:count]), points)
        sentences = sentences[count:]
    y += round(0.25 * DPI)
    y += sheet.write(left, y, "Yours sincerely,", points)
    y += round(0.5 * DPI)
    sheet.write(left, y, name(seed), points)
    return sheet


def receipt(seed, fonts):
    width, height = round(3.15 * DPI), round(11 * DPI)
    sheet = Sheet(width, height, fonts)
    points = seed.choice([8, 8.5, 9])
    left, right, middle, y = round(0.2 * DPI), width - round(0.2 * DPI), width // 2, round(0.3 * DPI)
    y += sheet.write(middle, y, f"{seed.choice(SHOP)} {seed.choice(TRADE)}".upper(), points * 1.4, bold=True, anchor="ma")
    for line in (*address(seed), f"Tel: {seed.randint(10, 99)}-{seed.randint(100, 999)} {seed.randint(1000, 9999)}"):
        y += sheet.write(middle, y, line, points, anchor="ma")
    y += round(0.12 * DPI)
    y += sheet.write(left, y, f"Receipt No: {seed.randint(100000, 999999)}", points)
    y += sheet.write(left, y, f"Date: {date(seed)} {seed.randint(8, 21):02}:{seed.randint(0, 59):02}", points)
    y += sheet.write(left, y, f"Cashier: {name(seed)}", points)

    def ruled(y):
        sheet.draw.line((left, y + 6, right, y + 6), fill=sheet.ink, width=2)
        return y + round(0.1 * DPI)

    def row(y, label, amount, bold=False):
        sheet.write(left, y, label, points, bold)
        return y + sheet.write(right, y, amount, points, bold, anchor="ra")

    y = ruled(y)
    total = 0
    for goods in seed.sample(GOODS, seed.randint(6, 16)):
        count, price = seed.choice([1, 1, 1, 2, 3]), seed.randint(80, 4900)
        y = row(y, f"{count} {goods}", f"{count * price / 100:,.2f}")
        total += count * price
    y = ruled(y)
    tax = round(total * 0.06)
    y = row(y, "Subtotal", f"{total / 100:,.2f}")
    y = row(y, "Tax 6%", f"{tax / 100:,.2f}")
    y = row(y, "TOTAL", f"${(total + tax) / 100:,.2f}", bold=True)
    y = row(y, "CASH", f"${(total + tax + 1000) // 1000 * 10:,.2f}")
    y = ruled(y)
    y += sheet.write(middle, y, "Goods sold are not returnable", points, anchor="ma")
    y += sheet.write(middle, y, "Thank you, please come again!", points, anchor="ma")
    sheet.image = sheet.image.crop((0, 0, width, min(height, y + round(0.3 * DPI))))
    return sheet


def scanned(page, level, seed):
    width, height = page.size
    page = page.resize((round(width * level["scale"]), round(height * level["scale"])), Image.LANCZOS)
    page = page.rotate(seed.uniform(-level["skew"], level["skew"]), Image.BICUBIC, expand=True, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(level["blur"]))
    grey = numpy.asarray(page, dtype=numpy.float32)
    grey = 255 - (255 - grey) * level["contrast"]
    noise = numpy.random.default_rng(seed.randrange(2**32))
    down, across = numpy.mgrid[0 : grey.shape[0], 0 : grey.shape[1]]
    fall = (across / grey.shape[1] * seed.uniform(-1, 1) + down / grey.shape[0] * seed.uniform(-1, 1)) / 2
    grey = grey * (1 - level["shade"] * numpy.abs(fall)) - 255 * 0.1 * level["shade"]
    grey += noise.normal(0, level["noise"], grey.shape)
    coded = io.BytesIO()
    Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8)).save(coded, "JPEG", quality=level["quality"], dpi=(round(DPI * level["scale"]),) * 2)
    return coded.getvalue()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    letters, receipts = font_files()
    for number in range(PAGES):
        seed = random.Random(number)
        make, fonts = (letter, letters) if number % 2 == 0 else (receipt, receipts)
        sheet = make(seed, fonts[number // 2 % len(fonts)])
        for title, level in LEVELS.items():
            path = os.path.join(folder, f"{title}-{number:02}")
            with open(path + ".jpg", "wb") as file:
                file.write(scanned(sheet.image, level, random.Random(f"{title}-{number}")))
            with open(path + ".txt", "w", encoding="utf-8") as file:
                file.write(" ".join(sheet.words) + "\n")


if __name__ == "__main__":
    main()
