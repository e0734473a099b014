# Hides telephone numbers and e-mail addresses in a picture of a text.
# rigel run examples/programs/hide_phone_numbers.py -i img1=card.png
phones = find_text(img1, "phone")
emails = find_text(img1, "email")
private = phones + emails
answer(f"Hid {len(private)} numbers and addresses.", image=pixelate(img1, private), boxes=private)
