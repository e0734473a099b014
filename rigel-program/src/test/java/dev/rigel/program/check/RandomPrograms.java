package dev.rigel.program.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Right programs over {@code img1} and {@code doc1}, put together at random. */
final class RandomPrograms {
  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final List<String> regions = new ArrayList<>();
  private final List<String> images = new ArrayList<>(List.of("img1", "page(doc1, 1)"));
  private int names;

  RandomPrograms(long seed) {
    this.random = new Random(seed);
  }

  String program() {
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      line("");
    }
    if (regions.isEmpty()) {
      bind("", regions, "faces(img1)");
    }
    switch (random.nextInt(3)) {
      case 0 -> answer("");
      case 1 -> {
        source.append("if ").append(condition()).append(":\n");
        line("    ");
        answer("    ");
        source.append("else:\n");
        answer("    ");
      }
      default -> {
        String item = "item";
        source.append("total = 0\nfor ").append(item).append(" in ").append(list()).append(":\n");
        source.append("    total += ").append(number(item)).append("\n");
        source.append("answer(f\"{total:.1f}\")");
      }
    }
    return source.toString().strip();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String pick(String... options) {
    return options[random.nextInt(options.length)];
  }

  private void line(String indent) {
    if (random.nextInt(3) > 0) {
      bind(indent, regions, regionsExpression());
    } else {
      bind(indent, images, imageExpression());
    }
  }

  private void bind(String indent, List<String> kind, String value) {
    String name =
        pick("found", "hits", "notes", "island", "andes", "or_x", "imgs", "fox") + names++;
    source.append(indent).append(name).append(" = ").append(value).append('\n');
    if (indent.isEmpty()) {
      kind.add(name);
    }
  }

  private String image() {
    return pick(images);
  }

  private String list() {
    return regions.isEmpty() || random.nextInt(4) == 0 ? "read(" + image() + ")" : pick(regions);
  }

  private String regionsExpression() {
    return switch (random.nextInt(7)) {
      case 0 -> "detect(" + image() + ", [\"dog\", \"license plate\"])";
      case 1 -> "faces(image=" + image() + ")";
      case 2 -> "[r for r in " + list() + " if " + filter("r") + "]";
      case 3 -> "sorted(" + list() + ", key=lambda r: " + number("r") + ", reverse=True)";
      case 4 -> list() + " + " + list();
      case 5 -> list() + "[" + pick("1:", ":2", "::-1", ":-1") + "]";
      default -> "find_text(doc1, \"" + pick("email", "amount", "iban") + "\")";
    };
  }

  private String imageExpression() {
    return switch (random.nextInt(5)) {
      case 0 -> "blur(" + image() + ", " + list() + ")";
      case 1 -> "rotate(" + image() + ", " + pick("90", "-90", "45.5") + ")";
      case 2 -> "side_by_side([" + image() + ", " + image() + "])";
      case 3 -> "half(" + image() + ", \"" + pick("left", "right") + "\")";
      default -> "upscale(grayscale(" + image() + "), 2)";
    };
  }

  private String filter(String item) {
    return pick(
        "\"@\" in " + item + ".text",
        number(item) + " > 0.5",
        item + ".label == \"dog\"",
        "not inside(" + item + ", " + item + ")",
        item + ".page in [1, 2]",
        "0.1 < " + number(item) + " <= 0.9 and " + item + ".text.isdigit()",
        item + ".text and " + item + ".text.lower().startswith(\"a\")");
  }

  private String number(String item) {
    return pick(
        item + ".confidence",
        item + ".x",
        "area(" + item + ")",
        "len(" + item + ".text)",
        item + ".width * " + item + ".height",
        "abs(" + item + ".x + " + item + ".width / 2 - 0.5)",
        "round(" + item + ".confidence, 2)");
  }

  private String condition() {
    return pick(
        list(),
        "not " + list(),
        "len(" + list() + ") > 2",
        "any(" + filter("q") + " for q in " + list() + ")",
        "max(" + number("q") + " for q in " + list() + ") >= 0.5");
  }

  private void answer(String indent) {
    source.append(indent).append("answer(").append(text());
    if (random.nextBoolean()) {
      source.append(", image=").append("blur(" + image() + ", " + list() + ")");
    }
    if (random.nextBoolean()) {
      source.append(", boxes=").append(list());
    }
    if (random.nextInt(3) == 0) {
      source.append(", data=[{\"x\": d.x, \"text\": d.text} for d in ").append(list()).append("]");
    }
    source.append(")\n");
  }

  private String text() {
    return pick(
        "f\"Found {len(" + list() + ")} of them.\"",
        "f\"{sum(" + number("s") + " for s in " + list() + "):.2f} in all\"",
        "\", \".join(t.text for t in " + list() + ")",
        "f\"{', '.join(t.label for t in " + list() + ")}\"",
        "\"Yes.\" if " + condition() + " else \"No.\"",
        "look(" + image() + ", \"What is it?\")",
        "write(\"Summarise.\", text(doc1))");
  }
}
