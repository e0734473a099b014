# The first table of a document as a bar chart of its last column.
# rigel run examples/programs/table_to_chart.py -i doc1=report.pdf
found = tables(doc1)
if found:
    rows = [row for row in found[0].rows[1:] if numbers(row[-1])]
    labels = [row[0] for row in rows]
    values = [numbers(row[-1])[0] for row in rows]
    if values:
        answer(f"{len(values)} values.", image=chart("bar", labels, values, found[0].rows[0][-1]), data=found[0].rows)
    else:
        answer("The last column of the table holds no numbers.", data=found[0].rows)
else:
    answer("There is no table.", data=[])
