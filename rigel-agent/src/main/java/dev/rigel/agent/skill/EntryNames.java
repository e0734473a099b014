package dev.rigel.agent.skill;

import dev.rigel.base.RigelException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The paths in an archive, each checked as it comes: relative, inside the folder, and no two that
 * some file system would take for one.
 */
final class EntryNames {
  private static final int LONGEST = 255;
  private static final int DEEPEST = 16;
  private static final int LONGEST_SHOWN = 80;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private record Seen(String path, boolean folder) {}

  private final Map<String, Seen> seen = new HashMap<>();

  void add(String name, boolean folder) {
    String path = folder && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    check(path);
    if (!folder && seen.containsKey(key(path))) {
      throw refused(name, "is there twice, or under a name that differs in capitals only");
    }
    note(path, folder);
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      note(path.substring(0, slash), true);
    }
  }

  private void note(String path, boolean folder) {
    Seen before = seen.putIfAbsent(key(path), new Seen(path, folder));
    if (before != null && !(folder && before.folder() && before.path().equals(path))) {
      throw refused(path, "is there twice, or under a name that differs in capitals only");
    }
  }

  private static String key(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static void check(String path) {
    if (path.isEmpty() || path.length() > LONGEST) {
      throw refused(path, "has no name, or one of more than " + LONGEST + " characters");
    }
    if (path.startsWith("/") || path.indexOf('\\') >= 0 || DRIVE.matcher(path).matches()) {
      throw refused(path, "is not a relative path with slashes");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw refused(path, "has a control character in its name");
    }
    String[] parts = path.split("/", -1);
    if (parts.length > DEEPEST) {
      throw refused(path, "lies more than " + DEEPEST + " folders deep");
    }
    for (String part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw refused(path, "leads out of the folder");
      }
    }
  }

  /** A name from outside, fit to stand in a message. */
  static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return "«"
        + (plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…")
        + "»";
  }

  private static RigelException refused(String name, String why) {
    return RigelException.invalid(
        "The skill's zip is refused: %s %s.".formatted(shown(name), why), "skill");
  }
}
