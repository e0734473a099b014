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
import java.util.regex.Pattern;

/**
 * A program with the request and the inputs that it was written for.
 *
 * @param source the program; in a wrong one, {@code ¦} stands before the first character that must
 *     not pass
 */
record SampleProgram(String request, Map<String, Type> inputs, String source) {
  private static final Pattern HEADS = Pattern.compile("(?m)^## ?");
  private static final Pattern COMMAS = Pattern.compile(",");

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
    for (String part : HEADS.splitAsStream(text).toList()) {
      if (part.isBlank()) {
        continue;
      }
      int lineEnd = part.indexOf('\n');
      String head = part.substring(0, lineEnd);
      int bar = head.indexOf('|');
      Map<String, Type> inputs = new LinkedHashMap<>();
      for (String input : COMMAS.splitAsStream(head.substring(0, bar)).toList()) {
        if (!input.isBlank()) {
          int colon = input.indexOf(':');
          inputs.put(
              input.substring(0, colon).strip(),
              SampleLibrary.type(input.substring(colon + 1).strip()));
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
