"""Draws the PDFs of the table benchmark and writes down what stands in them.

usage: generate.py FOLDER [COUNT]

Document i is made from the seed i alone. Its kind is i % 10; it belongs to the half to develop on when i // 10 is even,
else to the half that is only measured. The measured half also has its own words, fonts and margins.
Truth, one JSON object a line in FOLDER/truth.jsonl: {"file", "kind", "ruled", "half", "tables": [{"cells": [[row,
column, row span, column span, text], ...]}]}. A table that goes on on the next page is one table; where its header is
repeated there, it counts once. Empty cells are left out.
"""

import json
import random
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

# Ruled: with lines between columns. open-sides: without the frame's left and right line. columns: with a frame and lines
# between columns and below the header, none between rows. Unruled: booktabs has lines above, below and under the header,
# rows has one below each row.
KINDS = ["grid", "spans", "shaded", "grid-over-pages", "open-sides", "columns", "booktabs", "rows", "narrow", "open"]
RULED = 6

WORDS = {
    "develop": {
        "names": "Anna Berg|Tom Fisher|Lucy Hart|Omar Aziz|Mei Chen|Paul Ivanov|Sara Lund|Ken Mori|Eva Ruiz|Max Weber".split("|"),
        "things": "Copper wire|Hex bolt M6|Paint, white|Drill bit set|Work gloves|Steel pipe|Cable tray|Pump seal|Oil filter|"
                  "Brass valve|Safety lamp|Rubber mat|Wall plug|Roof tile|Sand, fine|Glass pane".split("|"),
        "places": "Oslo|Lyon|Porto|Dublin|Vienna|Turin|Ghent|Malmo|Graz|Bergen|San Remo|New Ross".split("|"),
        "heads": "Item|Name|City|Quantity|Price|Total|Date|Code|Share|Change|Status|Region|Weight|Unit|Year|Rate|Sales Q1|Order no.|"
                 "Unit price|Net amount".split("|"),
        "groups": "First half|Second half|Domestic|Abroad|Planned|Actual|Morning shift".split("|"),
        "states": "open|closed|paid|late|in stock|on hold".split("|"),
        "long": "delivered in two parts because the store was closed|to be checked again before the end of the month|"
                "price includes transport and insurance|replaced by the newer model in spring|"
                "as agreed with the customer by telephone".split("|"),
        "prose": "The results of the year were better than the plan had foreseen. Most of the growth came from the northern branches, "
                 "where two new stores were opened in March. Costs rose more slowly than income, so that the margin grew again. "
                 "The board expects that this will go on, although prices of raw materials remain hard to foresee. "
                 "A full account is given in the following chapters, together with the figures of earlier years. "
                 "Orders from abroad fell in the third quarter and recovered in the fourth.",
        "fonts": [("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold")],
    },
    "measure": {
        "names": "Jonas Vik|Rita Costa|Ali Demir|Nora Quinn|Ivo Petrov|Clara Stein|Yuki Sato|Hugo Blanc|Greta Holm|Sam O'Neil".split("|"),
        "things": "Garden hose|Tape, 50 mm|Wood screw 4x40|Bench vice|Face shield|Ladder, 3 m|Motor relay|Fan belt|Air hose|"
                  "Grease gun|Door hinge|Lock set|Floor drain|Cement bag|Nylon rope|Fuse box".split("|"),
        "places": "Bilbao|Aarhus|Zagreb|Tartu|Nantes|Basel|Leeds|Cork|Trento|Linz|Le Mans|St. Gallen".split("|"),
        "heads": "Article|Person|Town|Pieces|Cost|Sum|Day|Key|Part|Growth|State|Area|Mass|Measure|Period|Level|Output Q3|Invoice no.|"
                 "List price|Gross value".split("|"),
        "groups": "Spring term|Autumn term|Inland|Export|Budget|Outcome|Night shift".split("|"),
        "states": "new|done|sent|due|sold out|waiting".split("|"),
        "long": "returned once and sent out again after repair|only while the present stock lasts|"
                "measured at room temperature in dry air|see the note of the supplier at the end|"
                "confirmed by letter but not yet by contract".split("|"),
        "prose": "Visitors came from more than thirty countries this season. The new hall was open from April and was used on nearly every "
                 "weekend. Tickets sold in advance made up two thirds of all income, which is more than in any season before. "
                 "Repairs to the roof were finished before the first frost, and the heating works well. "
                 "Plans for the coming season are in hand, and the committee thanks all who gave their time. "
                 "Membership grew a little, mostly among students and young families.",
        "fonts": [("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Courier", "Courier-Bold")],
    },
}


class Column:
    def __init__(self, kind, align):
        self.kind, self.align = kind, align


def value(rng, words, kind, wraps):
    if kind == "text":
        return rng.choice(words["things"])
    if kind == "name":
        return rng.choice(words["names"])
    if kind == "place":
        return rng.choice(words["places"])
    if kind == "state":
        return rng.choice(words["states"])
    if kind == "note":
        return rng.choice(words["long"]) if wraps else rng.choice(words["things"])
    if kind == "count":
        return str(rng.randint(1, 999))
    if kind == "money":
        amount = f"{rng.randint(1, 99999) + rng.randint(0, 99) / 100:,.2f}"
        return rng.choice([amount, amount, "$" + amount, amount, "(" + amount + ")"])
    if kind == "share":
        return f"{rng.uniform(0, 100):.1f}%"
    if kind == "date":
        return f"{rng.randint(2015, 2026)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    if kind == "code":
        return f"{rng.choice('ABCDEFGH')}{rng.randint(10, 99)}-{rng.randint(100, 999)}"
    if kind == "delta":
        return f"{rng.choice(['+', '-', ''])}{rng.uniform(0, 40):.1f}"
    raise ValueError(kind)


def columns(rng, count, notes):
    kinds = [rng.choice(["text", "name", "place"])]
    pool = ["name", "place", "state", "count", "money", "share", "date", "code", "delta", "money", "count"] + (["note"] * 3 if notes else [])
    while len(kinds) < count:
        kind = rng.choice(pool)
        if kind == "note" and "note" in kinds:
            continue
        kinds.append(kind)
    result = []
    for kind in kinds:
        numeric = kind in ("count", "money", "share", "delta")
        align = "right" if numeric else ("center" if rng.random() < 0.12 and kind != "note" else "left")
        result.append(Column(kind, align))
    return result


def wrapped(text, font, size, width):
    lines, line = [], ""
    for word in text.split():
        longer = (line + " " + word).strip()
        if line and stringWidth(longer, font, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


class Table:
    """Cells by (row, column): text, row span, column span; header rows first."""

    def __init__(self, rng, words, kind, rows=None):
        self.words = words
        self.kind = kind
        notes = kind in ("shaded", "narrow", "booktabs", "spans", "open-sides", "rows") and rng.random() < 0.7
        count = rng.randint(3, 7)
        self.columns = columns(rng, count, notes)
        body = rows or rng.randint(4, 14)
        self.header_rows = 1
        heads = rng.sample(words["heads"], count)
        self.cells = {}
        grouped = (kind == "spans" or (kind in ("booktabs", "open") and rng.random() < 0.4)) and count >= 4
        self.row_count = body + 1 + (1 if grouped else 0)
        if grouped:
            self.header_rows = 2
            column = 1
            self.cells[0, 0] = [heads[0], 2 if kind == "spans" else 1, 1]
            if kind != "spans":
                self.cells[0, 0] = ["", 1, 1]
                self.cells[1, 0] = [heads[0], 1, 1]
            groups = rng.sample(words["groups"], 3)
            while column < count:
                span = min(count - column, rng.choice([2, 2, 3]))
                if count - column - span == 1:
                    span += 1
                self.cells[0, column] = [groups.pop(), 1, span]
                for k in range(column, column + span):
                    self.cells[1, k] = [heads[k], 1, 1]
                column += span
        else:
            for k in range(count):
                self.cells[0, k] = [heads[k], 1, 1]
        for r in range(self.header_rows, self.row_count):
            for k, column in enumerate(self.columns):
                empty = k > 0 and rng.random() < 0.05
                self.cells[r, k] = ["" if empty else value(rng, words, column.kind, notes), 1, 1]
        if kind == "spans":
            self.merge(rng)
        elif rng.random() < 0.3:
            last = self.row_count - 1
            self.cells[last, 0] = ["Total", 1, 1]

    def merge(self, rng):
        for _ in range(rng.randint(1, 3)):
            r = rng.randint(self.header_rows, self.row_count - 2)
            k = rng.randint(0, len(self.columns) - 1)
            down = rng.choice([1, 2, 2, 3])
            across = 1 if down > 1 else rng.choice([2, 3])
            area = [(i, j) for i in range(r, r + down) for j in range(k, k + across)]
            if all(self.cells.get(a, [0, 0, 0])[1:] == [1, 1] for a in area):
                text = self.cells[r, k][0] or rng.choice(self.words["states"])
                for a in area:
                    del self.cells[a]
                self.cells[r, k] = [text, down, across]

    def truth(self):
        return {"cells": [[r, k, c[1], c[2], c[0]] for (r, k), c in sorted(self.cells.items()) if c[0]]}


class Page:
    def __init__(self, canvas, rng, words, half):
        self.canvas, self.rng, self.words = canvas, rng, words
        self.width, self.height = rng.choice([A4, LETTER])
        canvas.setPageSize((self.width, self.height))
        self.margin = rng.uniform(45, 70) if half == "develop" else rng.uniform(38, 80)
        self.font, self.bold = rng.choice(words["fonts"])
        self.size = rng.choice([9, 10, 11])
        self.number = 1
        self.footers = rng.random() < 0.6
        self.y = self.margin
        self.text_width = self.width - 2 * self.margin

    def put(self, x, y, text, font, size):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def end(self):
        if self.footers:
            self.put(self.width / 2 - 20, self.height - self.margin / 2, f"Page {self.number}", self.font, 8)
        self.canvas.showPage()
        self.number += 1
        self.y = self.margin

    def left(self):
        return self.height - self.margin - self.y

    def title(self, text):
        self.y += 18
        self.put(self.margin, self.y, text, self.bold, 15)
        self.y += 12

    def sentences(self, count):
        parts = self.words["prose"].split(". ")
        start = self.rng.randrange(len(parts))
        return ". ".join(parts[(start + i) % len(parts)].rstrip(".") for i in range(count)) + "."

    def paragraph(self, count):
        for line in wrapped(self.sentences(count), self.font, self.size, self.text_width):
            self.y += self.size * 1.25
            self.put(self.margin, self.y, line, self.font, self.size)
        self.y += self.size

    def bullets(self):
        for _ in range(3):
            self.y += self.size * 1.3
            self.put(self.margin + 10, self.y, "\u2022  " + self.sentences(1)[:70], self.font, self.size)
        self.y += self.size

    def two_columns(self):
        gutter = 24
        width = (self.text_width - gutter) / 2
        top, bottom = self.y, self.y
        for side in range(2):
            self.y = top
            for line in wrapped(self.sentences(4), self.font, self.size, width)[:9]:
                self.y += self.size * 1.25
                self.put(self.margin + side * (width + gutter), self.y, line, self.font, self.size)
            bottom = max(bottom, self.y)
        self.y = bottom + self.size


class Painter:
    """Lays a table out and draws it, on further pages where it does not fit."""

    def __init__(self, page, table, rng):
        self.page, self.table, self.rng = page, table, rng
        kind = table.kind
        self.ruled = is_ruled(kind)
        self.size = rng.choice([7, 8, 9, 10])
        self.pad_x = rng.uniform(3, 7) if self.ruled else (rng.uniform(2.2, 4) if kind == "narrow" else rng.uniform(5, 14))
        self.pad_y = rng.uniform(2, 5) if self.ruled else rng.uniform(1, 4)
        self.font, self.bold = page.font, page.bold
        self.header_font = self.bold if rng.random() < 0.75 else self.font
        self.rule = rng.choice([0.3, 0.5, 0.75, 1.0, 1.5])
        self.rule_style = rng.choice(["line", "line", "rectangle", "cells", "dashed"])
        self.short = rng.choice([0, 0, 0, 1.5]) if self.rule_style == "line" else 0
        self.double = rng.random() < 0.15
        self.grey = rng.choice([0, 0, 0.4])
        self.widths = self.fit()
        self.x = page.margin if rng.random() < 0.6 else page.margin + max(0, (page.text_width - sum(self.widths)) / 2)

    def face(self, row):
        return self.header_font if row < self.table.header_rows else self.font

    def fit(self):
        count = len(self.table.columns)
        widths = []
        for k in range(count):
            longest = 20.0
            for (r, c), (text, _, across) in self.table.cells.items():
                if c == k and across == 1:
                    limit = 90 if self.table.columns[k].kind == "note" else 400
                    longest = max(longest, min(limit, stringWidth(text, self.face(r), self.size)))
            widths.append(longest + 2 * self.pad_x + 0.5)
        for (r, c), (text, _, across) in self.table.cells.items():
            needed = stringWidth(text, self.face(r), self.size) + 2 * self.pad_x + 1
            if across > 1 and needed > sum(widths[c:c + across]):
                widths[c + across - 1] += needed - sum(widths[c:c + across])
        spare = self.page.text_width - sum(widths)
        while spare < 0 and self.size > 5.5:
            self.size -= 0.5
            return self.fit()
        if spare > 0 and self.table.kind != "narrow" and self.rng.random() < 0.5:
            widths = [w + spare / count for w in widths]
        return widths

    def lines_of(self, r, k):
        text, _, across = self.table.cells[r, k]
        return wrapped(text, self.face(r), self.size, sum(self.widths[k:k + across]) - 2 * self.pad_x + 0.1) if text else []

    def heights(self):
        leading = self.size * 1.18
        heights = []
        for r in range(self.table.row_count):
            most = max([len(self.lines_of(i, k)) for (i, k), c in self.table.cells.items() if i == r and c[1] == 1] + [1])
            heights.append(most * leading + 2 * self.pad_y)
        return heights

    def draw(self):
        heights = self.heights()
        rows = list(range(self.table.row_count))
        bound = {}
        for (r, k), c in self.table.cells.items():
            bound[r] = max(bound.get(r, r), r + c[1] - 1)
        repeat = self.rng.random() < 0.5
        chunk, first = [], True
        space = self.page.left()
        while rows:
            r = rows[0]
            last = max(bound.get(i, i) for i in range(r, bound.get(r, r) + 1))
            needed = sum(heights[r:last + 1])
            if needed > space and chunk and chunk[-1] >= self.table.header_rows:
                self.chunk(chunk, heights, first)
                self.page.end()
                first, chunk = False, list(range(self.table.header_rows)) if repeat else []
                space = self.page.left() - sum(heights[i] for i in chunk)
            while rows and rows[0] <= last:
                space -= heights[rows[0]]
                chunk.append(rows.pop(0))
        self.chunk(chunk, heights, first)

    def chunk(self, rows, heights, first):
        canvas, page = self.page.canvas, self.page
        tops, y = {}, page.y
        for r in rows:
            tops[r] = y
            y += heights[r]
        bottom = y
        edges = [self.x]
        for width in self.widths:
            edges.append(edges[-1] + width)
        self.fills(rows, tops, heights, edges)
        for r in rows:
            for k in range(len(self.widths)):
                if (r, k) in self.table.cells:
                    self.cell(r, k, tops, heights, edges)
        canvas.setStrokeGray(self.grey)
        canvas.setFillGray(self.grey)
        if self.ruled:
            self.grid(rows, tops, heights, edges, bottom)
        elif self.table.kind == "rows":
            for r in rows:
                self.line(edges[0], tops[r] + heights[r], edges[-1], tops[r] + heights[r])
        elif self.table.kind == "booktabs":
            self.line(edges[0], page.y, edges[-1], page.y)
            head_end = page.y + sum(heights[r] for r in rows if r < self.table.header_rows)
            if any(r < self.table.header_rows for r in rows):
                self.line(edges[0], head_end, edges[-1], head_end)
                for (r, k), c in self.table.cells.items():
                    if r == 0 and c[2] > 1:
                        under = page.y + heights[0]
                        self.line(edges[k] + 3, under, edges[k + c[2]] - 3, under)
            self.line(edges[0], bottom, edges[-1], bottom)
        canvas.setFillGray(0)
        page.y = bottom + page.size

    def fills(self, rows, tops, heights, edges):
        canvas = self.page.canvas
        if self.table.kind != "shaded":
            return
        for n, r in enumerate(rows):
            if r < self.table.header_rows or n % 2 == 0:
                canvas.setFillGray(0.8 if r < self.table.header_rows else 0.93)
                canvas.rect(edges[0], self.page.height - tops[r] - heights[r], edges[-1] - edges[0], heights[r], stroke=0, fill=1)
        canvas.setFillGray(0)

    def cell(self, r, k, tops, heights, edges):
        text, down, across = self.table.cells[r, k]
        face = self.face(r)
        lines = self.lines_of(r, k)
        align = self.table.columns[k].align
        if across > 1 or (r < self.table.header_rows and self.ruled and self.header_font == self.bold and self.table.kind == "grid"):
            align = "center"
        height = sum(heights[i] for i in range(r, r + down))
        leading = self.size * 1.18
        y = tops[r] + self.pad_y
        if down > 1:
            y = tops[r] + (height - leading * len(lines)) / 2
        left, right = edges[k] + self.pad_x, edges[k + across] - self.pad_x
        for line in lines:
            y += leading
            width = stringWidth(line, face, self.size)
            x = {"left": left, "right": right - width, "center": (left + right - width) / 2}[align]
            self.page.put(x, y - 0.28 * self.size, line, face, self.size)

    def grid(self, rows, tops, heights, edges, bottom):
        canvas, page, kind = self.page.canvas, self.page, self.table.kind
        canvas.setLineWidth(self.rule)
        for (r, k), (_, down, across) in self.table.cells.items():
            if r not in tops:
                continue
            top = tops[r]
            end = top + sum(heights[i] for i in range(r, r + down))
            left, right = edges[k], edges[k + across]
            if kind == "open-sides":
                self.line(left, end, right, end)
                if r == rows[0]:
                    self.line(left, top, right, top)
                if k + across < len(self.widths):
                    self.line(right, top, right, end)
            elif kind == "columns":
                self.line(left, top, left, end)
                self.line(right, top, right, end)
                if r == rows[0]:
                    self.line(left, top, right, top)
                if r < self.table.header_rows or r + down > rows[-1]:
                    self.line(left, end, right, end)
            elif self.rule_style == "cells":
                canvas.rect(left, page.height - end, right - left, end - top, stroke=1, fill=0)
            else:
                self.line(left, top, right, top)
                self.line(left, end, right, end)
                self.line(left, top, left, end)
                self.line(right, top, right, end)
        if self.double and kind not in ("open-sides", "columns"):
            out = 1.6
            canvas.rect(edges[0] - out, page.height - bottom - out, edges[-1] - edges[0] + 2 * out, bottom - page.y + 2 * out, stroke=1, fill=0)

    def line(self, x1, y1, x2, y2):
        canvas, height = self.page.canvas, self.page.height
        canvas.setLineWidth(self.rule)
        if self.rule_style == "rectangle":
            half = self.rule / 2
            canvas.rect(x1 - half, height - y2 - half, x2 - x1 + 2 * half, y2 - y1 + 2 * half, stroke=0, fill=1)
        else:
            if self.rule_style == "dashed":
                canvas.setDash(2, 1.5)
            if self.short:
                x1, x2 = (x1 + self.short, x2 - self.short) if y1 == y2 else (x1, x2)
                y1, y2 = (y1 + self.short, y2 - self.short) if x1 == x2 else (y1, y2)
            canvas.line(x1, height - y1, x2, height - y2)
            canvas.setDash()


def is_ruled(kind):
    return kind in KINDS[:RULED]


def document(folder, seed):
    half = "develop" if seed // 10 % 2 == 0 else "measure"
    rng = random.Random(f"tables-{seed}")
    words = WORDS[half]
    kind = KINDS[seed % 10]
    if kind == "open" and rng.random() < 0.5:
        kind = "open-over-pages"
    path = folder / f"{seed:03d}-{kind}.pdf"
    canvas = Canvas(str(path), invariant=1)
    page = Page(canvas, rng, words, half)
    over = kind.endswith("over-pages")
    page.title("Report " + str(rng.randint(1, 99)))
    page.paragraph(rng.randint(2, 4))
    tables = []
    if over:
        while page.left() > 260:
            page.paragraph(rng.randint(2, 5))
    elif rng.random() < 0.3:
        rng.choice([page.bullets, page.two_columns])()
    for n in range(1 if over or rng.random() < 0.65 else 2):
        table = Table(rng, words, kind, rows=rng.randint(22, 40) if over else None)
        if n == 1:
            page.paragraph(2)
        painter = Painter(page, table, rng)
        if not over and sum(painter.heights()) > page.left():
            page.end()
        page.y += 6
        painter.draw()
        tables.append(table.truth())
    if page.left() > 120:
        page.paragraph(rng.randint(2, 4))
    if page.left() > 180 and rng.random() < 0.3:
        page.two_columns()
    page.end()
    canvas.save()
    return {"file": path.name, "kind": kind, "ruled": is_ruled(kind), "half": half, "tables": tables}


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with open(folder / "truth.jsonl", "w", encoding="utf-8") as out:
        for seed in range(count):
            out.write(json.dumps(document(folder, seed), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
