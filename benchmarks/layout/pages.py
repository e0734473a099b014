"""Draws the documents of the layout benchmark, as PDFs and as scans, and writes down what stands where.

usage: pages.py FOLDER [COUNT]

Document i is made from the seed i alone. Its kind is i % 5; it belongs to the half to develop on when i // 5 is even, else
to the half that is only measured, which has its own fonts, words, margins and ways to set letterheads, tables and figures.
The scan of NAME.pdf is NAME.scan.pdf. Truth, one JSON object a line in FOLDER/truth.jsonl: {"file", "kind", "half",
"pages": [[{"category", "box": [x, y, width, height], "neutral"}, ...], ...], "scanned": the same of the scan}. Boxes are parts of the page from its top left corner. What no
category says rightly (a letterhead, the lines beside an invoice's address) is neutral: it counts neither way, but for
letterheads that are called tables, which are counted apart.
"""

import io
import json
import math
import random
import sys
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas

KINDS = ["article", "letter", "invoice", "report", "paper"]
SCAN_DPI = 150

WORDS = {
    "develop": {
        "fonts": [("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"), ("Times-Roman", "Times-Bold", "Times-Italic")],
        "companies": "Northwind Joinery Ltd.|Bluewater Shipping|Hartmann & Sons|Civic Energy Board|Meadow Dairy".split("|"),
        "people": "Anna Berg|Tom Fisher|Lucy Hart|Omar Aziz|Mei Chen|Paul Ivanov".split("|"),
        "streets": "14 Mill Lane|220 Harbour Road|7 Castle Street|91 Station Avenue".split("|"),
        "towns": "Oslo 0152|Dublin D02|Vienna 1010|Lyon 69002".split("|"),
        "heads": "Background|Methods used|Results of the year|What comes next|Costs and income|Measurements|Related work|Summary".split("|"),
        "titles": "A Year of Growth in the Northern Branches|On the Drying of Timber in Cold Air|Water Use in Small Towns|"
                  "How Ferries Keep Their Timetable".split("|"),
        "things": "Copper wire|Hex bolt M6|Paint, white|Drill bit set|Work gloves|Steel pipe|Cable tray|Pump seal".split("|"),
        "columns": "Item|Quantity|Price|Total|Share|Change|Region|Year".split("|"),
        "figure": ["Figure {}: ", "Fig. {}. "],
        "table": ["Table {}: ", "Table {}. "],
        "prose": "The results of the year were better than the plan had foreseen. Most of the growth came from the northern branches, "
                 "where two new stores were opened in March. Costs rose more slowly than income, so that the margin grew again. "
                 "The board expects that this will go on, although prices of raw materials remain hard to foresee. A full account is "
                 "given in the following chapters, together with the figures of earlier years. Orders from abroad fell in the third "
                 "quarter and recovered in the fourth. The air in the drying chamber was kept at the same warmth for nine days, and "
                 "the boards were weighed each morning. No board split, and only three of them bent by more than was allowed.",
        "items": "Check the seals before each journey|Keep the hall below eighteen degrees|Order new gloves in spring|"
                 "Send the figures to the board by Friday|Ask for three offers".split("|"),
        "captions": "Orders by quarter and branch|Weight of the boards over nine days|Where the water goes|Delays by hour of the day".split("|"),
        "notes": "Measured at noon.|Without branches closed during the year.|See the report of last year.".split("|"),
    },
    "measure": {
        "fonts": [("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans"), ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif"),
                  ("Courier", "Courier-Bold", "Courier-Oblique")],
        "companies": "Atelier Rousseau SARL|Kestrel Garden Supplies|Orbital Print Works|Lakeside Clinic|Fjord Mountain Guides".split("|"),
        "people": "Jonas Vik|Rita Costa|Ali Demir|Nora Quinn|Ivo Petrov|Clara Stein".split("|"),
        "streets": "3 rue des Tilleuls|48 Orchard Close|Kongens gate 12|605 Lakeview Drive".split("|"),
        "towns": "Nantes 44000|Leeds LS1 4|Aarhus 8000|Zagreb 10000".split("|"),
        "heads": "Opening remarks|The hall and its visitors|Income from tickets|Plans for the season|Safety|Sampling|Discussion|Outlook".split("|"),
        "titles": "Visitors of the New Hall|The Return of the Kestrel to the Lakes|Printing on Recycled Sheets|Guided Walks in Winter".split("|"),
        "things": "Garden hose|Tape, 50 mm|Wood screw 4x40|Bench vice|Face shield|Ladder, 3 m|Motor relay|Fan belt".split("|"),
        "columns": "Article|Pieces|Cost|Sum|Part|Growth|Area|Period".split("|"),
        "figure": ["Figure {} \u2013 ", "Chart {}: "],
        "table": ["Table {} \u2013 ", "Tab. {}: "],
        "prose": "Visitors came from more than thirty countries this season. The new hall was open from April and was used on nearly every "
                 "weekend. Tickets sold in advance made up two thirds of all income, which is more than in any season before. Guides led "
                 "four hundred walks, none of which had to be broken off. The sheets were pressed twice and dried on lines under the roof, "
                 "as it was done a hundred years ago. In the second week the birds were seen on both shores, and one pair began to build. "
                 "Whoever wants to help next season can put down a name at the desk until the end of the month.",
        "items": "Bring a lamp and a warm coat|Close the gate behind you|Report nests to the warden|Sheets are sorted by weight|"
                 "Rooms are booked by telephone".split("|"),
        "captions": "Visitors by month|Nests on both shores|Income by kind of ticket|Weight of a sheet before and after pressing".split("|"),
        "notes": "Children under six are not counted.|Prices include tax.|The western shore was closed in May.".split("|"),
    },
}


def register_fonts():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    for name in ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSerif-Bold"]:
        pdfmetrics.registerFont(TTFont(name, f"/usr/share/fonts/truetype/dejavu/{name}.ttf"))


class Sheet:
    """A PDF that is drawn from the top down and remembers what was drawn where."""

    def __init__(self, path, random_, words):
        self.random = random_
        self.words = words
        self.size = random_.choice([A4, LETTER])
        self.canvas = Canvas(str(path), pagesize=self.size, invariant=1)
        self.regular, self.bold, self.italic = random_.choice(words["fonts"])
        self.body = random_.choice([9, 9.5, 10, 10.5, 11])
        self.leading = self.body * random_.uniform(1.15, 1.4)
        self.margin = random_.uniform(45, 85)
        self.pages = [[]]
        self.figures = 0
        self.tables = 0

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    def note(self, category, left, top, right, bottom, neutral=False):
        """Edges in points from the upper left."""
        self.pages[-1].append({
            "category": category,
            "box": [round(left / self.width, 5), round(top / self.height, 5),
                    round((right - left) / self.width, 5), round((bottom - top) / self.height, 5)],
            "neutral": neutral})

    def next_page(self):
        self.canvas.showPage()
        self.pages.append([])

    def line(self, text, x, y, font, size, align="left"):
        """Writes one line whose upper edge lies at y; gives its edges."""
        ascent, descent = getAscentDescent(font, size)
        wide = stringWidth(text, font, size)
        left = x if align == "left" else x - wide if align == "right" else x - wide / 2
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.height - y - ascent, text)
        return left, y, left + wide, y + ascent - descent

    def wrapped(self, text, font, size, width):
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, font, size) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return lines + [line]

    def block(self, category, text, x, y, width, font=None, size=None, align="left", leading=None, indent=0, neutral=False):
        """Writes a paragraph and notes it; gives the y below it."""
        font, size = font or self.regular, size or self.body
        leading = leading or size * self.leading / self.body
        edges = []
        for number, line in enumerate(self.wrapped(text, font, size, width - indent)):
            at = x + (indent if number else 0) if align == "left" else x + width / 2 if align == "center" else x + width
            edges.append(self.line(line, at, y, font, size, align))
            y += leading
        self.note(category, min(e[0] for e in edges), edges[0][1], max(e[2] for e in edges), edges[-1][3], neutral)
        return y

    def lines_high(self, text, width, font=None, size=None):
        size = size or self.body
        return len(self.wrapped(text, font or self.regular, size, width)) * size * self.leading / self.body

    def prose(self, least, most):
        sentences = self.words["prose"].split(". ")
        count = self.random.randint(least, most)
        start = self.random.randrange(len(sentences))
        return ". ".join(sentence.rstrip(".") for sentence in (sentences * 2)[start:start + count]) + "."

    # parts

    def running(self, number, header, footer):
        size = self.body * 0.85
        if header:
            edges = self.line(header, self.margin, 28, self.regular, size)
            self.note("page-header", *edges)
            if self.random.random() < 0.5:
                self.canvas.setLineWidth(0.5)
                self.canvas.line(self.margin, self.height - edges[3] - 3, self.width - self.margin, self.height - edges[3] - 3)
        if footer:
            edges = self.line(footer, self.margin, self.height - 38, self.regular, size)
            self.note("page-footer", *edges)
        place = {"develop": "center", "measure": "right"}[self.half] if footer is None else "right"
        at = self.width / 2 if place == "center" else self.width - self.margin
        self.note("page-footer", *self.line(str(number), at, self.height - 38, self.regular, size, place))

    def chart(self, x, y, width, height):
        """A drawn chart; its labels are part of the picture."""
        canvas, random_ = self.canvas, self.random
        base = self.height - y - height
        canvas.setLineWidth(0.8)
        kind = random_.choice(["bars", "line"] if self.half == "develop" else ["line", "dots", "bars"])
        canvas.line(x + 20, base + 14, x + width, base + 14)
        canvas.line(x + 20, base + 14, x + 20, base + height)
        values = [random_.uniform(0.15, 0.95) for _ in range(random_.randint(4, 9))]
        step = (width - 26) / len(values)
        points = [(x + 23 + step * (i + 0.5), base + 14 + value * (height - 20)) for i, value in enumerate(values)]
        tint = Color(random_.uniform(0.1, 0.6), random_.uniform(0.2, 0.6), random_.uniform(0.4, 0.8))
        canvas.setFillColor(tint)
        canvas.setStrokeColor(tint)
        for i, (px, py) in enumerate(points):
            if kind == "bars":
                canvas.rect(px - step * 0.35, base + 14, step * 0.7, py - base - 14, stroke=0, fill=1)
            elif kind == "dots" or i == 0:
                canvas.circle(px, py, 2.5, stroke=0, fill=1)
            else:
                canvas.line(*points[i - 1], px, py)
        canvas.setFillColor(black)
        canvas.setStrokeColor(black)
        canvas.setFont(self.regular, 6)
        for i, (px, _) in enumerate(points):
            canvas.drawCentredString(px, base + 4, str(2010 + i))
        for tick in range(4):
            canvas.drawRightString(x + 17, base + 12 + tick * (height - 20) / 4, str(tick * 25))

    def photo(self, x, y, width, height):
        """Soft colours, as a picture is placed."""
        seed = numpy.random.default_rng(self.random.randrange(1 << 30))
        small = seed.integers(30, 230, (5, 7, 3), dtype=numpy.uint8)
        picture = Image.fromarray(small).resize((280, 200), Image.Resampling.BICUBIC)
        noise = seed.normal(0, 12, (200, 280, 1))
        picture = Image.fromarray(numpy.clip(numpy.asarray(picture) + noise, 0, 255).astype(numpy.uint8))
        self.canvas.drawImage(ImageReader(picture), x, self.height - y - height, width, height)

    def figure(self, x, y, width):
        height = width * self.random.uniform(0.45, 0.65)
        (self.chart if self.random.random() < 0.6 else self.photo)(x, y, width, height)
        self.note("picture", x, y, x + width, y + height)
        self.figures += 1
        caption = self.random.choice(self.words["figure"]).format(self.figures) + self.random.choice(self.words["captions"]) + "."
        font = self.italic if self.random.random() < 0.5 else self.regular
        align = "center" if self.half == "measure" and self.random.random() < 0.5 else "left"
        return self.block("caption", caption, x, y + height + 6, width, font, self.body * 0.9, align) + self.leading * 0.8

    def table(self, x, y, width, rows=None, caption=True):
        random_ = self.random
        if caption:
            self.tables += 1
            text = random_.choice(self.words["table"]).format(self.tables) + random_.choice(self.words["captions"]) + "."
            y = self.block("caption", text, x, y, width, self.regular, self.body * 0.9) + 3
        columns = random_.randint(3, 5)
        rows = rows or random_.randint(4, 8)
        size = self.body * 0.9
        high = size * random_.uniform(1.5, 1.9)
        style = random_.choice(["grid", "booktabs", "rows"] if self.half == "develop" else ["booktabs", "shaded", "grid", "open"])
        first = width * 0.34
        rest = (width - first) / (columns - 1)
        top = y
        heads = random_.sample(self.words["columns"], columns)
        edges = [self.width, 0]
        for row in range(rows + 1):
            if style == "shaded" and row % 2:
                self.canvas.setFillColor(Color(0.92, 0.94, 0.97))
                self.canvas.rect(x, self.height - y - high, width, high, stroke=0, fill=1)
                self.canvas.setFillColor(black)
            for column in range(columns):
                text = heads[column] if row == 0 else (
                    random_.choice(self.words["things"]) if column == 0 else f"{random_.uniform(1, 900):,.{random_.choice([0, 2])}f}")
                font = self.bold if row == 0 else self.regular
                right = column > 0
                at = x + 4 if not right else x + first + rest * column - 4
                box = self.line(text, at, y + (high - size) / 2 - 1, font, size, "right" if right else "left")
                edges = [min(edges[0], box[0]), max(edges[1], box[2])]
            y += high
        self.canvas.setLineWidth(0.6)
        for row in range(rows + 2):
            ruled = {"grid": True, "rows": True, "booktabs": row in (0, 1, rows + 1), "shaded": row == 1, "open": False}[style]
            if ruled:
                at = self.height - top - row * high
                self.canvas.line(x, at, x + width, at)
        if style == "grid":
            for at in [x, x + first] + [x + first + rest * (i + 1) for i in range(columns - 1)]:
                self.canvas.line(at, self.height - top, at, self.height - y)
        framed = style in ("grid", "booktabs", "rows", "shaded")
        self.note("table", x if framed else edges[0], top, x + width if framed else edges[1], y)
        return y + self.leading * 0.9

    def formula(self, x, y, width):
        pieces = self.random.choice(["E = m c\u00b2 + k (a \u2212 b)", "y = a x\u00b2 + b x + c", "p = \u03bb / (\u00b5 + n \u03bb)",
                                     "V = 4 \u03c0 r\u00b3 / 3", "F(n) = F(n \u2212 1) + F(n \u2212 2)"])
        if self.regular in ("Helvetica", "Times-Roman", "Courier"):
            pieces = pieces.replace("\u2212", "-").replace("\u03bb", "q").replace("\u03c0", "t")
        edges = self.line(pieces, x + width / 2, y + 4, self.italic, self.body * 1.05, "center")
        right = edges[2]
        if self.random.random() < 0.6:
            right = self.line(f"({self.random.randint(1, 9)})", x + width, y + 4, self.regular, self.body, "right")[2]
        self.note("formula", edges[0], edges[1], right, edges[3])
        return edges[3] + self.leading

    def items(self, x, y, width):
        mark = self.random.choice(["\u2022 ", "- ", "{}. ", "({}) "])
        for number in range(self.random.randint(2, 4)):
            text = mark.format(number + 1) + self.random.choice(self.words["items"]) + "."
            y = self.block("list-item", text, x + 10, y, width - 10, indent=9) + self.leading * 0.15
        return y + self.leading * 0.5

    def heading(self, text, x, y, width, number=None):
        size = self.body * self.random.choice([1.2, 1.3, 1.4])
        text = f"{number}. {text}" if number else text
        return self.block("section-header", text, x, y + self.leading * 0.4, width, self.bold, size) + self.leading * 0.25

    def footnote(self, x, width):
        y = self.height - 70
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, self.height - y + 4, x + 80, self.height - y + 4)
        self.block("footnote", "1 " + self.random.choice(self.words["notes"]), x, y, width, size=self.body * 0.78)

    def column(self, x, y, width, bottom, wanted, numbered=False):
        """Fills a column with prose, headings and what is wanted, until it is full; gives what did not fit."""
        random_ = self.random
        count = 0
        while True:
            if count % 3 == 0:
                if y + 5 * self.leading > bottom:
                    return wanted
                count_ = random_.choice(self.words["heads"])
                self.section += 1
                y = self.heading(count_, x, y, width, self.section if numbered else None)
            if wanted and random_.random() < 0.6:
                need = {"figure": width * 0.65 + 60, "table": 190, "formula": 40, "items": 90}[wanted[0]]
                if y + need > bottom:
                    return wanted
                y = {"figure": self.figure, "table": self.table, "formula": self.formula, "items": self.items}[wanted[0]](x, y, width)
                wanted = wanted[1:]
            else:
                text = self.prose(2, 5)
                if y + self.lines_high(text, width) > bottom:
                    return wanted
                y = self.block("text", text, x, y, width) + self.leading * 0.8
            count += 1

    # documents

    def article(self, columns):
        random_ = self.random
        header = random_.choice(self.words["titles"])
        pages = random_.randint(1, 3)
        wanted = random_.sample(["figure", "table", "formula", "items", "figure"], 4)
        numbered = random_.random() < 0.5
        self.section = 0
        for number in range(1, pages + 1):
            self.running(number, header if number > 1 or random_.random() < 0.3 else None, None)
            y = 62
            if number == 1:
                wide = self.width - 2 * self.margin
                y = self.block("title", header, self.margin, y, wide, self.bold, self.body * 1.9, "center") + 6
                y = self.block("text", ", ".join(random_.sample(self.words["people"], 3)), self.margin, y, wide, align="center") + 8
                y = self.block("text", self.prose(2, 3), self.margin + 25, y, wide - 50, self.italic, self.body * 0.95) + 12
            note = random_.random() < 0.5
            bottom = self.height - (88 if note else 62)
            gap = 18
            wide = (self.width - 2 * self.margin - gap * (columns - 1)) / columns
            for column in range(columns):
                wanted = self.column(self.margin + column * (wide + gap), y, wide, bottom, wanted, numbered)
            if note:
                self.footnote(self.margin, wide)
            if number < pages:
                self.next_page()

    def report(self):
        random_ = self.random
        title = random_.choice(self.words["titles"])
        self.section = 0
        wanted = random_.sample(["figure", "table", "items", "figure", "table", "items"], 5)
        pages = random_.randint(2, 3)
        for number in range(1, pages + 1):
            self.running(number, title, random_.choice(self.words["companies"]) if self.half == "measure" else "Annual report")
            y = 66
            if number == 1:
                y = self.block("title", title, self.margin, y + 10, self.width - 2 * self.margin, self.bold, self.body * 2.1) + 10
            wanted = self.column(self.margin, y, self.width - 2 * self.margin, self.height - 66, wanted, True)
            if number < pages:
                self.next_page()

    def letterhead(self):
        """The sender above all, in one of several ways; gives the y below."""
        random_ = self.random
        company = random_.choice(self.words["companies"])
        street, town = random_.choice(self.words["streets"]), random_.choice(self.words["towns"])
        phone, mail = f"+44 {random_.randint(100, 999)} {random_.randint(1000, 9999)}", "office@" + company.split()[0].lower() + ".example"
        style = random_.choice(["two blocks", "columns", "centred"] if self.half == "develop" else ["three columns", "two blocks", "pairs"])
        y = 40
        size = self.body * 0.9
        boxes = []
        if style == "centred":
            boxes.append(self.line(company, self.width / 2, y, self.bold, 17, "center"))
            boxes.append(self.line(f"{street}, {town}", self.width / 2, y + 24, self.regular, size, "center"))
            boxes.append(self.line(f"{phone}   {mail}", self.width / 2, y + 38, self.regular, size, "center"))
        elif style == "two blocks":
            boxes.append(self.line(company, self.margin, y, self.bold, 15))
            for i, text in enumerate([street, town, phone, mail]):
                boxes.append(self.line(text, self.width - self.margin, y + i * 13, self.regular, size, "right"))
        elif style == "pairs":
            boxes.append(self.line(company, self.margin, y, self.bold, 14))
            for i, (name, value) in enumerate([("Telephone", phone), ("Mail", mail), ("Address", street), ("Town", town)]):
                boxes.append(self.line(name, self.width * 0.58, y + i * 13, self.regular, size))
                boxes.append(self.line(value, self.width * 0.58 + 70, y + i * 13, self.regular, size))
        else:
            boxes.append(self.line(company, self.margin, y, self.bold, 16))
            wide = (self.width - 2 * self.margin) / 3
            blocks = [[street, town, "Open 9 to 17"], [phone, mail, "Fax " + phone[4:]], ["Bank of Leith", "Account 88 20 71", "Tax 201/5533"]]
            for i, block in enumerate(blocks):
                for j, text in enumerate(block):
                    boxes.append(self.line(text, self.margin + i * wide, y + 26 + j * 12, self.regular, size))
        bottom = max(box[3] for box in boxes)
        self.note("letterhead", min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), bottom, True)
        return bottom + 26

    def address(self, y, right=None):
        random_ = self.random
        lines = [random_.choice(self.words["people"]), random_.choice(self.words["companies"]), random_.choice(self.words["streets"]),
                 random_.choice(self.words["towns"])]
        boxes = [self.line(text, self.margin, y + i * self.leading, self.regular, self.body) for i, text in enumerate(lines)]
        self.note("text", min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[-1][3])
        if right:
            pairs = [self.line(name, self.width * 0.6, y + i * self.leading, self.regular, self.body) for i, (name, _) in enumerate(right)]
            pairs += [self.line(value, self.width - self.margin, y + i * self.leading, self.regular, self.body, "right")
                      for i, (_, value) in enumerate(right)]
            self.note("pairs", min(b[0] for b in pairs), min(b[1] for b in pairs), max(b[2] for b in pairs), max(b[3] for b in pairs), True)
        return y + 5.5 * self.leading

    def letter(self):
        random_ = self.random
        self.section = 0
        wide = self.width - 2 * self.margin
        y = self.address(self.letterhead())
        y = self.block("text", f"{random_.randint(1, 28)} May 2025", self.margin, y, wide, align=random_.choice(["left", "right"])) + self.leading
        if random_.random() < 0.7:
            y = self.block("section-header", random_.choice(self.words["heads"]), self.margin, y, wide, self.bold, self.body * 1.25) + self.leading
        y = self.block("text", "Dear " + random_.choice(self.words["people"]) + ",", self.margin, y, wide) + self.leading * 0.8
        for _ in range(random_.randint(2, 4)):
            y = self.block("text", self.prose(2, 4), self.margin, y, wide) + self.leading * 0.8
            if random_.random() < 0.3:
                y = self.items(self.margin, y, wide)
        y = self.block("text", "Yours sincerely,", self.margin, y, wide) + self.leading * 2.5
        self.block("text", random_.choice(self.words["people"]), self.margin, y, wide)
        if random_.random() < 0.5:
            self.running("1 / 1", None, None)

    def invoice(self):
        random_ = self.random
        wide = self.width - 2 * self.margin
        number = str(random_.randint(10000, 99999))
        y = self.letterhead()
        y = self.address(y, [("Invoice no.", number), ("Date", f"{random_.randint(1, 28)}/05/2025"), ("Customer", str(random_.randint(100, 999)))])
        y = self.block("title", f"Invoice {number}", self.margin, y + 6, wide, self.bold, self.body * 1.8) + 8
        if random_.random() < 0.5:
            y = self.block("text", self.prose(1, 2), self.margin, y, wide) + self.leading * 0.8
        y = self.table(self.margin, y, wide, random_.randint(3, 9), caption=False)
        top = y
        boxes = []
        for i, name in enumerate(["Net", "Tax 20 %", "Total"]):
            boxes.append(self.line(name, self.width * 0.62, y + i * self.leading, self.bold if i == 2 else self.regular, self.body))
            boxes.append(self.line(f"{random_.uniform(10, 900):,.2f}", self.width - self.margin - 4, y + i * self.leading,
                                   self.bold if i == 2 else self.regular, self.body, "right"))
        self.note("pairs", min(b[0] for b in boxes), top, max(b[2] for b in boxes), max(b[3] for b in boxes), True)
        y += 5 * self.leading
        self.block("text", self.prose(1, 3), self.margin, y, wide)
        if random_.random() < 0.6:
            self.note("page-footer", *self.line("Payable within 30 days. " + random_.choice(self.words["companies"]), self.width / 2,
                                                self.height - 40, self.regular, self.body * 0.85, "center"))


def scan(pdf, random_, target, pages):
    """A PDF of pictures: each page grey, a little soft, noisy and crooked; gives its truth, turned with the pages."""
    turned = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        out = None
        for number, parts in enumerate(pages):
            wide, high = document[number].get_size()
            out = out or Canvas(str(target), pagesize=(wide, high), invariant=1)
            picture = document[number].render(scale=SCAN_DPI / 72).to_pil().convert("L")
            angle = random_.choice([0, 0, random_.uniform(-0.8, 0.8)])
            picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
            picture = picture.filter(ImageFilter.GaussianBlur(random_.uniform(0.2, 0.7)))
            noise = numpy.random.default_rng(random_.randrange(1 << 30)).normal(0, random_.uniform(2, 7), (picture.height, picture.width))
            shade = random_.uniform(0.93, 1)
            picture = Image.fromarray(numpy.clip(numpy.asarray(picture) * shade + noise, 0, 255).astype(numpy.uint8))
            data = io.BytesIO()
            picture.save(data, "JPEG", quality=random_.randint(60, 90))
            data.seek(0)
            out.drawImage(ImageReader(data), 0, 0, wide, high)
            out.showPage()
            turned.append([{**part, "box": turn(part["box"], angle, wide, high)} for part in parts])
        out.save()
    return turned


def turn(box, degrees, wide, high):
    """The upright box around a box that is turned about the middle of the page, against the clock."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = []
    for x, y in [(box[0], box[1]), (box[0] + box[2], box[1]), (box[0], box[1] + box[3]), (box[0] + box[2], box[1] + box[3])]:
        dx, dy = (x - 0.5) * wide, (y - 0.5) * high
        corners.append((0.5 + (dx * cos + dy * sin) / wide, 0.5 + (dy * cos - dx * sin) / high))
    left, top = min(c[0] for c in corners), min(c[1] for c in corners)
    return [round(v, 5) for v in (left, top, max(c[0] for c in corners) - left, max(c[1] for c in corners) - top)]


def make(number, folder):
    random_ = random.Random(number)
    half = "develop" if number // len(KINDS) % 2 == 0 else "measure"
    kind = KINDS[number % len(KINDS)]
    stem = f"{number:03d}-{kind}"
    sheet = Sheet(folder / f"{stem}.pdf", random_, WORDS[half])
    sheet.half = half
    {"article": lambda: sheet.article(1), "paper": lambda: sheet.article(2), "letter": sheet.letter, "invoice": sheet.invoice,
     "report": sheet.report}[kind]()
    sheet.canvas.save()
    turned = scan(folder / f"{stem}.pdf", random_, folder / f"{stem}.scan.pdf", sheet.pages)
    return {"file": f"{stem}.pdf", "kind": kind, "half": half, "pages": sheet.pages, "scanned": turned}


if __name__ == "__main__":
    register_fonts()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with open(target / "truth.jsonl", "w") as out:
        for index in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
            out.write(json.dumps(make(index, target)) + "\n")
