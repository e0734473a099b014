"""Draws the pages of the text reading benchmark: 66 documents as a scanner, a till or a telephone makes them.

usage: pages.py FOLDER

Writes PART-LEVEL-NN.jpg and PART-LEVEL-NN.json for PART in develop, measure and LEVEL in clean, worn, poor: the words in the
order of writing, each with the box of its ink and the box of its line's height (both in pixels of the picture).
Every page comes from its number as the seed, so that two runs give the same pages. The two parts share neither a font nor
a layout: Rigel's settings were looked at on "develop" alone.
"""

import io
import json
import math
import os
import random
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DPI = 200
PAGES_A_PART = 33
POINTS = [8, 9, 10, 11, 13]

# What a scan does, from least to most: turn in degrees, blur radius, noise, contrast, fall of light, JPEG quality, and
# resolution beside 200 dots an inch.
LEVELS = {
    "clean": dict(skew=(0, 0.5), blur=(0, 0.5), noise=(0, 4), contrast=(0.85, 1), shade=(0, 0.1), quality=(75, 90), scale=(0.9, 1)),
    "worn": dict(skew=(0.3, 1.8), blur=(0.4, 0.9), noise=(5, 12), contrast=(0.6, 0.85), shade=(0.1, 0.3), quality=(50, 75), scale=(0.75, 0.9)),
    "poor": dict(skew=(1, 4), blur=(0.6, 1.0), noise=(8, 15), contrast=(0.45, 0.7), shade=(0.2, 0.45), quality=(30, 50), scale=(0.65, 0.8)),
}

SENTENCES = """Thank you for your letter, which reached us last week together with the signed contract.
We are pleased to confirm that your order has left our warehouse this morning.
The meeting of the committee will take place on the third floor of the town hall.
Please return the enclosed form before the end of the month, even if nothing has changed.
Our records show that the last two invoices have not been paid.
The damaged parts were replaced at no charge under the terms of the guarantee.
You will find the revised timetable and a map of the area on the next page.
If you have already settled this amount, kindly disregard this reminder.
The engineer measured a pressure of 4.7 bar at the inlet and 3.9 bar at the outlet.
Visitors are asked to sign the register at the front desk and to wear a badge at all times.
Between 1987 and 2004 the number of passengers rose by almost forty per cent.
The bridge was closed to heavy traffic after cracks were found in two of its girders.
Her application was supported by three members of the board, and opposed by none.
Rainfall in the northern districts stayed well below the average of the past decade.
A copy of the report can be requested from the library, room 214, on weekdays.
We regret that the item you asked for is no longer made; a similar model costs 18% more.
The tenant shall give notice in writing at least ninety days before leaving the premises.
Samples were stored at 5 degrees and analysed within forty-eight hours.
Most of the volunteers had never worked on a farm before, yet they learned quickly.
The ship carried timber, copper and wool, and called at Bergen, Hull and Rotterdam.
Delivery is free within the city; elsewhere a charge of $12.50 applies.
Passengers with children under six may board first.
The harvest of apples and pears was the best that anyone in the valley could remember.
Both parties agree that any dispute shall be heard by the court at Leeds.
The pump must be switched off before the cover is opened (see figure 12).""".splitlines()

FIRST = "Anna Robert Grace Oliver Helen Martin Judith Victor Clara Simon Ruth Edwin Nora Philip".split()
LAST = "Whitfield Okafor Brennan Castillo Hartmann Lindqvist Moreau Nakamura Petrov Quigley Soto Tran".split()
STREET = "Mill Station Harbour Church Victoria Orchard Castle Garden Queen Bridge Forest Market".split()
TOWN = "Ashford Brookdale Clayton Dunmore Elmhurst Fairview Granton Hillsboro Kingsley Langford".split()
SHOP = "Corner Golden Sunrise Riverside Family Central Lucky Green Village Union".split()
TRADE = "Hardware Bakery Pharmacy Grocery Stationery Restaurant Books Electrical Florist Cafe".split()
GOODS = """Whole Milk 1L|Brown Bread|Olive Oil 500ml|Cheddar Cheese|Green Tea x20|Paper Towels|AA Batteries
Dish Soap|Ground Coffee|Orange Juice|Free Range Eggs|Tomato Paste|Basmati Rice 2kg|Chocolate Bar|LED Bulb 9W
Wood Screws M4|Paint Brush 50mm|Masking Tape|Notebook A5|Ball Pen Blue|Chicken Curry|Fried Noodles
Mineral Water|Garden Hose 15m|Sun Cream SPF30|Cough Syrup|Vitamin C 500mg|Tulip Bulbs|Birthday Card
""".replace("\n", "|").strip("|").split("|")



def package(name, *files):
    folder = os.path.join(os.path.dirname(__import__(name).__file__), "files")
    return tuple(os.path.join(folder, file) for file in files)


def fonts(part):
    """(regular, bold) of six families for running text, the last two of them for tills too."""
    import matplotlib

    bundled = os.path.join(os.path.dirname(matplotlib.__file__), "mpl-data", "fonts", "ttf", "")
    if part == "develop":
        return [
            (bundled + "DejaVuSans.ttf", bundled + "DejaVuSans-Bold.ttf"),
            (bundled + "STIXGeneral.ttf", bundled + "STIXGeneralBol.ttf"),
            package("font_caladea", "Caladea-Regular.ttf", "Caladea-Bold.ttf"),
            package("font_roboto", "Roboto-Regular.ttf", "Roboto-Bold.ttf"),
            (bundled + "DejaVuSansMono.ttf", bundled + "DejaVuSansMono-Bold.ttf"),
            (bundled + "DejaVuSansMono-Oblique.ttf", bundled + "DejaVuSansMono-BoldOblique.ttf"),
        ]
    return [
        (bundled + "DejaVuSerif.ttf", bundled + "DejaVuSerif-Bold.ttf"),
        package("font_source_serif_pro", "SourceSerifPro-Regular.ttf", "SourceSerifPro-Bold.ttf"),
        package("font_hanken_grotesk", "HankenGrotesk-Regular.otf", "HankenGrotesk-Bold.otf"),
        package("font_manrope", "Manrope-Regular.ttf", "Manrope-Bold.ttf"),
        package("font_source_sans_pro", "SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"),
        (bundled + "cmtt10.ttf", bundled + "cmtt10.ttf"),
    ]


class Sheet:
    """A white sheet on which text is written, remembering each word with its two boxes."""

    def __init__(self, width, height, files, needles=False):
        self.image = Image.new("L", (width, height), 255)
        self.draw = ImageDraw.Draw(self.image)
        self.files = files
        self.needles = needles
        self.words = []

    def font(self, points, bold=False):
        return ImageFont.truetype(self.files[1 if bold else 0], round(points * DPI / 72))

    def write(self, x, y, text, points, bold=False, align="l"):
        """Returns the height of the line; x is its left end, right end or middle."""
        font = self.font(points, bold)
        length = font.getlength(text)
        x -= {"l": 0, "r": length, "m": length / 2}[align]
        ascent, descent = font.getmetrics()
        at = 0
        for word in text.split():
            start = text.index(word, at)
            at = start + len(word)
            left = x + font.getlength(text[:start])
            ink = font.getbbox(word)
            self.words.append((
                word,
                (left + ink[0], y + ink[1], left + ink[2], y + ink[3]),
                (left, y, left + font.getlength(word), y + ascent + descent),
            ))
        if self.needles:
            self.print_in_dots(x, y, text, points)
        else:
            self.draw.text((x, y), text, font=font, fill=20)
        return round(points * DPI / 72 * 1.35)

    def print_in_dots(self, x, y, text, points):
        """As a printer with needles does: every dot that the letters cover is hit once."""
        size = points * DPI / 72
        pitch = size / 14
        small = ImageFont.truetype(self.files[0], 28)
        bits = Image.new("L", (round(small.getlength(text)) + 4, 40), 0)
        ImageDraw.Draw(bits).text((0, 0), text, font=small, fill=255)
        bits = bits.resize((bits.width // 2, bits.height // 2), Image.BOX)
        radius = pitch * 0.55
        for row, column in zip(*numpy.nonzero(numpy.asarray(bits) > 125)):
            middle_x, middle_y = x + (column + 0.5) * pitch, y + (row + 0.5) * pitch
            self.draw.ellipse((middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius), fill=50)

    def paragraph(self, x, y, width, text, points):
        font = self.font(points)
        line = ""
        for word in text.split():
            longer = (line + " " + word).strip()
            if font.getlength(longer) > width:
                y += self.write(x, y, line, points)
                line = word
            else:
                line = longer
        return y + self.write(x, y, line, points)

    def rule(self, x0, y, x1):
        self.draw.line((x0, y, x1, y), fill=40, width=2)

    def cut(self, height):
        self.image = self.image.crop((0, 0, self.image.width, min(self.image.height, round(height))))
        return self


def name(seed):
    return seed.choice(FIRST) + " " + seed.choice(LAST)


def address(seed):
    return f"{seed.randint(1, 240)} {seed.choice(STREET)} Street", f"{seed.choice(TOWN)} {seed.randint(10000, 99999)}"


def company(seed):
    return f"{seed.choice(LAST)} & {seed.choice(LAST)} {seed.choice(TRADE)} Ltd."


def date(seed):
    day, month, year = seed.randint(1, 28), seed.randint(1, 12), seed.randint(2016, 2026)
    months = "January February March April May June July August September October November December".split()
    return seed.choice([f"{day:02}/{month:02}/{year}", f"{day} {months[month - 1]} {year}", f"{year}-{month:02}-{day:02}"])


def a4(files):
    return Sheet(round(8.27 * DPI), round(11.69 * DPI), files)


def letter(seed, files, points):
    sheet = a4(files)
    left, right, y = 200, sheet.image.width - 180, 160
    y += sheet.write(left, y, company(seed), points * 1.6, bold=True)
    for line in (*address(seed), f"Tel. {seed.randint(100, 999)}-{seed.randint(1000, 9999)}"):
        y += sheet.write(left, y, line, points)
    recipient = name(seed)
    y += 60
    for line in (recipient, *address(seed)):
        y += sheet.write(left, y, line, points)
    sheet.write(right, y + 30, date(seed), points, align="r")
    y += 120
    y += sheet.write(left, y, f"Re: {seed.choice(['Order', 'Account', 'Contract', 'Claim'])} no. {seed.randint(10000, 99999)}/{seed.randint(1, 99)}", points, bold=True)
    y += 30 + sheet.write(left, y + 30, f"Dear {recipient},", points)
    sentences = seed.sample(SENTENCES, len(SENTENCES))
    for _ in range(seed.randint(2, 4)):
        y = sheet.paragraph(left, y + 24, right - left, " ".join(sentences[:4]), points)
        sentences = sentences[4:]
    y += 50 + sheet.write(left, y + 50, "Yours sincerely,", points)
    y += 90 + sheet.write(left, y + 90, name(seed), points)
    return sheet


def till(seed, files, points):
    """A shop's receipt."""
    sheet = Sheet(round(3.15 * DPI), 2600, files)
    points = min(points, 9)
    left, right, middle, y = 40, sheet.image.width - 40, sheet.image.width // 2, 60
    y += sheet.write(middle, y, f"{seed.choice(SHOP)} {seed.choice(TRADE)}".upper(), points * 1.4, bold=True, align="m")
    for line in (*address(seed), f"Tel: {seed.randint(10, 99)}-{seed.randint(100, 999)} {seed.randint(1000, 9999)}"):
        y += sheet.write(middle, y, line, points, align="m")
    y += 24
    for line in (f"Receipt No: {seed.randint(100000, 999999)}", f"Date: {date(seed)} {seed.randint(8, 21):02}:{seed.randint(0, 59):02}", f"Cashier: {name(seed)}"):
        y += sheet.write(left, y, line, points)

    def row(y, label, amount, bold=False):
        sheet.write(left, y, label, points, bold)
        return y + sheet.write(right, y, amount, points, bold, align="r")

    sheet.rule(left, y + 6, right)
    y += 20
    total = 0
    for goods in seed.sample(GOODS, seed.randint(8, 18)):
        count, price = seed.choice([1, 1, 1, 2, 3]), seed.randint(80, 4900)
        y = row(y, f"{count} {goods}", f"{count * price / 100:,.2f}")
        total += count * price
    sheet.rule(left, y + 6, right)
    y += 20
    tax = round(total * 0.06)
    y = row(y, "Subtotal", f"{total / 100:,.2f}")
    y = row(y, "Tax 6%", f"{tax / 100:,.2f}")
    y = row(y, "TOTAL", f"${(total + tax) / 100:,.2f}", bold=True)
    y += 20 + sheet.write(middle, y + 20, "Thank you, please come again!", points, align="m")
    return sheet.cut(y + 60)


def statement(seed, files, points):
    """An account with columns of figures."""
    sheet = a4(files)
    left, right, y = 160, sheet.image.width - 160, 150
    y += sheet.write(left, y, seed.choice(TOWN) + " Savings Bank", points * 1.5, bold=True)
    y += sheet.write(left, y, f"Statement of account {seed.randint(10**7, 10**8 - 1)}", points)
    y += sheet.write(left, y, name(seed), points)
    columns = (left, left + 300, right - 330, right)
    y += 60
    for x, title, align in zip(columns, ("Date", "Details", "Amount", "Balance"), "llrr"):
        sheet.write(x, y, title, points, bold=True, align=align)
    y += 50
    sheet.rule(left, y, right)
    balance = seed.randint(10**4, 10**6)
    for _ in range(seed.randint(16, 26)):
        y += 14
        amount = seed.randint(-50000, 60000)
        balance += amount
        sheet.write(columns[0], y, f"{seed.randint(1, 28):02}/{seed.randint(1, 12):02}/{seed.randint(2016, 2026)}", points)
        sheet.write(columns[1], y, seed.choice([f"{seed.choice(SHOP)} {seed.choice(TRADE)}", f"Transfer {name(seed)}", "Standing order rent"]), points)
        sheet.write(columns[2], y, f"{amount / 100:,.2f}", points, align="r")
        y += sheet.write(columns[3], y, f"{balance / 100:,.2f}", points, align="r")
    return sheet


def article(seed, files, points):
    """Two columns of running text under a headline."""
    sheet = a4(files)
    left, right, y = 130, sheet.image.width - 130, 140
    y += sheet.write(left, y, f"News from {seed.choice(TOWN)} and {seed.choice(TOWN)}", points * 1.7, bold=True)
    y += sheet.write(left, y, f"{name(seed)}, {date(seed)}", points)
    sheet.rule(left, y + 10, right)
    width = (right - left - 70) // 2
    sentences = seed.sample(SENTENCES, len(SENTENCES))
    for column in range(2):
        down = y + 40
        for part in range(3):
            chosen = sentences[column * 12 + part * 4 :][:4]
            down = sheet.paragraph(left + column * (width + 70), down, width, " ".join(chosen), points) + 20
    return sheet


def invoice(seed, files, points):
    sheet = a4(files)
    left, right, y = 170, sheet.image.width - 170, 150
    sheet.write(right, y, "INVOICE", points * 1.8, bold=True, align="r")
    y += sheet.write(left, y, company(seed), points * 1.2, bold=True)
    for line in address(seed):
        y += sheet.write(left, y, line, points)
    y += 50
    for label, value in (("Invoice number", f"INV-{seed.randint(1000, 99999)}"), ("Date", date(seed)), ("Customer", name(seed)), ("VAT No.", f"GB{seed.randint(10**8, 10**9 - 1)}")):
        sheet.write(left, y, label + ":", points, bold=True)
        y += sheet.write(left + 330, y, value, points)
    y += 50
    columns = (left, left + 760, right - 250, right)
    for x, title, align in zip(columns, ("Description", "Qty", "Unit price", "Net"), "lrrr"):
        sheet.write(x, y, title, points, bold=True, align=align)
    y += 52
    sheet.rule(left, y, right)
    total = 0
    for goods in seed.sample(GOODS, seed.randint(7, 14)):
        count, price = seed.randint(1, 40), seed.randint(80, 24900)
        total += count * price
        y += 16
        sheet.write(columns[0], y, goods, points)
        sheet.write(columns[1], y, str(count), points, align="r")
        sheet.write(columns[2], y, f"{price / 100:,.2f}", points, align="r")
        y += sheet.write(columns[3], y, f"{count * price / 100:,.2f}", points, align="r")
    sheet.rule(left, y + 10, right)
    for label, amount in (("Net", total), ("VAT 20%", round(total * 0.2)), ("Amount due", total + round(total * 0.2))):
        y += 24
        sheet.write(columns[2], y, label, points, bold=True, align="r")
        y += sheet.write(right, y, f"{amount / 100:,.2f}", points, align="r")
    sheet.paragraph(left, y + 90, right - left, "Payment is due within 30 days. " + seed.choice(SENTENCES), max(7, points - 2))
    return sheet


def needles(seed, files, points):
    """A delivery note from a printer with needles."""
    sheet = Sheet(1400, 1700, files, needles=True)
    left, right, y = 100, 1300, 90
    points = max(points, 10)
    for line in (company(seed).upper(), *address(seed), "", f"DELIVERY NOTE {seed.randint(10000, 99999)}", date(seed), ""):
        y += sheet.write(left, y, line, points)
    for goods in seed.sample(GOODS, seed.randint(9, 15)):
        sheet.write(left, y, f"{seed.randint(1, 60)} {goods.upper()}", points)
        y += sheet.write(right, y, f"{seed.randint(80, 90000) / 100:.2f}", points, align="r")
    y += 40 + sheet.write(left, y + 40, f"RECEIVED BY {name(seed).upper()}", points)
    return sheet.cut(y + 80)


LAYOUTS = {"develop": [letter, till, statement], "measure": [article, needles, invoice]}


class Scan:
    """A sheet becoming a picture: every step that moves things moves the words' boxes along."""

    def __init__(self, sheet):
        self.image = sheet.image
        self.words = sheet.words
        self.steps = []

    def resized(self, scale):
        old = self.image.size
        self.image = self.image.resize((round(old[0] * scale), round(old[1] * scale)), Image.LANCZOS)
        across, down = self.image.width / old[0], self.image.height / old[1]
        self.steps.append(lambda x, y: (x * across, y * down))

    def turned(self, degrees):
        old = self.image.size
        self.image = self.image.rotate(degrees, Image.BICUBIC, expand=True, fillcolor=255)
        new = self.image.size
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

        def moved(x, y):
            x, y = x - old[0] / 2, y - old[1] / 2
            return x * cosine + y * sine + new[0] / 2, y * cosine - x * sine + new[1] / 2

        self.steps.append(moved)

    def box(self, box):
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        for step in self.steps:
            corners = [step(x, y) for x, y in corners]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return [round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))]


def scanned(sheet, level, seed):
    scan = Scan(sheet)
    scan.resized(seed.uniform(*level["scale"]))
    scan.turned(seed.choice([-1, 1]) * seed.uniform(*level["skew"]))
    page = scan.image.filter(ImageFilter.GaussianBlur(seed.uniform(*level["blur"])))
    grey = numpy.asarray(page, dtype=numpy.float32)
    noise = numpy.random.default_rng(seed.randrange(2**32))
    contrast, shade = seed.uniform(*level["contrast"]), seed.uniform(*level["shade"])
    grey = 255 - (255 - grey) * contrast
    down, across = numpy.mgrid[0 : grey.shape[0], 0 : grey.shape[1]].astype(numpy.float32)
    fall = (across / grey.shape[1] * seed.uniform(-1, 1) + down / grey.shape[0] * seed.uniform(-1, 1)) / 2
    light = 1 - shade * numpy.abs(fall)
    if shade > 0.15:
        # The shadow of a hand or a telephone, with a soft edge.
        angle, place = seed.uniform(0, 2 * math.pi), seed.uniform(0.2, 0.8)
        side = (across / grey.shape[1] - place) * math.cos(angle) + (down / grey.shape[0] - place) * math.sin(angle)
        light = light * (1 - shade * 0.8 / (1 + numpy.exp(-side * 40)))
    grey = grey * light + noise.normal(0, seed.uniform(*level["noise"]), grey.shape)
    tint = [1, 1, 1] if seed.random() < 0.6 else [1, seed.uniform(0.93, 1), seed.uniform(0.8, 0.95)]
    colours = numpy.stack([numpy.clip(grey * t, 0, 255) for t in tint], axis=2).astype(numpy.uint8)
    coded = io.BytesIO()
    Image.fromarray(colours).save(coded, "JPEG", quality=seed.randint(*level["quality"]))
    words = [dict(text=text, ink=scan.box(ink), line=scan.box(line)) for text, ink, line in sheet.words]
    return coded.getvalue(), words


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for part, layouts in LAYOUTS.items():
        for number in range(PAGES_A_PART):
            seed = random.Random(f"{part}-{number}")
            layout = layouts[number % 3]
            # Needles print letters of one width; tills most often do.
            families = fonts(part)
            files = families[5] if layout is needles else families[4 + number // 3 % 2] if layout is till else families[number // 3 % 6]
            level = list(LEVELS)[(number // 3) % 3]
            picture, words = scanned(layout(seed, files, POINTS[number % 5]), LEVELS[level], seed)
            path = os.path.join(folder, f"{part}-{level}-{number:02}")
            with open(path + ".jpg", "wb") as file:
                file.write(picture)
            with open(path + ".json", "w", encoding="utf-8") as file:
                json.dump(words, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
