"""Draws 18 pages to find out what is lost on pages of other kinds than those of pages.py.

usage: variety.py FOLDER

Newsletters in three columns with a dark masthead, orders with ruled cells, tickets of a printer with needles, menus,
manuals, notices in German, French and Spanish; each once at every level of pages.py, in fonts that no part
of pages.py has. They are Debian's packages fonts-anonymous-pro, fonts-cabin, fonts-ebgaramond, fonts-inconsolata, fonts-lato,
fonts-liberation and fonts-open-sans. Files as those of pages.py: variety-LEVEL-NN.jpg and .json.
"""

import json
import os
import random
import sys

from PIL import Image, ImageDraw, ImageFont

import pages
from pages import DPI, FIRST, LAST, STREET, TOWN, Sheet, a4, date, name, scanned

FONTS = "/usr/share/fonts/"
PROPORTIONAL = [
    ("opentype/ebgaramond/EBGaramond12-Regular.otf", "opentype/ebgaramond/EBGaramond12-Bold.otf"),
    ("truetype/lato/Lato-Regular.ttf", "truetype/lato/Lato-Bold.ttf"),
    ("truetype/liberation/LiberationSansNarrow-Regular.ttf", "truetype/liberation/LiberationSansNarrow-Bold.ttf"),
    ("opentype/cabin/Cabin-Regular.otf", "opentype/cabin/Cabin-Bold.otf"),
    ("truetype/liberation/LiberationSerif-Regular.ttf", "truetype/liberation/LiberationSerif-Bold.ttf"),
    ("truetype/open-sans/OpenSans-Regular.ttf", "truetype/open-sans/OpenSans-Bold.ttf"),
]
FIXED = [
    ("truetype/inconsolata/Inconsolata.otf",) * 2,
    ("truetype/liberation/LiberationMono-Regular.ttf", "truetype/liberation/LiberationMono-Bold.ttf"),
    ("truetype/anonymous-pro/Anonymous Pro.ttf", "truetype/anonymous-pro/Anonymous Pro B.ttf"),
]

ENGLISH = """The council voted on Tuesday to keep the swimming pool open until the autumn, despite rising costs.
"Nobody expected such a crowd," said the organiser, "least of all on a rainy afternoon."
Volunteers planted sixty-two lime trees along the canal; each carries the name of a donor.
Tickets can be bought at the kiosk (cash only), or from the website a week in advance.
A spokeswoman wouldn't say whether the tram line's opening had been postponed again.
After the storm, electricity was restored to all but a handful of remote farmhouses.
The choir - forty singers aged between nine and eighty - rehearses every other Thursday.
Readers' letters should be kept short; we do not print anonymous ones.
Scientists have mapped the glacier with drones, and found it 3.2 m thinner than in 2019.
The museum's new wing houses ceramics, textiles, clocks and a working printing press.
Bus 17 will be diverted via the ring road while the drains are being relaid.
Our oldest subscriber, who turned 101 in March, still solves the crossword in ink.
Anyone with information about the missing statue is asked to ring the police station.
Local beekeepers report their heaviest yield of honey in over a decade.
The surgery will be closed for training on the afternoon of the second Wednesday.
Half of the fund (48.5%) went into roofs, the remainder into boilers and windows.""".splitlines()

STEPS = """Disconnect the appliance from the mains and let it cool for at least 30 minutes.
Loosen the two hexagonal screws (M5 × 12) with the key supplied, then lift the lid.
Check the gasket for cracks; replace it every 18 months or after 2,000 hours.
Fill the reservoir up to the mark "MAX" - never above it - with distilled water.
Set the thermostat to 65 °C ± 2 °C and wait until the amber lamp goes out.
Press MENU, choose "Calibration", and confirm with OK; the display shows CAL-0.
Tighten the coupling to 14 Nm. Over-tightening will damage the thread!
Should error E07 or E12 appear, switch the unit off/on and repeat steps 3-5.
Rinse the filter under running water; don't use solvents, bleach or abrasives.
Note the serial number (on the underside) before you call our service desk.""".splitlines()

DISHES = """Tomato Soup with Basil|Grilled Halloumi & Figs|Crab Cakes, Lemon Mayonnaise|Roast Lamb Shoulder|Wild Mushroom Risotto
Pan-Fried Sea Bass|Aubergine Parmigiana|Chicken Liver Pâté|Crème Brûlée|Sticky Toffee Pudding|Cheese Board (for two)|House Red, 175 ml
Sparkling Water|Elderflower Cordial|Flat White|Jalapeño Poppers|Soup of the Day|Beetroot Carpaccio""".replace("\n", "|").split("|")

PARTS = """Hinge, brass, left|Hinge, brass, right|Ball bearing 6204-2RS|V-belt A-38|Gasket set (NBR)|Lamp holder E27|Cable gland M20
Hose clip 25-40 mm|Relay 24 V DC|Fuse 6.3 A slow|Spring washer 8 mm|Toggle switch|Ribbon cable, 16-way|Drill bit Ø 4.5""".replace("\n", "|").split("|")

NOTICES = {
    "Bekanntmachung": """Die Straßenbahnlinie 4 verkehrt wegen Gleisarbeiten bis Ende Oktober nur zwischen Hauptbahnhof und Südfriedhof.
Für mobilitätseingeschränkte Fahrgäste wird ein Kleinbus eingesetzt, der telefonisch bestellt werden kann.
Bitte prüfen Sie vor Fahrtantritt die Aushänge; gültige Fahrscheine werden selbstverständlich anerkannt.
Wir danken für Ihr Verständnis und bitten, die Lärmbelästigung zu entschuldigen.""",
    "Avis aux habitants": """La mairie sera fermée du 24 décembre au 2 janvier inclus ; une permanence est assurée le samedi matin.
Les déchets verts sont ramassés chaque mercredi à partir de sept heures, sauf les jours fériés.
Toute demande d'inscription à l'école maternelle doit être déposée avant le 15 février.
Nous vous remercions de bien vouloir présenter une pièce d'identité et un justificatif de domicile.""",
    "Aviso a los vecinos": """El próximo jueves se interrumpirá el suministro de agua entre las ocho de la mañana y el mediodía.
Rogamos que cierren las llaves de paso y eviten utilizar los electrodomésticos durante la reparación.
¿Tiene alguna duda? Llame al teléfono de atención ciudadana o acuda a nuestra oficina.
La reunión extraordinaria de la comunidad se celebrará el día 9 en el salón de actos.""",
}


class Page(Sheet):
    """A sheet that also takes grey and white letters, and that prints with needles of its own pitch."""

    fill = 20

    def write(self, x, y, text, points, bold=False, align="l"):
        draw = self.draw
        self.draw = ImageDraw.Draw(Image.new("L", (1, 1)))  # The words are noted; the letters drawn below.
        height = super().write(x, y, text, points, bold, align)
        self.draw = draw
        x -= {"l": 0, "r": 1, "m": 0.5}[align] * self.font(points, bold).getlength(text)
        draw.text((x, y), text, font=self.font(points, bold), fill=self.fill)
        return height

    def dark(self, x0, y0, x1, y1, fill):
        self.draw.rectangle((x0, y0, x1, y1), fill=fill)


class Needles(Page):
    """Nine needles for the height of a capital and its tail, every dot by itself, some of them weak."""

    def write(self, x, y, text, points, bold=False, align="l"):
        draw, fill = self.draw, self.fill
        small = ImageFont.truetype(self.files[0], 13)
        across = self.font(points, bold).getlength("0") / small.getlength("0")
        mask = Image.new("L", (round(small.getlength(text)) + 4, 20), 0)
        ImageDraw.Draw(mask).text((0, 0), text, font=small, fill=255)
        self.fill = 255
        height = super().write(x, y, text, points, bold, align)
        self.fill = fill
        x -= {"l": 0, "r": 1, "m": 0.5}[align] * self.font(points, bold).getlength(text)
        strength = random.Random(text)
        for row in range(mask.height):
            for column in range(mask.width):
                if mask.getpixel((column, row)) > 105:
                    left, top, size = x + column * across, y + row * across, across * strength.uniform(0.85, 1.1)
                    draw.ellipse((left, top, left + size, top + size), fill=strength.randint(30, 110))
        return height


def page(files, width=8.27, height=11.69, kind=Page):
    return kind(round(width * DPI), round(height * DPI), files)


def newsletter(seed, files, points):
    sheet = page(files)
    left, right, y = 110, sheet.image.width - 110, 120
    sheet.dark(left, y, right, y + 190, 60)
    sheet.fill = 250
    sheet.write(left + 30, y + 25, f"The {seed.choice(TOWN)} Gazette", 30, bold=True)
    sheet.write(right - 30, y + 130, f"Issue {seed.randint(12, 480)} · {date(seed)}", points, align="r")
    sheet.fill = 20
    gap, y = 40, y + 230
    width = (right - left - 2 * gap) / 3
    sentences = seed.sample(ENGLISH, len(ENGLISH))
    for column in range(3):
        x, down = left + column * (width + gap), y
        for _ in range(2):
            words = seed.sample(ENGLISH, 1)[0].replace('"', "").replace(" -", "").split()[: seed.randint(3, 5)]
            down += 10 + sheet.write(x, down, " ".join(words).rstrip(",;-").upper() if column == 1 else " ".join(words), points * 1.15, bold=True)
            sheet.fill = 90
            down += 8 + sheet.write(x, down, f"By {name(seed)}", points * 0.85)
            sheet.fill = 20
            down = sheet.paragraph(x, down, width, " ".join(sentences[:3]), points) + 34
            sentences = sentences[3:] or seed.sample(ENGLISH, len(ENGLISH))
        if column < 2:
            sheet.draw.line((x + width + gap / 2, y, x + width + gap / 2, 1900), fill=150, width=2)
    sheet.write((left + right) / 2, sheet.image.height - 130, f"- {seed.randint(2, 16)} -", points, align="m")
    return sheet


def order(seed, files, points):
    points = min(points, 10)
    sheet = page(files)
    left, right, y = 130, sheet.image.width - 130, 130
    y += 20 + sheet.write(left, y, "PURCHASE ORDER", points * 1.8, bold=True)
    person = seed.choice(LAST)
    fields = [
        ("Order no.", f"PO-{seed.randint(2018, 2026)}/{seed.randint(1000, 9999)}"), ("Date", date(seed)),
        ("Buyer", name(seed)), ("E-mail", f"{person.lower()}@{seed.choice(TOWN).lower()}-tools.example"),
        ("Web", f"www.{seed.choice(TOWN).lower()}.example/orders?id={seed.randint(100, 999)}"),
        ("IBAN", "GB" + f"{seed.randint(10, 99)} NWBK {seed.randint(1000, 9999)} {seed.randint(1000, 9999)} {seed.randint(1000, 9999)} {seed.randint(10, 99)}"),
        ("Phone", f"+44 {seed.randint(100, 999)} {seed.randint(100000, 999999)}"), ("VAT", f"GB {seed.randint(100, 999)} {seed.randint(1000, 9999)} {seed.randint(10, 99)}"),
    ]
    for row, (label, value) in enumerate(fields):
        x = left if row % 2 == 0 else (left + right) / 2
        sheet.fill = 110
        sheet.write(x, y, label.upper(), points * 0.75)
        sheet.fill = 20
        height = sheet.write(x, y + points * 2.6, value, points)
        y += (height + 40) * (row % 2)
    y += 20
    edges = [left, left + 90, left + 340, left + 860, left + 1010, left + 1180, right]
    step = round(points * DPI / 72 * 1.9)
    sheet.dark(left, y, right, y + step, 40)
    sheet.fill = 245
    for x, title in zip(edges, ("Pos", "Code", "Description", "Qty", "Price", "Total")):
        sheet.write(x + 12, y + step * 0.2, title, points, bold=True)
    sheet.fill = 20
    total, top = 0, y
    for position, part in enumerate(seed.sample(PARTS, seed.randint(9, 13)), 1):
        y += step
        count, price = seed.randint(1, 60), seed.randint(15, 24000)
        total += count * price
        code = f"{seed.choice('ABHKTXZ')}{seed.choice('CELNRV')}-{seed.randint(100, 9999)}{seed.choice(['', '/B', '.1', 'S'])}"
        if position % 2 == 0:
            sheet.dark(left, y, right, y + step, 225)
        sheet.write(edges[0] + 12, y + step * 0.2, str(position), points)
        sheet.write(edges[1] + 12, y + step * 0.2, code, points)
        sheet.write(edges[2] + 12, y + step * 0.2, part, points)
        for x, amount in ((edges[4], str(count)), (edges[5], f"{price / 100:,.2f}"), (edges[6], f"{count * price / 100:,.2f}")):
            sheet.write(x - 12, y + step * 0.2, amount, points, align="r")
    y += step
    for x in edges:
        sheet.draw.line((x, top, x, y), fill=60, width=2)
    for row in range(round((y - top) / step) + 1):
        sheet.draw.line((left, top + row * step, right, top + row * step), fill=60, width=2)
    for label, amount in (("Discount 2.5%", -total * 0.025), ("VAT 20%", total * 0.195), ("Total GBP", total * 1.17)):
        y += 16
        sheet.write(edges[5] - 12, y, label, points, align="r")
        y += sheet.write(right - 12, y, f"{amount / 100:,.2f}", points, bold=True, align="r")
    sheet.paragraph(left, y + 60, right - left, " ".join(seed.sample(STEPS, 3)), points * 0.8)
    return sheet


def ticket(seed, files, points):
    sheet = page(files, width=4.6, kind=Needles)
    left, right, y, points = 60, sheet.image.width - 60, 90, 11 + seed.randint(0, 2)
    lines = [
        f"{seed.choice(TOWN).upper()} CAR PARKS LTD", f"TICKET {seed.randint(100000, 999999)} LEVEL {seed.randint(1, 4)}{seed.choice('ABC')}", "",
        f"ARRIVED   {date(seed)} {seed.randint(6, 11):02}:{seed.randint(0, 59):02}", f"LEFT      {date(seed)} {seed.randint(12, 22):02}:{seed.randint(0, 59):02}",
        f"PAID      {seed.randint(2, 38)}.{seed.choice(['00', '50', '80'])} GBP", f"CARD      ****{seed.randint(1000, 9999)}", "",
        "Please display this ticket behind", "the windscreen. Not transferable.", f"Lost tickets are charged at {seed.randint(20, 45)}.00.",
        f"Attendant: {name(seed)}", f"{seed.randint(1, 200)} {seed.choice(STREET)} Road, {seed.choice(TOWN)}", "",
        "Keep the receipt for at least", "twelve weeks; claims need proof.", f"Questions? Ring {seed.randint(100, 999)}-{seed.randint(1000, 9999)}.",
    ]
    for line in lines:
        y += sheet.write(left, y, line, points) if line else 30
    return sheet.cut(y + 80)


def menu(seed, files, points):
    sheet = page(files, width=5.83, height=8.27)
    left, right, y = 110, sheet.image.width - 110, 110
    y += 20 + sheet.write((left + right) / 2, y, f"{seed.choice(LAST)}'s Kitchen", points * 2, bold=True, align="m")
    sheet.fill = 120
    y += 30 + sheet.write((left + right) / 2, y, f"Open daily 11.30 - 22.00 · Tel. {seed.randint(100, 999)} {seed.randint(1000, 9999)}", points * 0.9, align="m")
    dishes = seed.sample(DISHES, len(DISHES))
    for title, count in (("STARTERS", 4), ("MAINS", 5), ("AFTERS & DRINKS", 5)):
        sheet.fill = 80
        y += 14 + sheet.write(left, y, title, points * 1.1, bold=True)
        sheet.fill = 20
        for dish in dishes[:count]:
            price = f"{seed.choice(['£', '€', '$'])}{seed.randint(3, 28)}.{seed.choice(['00', '50', '95'])}"
            sheet.write(left, y, dish, points)
            y += 6 + sheet.write(right, y, price, points, align="r")
        dishes = dishes[count:]
        y += 24
    sheet.fill = 110
    sheet.paragraph(left, y, right - left, "Some dishes may contain nuts. A service charge of 12.5% is added for parties of six or more.", points * 0.8)
    return sheet


def manual(seed, files, points):
    sheet = page(files)
    left, right, y = 190, sheet.image.width - 170, 150
    sheet.fill = 130
    sheet.write(left, 80, f"Model {seed.choice('QRTX')}{seed.randint(100, 990)} - User Guide", points * 0.85)
    sheet.write(right, 80, f"Page {seed.randint(3, 60)} of {seed.randint(61, 96)}", points * 0.85, align="r")
    sheet.fill = 20
    for chapter in range(1, 4):
        y += 18 + sheet.write(left, y, f"{chapter}.{seed.randint(1, 9)} {seed.choice(['Cleaning', 'Start-up', 'Maintenance', 'Safety', 'Storage'])}", points * 1.3, bold=True)
        for number, step in enumerate(seed.sample(STEPS, seed.randint(3, 5)), 1):
            mark = f"{number}." if chapter != 2 else "•"
            if mark != "•":
                sheet.write(left, y, mark, points)
            else:
                sheet.draw.ellipse((left + 6, y + points * 1.4, left + 6 + points, y + points * 2.4), fill=20)
            y = sheet.paragraph(left + 50, y, right - left - 50, step, points) + 6
        y += 30
    sheet.dark(left, y, right, y + 20 + points * 6, 215)
    sheet.write(left + 20, y + 10, "WARNING! Hot surfaces. Keep out of reach of children.", points, bold=True)
    y += 60 + points * 6
    for key in ("Supply", "Power", "Weight", "Noise"):
        value = {"Supply": "220-240 V ~ 50 Hz", "Power": f"{seed.randint(300, 2400)} W", "Weight": f"{seed.uniform(1, 30):.1f} kg", "Noise": f"< {seed.randint(40, 80)} dB(A)"}[key]
        sheet.write(left, y, key, points, bold=True)
        y += 4 + sheet.write(left + 300, y, value, points)
    sheet.write(left, sheet.image.height - 150, f"* See www.{seed.choice(TOWN).lower()}.example/support", points * 0.75)
    return sheet


def notice(seed, files, points):
    sheet = page(files)
    left, right, y = 180, sheet.image.width - 180, 150
    for title in seed.sample(list(NOTICES), 3):
        y += 16 + sheet.write(left, y, title, points * 1.7, bold=True)
        y += 20 + sheet.write(left, y, f"{seed.choice(FIRST)} {seed.choice(LAST)}, {seed.randint(1, 28)}.{seed.randint(1, 12)}.{seed.randint(2019, 2026)}", points)
        for sentence in seed.sample(NOTICES[title].splitlines(), 4):
            y = sheet.paragraph(left, y, right - left, sentence, points) + 10
        y += 50
    return sheet


LAYOUTS = [newsletter, order, ticket, menu, manual, notice]
POINTS = [8, 10, 9, 12]


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    missing = sorted({file for pair in PROPORTIONAL + FIXED for file in pair if not os.path.exists(FONTS + file)})
    if missing:
        raise SystemExit("These fonts are not installed (see the packages at the top of variety.py): " + ", ".join(missing))
    for number in range(3 * len(LAYOUTS)):
        seed = random.Random(f"variety-{number}")
        layout = LAYOUTS[number % len(LAYOUTS)]
        turn = number // len(LAYOUTS)
        families = FIXED if layout is ticket else PROPORTIONAL
        files = tuple(FONTS + file for file in families[(number + turn) % len(families)])
        level = list(pages.LEVELS)[turn]
        picture, words = scanned(layout(seed, files, POINTS[(number + turn) % len(POINTS)]), pages.LEVELS[level], seed)
        path = os.path.join(folder, f"variety-{level}-{number:02}")
        with open(path + ".jpg", "wb") as file:
            file.write(picture)
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump(words, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
