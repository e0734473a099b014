"""Letters, contracts, reports and other documents of running text for piles: each kind in a template of the development
half and in others that are only measured, which say and show the same in other words and another layout."""
from content import Content, money, written
from sheet import Sheet
from reportlab.pdfbase.pdfmetrics import stringWidth

A4 = (595.28, 841.89)
LETTER = (612, 792)

BUSINESS = """The delivery has been arranged with the carrier for the second half of the month.|Our team visited the site and took measurements of all rooms on both floors.|
Costs for material have risen by four per cent since the last review.|Two of the three machines were replaced, the third one will follow in autumn.|
The number of customers grew in every region but the north.|Staff were trained on the new system during three sessions.|
All open points from the last visit have been dealt with.|The supplier offers a discount if the goods are taken before the end of the quarter.|
Energy use fell after the windows on the courtyard side were renewed.|A second opinion was asked for, which confirmed the first one in all parts.|
The warehouse can take forty more pallets once the racks have been moved.|Complaints were answered within two working days on average.|
The budget leaves room for one more post in the workshop.|Prices shown are net of tax and hold for the whole of the season.|
Samples were taken at six places and examined in the laboratory.|The roof was checked after the storm and found to be sound.|
For the coming year a moderate growth of the order book is expected.|Travel expenses are paid against receipts within thirty days.|
The survey was answered by three out of four people who were asked.|Noise at the loading ramp stays below the limit during the night.""".replace("\n", "").split("|")
LEGAL = """{A} shall provide the services described in the annex with due care.|{B} shall pay the agreed price within thirty days of receipt of an invoice.|
Neither party shall disclose confidential information of the other to third parties.|Changes of this text are valid only in writing and when signed by both sides.|
Either party may terminate with three months' notice to the end of a quarter.|If a provision is void the others remain in force.|
{A} is liable for damage caused by intent or gross negligence.|The place of jurisdiction is the seat of {A}.|
Rights and duties may not be transferred without consent.|The term begins on the effective date and runs for two years.|
{B} grants access to its premises during usual working hours.|Force majeure releases the parties from their duties while it lasts.|
Notices are to be sent to the addresses given above.|Work results become the property of {B} when they have been paid.""".replace("\n", "").split("|")
STEPS = """Press the green button for three seconds until the light turns on.|Remove the cover with the screwdriver supplied and set it aside.|
Connect the cable to the socket at the back of the device.|Wipe the housing with a damp cloth; use no solvent.|
If the display stays dark, check the fuse and the battery.|Insert the filter with the arrow pointing upwards.|
Turn the dial clockwise to raise the temperature by one degree.|Let the appliance cool down before you open the door.|
Keep the packaging for transport.|Do not use the device near water.|The red light flashes when the container is full.|
Replace the brushes after two hundred hours of use.""".replace("\n", "").split("|")
SCIENCE = """We propose a method that needs no labelled examples.|The experiments were repeated five times with other seeds.|
Related work has mostly looked at the case of small samples.|Our results agree with those of earlier studies.|
The error falls with the square root of the number of samples.|A second model was trained on the remaining data.|
Figure 2 shows the distribution of the residuals.|The effect is significant at the five per cent level.|
We thank the reviewers for their comments.|Further experiments are needed to explain the difference.""".replace("\n", "").split("|")


class Flow:
    """Text from top to bottom over as many pages as it takes, with running titles, footers and page numbers."""

    def __init__(self, path, family="helvetica", size=10.5, margin=60, paper=A4, running=None, footer=None, numbers=None, number_at="right", total=None, first_numbered=True):
        self.sheet = Sheet(path, family, paper)
        self.size, self.margin, self.paper = size, margin, paper
        self.running, self.footer, self.numbers, self.number_at, self.total = running, footer, numbers, number_at, total
        self.first_numbered = first_numbered
        self.page = 1
        self.y = margin + 10
        self.margins()

    def margins(self):
        s, (width, height) = self.sheet, self.paper
        if self.running and self.page > 1:
            s.text(self.margin, 40, self.running, 8.5, gray=0.3)
        if self.footer:
            for i, line in enumerate(self.footer):
                s.text(width / 2, height - 38 + 10 * i, line, 7.5, align="center", gray=0.3)
        if self.numbers and (self.first_numbered or self.page > 1):
            y = 40 if self.number_at == "top" else height - (50 if self.footer else 34)
            x, align = (width / 2, "center") if self.number_at == "center" else (width - self.margin, "right")
            s.text(x, y, self.numbers.format(n=self.page, m=self.total or 1), 8.5, align=align)

    def need(self, height):
        if self.y + height > self.paper[1] - 70:
            self.sheet.next_page()
            self.page += 1
            self.y = self.margin + 12
            self.margins()

    def line(self, text, size=None, bold=False, x=None, align="left", gap=0):
        size = size or self.size
        self.need(size * 1.4)
        self.sheet.text(self.margin if x is None else x, self.y, text, size, bold, align)
        self.y += size * 1.4 + gap

    def paragraph(self, text, size=None, indent=0):
        size = size or self.size
        room, words, line = self.paper[0] - 2 * self.margin - indent, text.split(), ""
        for word in words + [None]:
            if word is None or stringWidth(f"{line} {word}", self.sheet.regular, size) > room:
                self.need(size * 1.4)
                self.sheet.text(self.margin + indent, self.y, line, size)
                self.y += size * 1.4
                line = ""
            if word is not None:
                line = f"{line} {word}".strip()
        self.y += size * 0.7

    def pairs(self, pairs, x=170):
        for label, value in pairs:
            self.need(16)
            self.sheet.text(self.margin, self.y, label, self.size)
            self.sheet.text(self.margin + x, self.y, value, self.size)
            self.y += self.size * 1.5
        self.y += 6

    def table(self, head, rows, widths, again=True):
        def row(cells, bold=False):
            x = self.margin
            for cell, width in zip(cells, widths):
                self.sheet.text(x, self.y, cell, self.size - 1, bold)
                x += width
            self.y += self.size * 1.6
        self.need(60)
        row(head, True)
        for cells in rows:
            page = self.page
            self.need(self.size * 1.6)
            if page != self.page and again:
                row(head, True)
            row(cells)
        self.y += 8

    def save(self):
        self.sheet.save()
        return self.page


def counted(draw):
    """A template whose pages know how many there are: drawn twice."""
    def template(random, path):
        state = random.getstate()
        total = draw(random, path, None)
        random.setstate(state)
        draw(random, path, total)
    template.__name__ = draw.__name__
    return template


def prose(random, sentences, count, **names):
    return " ".join(random.sample(sentences, min(count, len(sentences)))).format(**{"A": "the Supplier", "B": "the Client", **names})


def address(c):
    return [c.street(), c.town_line()]


# ---- letters ----

def letter_body(f, r, low=2, high=5):
    for _ in range(r.randint(low, high)):
        f.paragraph(prose(r, BUSINESS, r.randint(3, 5)))


@counted
def letter_plain(r, path, total):
    c = Content(r); sender = c.company()
    f = Flow(path, numbers=r.choice([None, "Page {n} of {m}"]), total=total, footer=[sender + " | " + ", ".join(address(c))] if r.random() < .6 else None)
    f.line(sender, 14, True); [f.line(a, 9) for a in address(c)]; f.y += 30
    f.line(c.person()); [f.line(a) for a in address(c)]; f.y += 20
    f.line(written(c.date(), "long"), gap=14); f.line(r.choice(["Your enquiry about the workshop", "Our visit next month", "Change of our opening hours"]), bold=True, gap=10)
    f.line(f"Dear {r.choice(['Mr', 'Ms'])} {c.person().split()[1]},", gap=6)
    letter_body(f, r); f.line(r.choice(["Yours sincerely,", "Kind regards,"]), gap=24); f.line(c.person())
    return f.save()


@counted
def letter_german(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "times", 11, 70, total=total, numbers="Seite {n}", number_at="center", first_numbered=False)
    f.line(c.person(), x=525, align="right"); [f.line(a, x=525, align="right") for a in address(c)]; f.y += 25
    f.line(c.company()); [f.line(a) for a in address(c)]; f.y += 15
    f.line(written(c.date(), "dots"), x=525, align="right", gap=15); f.line("Anfrage zu Ihrem Schreiben", bold=True, gap=10)
    f.line("Sehr geehrte Damen und Herren,", gap=6)
    for _ in range(r.randint(2, 6)):
        f.paragraph("vielen Dank für Ihre Nachricht. Gern bestätigen wir Ihnen den Termin in der kommenden Woche und bitten Sie, die Unterlagen mitzubringen. Die Arbeiten beginnen, sobald das Material geliefert ist. Über Änderungen werden wir Sie rechtzeitig unterrichten.")
    f.line("Mit freundlichen Grüßen", gap=25); f.line(c.person())
    return f.save()


@counted
def letter_formal(r, path, total):
    c = Content(r, r.choice(["USD", "GBP"]))
    f = Flow(path, "times", 11.5, 72, LETTER, total=total, numbers="{n}", number_at="center", first_numbered=False)
    f.sheet.box(0, 0, 612, 46, fill=.9); f.sheet.text(306, 30, c.company().upper(), 13, True, "center"); f.y = 90
    f.line(written(c.date(), "us_long"), gap=16); f.line(c.person()); f.line(c.company()); [f.line(a) for a in address(c)]; f.y += 14
    f.line(r.choice(["To whom it may concern:", f"Dear {c.person()}:"]), gap=8); letter_body(f, r, 3, 8)
    f.line(r.choice(["Sincerely,", "Yours truly,", "Best regards,"]), gap=26); f.line(c.person()); f.line(r.choice(["Head of Sales", "Office Manager"]))
    return f.save()


@counted
def letter_french(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "helvetica", 10.5, 65, total=total)
    f.line(c.company(), 12, True); [f.line(a, 9) for a in address(c)]; f.y += 40
    f.line(c.person(), x=330); [f.line(a, x=330) for a in address(c)]; f.y += 20
    f.line("Objet : votre demande du mois dernier", bold=True, gap=12); f.line("Madame, Monsieur,", gap=6)
    for _ in range(r.randint(2, 4)):
        f.paragraph("Nous avons bien reçu votre courrier et vous en remercions. Les travaux commenceront dès que le matériel aura été livré. Nous vous tiendrons au courant de toute modification du calendrier et restons à votre disposition.")
    f.paragraph("Nous vous prions d'agréer, Madame, Monsieur, nos salutations distinguées."); f.line(c.person())
    return f.save()


# ---- contracts ----

@counted
def contract_numbered(r, path, total):
    c = Content(r); a, b = c.company(), c.company()
    f = Flow(path, "times", 10.5, total=total, numbers="Page {n} of {m}", number_at="center")
    f.line("SERVICE AGREEMENT", 17, True, A4[0] / 2, "center", 14)
    f.paragraph(f"This Agreement is entered into on {written(c.date(), 'long')} between {a}, {', '.join(address(c))} (the \"Supplier\") and {b}, {', '.join(address(c))} (the \"Client\"), together the parties.")
    for i, head in enumerate(r.sample(["Scope of work", "Fees", "Confidentiality", "Term and termination", "Liability", "Intellectual property", "Data protection", "General provisions"], r.randint(5, 8))):
        f.need(50); f.line(f"{i + 1}. {head}", bold=True)
        for j in range(r.randint(2, 4)):
            f.paragraph(f"{i + 1}.{j + 1} " + prose(r, LEGAL, r.randint(2, 4)))
    f.need(80); f.y += 20; f.line("____________________            ____________________"); f.line(f"{a}            {b}", 9)
    return f.save()


@counted
def contract_rental(r, path, total):
    c = Content(r); a, b = c.person(), c.person()
    f = Flow(path, "helvetica", 10, 55, LETTER, total=total, running="Residential Lease", numbers="{n} / {m}")
    f.line("Residential Lease Agreement", 15, gap=12)
    f.pairs([("Landlord", a), ("Tenant", b), ("Premises", ", ".join(address(c))), ("Monthly rent", money(c.amount(600, 2400), "before", "USD"))])
    for i, head in enumerate(["Use of the premises", "Rent", "Deposit", "Repairs", "Access", "Subletting", "End of the lease"]):
        f.need(50); f.line(f"Section {i + 1}  {head}", 11, True); f.paragraph(prose(r, LEGAL, r.randint(4, 7), A="the Landlord", B="the Tenant"))
    f.need(70); f.line("Signed by Landlord ______________   Date ________", gap=10); f.line("Signed by Tenant ______________   Date ________")
    return f.save()


@counted
def contract_german(r, path, total):
    c = Content(r, "EUR"); a, b = c.company(), c.person()
    f = Flow(path, "helvetica", 10, 70, total=total, numbers=r.choice([None, "Seite {n} von {m}"]))
    f.line("Arbeitsvertrag", 18, True, gap=12); f.line("zwischen"); f.line(f"{a}, {', '.join(address(c))}"); f.line("und"); f.line(f"{b}, {', '.join(address(c))}", gap=10)
    for i, head in enumerate(["Beginn und Tätigkeit", "Arbeitszeit", "Vergütung", "Urlaub", "Verschwiegenheit", "Kündigung", "Schlussbestimmungen"]):
        f.need(50); f.line(f"§ {i + 1} {head}", bold=True)
        f.paragraph("Die Vertragsparteien vereinbaren eine Probezeit von sechs Monaten. Änderungen bedürfen der Schriftform. Die Kündigungsfrist richtet sich nach dem Gesetz. Nebentätigkeiten sind vorher anzuzeigen und dürfen die Arbeit nicht beeinträchtigen. " * r.randint(1, 2))
    f.need(60); f.line("Ort, Datum ____________________     Unterschrift ____________________")
    return f.save()


# ---- reports, articles, manuals, minutes ----

@counted
def report_titled(r, path, total):
    c = Content(r); subject = r.choice(["Energy use of the halls", "Customer survey", "Condition of the roof", "Progress of the new plant"])
    f = Flow(path, "helvetica", 10.5, 64, total=total, running=f"{subject} - report", numbers="Page {n} of {m}")
    f.y = 200; f.line(f"Report: {subject}", 22, True, gap=10); f.line(f"{c.company()}, {written(c.date(), 'long')}", 11, gap=30)
    f.line("Executive summary", 14, True); f.paragraph(prose(r, BUSINESS, 5))
    for i, head in enumerate(["Introduction", "Findings", "Results", "Recommendations", "Conclusion"]):
        f.need(60); f.line(f"{i + 1} {head}", 13, True)
        for _ in range(r.randint(2, 4)):
            f.paragraph(prose(r, BUSINESS, r.randint(4, 6)))
    return f.save()


@counted
def report_inspection(r, path, total):
    c = Content(r)
    f = Flow(path, "vera", 9.5, 50, total=total, footer=[c.company()], numbers="{n}")
    f.sheet.box(40, 40, 515, 34); f.sheet.text(50, 62, "Inspection report", 16, True); f.sheet.text(545, 62, f"No. {r.randint(1000, 9999)}", 10, align="right"); f.y = 100
    f.pairs([("Object", ", ".join(address(c))), ("Inspected on", written(c.date(), "iso")), ("Inspector", c.person())])
    for head in r.sample(["Foundations", "Walls", "Roof", "Windows", "Heating", "Wiring", "Drains"], r.randint(4, 7)):
        f.need(60); f.line(head, 11, True); f.paragraph(prose(r, BUSINESS, r.randint(3, 6)))
    f.line("Overall result: acceptable with recommendations", bold=True)
    return f.save()


@counted
def report_german(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "times", 11, 70, total=total, running="Jahresbericht", numbers="{n}", number_at="center", first_numbered=False)
    f.y = 260; f.line("Jahresbericht", 26, True, A4[0] / 2, "center"); f.line(c.company(), 14, x=A4[0] / 2, align="center"); f.y = 760
    for head in ["Zusammenfassung", "Ergebnisse", "Personal", "Ausblick", "Fazit"]:
        f.need(80); f.line(head, 14, True)
        for _ in range(r.randint(1, 3)):
            f.paragraph("Die Zahl der Kunden stieg in allen Regionen. Zwei von drei Maschinen wurden ersetzt, die dritte folgt im Herbst. Der Verbrauch an Energie sank, nachdem die Fenster zum Hof erneuert waren. Beschwerden wurden im Mittel in zwei Tagen beantwortet. Für das kommende Jahr wird ein mäßiges Wachstum erwartet.")
    return f.save()


@counted
def article_one(r, path, total):
    c = Content(r)
    f = Flow(path, "times", 10, 75, total=total, numbers="{n}", number_at="center")
    f.line(r.choice(["Learning to Sort Without Labels", "On the Stability of Small Samples"]), 16, True, A4[0] / 2, "center", 6); f.line(f"{c.person()}, {c.person()}", 10, x=A4[0] / 2, align="center", gap=12)
    f.line("Abstract", bold=True); f.paragraph(prose(r, SCIENCE, 5)); f.line("Keywords: sorting, samples, labels", 9, gap=6)
    for i, head in enumerate(["Introduction", "Related work", "Method", "Experiments", "Discussion", "References"]):
        f.need(50); f.line(f"{i + 1} {head}", 12, True)
        for _ in range(r.randint(2, 3)):
            f.paragraph(prose(r, SCIENCE, 6))
    return f.save()


@counted
def article_two(r, path, total):
    c = Content(r)
    f = Flow(path, "helvetica", 9.5, 60, LETTER, total=total, running=f"{c.person().split()[1]} et al. - Journal of Applied Counting 12 ({r.randint(2001, 2024)})", numbers="{n} of {m}", number_at="top")
    f.line("ORIGINAL RESEARCH", 8, gap=4); f.line("Counting grains with a camera", 18, gap=8); f.line(f"{c.person()} et al., University of {r.choice(['Leeds', 'Basel', 'Cork'])}", 9, gap=10)
    f.paragraph("ABSTRACT. " + prose(r, SCIENCE, 6)); f.line(f"doi:10.1000/{r.randint(100, 999)}", 8)
    for head in ["INTRODUCTION", "METHODS", "RESULTS", "CONCLUSIONS", "ACKNOWLEDGEMENTS"]:
        f.need(50); f.line(head, 10, True)
        for _ in range(r.randint(2, 4)):
            f.paragraph(prose(r, SCIENCE, 5))
    return f.save()


@counted
def manual_one(r, path, total):
    f = Flow(path, "helvetica", 10.5, 60, total=total, running=f"Model {r.choice('ABCD')}{r.randint(10, 99)}", numbers="{n}")
    f.line("User manual", 22, True, gap=6); f.line(r.choice(["Coffee maker", "Room heater", "Floor cleaner"]), 14, gap=20)
    for head in ["Safety instructions", "Before first use", "Operation", "Cleaning", "Troubleshooting", "Technical data"]:
        f.need(60); f.line(head, 13, True)
        for i, step in enumerate(r.sample(STEPS, r.randint(5, 8))):
            f.paragraph(f"{i + 1}. {step}")
    return f.save()


@counted
def manual_two(r, path, total):
    f = Flow(path, "vera", 9.5, 55, LETTER, total=total, numbers="Page {n}", number_at="center")
    f.line("Installation guide", 17, True, 306, "center", 4); f.line(r.choice(["Water filter", "Garage door", "Wall lamp"]), 12, x=306, align="center", gap=16)
    for head in ["In the box", "You will need", "Mounting", "Wiring", "First start", "Warranty"]:
        f.need(60); f.line(head.upper(), 11, True); f.paragraph("WARNING: " + prose(r, STEPS, 2)); f.paragraph(prose(r, STEPS, r.randint(4, 7)))
    return f.save()


@counted
def minutes_one(r, path, total):
    c = Content(r)
    f = Flow(path, "helvetica", 10.5, total=total, numbers=r.choice([None, "Page {n} of {m}"]))
    f.line("Minutes of the meeting", 16, True, gap=8); f.pairs([("Date", written(c.date(), "long")), ("Attendees", ", ".join(c.person() for _ in range(4))), ("Apologies", c.person())], 90)
    for i in range(r.randint(4, 7)):
        f.need(60); f.line(f"{i + 1}. {r.choice(['Budget', 'Building', 'Staff', 'Events', 'Any other business'])}", bold=True); f.paragraph(prose(r, BUSINESS, 3)); f.paragraph(f"Action: {c.person()}")
    f.line("The meeting closed at 17:30.")
    return f.save()


@counted
def minutes_two(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "times", 11, 70, total=total, numbers="- {n} -", number_at="center")
    f.line("Protokoll der Sitzung", 15, True, gap=8); f.line(f"Datum: {written(c.date(), 'dots')}"); f.line(f"Teilnehmer: {c.person()}, {c.person()}, {c.person()}", gap=10)
    for i in range(r.randint(4, 8)):
        f.need(60); f.line(f"TOP {i + 1}: {r.choice(['Haushalt', 'Umbau', 'Personal', 'Verschiedenes'])}", bold=True); f.paragraph("Der Vorsitzende berichtet über den Stand der Arbeiten. Nach kurzer Aussprache wird der Beschluss einstimmig gefasst. Die nächste Sitzung findet im Mai statt.")
    return f.save()


# ---- trade ----

def goods(c, r, count, columns):
    rows = []
    for i in range(count):
        q, price = r.randint(1, 20), c.amount(3, 300)
        rows.append([str(i + 1), c.pick(__import__("content").GOODS), str(q), money(price, "plain", c.currency), money(q * price, "plain", c.currency)][:columns])
    return rows


def trade(kind, half_style):
    title, number, extra, closing, german = half_style

    def draw(r, path, total):
        c = Content(r, "EUR" if german else None); a = c.company()
        f = Flow(path, r.choice(["helvetica", "times"]), 10, 55, total=total, footer=[f"{a}, {', '.join(address(c))}"] if r.random() < .5 else None,
                 numbers=("Seite {n} von {m}" if german else "Page {n} of {m}") if r.random() < .5 else None)
        f.line(a, 13, True); [f.line(x, 9) for x in address(c)]; f.y += 20
        f.line(c.company()); [f.line(x) for x in address(c)]; f.y += 20
        f.line(title, 17, True, gap=6); f.pairs([(number, f"{r.choice('ABKLQ')}{r.randint(10000, 99999)}"), ("Datum" if german else "Date", written(c.date(), "dots" if german else "long"))] + [(k, v(c, r)) for k, v in extra])
        columns = 3 if kind == "delivery note" else 5
        head = (["Pos.", "Bezeichnung", "Menge", "Preis", "Betrag"] if german else ["No.", "Description", "Quantity", "Unit price", "Amount"])[:columns]
        f.table(head, goods(c, r, r.choice([3, 5, 8, 40]), columns), [40, 220, 70, 80, 80])
        for line in closing:
            f.paragraph(line)
        return f.save()
    draw.__name__ = kind.replace(" ", "_") + ("_german" if german else "") + "_" + title.split()[0].lower()
    return counted(draw)


day = lambda style: (lambda c, r: written(c.date(), style))
TRADE = {
    "quotation": {
        "development": [trade("quotation", ("Quotation", "Quotation no.", [("Valid until", day("long"))], ["We are pleased to offer you the goods above. Prices are subject to change after the date given.", "Terms of payment: 30 days net."], False))],
        "held-out": [trade("quotation", ("Price estimate", "Reference", [("Prepared for", lambda c, r: c.person()), ("Expires", day("long"))], ["This offer is not binding. Delivery time is about three weeks."], False)),
                     trade("quotation", ("Angebot", "Angebotsnummer", [("Gültig bis", day("dots"))], ["Wir freuen uns, Ihnen die genannten Waren anbieten zu können. Lieferzeit zwei Wochen."], True))]},
    "purchase order": {
        "development": [trade("purchase order", ("Purchase Order", "PO number", [("Ship to", lambda c, r: c.street()), ("Requested delivery", day("long"))], ["Please confirm this order within two days.", "Authorised by: ____________"], False))],
        "held-out": [trade("purchase order", ("Order confirmation", "Order number", [("Delivery date", day("long")), ("Supplier", lambda c, r: c.company())], ["Thank you for your order. Goods remain our property until they are paid."], False)),
                     trade("purchase order", ("Bestellung", "Bestellnummer", [("Liefertermin", day("dots"))], ["Bitte bestätigen Sie den Liefertermin."], True))]},
    "delivery note": {
        "development": [trade("delivery note", ("Delivery note", "Delivery note no.", [("Carrier", lambda c, r: "Swift Freight"), ("Gross weight", lambda c, r: f"{r.randint(3, 900)} kg")], ["Goods received in good condition: ____________________"], False))],
        "held-out": [trade("delivery note", ("Packing slip", "Shipment", [("Parcels", lambda c, r: str(r.randint(1, 9))), ("Shipped by", lambda c, r: "Northern Parcel")], ["Received by: ______________   Date: ________"], False)),
                     trade("delivery note", ("Lieferschein", "Lieferschein-Nr.", [("Versandart", lambda c, r: "Spedition")], ["Ware vollständig und in gutem Zustand erhalten: ______________"], True))]},
    "credit note": {
        "development": [trade("credit note", ("Credit note", "Credit note number", [("Original invoice", lambda c, r: f"R{r.randint(1000, 9999)}")], ["The amount will be credited to your account."], False))],
        "held-out": [trade("credit note", ("Gutschrift", "Gutschriftnummer", [("Zu Rechnung", lambda c, r: f"{r.randint(10000, 99999)}")], ["Der Betrag wird Ihrem Konto gutgeschrieben."], True)),
                     trade("credit note", ("CREDIT MEMO", "Memo no.", [("Relating to invoice", lambda c, r: f"INV-{r.randint(100, 999)}"), ("Reason", lambda c, r: "Goods returned")], ["Total credited as shown above."], False))]},
}


def reminder(words, german=False):
    title, text, closing = words

    def draw(r, path, total):
        c = Content(r, "EUR" if german else None); a = c.company()
        f = Flow(path, "helvetica", 10.5, total=total)
        f.line(a, 12, True); [f.line(x, 9) for x in address(c)]; f.y += 30
        f.line(c.person()); [f.line(x) for x in address(c)]; f.y += 20; f.line(written(c.date(), "dots" if german else "long"), gap=10)
        f.line(title, 14, True, gap=10)
        f.paragraph(text.format(number=r.randint(10000, 99999), amount=money(c.amount(30, 900), "plain", c.currency), currency=c.currency)); f.line(closing, gap=20); f.line(c.person())
        return f.save()
    draw.__name__ = "reminder_" + title.split()[0].lower()
    return counted(draw)


# ---- people ----

@counted
def resume_one(r, path, total):
    c = Content(r); name = c.person()
    f = Flow(path, "helvetica", 10.5, total=total, running=name, numbers=r.choice([None, "Page {n} of {m}"]))
    f.line("Curriculum Vitae", 18, True, gap=4); f.line(name, 13); f.line(f"{', '.join(address(c))} - {c.phone()}", 9, gap=12)
    f.line("Work experience", 13, True)
    for i in range(r.randint(3, 7)):
        f.need(60); f.line(f"{2022 - 3 * i} - {2025 - 3 * i}  {r.choice(['Clerk', 'Engineer', 'Team lead'])}, {c.company()}", bold=True); f.paragraph(prose(r, BUSINESS, 3))
    f.need(60); f.line("Education", 13, True); f.line("2009 - 2013  Bachelor of Engineering, University of Leeds", gap=8)
    f.line("Skills", 13, True); f.line("Languages: English, German; driving licence")
    return f.save()


@counted
def resume_two(r, path, total):
    c = Content(r); name = c.person()
    f = Flow(path, "times", 11, 70, LETTER, total=total)
    f.line(name.upper(), 20, True, 306, "center"); f.line(f"{c.email(name)} | {c.phone()}", 9.5, x=306, align="center", gap=12)
    f.line("PROFESSIONAL SUMMARY", 11, True); f.paragraph(prose(r, BUSINESS, 2)); f.line("EMPLOYMENT HISTORY", 11, True)
    for _ in range(r.randint(3, 6)):
        f.need(60); f.line(f"{c.company()} - {r.choice(['Analyst', 'Foreman', 'Assistant'])}", bold=True); f.paragraph(prose(r, BUSINESS, 4))
    f.need(60); f.line("EDUCATION", 11, True); f.line("Master of Science, 2011", gap=6); f.line("KEY SKILLS", 11, True); f.line("Planning, budgets, negotiation")
    return f.save()


@counted
def resume_german(r, path, total):
    c = Content(r, "EUR"); name = c.person()
    f = Flow(path, "helvetica", 10.5, 65, total=total)
    f.line("Lebenslauf", 20, True, gap=10); f.pairs([("Name", name), ("Geboren", written(c.date(), "dots")), ("Anschrift", ", ".join(address(c)))])
    f.line("Berufserfahrung", 13, True); f.pairs([(f"{2020 - 3 * i} - {2023 - 3 * i}", c.company()) for i in range(5)]); f.line("Ausbildung", 13, True); f.pairs([("2005 - 2009", "Studium Maschinenbau")]); f.line("Kenntnisse", 13, True); f.line("Englisch fließend, Führerschein Klasse B")
    return f.save()


def payslip(title, labels, family):
    def draw(r, path, total):
        c = Content(r, "EUR" if "Brutto" in " ".join(labels) else "USD")
        f = Flow(path, family, 10, 55, total=total)
        f.line(c.company(), 11, True); f.line(title, 16, True, gap=8)
        f.pairs([(labels[0], c.person()), (labels[1], str(r.randint(100, 9999))), (labels[2], r.choice(["01/2025", "06/2025", "11/2025"]))])
        f.table(labels[3:6], [[w, "", money(c.amount(50, 900), "plain", c.currency)] for w in labels[6:]], [220, 80, 120])
        return f.save()
    draw.__name__ = "payslip_" + title.split()[0].lower()
    return counted(draw)


@counted
def certificate_one(r, path, total):
    c = Content(r)
    f = Flow(path, "times", 13, 60, (841.89, 595.28), total=total); f.sheet.box(30, 30, 782, 535); f.y = 140
    f.line("Certificate of Completion", 30, True, 421, "center", 20); f.line("This is to certify that", x=421, align="center", gap=8); f.line(c.person(), 22, True, 421, "center", 10)
    f.line(f"has successfully completed the course {r.choice(['First Aid', 'Welding', 'Project Planning'])}", x=421, align="center", gap=40); f.line(f"{written(c.date(), 'long')}          {c.person()}, Director", 11, x=421, align="center")
    return f.save()


@counted
def certificate_two(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "helvetica", 12, 80, total=total); f.y = 180
    f.line("Bescheinigung", 26, True, A4[0] / 2, "center", 20); f.paragraph(f"Hiermit wird bescheinigt, dass {c.person()} am Lehrgang Arbeitssicherheit teilgenommen und die Prüfung bestanden hat."); f.y += 60; f.line(f"{written(c.date(), 'dots')}, {c.person()}")
    return f.save()


@counted
def medical_one(r, path, total):
    c = Content(r)
    f = Flow(path, "helvetica", 10, 55, total=total, footer=["St. Mary Hospital"], numbers="Page {n} of {m}")
    f.line("Discharge summary", 16, True, gap=6); f.pairs([("Patient name", c.person()), ("Date of birth", written(c.date(), "iso")), ("MRN", str(r.randint(10 ** 6, 10 ** 7))), ("Attending physician", f"Dr {c.person()}")])
    for head in ["Diagnosis", "History of present illness", "Hospital course", "Medication", "Follow-up"]:
        f.need(60); f.line(head, 11, True); f.paragraph("The patient was admitted with pain in the left knee. Blood pressure was normal. Physiotherapy was begun on the second day and well tolerated. " * r.randint(1, 4))
    return f.save()


@counted
def medical_two(r, path, total):
    c = Content(r)
    f = Flow(path, "courier", 9.5, 50, LETTER, total=total)
    f.line("CLINICAL LABORATORY", 12, True); f.line("Laboratory report", 12, gap=8); f.pairs([("Patient", c.person()), ("Specimen", "Serum"), ("Referring physician", f"Dr. {c.person()}")])
    f.table(["Test", "Result", "Reference range"], [[t, f"{r.uniform(1, 200):.1f}", "10 - 150"] for t in ["Hemoglobin", "Glucose", "Sodium", "Potassium", "Creatinine", "Albumin", "Cholesterol", "TSH", "Ferritin"] * r.choice([1, 1, 5])], [180, 120, 120])
    return f.save()


@counted
def policy_one(r, path, total):
    c = Content(r)
    f = Flow(path, "times", 10.5, total=total, numbers="Page {n} of {m}", footer=["Anchor Mutual Insurance"])
    f.line("Policy schedule", 17, True, gap=6); f.pairs([("Policy number", f"H{r.randint(10 ** 6, 10 ** 7)}"), ("Policyholder", c.person()), ("Insured address", ", ".join(address(c))), ("Period of insurance", "1 January to 31 December"), ("Sum insured", money(c.amount(9000, 90000), "before", c.currency)), ("Annual premium", money(c.amount(90, 900), "before", c.currency))])
    for head in ["Cover", "Exclusions", "Claims", "Renewal"]:
        f.need(60); f.line(head, 12, True); f.paragraph("The insurer pays for loss or damage by fire, storm and water up to the sum insured, less the excess. Damage by wear is not covered. " * r.randint(2, 5))
    return f.save()


@counted
def policy_two(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "helvetica", 10, 65, total=total, numbers="Seite {n}/{m}")
    f.line("Versicherungsschein", 18, True, gap=8); f.pairs([("Versicherungsnehmer", c.person()), ("Versicherungssumme", "50.000 EUR"), ("Selbstbeteiligung", "250 EUR"), ("Versicherungsbeginn", written(c.date(), "dots")), ("Beitrag jährlich", "412,80 EUR")])
    for _ in range(r.randint(2, 9)):
        f.paragraph("Der Versicherer leistet bei Schäden durch Feuer, Sturm und Leitungswasser bis zur Versicherungssumme. Schäden durch Abnutzung sind ausgeschlossen. Die Anzeige hat unverzüglich zu erfolgen.")
    return f.save()


def utility(title, labels, family, paper):
    def draw(r, path, total):
        c = Content(r)
        f = Flow(path, family, 10, 55, paper, total=total, numbers="Page {n} of {m}" if family != "times" else None)
        f.line(r.choice(["Riverside Power", "City Energy", "Valley Water"]), 14, True); f.line(title, 15, gap=8)
        f.pairs([(labels[0], str(r.randint(10 ** 7, 10 ** 8))), (labels[1], ", ".join(address(c))), (labels[2], "1 March to 31 May")])
        f.table(labels[3:6], [[m, f"{r.randint(50, 900)} kWh", money(c.amount(20, 200), "plain", c.currency)] for m in ["Day", "Night", labels[6]]], [200, 120, 100])
        f.line(f"{labels[7]} {r.randint(1000, 90000)}"); f.line(f"{labels[8]} {money(c.amount(50, 500), 'before', c.currency)}", 12, True, gap=10)
        for _ in range(r.choice([1, 1, 12])):
            f.paragraph("How to read this page: the meter is read twice a year. Between readings the consumption is estimated. " + prose(r, BUSINESS, 2))
        return f.save()
    draw.__name__ = "utility_" + title.split()[0].lower()
    return counted(draw)


@counted
def email_one(r, path, total):
    c = Content(r)
    f = Flow(path, "helvetica", 10, 50, total=total, numbers=r.choice([None, "{n}"]))
    f.pairs([("From:", f"{c.person()} <{c.email(c.person())}>"), ("To:", c.person()), ("Sent:", written(c.date(), "long") + " 09:14"), ("Subject:", r.choice(["Lunch on Friday", "Offer for the racks", "Keys"]))], 60)
    f.line("Hi all,", gap=6); letter_body(f, r, 1, 9); f.line("Thanks"); f.line(c.person())
    return f.save()


@counted
def email_two(r, path, total):
    c = Content(r, "EUR")
    f = Flow(path, "times", 11, 65, total=total)
    f.pairs([("Von:", c.person()), ("Gesendet:", written(c.date(), "dots") + " 17:02"), ("An:", c.person()), ("Betreff:", "Termin nächste Woche")], 80)
    f.line("Hallo,", gap=6); f.paragraph("den Termin am Dienstag kann ich bestätigen. Die Unterlagen bringe ich mit. " * r.randint(2, 5)); f.line("Viele Grüße"); f.line(c.person().split()[0])
    return f.save()


def halves(development, held_out):
    return {"development": development, "held-out": held_out}


TEMPLATES = {
    "letter": halves([letter_plain, letter_german], [letter_formal, letter_french]),
    "contract": halves([contract_numbered], [contract_rental, contract_german]),
    "report": halves([report_titled], [report_inspection, report_german]),
    "article": halves([article_one], [article_two]),
    "manual": halves([manual_one], [manual_two]),
    "minutes": halves([minutes_one], [minutes_two]),
    "resume": halves([resume_one], [resume_two, resume_german]),
    "certificate": halves([certificate_one], [certificate_two]),
    "medical report": halves([medical_one], [medical_two]),
    "insurance policy": halves([policy_one], [policy_two]),
    "email": halves([email_one], [email_two]),
    "payslip": halves([payslip("Payslip", ["Employee", "Employee no.", "Pay period", "Item", "", "Amount", "Base salary", "Overtime", "Gross pay", "Income tax", "Social security", "Net pay"], "helvetica")],
                      [payslip("Earnings Statement", ["Name", "Employee ID", "Period ending", "Description", "Hours", "Current", "Regular", "Bonus", "Federal tax", "Medicare", "Take-home pay"], "courier"),
                       payslip("Gehaltsabrechnung", ["Mitarbeiter", "Personalnummer", "Monat", "Lohnart", "", "Betrag", "Bruttolohn", "Lohnsteuer", "Krankenversicherung", "Rentenversicherung", "Auszahlungsbetrag"], "helvetica")]),
    "utility bill": halves([utility("Electricity bill", ["Account number", "Supply address", "Billing period", "Meter", "Usage", "Charge", "Standing charge", "Current meter reading", "Total due"], "helvetica", A4)],
                           [utility("Your energy statement", ["Customer ref", "Service address", "Statement covers", "Rate", "Consumption", "Cost", "Fixed fee", "Latest reading", "To pay"], "times", LETTER)]),
    "payment reminder": halves([reminder(("Payment reminder", "According to our records invoice {number} over {amount} {currency} is overdue. The amount has not been received. Please settle it within seven days, otherwise a late fee will be charged.", "Kind regards"))],
                               [reminder(("Final notice", "The outstanding amount of {amount} {currency} for invoice {number} has still not been paid. Please pay at once to avoid further steps.", "Yours faithfully,")),
                                reminder(("Zahlungserinnerung", "unsere Rechnung {number} über {amount} {currency} ist noch offen. Bitte überweisen Sie den Betrag in den nächsten Tagen.", "Mit freundlichen Grüßen"), True)]),
    **TRADE,
}
