"""Makes the drawn examples again: receipt.png, invoice.pdf, form.pdf, pile.pdf and qr.png, byte for byte the same.

usage: python -m pip install -r requirements.txt && python generate.py

Names, addresses and numbers are made up.
"""

import os
import random

import matplotlib
import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HERE = os.path.dirname(os.path.abspath(__file__))
FONTS = os.path.join(os.path.dirname(matplotlib.__file__), "mpl-data", "fonts", "ttf")

RECEIPT = [
    ("2 Whole Milk 1L", 2.98),
    ("1 Brown Bread", 3.20),
    ("3 Green Tea x20", 11.85),
    ("1 Cheddar Cheese", 6.49),
    ("6 Apples", 4.50),
    ("1 Olive Oil 500ml", 8.75),
    ("2 Dark Chocolate", 5.38),
    ("1 Paper Towels", 4.15),
]

INVOICE = [
    ("Site survey and measurements", 1, 480.00),
    ("Oak shelving, 2.4 m, oiled", 6, 145.50),
    ("Wall brackets, steel, pair", 12, 9.80),
    ("LED strip, 5 m, warm white", 4, 38.25),
    ("Dimmer switch", 3, 27.90),
    ("Cable and connectors", 1, 64.40),
    ("Installation, per hour", 14, 52.00),
    ("Painting, per square metre", 36, 11.75),
    ("Disposal of old fittings", 1, 120.00),
    ("Travel, per kilometre", 84, 0.45),
]


def receipt(path):
    width, height, margin = 620, 1040, 48
    image = Image.new("L", (width, height), 246)
    draw = ImageDraw.Draw(image)

    def font(size, bold=False):
        return ImageFont.truetype(os.path.join(FONTS, "DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"), size)

    def centred(y, text, size=22, bold=False):
        draw.text((width // 2, y), text, font=font(size, bold), fill=30, anchor="ma")

    def row(y, left, right, bold=False):
        draw.text((margin, y), left, font=font(22, bold), fill=30)
        draw.text((width - margin, y), right, font=font(22, bold), fill=30, anchor="ra")

    centred(40, "HARBOUR GROCERY", 34, True)
    centred(90, "12 Station Street")
    centred(120, "Brookdale 40218")
    centred(150, "Tel: 55-301 4477")
    row(210, "Receipt No:", "004217")
    row(240, "Date:", "14/03/2026 17:42")
    row(270, "Cashier:", "Nora")
    draw.line((margin, 312, width - margin, 312), fill=60, width=2)
    y = 330
    for name, amount in RECEIPT:
        row(y, name, f"{amount:.2f}")
        y += 36
    draw.line((margin, y + 8, width - margin, y + 8), fill=60, width=2)
    subtotal = sum(amount for _, amount in RECEIPT)
    tax = round(subtotal * 0.06, 2)
    row(y + 28, "Subtotal", f"{subtotal:.2f}")
    row(y + 64, "Tax 6%", f"{tax:.2f}")
    row(y + 104, "TOTAL", f"${subtotal + tax:.2f}", bold=True)
    row(y + 144, "CASH", "$60.00")
    row(y + 180, "CHANGE", f"${60 - subtotal - tax:.2f}")
    centred(y + 250, "Thank you, please come again!")

    image = image.rotate(0.8, Image.BICUBIC, expand=True, fillcolor=205).filter(ImageFilter.GaussianBlur(0.5))
    noise = random.Random(7)
    pixels = image.tobytes()
    image = Image.frombytes("L", image.size, bytes(max(0, min(255, p + round(noise.gauss(0, 5)))) for p in pixels))
    image.save(path, optimize=True)


def invoice(path):
    canvas = Canvas(path, pagesize=A4, invariant=1)
    canvas.setTitle("Invoice 2026-0318")
    canvas.setAuthor("Whitfield Interiors Ltd.")
    width, height = A4
    left, right = 60, width - 60

    def text(x, y, value, size=10, bold=False, end=False):
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        (canvas.drawRightString if end else canvas.drawString)(x, y, value)

    text(left, height - 70, "Whitfield Interiors Ltd.", 18, True)
    text(left, height - 88, "7 Orchard Street, Langford 72135")
    text(left, height - 102, "accounts@whitfield.example   Tel. +44 20 7946 0312")
    text(right, height - 70, "INVOICE", 18, True, True)
    text(right, height - 92, "Invoice no. 2026-0318", end=True)
    text(right, height - 106, "Date: 18 March 2026", end=True)
    text(right, height - 120, "Due: 17 April 2026", end=True)
    text(left, height - 160, "Bill to", 10, True)
    text(left, height - 174, "Castillo & Moreau Books")
    text(left, height - 188, "Attn. Judith Brennan")
    text(left, height - 202, "130 Harbour Street, Elmhurst 28316")

    columns = (left, right - 190, right - 95, right)
    y = height - 250
    for x, title in zip(columns, ("Description", "Quantity", "Unit price", "Amount")):
        text(x, y, title, 10, True, end=x != left)
    canvas.line(left, y - 6, right, y - 6)
    total = 0
    for name, count, price in INVOICE:
        y -= 24
        total += count * price
        text(columns[0], y, name)
        text(columns[1], y, str(count), end=True)
        text(columns[2], y, f"{price:,.2f}", end=True)
        text(columns[3], y, f"{count * price:,.2f}", end=True)
    canvas.line(left, y - 10, right, y - 10)
    tax = round(total * 0.2, 2)
    for label, amount, bold in (("Subtotal", total, False), ("VAT 20%", tax, False), ("Total due", total + tax, True)):
        y -= 28
        text(columns[2], y, label, 11, bold, True)
        text(columns[3], y, f"GBP {amount:,.2f}", 11, bold, True)
    text(left, 50, "Page 1 of 2", 9)
    canvas.showPage()

    text(left, height - 70, "Terms of payment", 14, True)
    lines = [
        "Please pay within 30 days of the invoice date, naming the invoice number 2026-0318.",
        "Account: Whitfield Interiors Ltd., IBAN GB33 BUKB 2020 1555 5555 55.",
        "Late payment: interest of 4% a year above the base rate from the due date.",
        "Questions about this invoice: Helen Lindqvist, helen@whitfield.example, +44 20 7946 0355.",
        "Goods remain our property until they have been paid in full.",
        "The workmanship is guaranteed for two years from 12 March 2026.",
    ]
    y = height - 100
    for line in lines:
        text(left, y, line)
        y -= 20
    text(left, y - 20, "Thank you for your order.", 11, True)
    text(left, 50, "Page 2 of 2", 9)
    canvas.showPage()
    canvas.save()


def form(path):
    """A form on paper: lines and boxes to write in, squares and circles to tick, a signature."""
    canvas = Canvas(path, pagesize=A4, invariant=1)
    canvas.setTitle("Workshop booking")
    height = A4[1]

    def text(x, y, value, size=10.5, bold=False):
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        canvas.drawString(x, height - y, value)

    text(60, 70, "Pottery workshop: booking form", 17, True)
    text(60, 90, "Please return this form to the studio at least one week before the workshop.", 9)
    y = 130
    for label, value in (("Full name", "Ruth Bellamy"), ("Street", "18 Quarry Lane"), ("Town", "Ashcombe"), ("Phone", "+44 20 7946 0871"), ("Workshop date", "23 May 2026"), ("Emergency contact", "")):
        text(60, y, label)
        canvas.line(170, height - y - 3, 420, height - y - 3)
        text(175, y, value)
        y += 28
    y += 10
    for label, ticked in (("I have made pottery before", True), ("I need an apron", True), ("I come by car", False)):
        canvas.rect(60, height - y - 2, 10, 10)
        if ticked:
            canvas.line(61.5, height - y - 0.5, 68.5, height - y + 6.5)
            canvas.line(61.5, height - y + 6.5, 68.5, height - y - 0.5)
        text(78, y, label)
        y += 22
    y += 10
    text(60, y, "Lunch")
    x = 120
    for label, chosen in (("Meat", False), ("Vegetarian", True), ("No lunch", False)):
        canvas.circle(x + 5, height - y + 3.5, 5)
        if chosen:
            canvas.circle(x + 5, height - y + 3.5, 2.6, stroke=0, fill=1)
        text(x + 16, y, label)
        x += 95
    y += 90
    canvas.line(60, height - y, 260, height - y)
    text(60, y + 12, "Signature", 8)
    canvas.setStrokeColorRGB(0.05, 0.1, 0.45)
    canvas.setLineWidth(1.3)
    path_ = canvas.beginPath()
    path_.moveTo(80, height - y + 8)
    for i in range(7):
        left = 80 + 17 * i
        path_.curveTo(left + 2, height - y + 34 - 3 * (i % 3), left + 14, height - y + 26, left + 17, height - y + 6 + 2 * (i % 2))
    canvas.drawPath(path_)
    canvas.showPage()
    canvas.save()


PILE = [
    [(12, True, "Larkspur Garden Centre"), (9, False, "18 Orchard Way, Norwich NR2 1TF"), (0, False, ""), (10.5, False, "Ms Clara Hughes"), (10.5, False, "4 Mill Lane, York YO1 9QL"),
     (0, False, ""), (10.5, False, "9 March 2026"), (0, False, ""), (10.5, True, "Your visit in April"), (0, False, ""), (10.5, False, "Dear Ms Hughes,"),
     (10.5, False, "thank you for your letter. We are happy to show you the glasshouses on 14 April at ten o'clock."),
     (10.5, False, "Please bring sturdy shoes. The plants that you asked for will be ready by then."), (0, False, ""), (10.5, False, "Yours sincerely,"), (10.5, False, "Thomas Walsh")],
    [(14, True, "Oakline Hardware Ltd"), (9, False, "77 Station Road, Leeds LS1 4AP"), (0, False, ""), (18, True, "Invoice"), (10.5, False, "Invoice number: OH-20418"), (10.5, False, "Invoice date: 12 March 2026"),
     (10.5, False, "Bill to: Clara Hughes, 4 Mill Lane, York"), (0, False, ""), (10.5, False, "Cordless drill          1        89.00"), (10.5, False, "Steel hinges           24        2.10"),
     (10.5, False, "Oak shelf board         6       18.75"), (10.5, False, "Wall paint white 5 l    3       31.40"), (0, False, ""), (9, False, "Page 1 of 2")],
    [(9, False, "Oakline Hardware Ltd - invoice OH-20418, continued"), (0, False, ""), (10.5, False, "Cable ties, box of 100  2        6.20"), (10.5, False, "Delivery                1       12.00"), (0, False, ""),
     (10.5, False, "Subtotal                        370.50"), (10.5, False, "VAT 20%                          74.10"), (11, True, "Amount due                      444.60"), (0, False, ""),
     (10.5, False, "Please pay within 30 days."), (9, False, "Page 2 of 2")],
    [(14, True, "Oakline Hardware Ltd"), (9, False, "77 Station Road, Leeds LS1 4AP"), (0, False, ""), (18, True, "Delivery note"), (10.5, False, "Delivery note no.: D-8841"), (10.5, False, "Carrier: Swift Freight, 2 parcels, 31 kg"),
     (10.5, False, "Deliver to: Clara Hughes, 4 Mill Lane, York"), (0, False, ""), (10.5, False, "1  Cordless drill"), (10.5, False, "24 Steel hinges"), (10.5, False, "6  Oak shelf board"), (0, False, ""), (10.5, False, "Goods received in good condition: ____________________")],
    [(17, True, "Minutes of the meeting"), (10.5, False, "Allotment society, 20 March 2026"), (10.5, False, "Attendees: C. Hughes, P. Novak, L. Keller"), (10.5, False, "Apologies: M. Rossi"), (0, False, ""),
     (10.5, True, "1. Water"), (10.5, False, "The new pipe reaches plots 1 to 14. Action: P. Novak asks for offers for the rest."), (10.5, True, "2. Any other business"), (10.5, False, "The summer party is on 4 July."),
     (10.5, False, "The meeting closed at 20:15. Next meeting: 17 April 2026.")],
]


def pile(path):
    """Four documents put on top of each other: a letter, an invoice of two pages, a delivery note, minutes."""
    canvas = Canvas(path, pagesize=A4, invariant=1)
    canvas.setTitle("A pile of documents")
    for page in PILE:
        y = A4[1] - 70
        for size, bold, line in page:
            if line:
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
                canvas.drawString(60, y - size, line)
            y -= 1.7 * (size or 10)
        canvas.showPage()
    canvas.save()


def main():
    pile(os.path.join(HERE, "pile.pdf"))
    form(os.path.join(HERE, "form.pdf"))
    receipt(os.path.join(HERE, "receipt.png"))
    invoice(os.path.join(HERE, "invoice.pdf"))
    segno.make("https://example.org/rigel?table=7", error="m").save(os.path.join(HERE, "qr.png"), scale=8, border=4)


if __name__ == "__main__":
    main()
