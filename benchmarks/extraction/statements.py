"""Four bank statement templates; the first two are of the development half."""
import datetime

from content import MOVES_IN, MOVES_OUT, Content, money, spaced, written
from sheet import Sheet

FIELDS = ["bank_name", "account_holder", "account_number", "iban", "statement_number", "period_start", "period_end", "currency",
          "opening_balance", "closing_balance", "total_deposits", "total_withdrawals"]


def facts(random, count=None):
    c = Content(random)
    start = c.date().replace(day=1)
    end = (start + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
    balance = opening = c.amount(200, 9000)
    moves = []
    for day in sorted(random.randint(1, 28) for _ in range(count or random.randint(6, 14))):
        incoming = random.random() < 0.25
        amount = c.amount(150, 3200) if incoming else -c.amount(4, 260)
        balance = round(balance + amount, 2)
        moves.append({"booking_date": start.replace(day=day), "description": c.pick(MOVES_IN if incoming else MOVES_OUT), "amount": amount, "balance": balance})
    return c, {"bank": f"{c.pick(['First', 'United', 'Harbour', 'Alpine', 'Royal Oak', 'Metro'])} {c.pick(['Savings Bank', 'Bank', 'Credit Union', 'Trust Bank'])}",
               "holder": c.person(), "street": c.street(), "town": c.town_line(), "account": str(random.randint(10000000, 99999999)),
               "iban": c.iban() if c.currency != "USD" else None, "number": f"{random.randint(1, 12)}/{start.year}" if random.random() < 0.6 else None,
               "start": start, "end": end, "opening": opening, "closing": balance, "moves": moves,
               "in": round(sum(m["amount"] for m in moves if m["amount"] > 0), 2), "out": round(-sum(m["amount"] for m in moves if m["amount"] < 0), 2)}


def table(s, f, y, columns, dates, style, currency, size=9, step=15, foot=770):
    def head(y):
        for _, x, align, title in columns:
            s.text(x, y, title, size, True, align)
        s.line(45, y + 4, s.width - 45, y + 4)
        return y + step + 2
    y = head(y)
    for i, m in enumerate(f["moves"]):
        if y > foot:
            s.next_page()
            y = head(70)
        for field, x, align, _ in columns:
            name = f"transactions[{i}]." + ("amount" if field in ("in", "out") else field)
            if field == "booking_date":
                s.text(x, y, written(m[field], dates), size, align=align, field=name, value=str(m[field]))
            elif field == "description":
                s.text(x, y, m[field], size, align=align, field=name)
            elif field == "in" and m["amount"] < 0 or field == "out" and m["amount"] > 0:
                continue
            else:
                amount = m["balance"] if field == "balance" else m["amount"]
                s.text(x, y, money(abs(amount) if field in ("in", "out") else amount, style, currency), size, align=align, field=name, value=amount)
        y += step
    return y


def finish(s, c, shown):
    s.save()
    s.values["currency"] = {"value": c.currency if shown else None, "box": None, "page": None}
    return s


def modern(random, path):
    c, f = facts(random)
    s = Sheet(path, "helvetica")
    s.text(45, 60, f["bank"], 18, True, field="bank_name")
    s.text(550, 60, "Account statement", 12, align="right")
    s.text(45, 110, f["holder"], 10, field="account_holder"); s.text(45, 123, f["street"], 10); s.text(45, 136, f["town"], 10)
    y = 110
    for label, shown, field, value in [("Account number:", f["account"], "account_number", f["account"]), ("IBAN:", f["iban"] and spaced(f["iban"]), "iban", f["iban"]), ("Statement no.:", f["number"], "statement_number", f["number"])]:
        if value:
            s.labelled(320, y, label, shown, field, value=value); y += 14
    end = s.text(320, y, "Period:", 10, True) + 5
    end = s.text(end, y, written(f["start"], "dots"), 10, field="period_start", value=str(f["start"]))
    end = s.text(end + 3, y, "-", 10)
    s.text(end + 3, y, written(f["end"], "dots"), 10, field="period_end", value=str(f["end"]))
    y += 14
    s.labelled(320, y, "Currency:", c.currency, "shown_currency")
    s.values.pop("shown_currency")
    s.text(45, 200, "Opening balance", 10, True); s.text(550, 200, money(f["opening"], "plain", c.currency), 10, True, "right", field="opening_balance", value=f["opening"])
    y = table(s, f, 225, [("booking_date", 45, "left", "Date"), ("description", 130, "left", "Description"), ("amount", 440, "right", "Amount"), ("balance", 550, "right", "Balance")], "dots", "plain", c.currency)
    for label, value, field in [("Total deposits", f["in"], "total_deposits"), ("Total withdrawals", f["out"], "total_withdrawals"), ("Closing balance", f["closing"], "closing_balance")]:
        y += 16
        s.text(45, y, label, 10, True); s.text(550, y, money(value, "plain", c.currency), 10, True, "right", field=field, value=value)
    return finish(s, c, True)


def columns(random, path):
    c, f = facts(random, random.choice([8, 12, 46]))
    s = Sheet(path, "vera")
    s.text(297, 50, f["bank"], 15, True, "center", field="bank_name")
    s.text(297, 66, "Statement of account", 9, align="center")
    for i, (label, shown, field, value) in enumerate([("Account holder", f["holder"], "account_holder", f["holder"]), ("Account no.", f["account"], "account_number", f["account"]),
                                                      ("Statement period", None, None, True), ("Sheet", f["number"], "statement_number", f["number"])]):
        x = 45 + i * 128
        s.text(x, 95, label, 7.5, gray=0.3)
        if field and value:
            s.text(x, 108, shown, 9, field=field, value=value)
    end = s.text(301, 108, written(f["start"], "short"), 7.5, field="period_start", value=str(f["start"]))
    end = s.text(end + 2, 108, "to", 7.5)
    s.text(end + 2, 108, written(f["end"], "short"), 7.5, field="period_end", value=str(f["end"]))
    s.box(45, 120, 505, 34)
    for i, (label, value, field) in enumerate([("Opening balance", f["opening"], "opening_balance"), ("Money in", f["in"], "total_deposits"), ("Money out", f["out"], "total_withdrawals"), ("Closing balance", f["closing"], "closing_balance")]):
        s.text(55 + i * 126, 132, label, 8); s.text(55 + i * 126, 147, money(value, "before", c.currency), 9, True, field=field, value=value)
    table(s, f, 180, [("booking_date", 45, "left", "Date"), ("description", 120, "left", "Details"), ("out", 370, "right", "Paid out"), ("in", 460, "right", "Paid in"), ("balance", 550, "right", "Balance")], "short", "plain", c.currency, 8, 14)
    return finish(s, c, True)


# ---- the half that is only measured ----


def credit(random, path):
    c, f = facts(random)
    s = Sheet(path, "times")
    s.text(545, 55, f["bank"], 20, True, "right", field="bank_name")
    s.text(50, 90, "Name", 9, True); s.text(50, 103, f["holder"], 11, field="account_holder")
    s.text(50, 125, "Address", 9, True); s.text(50, 138, f"{f['street']}, {f['town']}", 11)
    s.text(320, 90, "A/C number", 9, True); s.text(320, 103, f["account"], 11, field="account_number")
    if f["iban"]:
        s.text(320, 125, "IBAN", 9, True); s.text(320, 138, spaced(f["iban"]), 11, field="iban", value=f["iban"])
    end = s.text(50, 170, "Transactions from ", 11)
    end = s.text(end, 170, written(f["start"], "long"), 11, field="period_start", value=str(f["start"]))
    end = s.text(end, 170, " to ", 11)
    s.text(end, 170, written(f["end"], "long"), 11, field="period_end", value=str(f["end"]))
    y = 195
    for label, value, field in [("Balance brought forward", f["opening"], "opening_balance"), ("Total credits", f["in"], "total_deposits"), ("Total debits", f["out"], "total_withdrawals"), ("Balance carried forward", f["closing"], "closing_balance")]:
        s.text(50, y, label, 10.5); s.text(320, y, money(value, "before", c.currency), 10.5, align="right", field=field, value=value); y += 15
    table(s, f, y + 20, [("booking_date", 50, "left", "Posted"), ("description", 140, "left", "Transaction"), ("out", 380, "right", "Debit"), ("in", 460, "right", "Credit"), ("balance", 545, "right", "Balance")], "dots", "plain", c.currency, 10)
    return finish(s, c, True)


def ledger(random, path):
    c, f = facts(random, random.choice([7, 11, 42]))
    s = Sheet(path, "helvetica")
    s.box(0, 0, 595, 60, fill=0.9)
    s.text(45, 38, f["bank"], 16, True, field="bank_name")
    y = 90
    for label, shown, field, value in [("Customer", f["holder"], "account_holder", f["holder"]), ("Account", f["account"], "account_number", f["account"]), ("IBAN", f["iban"] and spaced(f["iban"]), "iban", f["iban"]), ("Statement number", f["number"], "statement_number", f["number"]),
                                       ("From", written(f["start"], "iso"), "period_start", str(f["start"])), ("Until", written(f["end"], "iso"), "period_end", str(f["end"]))]:
        if value:
            s.text(45, y, label, 9, gray=0.3); s.text(160, y, shown, 9, field=field, value=value); y += 13
    s.text(340, 90, "Previous balance", 9, gray=0.3); s.text(550, 90, money(f["opening"], "code_after", c.currency), 9, True, "right", field="opening_balance", value=f["opening"])
    s.text(340, 103, "New balance", 9, gray=0.3); s.text(550, 103, money(f["closing"], "code_after", c.currency), 9, True, "right", field="closing_balance", value=f["closing"])
    table(s, f, y + 20, [("booking_date", 45, "left", "Booked"), ("description", 130, "left", "Purpose"), ("amount", 440, "right", "Value"), ("balance", 550, "right", "Running balance")], "iso", "plain", c.currency, 9.5)
    return finish(s, c, True)


TEMPLATES = {"modern": modern, "columns": columns}
HELD_OUT = {"credit": credit, "ledger": ledger}
