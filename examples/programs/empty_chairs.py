# Chairs on which nobody sits.
# rigel run examples/programs/empty_chairs.py -i img1=room.jpg
chairs = detect(img1, ["chair"])
sitting = people(img1)
empty = [chair for chair in chairs if not any(overlap(chair, person) > 0.1 for person in sitting)]
answer(f"{len(empty)} of {len(chairs)} chairs are empty.", image=draw(img1, empty), boxes=empty)
