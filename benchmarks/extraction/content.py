"""What stands in the documents: people, companies, amounts, dates, from one random source."""
import datetime

FIRST = "Anna Mark Julia Peter Lena Oliver Maria Thomas Grace Daniel Sofia Henry Clara Victor Emma Lucas".split()
LAST = "Fischer Brooks Novak Rossi Martin Clarke Jensen Weber Silva Turner Moreau Lindgren Walsh Keller Hughes Ortega".split()
STREETS = ["High Street", "Mill Lane", "Station Road", "Park Avenue", "Harbour Walk", "Cedar Drive", "Kings Road", "Elm Street", "Bridge Street", "Orchard Way"]
TOWNS = {
    "GBP": [("Leeds", "LS1 4AP"), ("Bristol", "BS1 5TR"), ("York", "YO1 9QL"), ("Norwich", "NR2 1TF")],
    "USD": [("Portland, OR", "97205"), ("Austin, TX", "78701"), ("Denver, CO", "80202"), ("Madison, WI", "53703")],
    "EUR": [("Dublin", "D02 X285"), ("Cork", "T12 W8CY"), ("Vienna", "1010"), ("Utrecht", "3511")],
    "CHF": [("Zurich", "8001"), ("Basel", "4051"), ("Bern", "3011"), ("Geneva", "1201")],
}
COMPANY = ["Northwind", "Blue Harbor", "Cedar & Stone", "Alder", "Brightwater", "Meridian", "Foxglove", "Ironbridge", "Larkspur", "Summit", "Tidewater", "Oakline", "Copperfield", "Silverleaf"]
TRADE = ["Supplies", "Logistics", "Print Works", "Consulting", "Electrics", "Interiors", "Software", "Catering", "Garden Centre", "Hardware", "Engineering", "Design Studio"]
FORM = {"GBP": ["Ltd", "PLC", "LLP"], "USD": ["Inc.", "LLC", "Corp."], "EUR": ["B.V.", "GmbH", "Ltd"], "CHF": ["AG", "GmbH", "SA"]}
GOODS = ["Desk lamp, black", "Office chair", "Copy paper A4", "Printer toner 85A", "USB-C cable 2 m", "Oak shelf board", "Wall paint white 5 l", "Cordless drill", "Site visit", "Web design", "Network switch 8 port", "Steel hinges", "Cable ties, box of 100", "Training session", "Monthly support", "LED panel 60x60", "Garden hose 25 m", "Extension lead", "Whiteboard markers", "Packing tape"]
FOOD = ["Whole milk", "Rye bread", "Bananas", "Cheddar", "Orange juice", "Eggs free range", "Tomatoes", "Olive oil", "Dark chocolate", "Basmati rice", "Ground coffee", "Yoghurt plain", "Apples", "Butter", "Pasta", "Green tea"]
MOVES_OUT = ["Card payment BOOKSHOP", "Direct debit CITY POWER", "Rent transfer", "ATM withdrawal", "Online order PETSUPPLY", "Mobile phone contract", "Insurance premium", "Supermarket MARKET HALL", "Train tickets", "Gym membership"]
MOVES_IN = ["Salary", "Refund GARDENSHOP", "Transfer from savings", "Interest paid", "Cash deposit"]
SIGN = {"GBP": "£", "USD": "$", "EUR": "€", "CHF": "CHF"}


class Content:
    def __init__(self, random, currency=None):
        self.random = random
        self.currency = currency or random.choice(["GBP", "USD", "USD", "EUR", "EUR", "CHF"])

    def pick(self, values):
        return self.random.choice(values)

    def person(self):
        return f"{self.pick(FIRST)} {self.pick(LAST)}"

    def company(self):
        return f"{self.pick(COMPANY)} {self.pick(TRADE)} {self.pick(FORM[self.currency])}"

    def shop(self):
        return f"{self.pick(COMPANY)} {self.pick(['Market', 'Foods', 'Corner Shop', 'Cafe', 'Hardware', 'Bakery'])}"

    def street(self):
        return f"{self.random.randint(1, 190)} {self.pick(STREETS)}"

    def town(self):
        town, code = self.pick(TOWNS[self.currency])
        return town, code

    def town_line(self):
        town, code = self.town()
        return f"{town} {code}" if self.currency in ("GBP", "USD") else f"{code} {town}"

    def phone(self):
        r = self.random
        if self.currency == "USD":
            return f"({r.randint(201, 989)}) {r.randint(200, 999)}-{r.randint(1000, 9999)}"
        code = {"GBP": "44", "EUR": "353", "CHF": "41"}[self.currency]
        return f"+{code} {r.randint(20, 79)} {r.randint(200, 999)} {r.randint(1000, 9999)}"

    def email(self, name):
        word = "".join(c for c in name.split()[0].lower() if c.isalpha())
        return f"{self.pick(['billing', 'accounts', 'office', 'hello'])}@{word}{self.random.randint(1, 99)}.example"

    def iban(self):
        r = self.random
        country, length, head = {"GBP": ("GB", 22, "NWBK"), "EUR": ("DE", 22, ""), "USD": ("DE", 22, ""), "CHF": ("CH", 21, "")}[self.currency]
        body = head + "".join(str(r.randint(0, 9)) for _ in range(length - 4 - len(head)))
        digits = "".join(str(int(c, 36)) for c in body + country + "00")
        return f"{country}{98 - int(digits) % 97:02d}{body}"

    def date(self, after=None, days=(7, 45)):
        if after is None:
            return datetime.date(2021, 1, 4) + datetime.timedelta(days=self.random.randint(0, 1900))
        return after + datetime.timedelta(days=self.random.randint(*days))

    def amount(self, low, high):
        return round(self.random.uniform(low, high), 2)


def spaced(iban):
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))


def written(date, form):
    month = date.strftime("%B")
    return {
        "iso": date.isoformat(),
        "dots": f"{date.day:02d}.{date.month:02d}.{date.year}",
        "slashes": f"{date.day:02d}/{date.month:02d}/{date.year}",
        "american": f"{date.month:02d}/{date.day:02d}/{date.year}",
        "long": f"{date.day} {month} {date.year}",
        "us_long": f"{month} {date.day}, {date.year}",
        "short": f"{date.day:02d}-{month[:3]}-{date.year}",
        "short_year": f"{date.day} {month[:3]} {date.year % 100:02d}",
    }[form]


def money(amount, style, currency):
    sign = "-" if amount < 0 else ""
    plain = f"{abs(amount):,.2f}"
    european = plain.replace(",", "_").replace(".", ",").replace("_", ".")
    mark = SIGN[currency]
    return sign + {
        "plain": plain,
        "european": european,
        "before": f"{mark}{plain}" if len(mark) == 1 else f"{mark} {plain}",
        "code_before": f"{currency} {plain}",
        "code_after": f"{plain} {currency}",
        "euro_after": f"{european} {mark}",
    }[style]
