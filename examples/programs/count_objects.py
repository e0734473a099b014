# What kinds of things are in a picture, and how many of each.
# rigel run examples/programs/count_objects.py -i img1=photo.jpg
found = detect(img1)
kinds = sorted(set(thing.label for thing in found))
counts = {kind: len([thing for thing in found if thing.label == kind]) for kind in kinds}
lines = [f"{kind}: {count}" for kind, count in counts.items()]
answer("\n".join(lines) if lines else "Nothing is recognised.", data=counts, boxes=found)
