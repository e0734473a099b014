# Where a small picture occurs in a large one.
# rigel run examples/programs/find_logo.py -i img1=page.png -i img2=logo.png
places = find(img1, img2)
answer(f"It occurs {len(places)} times.", image=draw(img1, places), boxes=places)
