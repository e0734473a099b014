# Which of two pictures shows more cars.
# rigel run examples/programs/compare_two_pictures.py -i img1=left.jpg -i img2=right.jpg
first = detect(img1, ["car"])
second = detect(img2, ["car"])
if len(first) > len(second):
    verdict = "The first picture shows more cars"
elif len(second) > len(first):
    verdict = "The second picture shows more cars"
else:
    verdict = "Both pictures show as many cars"
both = side_by_side([draw(img1, first), draw(img2, second)])
answer(f"{verdict}: {len(first)} and {len(second)}.", image=both)
