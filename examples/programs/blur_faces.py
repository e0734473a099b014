# Hides every face.
# rigel run examples/programs/blur_faces.py -i img1=photo.jpg
found = faces(img1)
answer(f"Blurred {len(found)} faces.", image=blur(img1, found), boxes=found)
