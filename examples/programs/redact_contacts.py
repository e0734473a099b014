# Removes e-mail addresses, telephone numbers and account numbers from a document for good.
# rigel run examples/programs/redact_contacts.py -i doc1=letter.pdf
emails = find_text(doc1, "email")
phones = find_text(doc1, "phone")
accounts = find_text(doc1, "iban")
private = emails + phones + accounts
answer(f"Removed {len(private)} entries.", document=redact(doc1, private), boxes=private)
