# The fields of an invoice, with a check of its sum.
# rigel run examples/programs/invoice_fields.py -i doc1=invoice.pdf --json
fields = {"invoice_number": "str", "invoice_date": "date", "due_date": "date", "subtotal": "float", "tax": "float", "total": "float"}
invoice = extract(doc1, fields)
note = "The sum is not checked: an amount was not found."
if invoice["subtotal"] is not None and invoice["tax"] is not None and invoice["total"] is not None:
    difference = invoice["total"] - invoice["subtotal"] - invoice["tax"]
    note = "The sum is right." if abs(difference) < 0.01 else f"The sum is off by {difference:.2f}."
answer(f"Total {invoice['total']}. {note}", data=invoice)
