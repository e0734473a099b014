# Adds up all amounts in a picture or document.
# rigel run examples/programs/sum_of_numbers.py -i doc1=receipts.pdf
amounts = find_text(doc1, "amount")
values = [numbers(amount.text)[0] for amount in amounts if numbers(amount.text)]
answer(f"{len(values)} amounts, together {sum(values):.2f}.", data=values, boxes=amounts)
