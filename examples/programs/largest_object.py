# The largest thing in a picture, cut out.
# rigel run examples/programs/largest_object.py -i img1=photo.jpg
found = sorted(detect(img1), key=lambda thing: area(thing), reverse=True)
if found:
    largest = found[0]
    share = area(largest) * 100
    answer(f"A {largest.label}, {share:.0f} % of the picture.", image=crop(img1, largest), boxes=[largest])
else:
    answer("Nothing is recognised.")
