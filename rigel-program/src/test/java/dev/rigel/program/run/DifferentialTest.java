package dev.rigel.program.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the same snippets through CPython and through Rigel: values must be equal, and errors of the
 * same type.
 */
@Tag("slow")
class DifferentialTest {
  private static final int GENERATED = 6_000;

  /** The version whose behaviour the language promises; older ones lack parts of it. */
  private static final int MINOR_VERSION = 11;

  private static final int BLOCK = 0x800;

  /** Starts of blocks with letters, digits and signs of all kinds. */
  private static final int[] SCRIPTS = {
    0, 0x800, 0x1000, 0x1800, 0x2000, 0x2800, 0x3000, 0xa000, 0xa800, 0xf800, 0x10000, 0x10800,
    0x1d000, 0x1e800, 0x1f000
  };

  private static final int KNOWN_CHANGES_OF_UNICODE = 10;

  @TempDir private static Path folder;
  private static PythonProcess python;

  @BeforeAll
  static void startPython() throws IOException {
    Optional<Integer> version = PythonProcess.minorVersion();
    assumeTrue(version.isPresent(), "python3 is not on the path: nothing to compare with");
    assumeTrue(
        version.get() >= MINOR_VERSION,
        "python3 is older than 3." + MINOR_VERSION + ": its behaviour is not the one promised");
    python = PythonProcess.start(folder);
  }

  @AfterAll
  static void stopPython() {
    if (python != null) {
      python.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numbers",
        "text",
        "format",
        "lists",
        "dicts",
        "sets",
        "flow",
        "comprehensions",
        "functions",
        "unicode",
        "errors"
      })
  void hand_written_snippets_give_what_python_gives(String topic) throws IOException {
    List<String> snippets = snippets(topic);
    assertThat(snippets).hasSizeGreaterThan(15);
    assertSame(snippets);
  }

  @Test
  void there_are_at_least_400_hand_written_snippets() throws IOException {
    int count = 0;
    for (String topic :
        List.of(
            "numbers",
            "text",
            "format",
            "lists",
            "dicts",
            "sets",
            "flow",
            "comprehensions",
            "functions",
            "unicode",
            "errors")) {
      count += snippets(topic).size();
    }
    assertThat(count).isGreaterThanOrEqualTo(400);
  }

  @Test
  void generated_snippets_give_what_python_gives() {
    SnippetGenerator generator = new SnippetGenerator(20_260_101L);
    List<String> snippets = new ArrayList<>();
    for (int i = 0; i < GENERATED; i++) {
      snippets.add(generator.next());
    }
    assertSame(snippets);
  }

  /** Every character that Python's Unicode version knows has the same properties in Rigel. */
  @Test
  @SuppressWarnings("InlineFormatString") // The long texts stand better apart.
  void characters_have_the_properties_that_python_gives_them() {
    String properties =
        """
        out = []
        for c in range(%d, %d):
            s = chr(c)
            flags = [s.isalpha(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isalnum(), s.isspace(), s.islower(), s.isupper(), s.istitle(), s.isprintable()]
            out.append(hex(c) + " " + ascii([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()]) + "".join(str(int(f)) for f in flags))
        "|".join(out)
        """;
    String assigned =
        """
        import unicodedata
        "".join("01"[unicodedata.category(chr(c)) != "Cn"] for c in range(%d, %d))
        """;
    List<String> differences = new ArrayList<>();
    for (int from : SCRIPTS) {
      String known = python.evaluate(assigned.formatted(from, from + BLOCK));
      String[] expected =
          python.evaluate(properties.formatted(from, from + BLOCK)).split("\\|", -1);
      String[] actual =
          Snippets.evaluate(properties.formatted(from, from + BLOCK)).split("\\|", -1);
      for (int i = 0; i < BLOCK; i++) {
        // The text is quoted, so the first place holds a quote.
        boolean same = i < actual.length && expected[i].equals(actual[i]);
        if (known.charAt(i + 1) == '1' && !same) {
          differences.add(expected[i] + "  rigel: " + (i < actual.length ? actual[i] : "none"));
        }
      }
    }
    // Unicode has changed a few characters between the versions of Python and of Java.
    assertThat(differences)
        .withFailMessage(differences.size() + " differ:\n" + String.join("\n", differences))
        .hasSizeLessThanOrEqualTo(KNOWN_CHANGES_OF_UNICODE);
  }

  private static void assertSame(List<String> snippets) {
    List<String> differences = new ArrayList<>();
    for (String snippet : snippets) {
      String expected = python.evaluate(snippet);
      String actual = Snippets.evaluate(snippet);
      if (!comparable(expected).equals(comparable(actual))) {
        differences.add("%s\n  python: %s\n  rigel:  %s".formatted(snippet, expected, actual));
      }
    }
    String report =
        differences.size()
            + " differ:\n"
            + String.join("\n", differences.stream().limit(40).toList());
    assertThat(differences).withFailMessage(report).isEmpty();
  }

  /** Of errors the type counts; their messages may differ. */
  private static String comparable(String result) {
    return result.startsWith("!") ? result.substring(0, result.indexOf(':')) : result;
  }

  /** Blocks of a topic's file, parted by empty lines. */
  private static List<String> snippets(String topic) throws IOException {
    try (InputStream file =
        DifferentialTest.class.getResourceAsStream("/differential/" + topic + ".txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.strip().split("\n\\s*\n"));
    }
  }
}
