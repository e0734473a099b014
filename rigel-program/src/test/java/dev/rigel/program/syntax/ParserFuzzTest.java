package dev.rigel.program.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text either parses, prints and parses again to the same tree, or is refused with a place. */
class ParserFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void parses(FuzzedDataProvider data) {
    String source = data.consumeRemainingAsString();
    try {
      Program program = Parser.parse(source);
      Program again = Parser.parse(Printer.print(program));
      assertThat(Trees.withoutSpans(again.statements()))
          .isEqualTo(Trees.withoutSpans(program.statements()));
    } catch (SyntaxException refusal) {
      assertThat(refusal.offset()).isBetween(0, source.length());
    }
  }

  @FuzzTest(maxDuration = "10m")
  void parsesPrefixes(FuzzedDataProvider data) {
    String source = data.consumeRemainingAsString();
    try {
      assertThat(Parser.parsePrefix(source, false)).isNotNull();
    } catch (SyntaxException refusal) {
      assertThat(refusal.offset()).isBetween(0, source.length());
    }
  }
}
