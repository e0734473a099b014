# Numbers the people in a picture from left to right.
# rigel run examples/programs/left_to_right.py -i img1=group.jpg
found = people(img1)
ordered = sorted(found, key=lambda person: person.x)
answer(f"{len(ordered)} people from left to right.", image=number(img1, ordered), boxes=ordered)
