package dev.rigel.program.check;

import dev.rigel.program.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with the request and the inputs that it was written for.
 *
 * @param source the program; in a wrong one, {@code ¦} stands before the first character that must
 *     not pass
 */
record SampleProgram(String request, Map<String, Type> inputs, String source) {
  static List<SampleProgram> load(String name) {
    try (InputStream in = SampleProgram.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each begins with a line {@code ## img1: Image, doc1: Document | the request}. */
  private static List<SampleProgram> parse(String text) {
    List<SampleProgram> programs = new ArrayList<>();
    for (String part : text.split("(?m)^## ?")) {
      if (part.isBlank()) {
        continue;
      }
      int lineEnd = part.indexOf('\n');
      String head = part.substring(0, lineEnd);
      int bar = head.indexOf('|');
      Map<String, Type> inputs = new LinkedHashMap<>();
      for (String input : head.substring(0, bar).split(",")) {
        if (!input.isBlank()) {
          String[] words = input.strip().split(": ");
          inputs.put(words[0], SampleLibrary.type(words[1]));
        }
      }
      programs.add(
          new SampleProgram(
              head.substring(bar + 1).strip(), inputs, part.substring(lineEnd + 1).strip()));
    }
    return programs;
  }

  Checker checker() {
    boolean media = inputs.values().stream().anyMatch(Types::holdsMedia);
    return new Checker(SampleLibrary.create(), inputs, CheckOptions.planned(request, media));
  }

  @Override
  public String toString() {
    return request.isEmpty() ? source : request;
  }
}
