package dev.rigel.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that shows what a tool does, run on files of the folder {@code examples}. The resource
 * {@code examples.txt} holds one for each tool.
 *
 * @param inputs file names by the names that the program has for them
 * @param pictured whether the documentation page has a picture of what it gave
 */
public record ToolExample(
    String tool, Map<String, String> inputs, boolean pictured, String program) {
  private static final String FILE = "examples.txt";
  private static final Pattern HEAD =
      Pattern.compile("== ([a-z_]+):((?: \\w+=\\S+)+)( no picture)?");

  public ToolExample {
    inputs = Map.copyOf(inputs);
  }

  /** Where the page finds the picture, from the folder {@code docs}. */
  public String picture() {
    return "pictures/" + tool + ".jpg";
  }

  public static Optional<ToolExample> of(String tool) {
    return Optional.ofNullable(Bundled.BY_TOOL.get(tool));
  }

  /** All of them, by tool. */
  public static Map<String, ToolExample> all() {
    return Bundled.BY_TOOL;
  }

  private static final class Bundled {
    static final Map<String, ToolExample> BY_TOOL = parsed(content());

    private static String content() {
      try (InputStream in = ToolExample.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + FILE + " is missing");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Map<String, ToolExample> parsed(String content) {
    Map<String, ToolExample> examples = new LinkedHashMap<>();
    for (String block : content.split("(?m)^(?=== )")) {
      int end = block.indexOf('\n');
      Matcher head = HEAD.matcher(end < 0 ? block : block.substring(0, end).strip());
      if (!head.matches()) {
        if (block.startsWith("== ")) {
          throw new IllegalStateException(FILE + ": not a head: " + block.lines().findFirst());
        }
        continue;
      }
      Map<String, String> inputs = new LinkedHashMap<>();
      for (String pair : head.group(2).strip().split(" ")) {
        inputs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
      examples.put(
          head.group(1),
          new ToolExample(
              head.group(1),
              inputs,
              head.group(3) == null,
              block.substring(end + 1).strip() + "\n"));
    }
    return Map.copyOf(examples);
  }
}
