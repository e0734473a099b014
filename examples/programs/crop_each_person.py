# Every person as a picture of their own, on one sheet.
# rigel run examples/programs/crop_each_person.py -i img1=group.jpg
found = [person for person in people(img1) if person.confidence > 0.5]
cut = [crop(img1, person) for person in found]
if cut:
    answer(f"{len(cut)} people.", image=montage(cut), boxes=found)
else:
    answer("Nobody is recognised.")
