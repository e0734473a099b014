package dev.rigel.program.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrinterTest {
  @Test
  void printedTreesParseToTheSameTrees() {
    for (int seed = 0; seed < 300; seed++) {
      List<Statement> tree = new RandomTrees(seed).program();
      String text = Printer.print(tree);

      List<Statement> again = Parser.parse(text).statements();

      assertThat(Trees.withoutSpans(again))
          .as("seed %d:%n%s", seed, text)
          .isEqualTo(Trees.withoutSpans(tree));
      assertThat(Printer.print(again)).isEqualTo(text);
    }
  }

  @Test
  void joinsStringsWhoseFieldsNeedDifferentQuotes() {
    String source =
        "x = f\"\"\"{d[\"it's\"]}\"\"\" f'''{d['say \"x\"']}''' f\"{f'{a}'} {d = } {b!s:{c}}\"\n";
    Program program = Parser.parse(source);

    String printed = Printer.print(program);

    assertThat(Trees.withoutSpans(Parser.parse(printed).statements()))
        .isEqualTo(Trees.withoutSpans(program.statements()));
  }

  @Test
  void everyPrefixOfAPrintedProgramParsesAsAPrefix() {
    for (int seed = 0; seed < 25; seed++) {
      String text = Printer.print(new RandomTrees(seed).program());
      for (int end = 0; end <= text.length(); end++) {
        assertThat(Parser.parsePrefix(text.substring(0, end), false)).isNotNull();
      }
    }
  }
}
