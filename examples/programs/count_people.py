# How many people are in a picture, with a box around each.
# rigel run examples/programs/count_people.py -i img1=photo.jpg
found = detect(img1, ["person"])
answer(f"There are {len(found)} people.", image=draw(img1, found), boxes=found)
