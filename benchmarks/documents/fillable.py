"""Forms to fill in, printed or with form fields, filled by machine and by hand, as PDF and as scan, with the truth beside them.

usage: fillable.py FOLDER [COUNT]      forms of each template
"""
import io
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "extraction"))

import cv2
import numpy
from HersheyFonts import HersheyFonts
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from content import Content, written
from documents import placed, scanned, write_scan

QUESTIONS = ["Send me the newsletter", "I accept the terms", "First visit", "Smoker", "Married", "Vegetarian meals", "Parking needed", "Share my data", "Invoice by post", "Allergies known", "Driving licence", "Own transport"]
CHOICES = [("Payment", ["Monthly", "Quarterly", "Yearly"]), ("Size", ["Small", "Medium", "Large"]), ("Contact by", ["Phone", "Letter", "Text message"]), ("Seat", ["Window", "Aisle"])]


def hand(name):
    font = HersheyFonts()
    font.load_default_font(name)
    return font


HANDS = [hand("scripts"), hand("cursive"), hand("futural")]


class Form:
    """A page that remembers its fields, in points from the top left."""

    def __init__(self, rng, share_by_hand):
        self.rng, self.content = rng, Content(rng)
        self.buffer = io.BytesIO()
        self.width, self.height = A4
        self.canvas = canvas.Canvas(self.buffer, pagesize=A4)
        self.font = rng.choice(["Helvetica", "Times-Roman", "Courier"])
        self.fields, self.by_hand = [], share_by_hand
        self.pen = rng.choice(HANDS)
        self.ink = rng.choice([(0, 0, 0), (0.05, 0.1, 0.45), (0.1, 0.1, 0.15)])

    def text(self, x, y, text, size=10.0, bold=False, gray=0.0):
        font = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[self.font] if bold else self.font
        self.canvas.setFillGray(gray)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        self.canvas.setFillGray(0)
        return x + self.canvas.stringWidth(text, font, size)

    def line(self, x1, y1, x2, y2, width=0.6):
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def rect(self, x, y, width, height):
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, self.height - y - height, width, height)

    def strokes(self, strokes, width):
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(*self.ink)
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        for points in strokes:
            path = self.canvas.beginPath()
            path.moveTo(points[0][0], self.height - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, self.height - y)
            self.canvas.drawPath(path)
        self.canvas.restoreState()

    def scrawl(self, x, y, text, size, limit):
        """Letters of a pen, leaning and shaking, on the baseline y; joined up in the script of the hand."""
        rng, scale, lean = self.rng, size / 21, rng_lean(self.rng)
        strokes, shift = [], 0.0
        for stroke in self.pen.strokes_for_text(text):
            moved = [(a + rng.gauss(0, 0.35), b + rng.gauss(0, 0.35)) for a, b in stroke]
            strokes.append([(x + (a + shift + (9 - b) * lean) * scale, y - 1 - (9 - b) * scale) for a, b in moved])
        right = max(p[0] for s in strokes for p in s)
        if right > limit:
            strokes = [[(x + (a - x) * (limit - x) / (right - x), b) for a, b in s] for s in strokes]
        self.strokes(strokes, rng.uniform(0.8, 1.3))

    def sign(self, x, y, width):
        """Loops that run to the right, rising and falling, and perhaps a flourish below."""
        rng = self.rng
        points, at, height = [], x, rng.uniform(14, 24)
        for _ in range(rng.randint(5, 11)):
            rise = height * rng.uniform(0.3, 1)
            step = width / 11
            for t in range(9):
                f = t / 8
                points.append((at + step * (1.6 * f - 0.6 * f * f) + 3 * (f - f * f), y - rise * 4 * f * (1 - f) + rng.gauss(0, 0.4)))
            at += step * rng.uniform(0.6, 1.0)
        strokes = [points]
        if rng.random() < 0.5:
            strokes.append([(x + (at - x) * i / 12, y + 3 + rng.gauss(0, 0.5) - 4 * i / 12) for i in range(13)])
        self.strokes(strokes, rng.uniform(0.9, 1.6))

    def fill(self, label, value, x, y, right, size=10.5):
        """Writes a value, by machine or by hand, or leaves the place empty; on the baseline y."""
        place = [x - 2, y - 12, right - x + 2, 15]
        by_hand = bool(value) and self.rng.random() < self.by_hand
        if by_hand:
            self.scrawl(x + 3, y, value, self.rng.uniform(10, 13), right - 4)
        elif value:
            self.text(x + 3, y, value, size)
        self.fields.append({"kind": "text", "label": label, "value": value or "", "hand": by_hand, "place": place})

    def tick(self, x, y, label, checked, side=9.5):
        """A square whose foot stands at y and the words behind it."""
        self.rect(x, y - side, side, side)
        if checked:
            self.mark(x, y, side)
        self.text(x + side + 6, y - 1, label, 10)
        self.fields.append({"kind": "checkbox", "label": label, "value": "checked" if checked else "unchecked", "place": [x, y - side, side, side]})

    def mark(self, x, y, side):
        rng, way = self.rng, self.rng.choice(["cross", "inner", "tick", "hook", "fill"])
        out = {"cross": 0, "inner": -1.8, "tick": -1, "hook": 3.5, "fill": 0}[way]
        if way == "fill":
            self.canvas.rect(x + 2, self.height - y + 2, side - 4, side - 4, stroke=0, fill=1)
        elif way in ("cross", "inner"):
            self.strokes([[(x - out, y - side - out), (x + side + out, y + out)], [(x - out, y + out), (x + side + out, y - side - out)]], rng.uniform(0.9, 1.4))
        else:
            self.strokes([[(x + 1.5, y - side * 0.5), (x + side * 0.42, y - 1.2), (x + side + out, y - side - max(out, 0))]], rng.uniform(1, 1.5))

    def choice(self, x, y, group, options, chosen):
        at = self.text(x, y, group, 10) + 14
        for option in options:
            self.canvas.setLineWidth(0.8)
            self.canvas.circle(at + 4.5, self.height - y + 3.2, 4.5)
            if option == chosen:
                self.canvas.circle(at + 4.5, self.height - y + 3.2, 2.3, stroke=0, fill=1)
            self.fields.append({"kind": "radio", "label": option, "value": "checked" if option == chosen else "unchecked", "place": [at, y - 7.7, 9, 9]})
            at = self.text(at + 15, y, option, 10) + 16

    def signature(self, label, x, y, right, below=False):
        state = self.rng.choice(["signed", "signed", "unsigned", "typed"])
        self.line(x, y, right, y)
        if state == "signed":
            self.sign(x + 8, y - 2, min(120, right - x - 20))
        elif state == "typed":
            self.text(x + 8, y - 3, self.content.person(), 10.5)
        self.fields.append({"kind": "signature", "label": label, "value": state, "place": [x, y - 26, right - x, 28]})


def rng_lean(rng):
    return rng.uniform(-0.05, 0.3)


def facts(c, rng):
    name = c.person()
    town, code = c.town()
    values = {
        "First name": name.split()[0], "Last name": name.split()[1], "Date of birth": written(c.date(), rng.choice(["dots", "iso", "short"])), "Nationality": c.pick(["British", "German", "Irish", "Swiss"]),
        "Street": c.street(), "City": town.split(",")[0], "Postcode": code, "Phone": c.phone(), "Email": f"{name.split()[0].lower()}@mail.example", "Occupation": c.pick(["Nurse", "Teacher", "Electrician", "Student"]),
        "Employer": c.company(), "Member number": f"M{rng.randint(10000, 99999)}", "Emergency contact": c.person(), "Insurance": c.pick(["Alder Mutual", "Tidewater", "Summit Care"]), "Doctor": "Dr " + c.person().split()[1],
    }
    return {label: (value if rng.random() < 0.8 else "") for label, value in values.items()}


def ticks(f, y, columns=2):
    asked = f.rng.sample(QUESTIONS, 4)
    for i, question in enumerate(asked):
        f.tick(50 + 250 * (i % columns), y + 22 * (i // columns), question, f.rng.random() < 0.5)
    return y + 22 * ((len(asked) + 1) // columns) + 8


def left(f):
    """Labels before their lines."""
    f.text(50, 60, "Membership application", 17, True)
    f.text(50, 80, "Please write clearly and return this sheet to the office before the end of the month.", 8.5)
    values = facts(f.content, f.rng)
    y = 120
    for label in f.rng.sample(list(values), 9):
        end = f.text(50, y, label + f.rng.choice(["", ":"]), 10)
        x = f.rng.choice([end + 6, 170])
        x = max(x, end + 6)
        f.line(x, y + 2.5, 500, y + 2.5)
        f.fill(label, values[label], x, y, 500)
        y += f.rng.choice([25, 29])
    y = ticks(f, y + 10)
    group, options = f.rng.choice(CHOICES)
    f.choice(50, y + 10, group, options, f.rng.choice(options + [None]))
    f.text(50, y + 70, "Signature", 10)
    f.signature("Signature", 110, y + 72, 300)
    date = written(f.content.date(), "dots") if f.rng.random() < 0.7 else ""
    f.text(330, y + 70, "Date", 10)
    f.line(360, y + 72.5, 500, y + 72.5)
    f.fill("Date", date, 360, y + 70, 500)


def cells(f):
    """Boxes that name themselves in small print."""
    f.text(50, 55, "Registration form", 15, True)
    values = facts(f.content, f.rng)
    labels = f.rng.sample(list(values), 10)
    y = 85
    for row in range(5):
        pair = labels[2 * row : 2 * row + 2]
        for i, label in enumerate(pair):
            x = 50 + 247 * i
            f.rect(x, y, 247, 36)
            f.text(x + 4, y + 10, label, 7, gray=0.25)
            f.fill(label, values[label], x + 4, y + 29, x + 243)
        y += 36
    y = ticks(f, y + 35)
    f.text(50, y + 75, "Signature of the applicant", 8, gray=0.25)
    f.signature("Signature of the applicant", 50, y + 65, 270)


def grid(f):
    """A table of two columns: name, value."""
    f.text(50, 60, "Personal sheet", 16, True)
    values = facts(f.content, f.rng)
    y = 90
    for label in f.rng.sample(list(values), 10):
        f.rect(50, y, 150, 24)
        f.rect(200, y, 300, 24)
        f.text(56, y + 16, label, 10)
        f.fill(label, values[label], 204, y + 16, 495)
        y += 24
    y = ticks(f, y + 35)
    group, options = f.rng.choice(CHOICES)
    f.choice(50, y + 10, group, options, f.rng.choice(options + [None]))
    f.text(50, y + 80, "Signed:", 10)
    f.signature("Signed", 100, y + 82, 300)


# ---- the half that is only measured ----


def under(f):
    """Labels below their lines, two in a row."""
    f.text(190, 60, "Patient intake sheet", 16, True)
    values = facts(f.content, f.rng)
    labels = f.rng.sample(list(values), 10)
    y = 115
    for row in range(5):
        for label, x in zip(labels[2 * row : 2 * row + 2], (50, 305)):
            f.fill(label, values[label], x, y, x + 205)
            f.line(x, y + 3, x + 205, y + 3)
            f.text(x, y + 13, label, 8, gray=0.2)
        y += 44
    y = ticks(f, y + 5)
    f.text(50, y + 80, "Signature of patient", 8, gray=0.2)
    f.signature("Signature of patient", 50, y + 68, 260)


def dotted(f):
    """Underscores and boxes beside their labels."""
    f.text(50, 60, "ORDER SHEET", 16, True)
    values = facts(f.content, f.rng)
    labels = f.rng.sample(list(values), 9)
    y = 100
    for label in labels[:5]:
        end = f.text(50, y, label + ": ", 10)
        right = f.text(end, y, "_" * int((480 - end) / f.canvas.stringWidth("_", f.font, 10)), 10)
        f.fill(label, values[label], end + 4, y - 1.5, right)
        y += 28
    for label in labels[5:]:
        f.text(50, y + 15, label, 10)
        f.rect(170, y, 310, 21)
        f.fill(label, values[label], 174, y + 15, 475)
        y += 30
    y = ticks(f, y + 25)
    group, options = f.rng.choice(CHOICES)
    f.choice(50, y + 10, group, options, f.rng.choice(options + [None]))
    f.text(320, y + 85, "Customer signature", 9)
    f.signature("Customer signature", 320, y + 73, 520)


def above(f):
    """Labels above their boxes."""
    f.text(50, 60, "Request for leave", 16, True)
    values = facts(f.content, f.rng)
    labels = f.rng.sample(list(values), 8)
    y = 95
    for row in range(4):
        for label, x in zip(labels[2 * row : 2 * row + 2], (50, 305)):
            f.text(x, y, label, 9)
            f.rect(x, y + 5, 200, 22)
            f.fill(label, values[label], x + 4, y + 20, x + 196)
        y += 46
    y = ticks(f, y + 15, 1)
    f.text(50, y + 30, "Approved by (signature)", 9)
    f.signature("Approved by (signature)", 50, y + 85, 300)


def interactive(f):
    """Form fields of the PDF itself beside printed labels."""
    f.by_hand = 0
    f.text(50, 60, "Online form", 16, True)
    values = facts(f.content, f.rng)
    form = f.canvas.acroForm
    y = 100
    for number, label in enumerate(f.rng.sample(list(values), 7)):
        f.text(50, y, label, 10)
        form.textfield(name=f"t{number}", value=values[label], x=170, y=f.height - y - 5, width=260, height=18, fontName="Helvetica", fontSize=10, borderWidth=1, forceBorder=True)
        f.fields.append({"kind": "text", "label": label, "value": values[label], "hand": False, "place": [170, y - 13, 260, 18]})
        y += 30
    for number, question in enumerate(f.rng.sample(QUESTIONS, 4)):
        checked = f.rng.random() < 0.5
        form.checkbox(name=f"c{number}", x=50, y=f.height - y - 2, size=13, checked=checked, buttonStyle=f.rng.choice(["check", "cross", "circle"]), borderWidth=1, forceBorder=True)
        f.text(72, y, question, 10)
        f.fields.append({"kind": "checkbox", "label": question, "value": "checked" if checked else "unchecked", "place": [50, y - 11, 13, 13]})
        y += 24
    group, options = f.rng.choice(CHOICES)
    chosen = f.rng.choice(options)
    x = f.text(50, y, group, 10) + 15
    for option in options:
        form.radio(name="r", value=option, selected=option == chosen, x=x, y=f.height - y - 2, size=13, buttonStyle="circle", shape="circle", borderWidth=1, forceBorder=True)
        f.fields.append({"kind": "radio", "label": option, "value": "checked" if option == chosen else "unchecked", "place": [x, y - 11, 13, 13]})
        x = f.text(x + 19, y, option, 10) + 15
    y += 30
    f.text(50, y, "Country", 10)
    country = f.rng.choice(["Ireland", "Austria", "Norway"])
    form.choice(name="k", value=country, options=["Ireland", "Austria", "Norway"], x=170, y=f.height - y - 5, width=150, height=18, fontName="Helvetica", fontSize=10, borderWidth=1, forceBorder=True)
    f.fields.append({"kind": "choice", "label": "Country", "value": country, "place": [170, y - 13, 150, 18]})
    f.text(50, y + 60, "Signature", 10)
    f.signed = f.rng.random() < 0.5
    f.widget = [170, y + 30, 200, 36]
    f.fields.append({"kind": "signature", "label": "Signature", "value": "signed" if f.signed else "unsigned", "place": f.widget})


def with_signature(f, content):
    """A signature field of the PDF; a signed one has a value, and shows nothing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    x, y, w, h = f.widget
    field = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Widget"), NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("sig1"), NameObject("/F"): FloatObject(4),
        NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (x, f.height - y - h, x + w, f.height - y)])})
    if f.signed:
        field[NameObject("/V")] = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/Filter"): NameObject("/Adobe.PPKLite"), NameObject("/SubFilter"): NameObject("/adbe.pkcs7.detached"), NameObject("/Name"): TextStringObject("Ann")})
    reference = writer._add_object(field)
    writer.pages[0]["/Annots"].get_object().append(reference)
    writer._root_object["/AcroForm"]["/Fields"].append(reference)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def render(content, dpi):
    import pypdfium2
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    pixels = document[0].render(scale=dpi / 72, may_draw_forms=True).to_numpy()[:, :, :3].copy()
    document.close()
    return pixels


def write_scanned(folder, identity, content, seed):
    picture, matrix, size, quality = scanned(render(content, 150), random.Random(seed + 1))
    jpeg = folder / f"{identity}.jpg"
    cv2.imwrite(str(jpeg), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    write_scan(folder / f"{identity}.scan.pdf", [(A4, str(jpeg))])
    jpeg.unlink()
    return matrix, size


def write(folder, half, name, template, number):
    identity = f"form-{name}-{number}"
    seed = sum(ord(c) * 31 ** (i % 7) for i, c in enumerate(identity))
    form = Form(random.Random(seed), random.Random(seed + 2).choice([0, 0, 0.5, 1]))
    template(form)
    form.canvas.save()
    content = form.buffer.getvalue()
    if name == "interactive":
        content = with_signature(form, content)
    (folder / f"{identity}.pdf").write_bytes(content)
    size, matrix = (1, 1), numpy.eye(3)
    if name != "interactive":
        matrix, size = write_scanned(folder, identity, content, seed)
    for field in form.fields:
        x, y, w, h = field.pop("place")
        field["boxes"] = {"pdf": [x / A4[0], y / A4[1], w / A4[0], h / A4[1]], "scan": placed([x, y, w, h], 150 / 72, matrix, size)}
    truth = {"id": identity, "half": half, "template": name, "fields": form.fields}
    (folder / f"{identity}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False))


TEMPLATES = {"development": {"left": left, "cells": cells, "grid": grid}, "held-out": {"under": under, "dotted": dotted, "above": above, "interactive": interactive}}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for half, templates in TEMPLATES.items():
        for name, template in templates.items():
            for n in range(int(sys.argv[2]) if len(sys.argv) > 2 else 12):
                write(target, half, name, template, n)
