"""Four filled-in forms; the first two are of the development half."""
from content import Content, written
from sheet import Sheet

FIELDS = ["first_name", "last_name", "date_of_birth", "email", "phone", "street", "city", "postal_code", "nationality",
          "occupation", "employer", "member_number", "newsletter", "terms_accepted", "signature_date"]


def facts(random):
    c = Content(random)
    name = c.person().split()
    town, code = c.town()
    return c, {"first": name[0], "last": name[1], "birth": c.date().replace(year=random.randint(1950, 2003)), "email": f"{name[0].lower()}.{name[1].lower()}@mail.example",
               "phone": c.phone() if random.random() < 0.8 else None, "street": c.street(), "city": town, "code": code,
               "nationality": c.pick(["British", "German", "American", "Irish", "Swiss", "Dutch"]), "occupation": c.pick(["Nurse", "Teacher", "Electrician", "Accountant", "Student", "Software engineer"]) if random.random() < 0.8 else None,
               "employer": c.company() if random.random() < 0.6 else None, "member": f"M{random.randint(10000, 99999)}", "newsletter": random.random() < 0.5, "terms": random.random() < 0.8, "signed": c.date()}


def lines(f, dates):
    return {"first_name": (f["first"], f["first"]), "last_name": (f["last"], f["last"]), "date_of_birth": (written(f["birth"], dates), str(f["birth"])), "email": (f["email"], f["email"]),
            "phone": (f["phone"], f["phone"]), "street": (f["street"], f["street"]), "city": (f["city"], f["city"]), "postal_code": (f["code"], f["code"]), "nationality": (f["nationality"], f["nationality"]),
            "occupation": (f["occupation"], f["occupation"]), "employer": (f["employer"], f["employer"]), "member_number": (f["member"], f["member"]), "signature_date": (written(f["signed"], dates), str(f["signed"]))}


def put(s, x, y, field, values, size=10):
    shown, value = values[field]
    if shown is not None:
        s.text(x, y, shown, size, field=field, value=value)


def ruled(random, path):
    c, f = facts(random)
    v = lines(f, c.pick(["dots", "long"]))
    s = Sheet(path, "helvetica")
    s.text(50, 60, "Membership application", 18, True)
    y = 110
    for label, field in [("First name:", "first_name"), ("Last name:", "last_name"), ("Date of birth:", "date_of_birth"), ("Nationality:", "nationality"), ("Street and number:", "street"), ("Postal code:", "postal_code"), ("City:", "city"),
                         ("Phone:", "phone"), ("Email:", "email"), ("Occupation:", "occupation"), ("Employer:", "employer"), ("Member no.:", "member_number")]:
        s.text(50, y, label, 10); put(s, 180, y, field, v, 11); s.line(175, y + 3, 500, y + 3, 0.4); y += 26
    s.check(50, y + 4, f["newsletter"], "newsletter"); s.text(66, y + 4, "Please send me the newsletter", 10); y += 20
    s.check(50, y + 4, f["terms"], "terms_accepted"); s.text(66, y + 4, "I accept the terms and conditions", 10); y += 50
    s.text(50, y, "Date:", 10); put(s, 85, y, "signature_date", v); s.text(300, y, "Signature:", 10); s.line(350, y + 3, 520, y + 3)
    s.save()
    return s


def cells(random, path):
    c, f = facts(random)
    v = lines(f, c.pick(["iso", "short"]))
    s = Sheet(path, "vera")
    s.text(50, 55, "Registration form", 15, True)
    rows = [[("Given name", "first_name"), ("Family name", "last_name")], [("Birth date", "date_of_birth"), ("Nationality", "nationality")], [("Address (street)", "street")], [("ZIP / postcode", "postal_code"), ("Town", "city")],
            [("Telephone", "phone"), ("E-mail address", "email")], [("Profession", "occupation"), ("Employer", "employer")], [("Membership number", "member_number"), ("Date signed", "signature_date")]]
    y = 80
    for row in rows:
        width = 495 / len(row)
        for i, (label, field) in enumerate(row):
            s.box(50 + i * width, y, width, 36)
            s.text(54 + i * width, y + 10, label, 7, gray=0.3); put(s, 58 + i * width, y + 28, field, v)
        y += 36
    s.check(50, y + 30, f["newsletter"], "newsletter"); s.text(66, y + 30, "Newsletter", 9)
    s.check(250, y + 30, f["terms"], "terms_accepted"); s.text(266, y + 30, "Terms accepted", 9)
    s.save()
    return s


# ---- the half that is only measured ----


def under(random, path):
    """Labels below their lines."""
    c, f = facts(random)
    v = lines(f, c.pick(["long", "dots"]))
    s = Sheet(path, "times")
    s.text(297, 60, "Patient intake sheet", 17, True, "center")
    y = 110
    for row in [[("First name", "first_name", 50), ("Surname", "last_name", 300)], [("Born on", "date_of_birth", 50), ("Citizenship", "nationality", 300)], [("Street address", "street", 50), ("City", "city", 300)], [("Post code", "postal_code", 50), ("Mobile", "phone", 300)],
                [("E-mail", "email", 50), ("Job title", "occupation", 300)], [("Company", "employer", 50), ("Card number", "member_number", 300)]]:
        for label, field, x in row:
            put(s, x + 4, y, field, v, 11); s.line(x, y + 4, x + 210, y + 4, 0.5); s.text(x, y + 14, label, 8, gray=0.25)
        y += 46
    s.check(50, y + 4, f["newsletter"], "newsletter"); s.text(66, y + 4, "Newsletter by mail", 10); y += 20
    s.check(50, y + 4, f["terms"], "terms_accepted"); s.text(66, y + 4, "Terms and conditions accepted", 10); y += 50
    put(s, 54, y, "signature_date", v, 11); s.line(50, y + 4, 200, y + 4); s.text(50, y + 14, "Date of signature", 8, gray=0.25); s.line(300, y + 4, 520, y + 4); s.text(300, y + 14, "Signature", 8, gray=0.25)
    s.save()
    return s


def two_columns(random, path):
    c, f = facts(random)
    v = lines(f, c.pick(["short", "iso"]))
    s = Sheet(path, "courier")
    s.text(50, 60, "CLUB SIGN-UP", 18, True)
    y = 105
    for left, right in [(("Forename", "first_name"), ("Surname", "last_name")), (("D.O.B.", "date_of_birth"), ("Nationality", "nationality")), (("Address", "street"), ("City/Town", "city")), (("Postcode", "postal_code"), ("Tel.", "phone")),
                        (("Occupation", "occupation"), ("Member ID", "member_number"))]:
        for (label, field), x in ((left, 50), (right, 310)):
            s.text(x, y, label, 9, True); put(s, x + 80, y, field, v, 9.5)
        y += 24
    for label, field in [("Email", "email"), ("Employer name", "employer"), ("Signed on", "signature_date")]:
        s.text(50, y, label, 9, True); put(s, 150, y, field, v, 9.5); y += 24
    s.text(50, y + 4, "Newsletter", 9); s.check(130, y + 4, f["newsletter"], "newsletter")
    s.text(310, y + 4, "Accept terms", 9); s.check(400, y + 4, f["terms"], "terms_accepted")
    s.save()
    return s


TEMPLATES = {"ruled": ruled, "cells": cells}
HELD_OUT = {"under": under, "two_columns": two_columns}
