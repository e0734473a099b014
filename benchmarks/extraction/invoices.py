"""Six invoice templates; the first three are of the development half."""
from content import Content, money, spaced, written
from sheet import Sheet


def facts(random, currency=None, items=None, rate=None):
    c = Content(random, currency)
    date = c.date()
    rows = []
    for _ in range(items or random.randint(2, 7)):
        quantity, price = random.randint(1, 12), c.amount(3, 420)
        rows.append({"description": c.pick(_unused(rows)), "quantity": quantity, "unit_price": price, "amount": round(quantity * price, 2)})
    subtotal = round(sum(r["amount"] for r in rows), 2)
    discount = round(subtotal * 0.05, 2) if random.random() < 0.3 else None
    shipping = c.amount(5, 40) if random.random() < 0.35 else None
    rate = rate or {"GBP": 20, "USD": 8.25, "EUR": 21, "CHF": 8.1}[c.currency]
    tax = round((subtotal - (discount or 0) + (shipping or 0)) * rate / 100, 2)
    seller = c.company()
    return c, {
        "number": c.pick(["INV-{}", "{}", "R{}", "2{}/A", "F-{}-01"]).format(random.randint(1000, 99999)),
        "date": date, "due": c.date(date) if random.random() < 0.8 else None,
        "order": f"PO{random.randint(1000, 9999)}" if random.random() < 0.5 else None,
        "customer": f"C-{random.randint(100, 9999)}" if random.random() < 0.6 else None,
        "seller": seller, "seller_street": c.street(), "seller_town": c.town_line(),
        "email": c.email(seller) if random.random() < 0.7 else None, "phone": c.phone() if random.random() < 0.6 else None,
        "vat": {"GBP": "GB", "EUR": "DE", "USD": "DE", "CHF": "DE"}[c.currency] + str(random.randint(100000000, 999999999)) if random.random() < 0.6 else None,
        "iban": c.iban() if c.currency != "USD" and random.random() < 0.7 else None,
        "buyer": c.company() if random.random() < 0.6 else c.person(), "buyer_street": c.street(), "buyer_town": c.town_line(),
        "rows": rows, "subtotal": subtotal, "discount": discount, "shipping": shipping, "rate": rate, "tax": tax,
        "total": round(subtotal - (discount or 0) + (shipping or 0) + tax, 2),
    }


def _unused(rows):
    from content import GOODS
    return [g for g in GOODS if g not in [r["description"] for r in rows]] or GOODS


FIELDS = ["invoice_number", "invoice_date", "due_date", "purchase_order_number", "customer_number",
          "seller.name", "seller.address", "seller.email", "seller.phone", "seller.tax_id", "seller.iban",
          "buyer.name", "buyer.address", "currency", "subtotal", "discount", "shipping", "total_tax", "total"]


def rows(s, f, y, columns, style, currency, header=None, height=17, ruled=False, size=9.5, foot=760):
    """columns: (field, x, align, head); gives y below the last row."""
    def head(y):
        if header is not None:
            s.box(columns[0][1] - 4, y - 12, s.width - 2 * columns[0][1] + 8, 17, fill=header)
        for _, x, align, title in columns:
            s.text(x, y, title, size, True, align)
        s.line(columns[0][1] - 4, y + 5, s.width - columns[0][1] + 4, y + 5)
        return y + height + 2
    y = head(y)
    for i, row in enumerate(f["rows"]):
        if y > foot:
            s.next_page()
            y = head(70)
        for field, x, align, _ in columns:
            if field == "position":
                s.text(x, y, str(i + 1), size, align=align)
                continue
            value = row[field]
            shown = value if isinstance(value, str) else str(value) if field == "quantity" else money(value, style, currency)
            s.text(x, y, shown, size, align=align, field=f"items[{i}].{field}", value=value)
        if ruled:
            s.line(columns[0][1] - 4, y + 5, s.width - columns[0][1] + 4, y + 5, 0.3)
        y += height
    return y


def sums(s, y, lines, x, right, style, currency, size=10, step=16):
    for label, amount, field, bold in lines:
        if amount is not None:
            s.text(x, y, label, size, bold)
            s.text(right, y, money(amount, style, currency), size, bold, "right", field=field, value=abs(amount))
            y += step
    return y


def block(s, x, y, lines, prefix, size=10, step=13, bold_first=True):
    """Name, street, town."""
    s.text(x, y, lines[0], size, bold_first, field=f"{prefix}.name")
    address = f"{lines[1]}, {lines[2]}"
    s.text(x, y + step, lines[1], size, field=f"{prefix}.address", value=address)
    s.text(x, y + 2 * step, lines[2], size, field=f"{prefix}.address", value=address)
    return y + 3 * step


def finish(s, c, f, shown_currency):
    s.save()
    s.values["currency"] = {"value": c.currency, "box": None, "page": None} if shown_currency else {"value": None, "box": None, "page": None}
    return s


def classic(random, path):
    c, f = facts(random)
    s = Sheet(path, "helvetica")
    style, dates = c.pick(["before", "code_before"]), c.pick(["long", "iso", "dots"])
    block(s, 50, 60, [f["seller"], f["seller_street"], f["seller_town"]], "seller", 11)
    y = 106
    if f["email"]:
        s.text(50, y, f["email"], 9, field="seller.email"); y += 12
    if f["phone"]:
        s.labelled(50, y, "Tel:", f["phone"], "seller.phone", size=9, bold=False)
    s.text(545, 64, "INVOICE", 22, True, "right")
    y = 110
    for label, value, field, shown in [("Invoice number:", f["number"], "invoice_number", f["number"]), ("Invoice date:", f["date"], "invoice_date", written(f["date"], dates)),
                                       ("Due date:", f["due"], "due_date", f["due"] and written(f["due"], dates)), ("PO number:", f["order"], "purchase_order_number", f["order"])]:
        if value:
            s.labelled(350, y, label, shown, field, value=str(value)); y += 15
    s.text(50, 175, "Bill to:", 10, True)
    block(s, 50, 190, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", bold_first=False)
    y = rows(s, f, 260, [("description", 54, "left", "Description"), ("quantity", 330, "right", "Qty"), ("unit_price", 430, "right", "Unit price"), ("amount", 541, "right", "Amount")], style, c.currency, header=0.88)
    y = sums(s, y + 12, [("Subtotal", f["subtotal"], "subtotal", False), ("Discount", f["discount"] and -f["discount"], "discount", False), ("Shipping", f["shipping"], "shipping", False),
                         (f"VAT {f['rate']}%", f["tax"], "total_tax", False), ("Total", f["total"], "total", True)], 380, 541, style, c.currency)
    if f["iban"]:
        s.text(50, y + 40, f"Please pay to IBAN", 9)
        s.text(140, y + 40, spaced(f["iban"]), 9, field="seller.iban", value=f["iban"])
    if f["vat"]:
        s.labelled(50, y + 55, "VAT reg no:", f["vat"], "seller.tax_id", size=9, bold=False)
    return finish(s, c, f, True)


def boxed(random, path):
    c, f = facts(random)
    s = Sheet(path, "vera")
    style, dates = c.pick(["plain", "code_after"]), c.pick(["us_long", "short"])
    s.text(297, 60, f["seller"], 15, True, "center", field="seller.name")
    address = f"{f['seller_street']}, {f['seller_town']}"
    s.text(297, 77, address, 9, align="center", field="seller.address", value=address)
    contact = 297
    if f["phone"]:
        s.text(contact - 120, 90, "Phone", 8); s.text(contact - 88, 90, f["phone"], 8, field="seller.phone")
    if f["email"]:
        s.text(contact + 20, 90, "E-mail", 8); s.text(contact + 52, 90, f["email"], 8, field="seller.email")
    s.text(50, 130, "Tax invoice", 16, True)
    cells = [("Invoice no.", f["number"], "invoice_number", f["number"]), ("Date issued", f["date"], "invoice_date", written(f["date"], dates)),
             ("Payment due", f["due"], "due_date", f["due"] and written(f["due"], dates)), ("Customer no.", f["customer"], "customer_number", f["customer"])]
    for i, (label, value, field, shown) in enumerate(cells):
        x = 50 + i * 124
        s.box(x, 145, 124, 34)
        s.text(x + 5, 156, label, 7, gray=0.25)
        if value:
            s.text(x + 5, 172, shown, 10, field=field, value=str(value))
    s.text(50, 205, "Customer", 8, gray=0.25)
    block(s, 50, 219, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", 10)
    y = rows(s, f, 280, [("position", 54, "left", "#"), ("description", 76, "left", "Item"), ("quantity", 345, "right", "Quantity"), ("unit_price", 440, "right", "Price"), ("amount", 541, "right", "Total")], style, c.currency, ruled=True, size=9)
    y = sums(s, y + 14, [("Net amount", f["subtotal"], "subtotal", False), ("Less discount", f["discount"], "discount", False), ("Delivery", f["shipping"], "shipping", False),
                         (f"Tax ({f['rate']} %)", f["tax"], "total_tax", False), ("Amount due", f["total"], "total", True)], 370, 541, style, c.currency, 9)
    if f["vat"]:
        s.labelled(50, 790, "VAT ID", f["vat"], "seller.tax_id", size=8, bold=False)
    if f["iban"]:
        s.labelled(250, 790, "IBAN", spaced(f["iban"]), "seller.iban", value=f["iban"], size=8, bold=False)
    return finish(s, c, f, style == "code_after")


def german(random, path):
    c, f = facts(random, "EUR", rate=19, items=random.choice([3, 5, 6, 34]))
    s = Sheet(path, "helvetica")
    style = "euro_after"
    s.text(50, 60, f["seller"], 14, True, field="seller.name")
    address = f"{f['seller_street']}, {f['seller_town']}"
    s.text(50, 76, address, 8, field="seller.address", value=address)
    block(s, 50, 150, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", bold_first=False)
    s.text(50, 225, "Rechnung", 18, True)
    y = 150
    for label, value, field, shown in [("Rechnungsnummer", f["number"], "invoice_number", f["number"]), ("Rechnungsdatum", f["date"], "invoice_date", written(f["date"], "dots")),
                                       ("Fällig am", f["due"], "due_date", f["due"] and written(f["due"], "dots")), ("Kundennummer", f["customer"], "customer_number", f["customer"])]:
        if value:
            s.text(380, y, label, 9); s.text(545, y, shown, 9, align="right", field=field, value=str(value)); y += 13
    y = rows(s, f, 255, [("position", 54, "left", "Pos."), ("description", 84, "left", "Bezeichnung"), ("quantity", 345, "right", "Menge"), ("unit_price", 440, "right", "Einzelpreis"), ("amount", 541, "right", "Gesamt")], style, c.currency, header=0.92)
    y = sums(s, y + 12, [("Zwischensumme", f["subtotal"], "subtotal", False), ("Rabatt", f["discount"], "discount", False), ("Versandkosten", f["shipping"], "shipping", False),
                         ("MwSt. 19 %", f["tax"], "total_tax", False), ("Gesamtbetrag", f["total"], "total", True)], 370, 541, style, c.currency)
    foot = []
    if f["iban"]:
        s.labelled(50, 800, "IBAN:", spaced(f["iban"]), "seller.iban", value=f["iban"], size=8, bold=False)
    if f["vat"]:
        s.labelled(300, 800, "USt-IdNr.:", f["vat"], "seller.tax_id", size=8, bold=False)
    if f["email"]:
        s.labelled(300, 812, "E-Mail:", f["email"], "seller.email", size=8, bold=False)
    if f["phone"]:
        s.labelled(50, 812, "Telefon:", f["phone"], "seller.phone", size=8, bold=False)
    return finish(s, c, f, True)


# ---- the half that is only measured ----


def banner(random, path):
    c, f = facts(random)
    s = Sheet(path, "times")
    style, dates = c.pick(["before", "plain"]), c.pick(["short_year", "long"])
    s.box(0, 0, s.width, 70, fill=0.85)
    s.text(40, 44, f["seller"], 20, True, field="seller.name")
    s.text(555, 44, "Sales invoice", 14, align="right")
    y = 100
    for label, value, field, shown in [("Document no.", f["number"], "invoice_number", f["number"]), ("Issued on", f["date"], "invoice_date", written(f["date"], dates)),
                                       ("To be paid by", f["due"], "due_date", f["due"] and written(f["due"], dates)), ("Your order", f["order"], "purchase_order_number", f["order"]), ("Account ref", f["customer"], "customer_number", f["customer"])]:
        if value:
            s.text(470, y, label, 10, True, "right"); s.text(480, y, shown, 10, field=field, value=str(value)); y += 15
    s.text(40, 100, "Invoice to", 9, True, gray=0.3)
    block(s, 40, 115, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", bold_first=False)
    y = rows(s, f, 210, [("quantity", 60, "right", "Units"), ("description", 80, "left", "Details"), ("unit_price", 440, "right", "Rate"), ("amount", 551, "right", "Line total")], style, c.currency, size=10)
    y = sums(s, y + 14, [("Sub-total", f["subtotal"], "subtotal", False), ("Discount 5%", f["discount"], "discount", False), ("Carriage", f["shipping"], "shipping", False),
                         (f"VAT @ {f['rate']}%", f["tax"], "total_tax", False), ("TOTAL TO PAY", f["total"], "total", True)], 400, 551, style, c.currency)
    address = f"{f['seller_street']}, {f['seller_town']}"
    s.line(40, 775, 555, 775)
    s.text(40, 788, address, 9, field="seller.address", value=address)
    x = 40
    if f["phone"]:
        x = s.labelled(x, 801, "T", f["phone"], "seller.phone", size=9) + 20
    if f["email"]:
        s.labelled(x, 801, "E", f["email"], "seller.email", size=9)
    x = 40
    if f["vat"]:
        x = s.labelled(x, 814, "VAT number", f["vat"], "seller.tax_id", size=9) + 20
    if f["iban"]:
        s.labelled(x, 814, "Bank account (IBAN)", spaced(f["iban"]), "seller.iban", value=f["iban"], size=9)
    return finish(s, c, f, style == "before")


def grid(random, path):
    c, f = facts(random, c_pick(random, ["USD", "GBP", "CHF"]))
    s = Sheet(path, "courier")
    style, dates = "code_before" if c.currency == "CHF" else "before", "american" if c.currency == "USD" else "slashes"
    s.text(50, 55, "INVOICE", 18, True)
    s.text(50, 85, "FROM", 9, True); s.text(310, 85, "TO", 9, True)
    block(s, 50, 99, [f["seller"], f["seller_street"], f["seller_town"]], "seller", 9.5, bold_first=False)
    block(s, 310, 99, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", 9.5, bold_first=False)
    y = 138
    if f["phone"]:
        s.text(50, y, f["phone"], 9.5, field="seller.phone"); y += 13
    if f["email"]:
        s.text(50, y, f["email"], 9.5, field="seller.email")
    heads = [("Invoice #", f["number"], "invoice_number", f["number"]), ("Date", f["date"], "invoice_date", written(f["date"], dates)), ("Due", f["due"], "due_date", f["due"] and written(f["due"], dates)), ("P.O. #", f["order"], "purchase_order_number", f["order"])]
    heads = [h for h in heads if h[1]]
    for i, (label, value, field, shown) in enumerate(heads):
        x = 50 + i * 124
        s.box(x, 185, 124, 18); s.box(x, 203, 124, 18)
        s.text(x + 62, 197, label, 9, True, "center"); s.text(x + 62, 215, shown, 9, align="center", field=field, value=str(value))
    y = rows(s, f, 250, [("description", 54, "left", "Product / service"), ("quantity", 350, "right", "Qty."), ("unit_price", 440, "right", "Each"), ("amount", 541, "right", "Amount")], style, c.currency, ruled=True, size=9)
    tax = "Sales tax" if c.currency == "USD" else "VAT"
    y = sums(s, y + 16, [("Subtotal:", f["subtotal"], "subtotal", False), ("Discount:", f["discount"] and -f["discount"], "discount", False), ("Shipping & handling:", f["shipping"], "shipping", False),
                         (f"{tax} ({f['rate']}%):", f["tax"], "total_tax", False), ("Balance due:", f["total"], "total", True)], 330, 541, style, c.currency)
    if f["iban"]:
        s.text(50, y + 30, "Payment by bank transfer:", 9); s.text(50, y + 43, spaced(f["iban"]), 9, field="seller.iban", value=f["iban"])
    if f["vat"]:
        s.labelled(50, y + 58, "VAT Reg. No.", f["vat"], "seller.tax_id", size=9, bold=False)
    return finish(s, c, f, True)


def letter(random, path):
    c, f = facts(random, "EUR", items=random.choice([2, 4, 6, 30]))
    s = Sheet(path, "times")
    style, dates = "european", "long"
    address = f"{f['seller_street']}, {f['seller_town']}"
    s.text(545, 55, f["seller"], 12, True, "right", field="seller.name")
    s.text(545, 69, f["seller_street"], 9, align="right", field="seller.address", value=address)
    s.text(545, 81, f["seller_town"], 9, align="right", field="seller.address", value=address)
    y = 93
    for value, field in [(f["phone"], "seller.phone"), (f["email"], "seller.email")]:
        if value:
            s.text(545, y, value, 9, align="right", field=field); y += 12
    s.text(50, 120, "Billed to", 9, gray=0.3)
    block(s, 50, 135, [f["buyer"], f["buyer_street"], f["buyer_town"]], "buyer", 10.5, bold_first=False)
    end = s.text(50, 205, "Invoice ", 16, True)
    s.text(end, 205, f["number"], 16, True, field="invoice_number")
    x = s.labelled(50, 225, "Invoice date:", written(f["date"], dates), "invoice_date", value=str(f["date"]), bold=False) + 25
    if f["due"]:
        s.labelled(x, 225, "Please pay before:", written(f["due"], dates), "due_date", value=str(f["due"]), bold=False)
    if f["customer"]:
        s.labelled(50, 240, "Your customer number:", f["customer"], "customer_number", bold=False)
    y = rows(s, f, 270, [("description", 54, "left", "What"), ("unit_price", 360, "right", "Price EUR"), ("quantity", 440, "right", "Number"), ("amount", 541, "right", "Sum EUR")], style, c.currency)
    y = sums(s, y + 14, [("Total excl. VAT", f["subtotal"], "subtotal", False), ("Rebate", f["discount"], "discount", False), ("Freight", f["shipping"], "shipping", False),
                         (f"{f['rate']}% VAT", f["tax"], "total_tax", False), ("Total incl. VAT", f["total"], "total", True)], 380, 541, style, c.currency)
    x = 50
    if f["iban"]:
        x = s.labelled(x, 805, "IBAN", spaced(f["iban"]), "seller.iban", value=f["iban"], size=8, bold=False) + 20
    if f["vat"]:
        s.labelled(x, 805, "VAT no.", f["vat"], "seller.tax_id", size=8, bold=False)
    return finish(s, c, f, True)


def c_pick(random, values):
    return random.choice(values)


TEMPLATES = {"classic": classic, "boxed": boxed, "german": german}
HELD_OUT = {"banner": banner, "grid": grid, "letter": letter}
