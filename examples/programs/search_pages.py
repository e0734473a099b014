# On which pages a word occurs, and the first of them with the word marked.
# rigel run examples/programs/search_pages.py -i doc1=report.pdf
hits = search(doc1, "conclusion")
numbers_of_pages = sorted(set(hit.page for hit in hits))
if hits:
    first = page(doc1, numbers_of_pages[0])
    answer(f"On pages {numbers_of_pages}.", image=draw(first, hits), boxes=hits)
else:
    answer("The word does not occur.", boxes=hits)
