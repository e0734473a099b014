"""Four receipt templates on narrow paper; the first two are of the development half."""
from content import FOOD, Content, money, written
from sheet import Sheet

FIELDS = ["merchant_name", "merchant_address", "merchant_phone", "receipt_number", "purchase_date", "time", "cashier",
          "currency", "subtotal", "total_tax", "total", "payment_method", "card_last_digits"]


def facts(random):
    c = Content(random, random.choice(["GBP", "USD", "EUR"]))
    rows, names = [], list(FOOD)
    random.shuffle(names)
    for i in range(random.randint(3, 9)):
        quantity, price = random.choice([1, 1, 1, 2, 3]), c.amount(0.6, 14)
        rows.append({"description": names[i], "quantity": quantity, "unit_price": price, "amount": round(quantity * price, 2)})
    subtotal = round(sum(r["amount"] for r in rows), 2)
    tax = round(subtotal * 0.07, 2)
    card = random.random() < 0.6
    return c, {"shop": c.shop(), "street": c.street(), "town": c.town_line(), "phone": c.phone() if random.random() < 0.7 else None,
               "number": str(random.randint(10000, 999999)), "date": c.date(), "time": f"{random.randint(8, 21):02d}:{random.randint(0, 59):02d}",
               "cashier": c.pick(["Anna", "Mark", "Julia", "Peter", "Grace"]) if random.random() < 0.5 else None,
               "rows": rows, "subtotal": subtotal, "tax": tax, "total": round(subtotal + tax, 2),
               "payment": c.pick(["VISA", "Mastercard"]) if card else "Cash", "digits": str(random.randint(1000, 9999)) if card else None}


def head(s, f, y, size=9, upper=False):
    address = f"{f['street']}, {f['town']}"
    mid = s.width / 2
    s.text(mid, y, f["shop"].upper() if upper else f["shop"], size + 4, True, "center", field="merchant_name", value=f["shop"])
    s.text(mid, y + 14, f["street"], size, align="center", field="merchant_address", value=address)
    s.text(mid, y + 26, f["town"], size, align="center", field="merchant_address", value=address)
    y += 38
    if f["phone"]:
        left = s.text(mid - 55, y, "Tel", size)
        s.text(left + 4, y, f["phone"], size, field="merchant_phone"); y += 12
    return y


def item(s, i, row, field, x, y, shown, size, align="left"):
    s.text(x, y, shown, size, align=align, field=f"items[{i}].{field}", value=row[field])


def finish(s, c, f, shown):
    s.save()
    s.values["currency"] = {"value": c.currency if shown else None, "box": None, "page": None}
    return s


def plain(random, path):
    c, f = facts(random)
    s = Sheet(path, "courier", (230, 480))
    y = head(s, f, 30) + 8
    s.text(14, y, written(f["date"], "dots"), 9, field="purchase_date", value=str(f["date"])); s.text(216, y, f["time"], 9, align="right", field="time"); y += 12
    s.labelled(14, y, "Receipt no:", f["number"], "receipt_number", size=9, bold=False); y += 12
    if f["cashier"]:
        s.labelled(14, y, "Cashier:", f["cashier"], "cashier", size=9, bold=False); y += 12
    s.line(14, y, 216, y); y += 14
    for i, row in enumerate(f["rows"]):
        item(s, i, row, "quantity", 14, y, f"{row['quantity']}", 9)
        s.text(24, y, "x", 9)
        item(s, i, row, "description", 34, y, row["description"], 9)
        item(s, i, row, "amount", 216, y, money(row["amount"], "plain", c.currency), 9, "right")
        y += 12
    s.line(14, y - 4, 216, y - 4); y += 10
    for label, value, field, bold in [("Subtotal", f["subtotal"], "subtotal", False), ("VAT 7%", f["tax"], "total_tax", False), (f"TOTAL {c.currency}", f["total"], "total", True)]:
        s.text(14, y, label, 10 if bold else 9, bold); s.text(216, y, money(value, "plain", c.currency), 10 if bold else 9, bold, "right", field=field, value=value); y += 14
    s.labelled(14, y + 6, "Paid by", f["payment"], "payment_method", size=9, bold=False)
    if f["digits"]:
        y += 12; s.text(14, y + 6, "Card ****", 9); s.text(64, y + 6, f["digits"], 9, field="card_last_digits")
    s.text(115, y + 30, "Thank you!", 9, align="center")
    return finish(s, c, f, True)


def headed(random, path):
    c, f = facts(random)
    s = Sheet(path, "helvetica", (250, 520))
    y = head(s, f, 30) + 6
    s.labelled(16, y, "Date:", written(f["date"], "short"), "purchase_date", value=str(f["date"]), size=9, bold=False); s.labelled(160, y, "Time:", f["time"], "time", size=9, bold=False); y += 12
    s.labelled(16, y, "Ticket #", f["number"], "receipt_number", size=9, bold=False)
    if f["cashier"]:
        s.labelled(130, y, "Served by:", f["cashier"], "cashier", size=9, bold=False)
    y += 18
    for x, label, align in [(16, "Item", "left"), (150, "Qty", "right"), (192, "Price", "right"), (234, "Amount", "right")]:
        s.text(x, y, label, 8, True, align)
    s.line(16, y + 4, 234, y + 4); y += 15
    for i, row in enumerate(f["rows"]):
        item(s, i, row, "description", 16, y, row["description"], 9)
        item(s, i, row, "quantity", 150, y, str(row["quantity"]), 9, "right")
        item(s, i, row, "unit_price", 192, y, money(row["unit_price"], "plain", c.currency), 9, "right")
        item(s, i, row, "amount", 234, y, money(row["amount"], "plain", c.currency), 9, "right")
        y += 13
    s.line(16, y - 4, 234, y - 4); y += 10
    for label, value, field, bold in [("Sub total", f["subtotal"], "subtotal", False), ("Sales tax", f["tax"], "total_tax", False), ("Total", f["total"], "total", True)]:
        s.text(16, y, label, 11 if bold else 9, bold); s.text(234, y, money(value, "before", c.currency), 11 if bold else 9, bold, "right", field=field, value=value); y += 15
    s.labelled(16, y + 4, "Payment method:", f["payment"], "payment_method", size=9, bold=False); y += 16
    if f["digits"]:
        s.labelled(16, y + 4, "Card ending in", f["digits"], "card_last_digits", size=9, bold=False)
    return finish(s, c, f, True)


# ---- the half that is only measured ----


def till(random, path):
    c, f = facts(random)
    s = Sheet(path, "courier", (210, 540))
    y = head(s, f, 28, 8.5) + 8
    s.text(12, y, f"#{f['number']}", 8.5, field="receipt_number", value=f["number"]); s.text(198, y, f"{written(f['date'], 'dots')}", 8.5, align="right", field="purchase_date", value=str(f["date"])); y += 11
    s.text(198, y, f["time"], 8.5, align="right", field="time")
    if f["cashier"]:
        s.labelled(12, y, "Operator", f["cashier"], "cashier", size=8.5, bold=False)
    y += 16
    for i, row in enumerate(f["rows"]):
        item(s, i, row, "description", 12, y, row["description"], 8.5)
        if row["quantity"] > 1:
            y += 10
            item(s, i, row, "quantity", 24, y, str(row["quantity"]), 8.5)
            s.text(34, y, "@", 8.5)
            item(s, i, row, "unit_price", 44, y, money(row["unit_price"], "plain", c.currency), 8.5)
        item(s, i, row, "amount", 198, y, money(row["amount"], "plain", c.currency), 8.5, "right")
        y += 12
    y += 8
    for label, value, field, bold in [("NET", f["subtotal"], "subtotal", False), ("TAX", f["tax"], "total_tax", False), ("TO PAY", f["total"], "total", True)]:
        s.text(12, y, label, 9, bold); s.text(198, y, money(value, "before", c.currency), 9, bold, "right", field=field, value=value); y += 13
    s.text(12, y + 2, f["payment"].upper(), 8.5, field="payment_method", value=f["payment"]); s.text(198, y + 2, money(f["total"], "before", c.currency), 8.5, align="right")
    if f["digits"]:
        y += 12
        s.text(12, y + 2, "XXXX XXXX XXXX", 8.5); s.text(95, y + 2, f["digits"], 8.5, field="card_last_digits")
    for i, row in enumerate(f["rows"]):
        for field in ("quantity", "unit_price"):
            s.values.setdefault(f"items[{i}].{field}", {"value": None, "box": None, "page": None})
    return finish(s, c, f, True)


def cafe(random, path):
    c, f = facts(random)
    s = Sheet(path, "times", (240, 520))
    y = head(s, f, 34, 9.5) + 6
    s.text(120, y, f"{written(f['date'], 'us_long')}", 9.5, align="center", field="purchase_date", value=str(f["date"])); y += 12
    s.text(120, y, f["time"], 9.5, align="center", field="time"); y += 14
    s.labelled(16, y, "Order no.", f["number"], "receipt_number", size=9.5, bold=False); y += 18
    for x, label, align in [(16, "Qty", "left"), (48, "Product", "left"), (224, "Price", "right")]:
        s.text(x, y, label, 9, True, align)
    y += 14
    for i, row in enumerate(f["rows"]):
        item(s, i, row, "quantity", 16, y, str(row["quantity"]), 9.5)
        item(s, i, row, "description", 48, y, row["description"], 9.5)
        item(s, i, row, "amount", 224, y, money(row["amount"], "before", c.currency), 9.5, "right")
        y += 13
    y += 8
    for label, value, field, bold in [("Sum of items", f["subtotal"], "subtotal", False), ("incl. service tax", f["tax"], "total_tax", False), ("Total due", f["total"], "total", True)]:
        s.text(16, y, label, 10.5 if bold else 9.5, bold); s.text(224, y, money(value, "before", c.currency), 10.5 if bold else 9.5, bold, "right", field=field, value=value); y += 14
    end = s.labelled(16, y + 4, "Tender:", f["payment"], "payment_method", size=9.5, bold=False)
    if f["digits"]:
        s.labelled(16, y + 17, "Card number ends", f["digits"], "card_last_digits", size=9.5, bold=False)
    s.values.update({k: {"value": None, "box": None, "page": None} for k in ["cashier"]})
    return finish(s, c, f, True)


TEMPLATES = {"plain": plain, "headed": headed}
HELD_OUT = {"till": till, "cafe": cafe}
