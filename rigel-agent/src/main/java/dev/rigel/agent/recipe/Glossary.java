package dev.rigel.agent.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says roughly in English what a request in another language says, word by word, so that recipes
 * are found although their embedding knows English alone. What it does not know it leaves as it is;
 * texts in quotes and numbers stay what they are.
 */
public final class Glossary {
  private static final List<String> LANGUAGES = List.of("de", "fr", "es", "zh");
  private static final int LONGEST_REQUEST = 2_000;
  private static final double LEAST_KNOWN = 0.5;

  /** Quoted texts, words, numbers with their point, anything else. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|\\p{IsHan}+|[\\p{L}\\p{M}&&[^\\p{IsHan}]]+"
              + "|\\p{Nd}+(?:[.,:]\\p{Nd}+)*|[^\\s\\p{L}\\p{Nd}]");

  private static final Pattern SENTENCE_SIGN = Pattern.compile("[?!.,;:¿¡？！。，、：；]");

  private record Language(
      Map<String, String> phrases, Map<String, String> beginnings, int longestPhrase) {
    Optional<String> word(String text) {
      String whole = phrases.get(text);
      if (whole != null) {
        return Optional.of(whole);
      }
      return beginnings.entrySet().stream()
          .filter(beginning -> text.startsWith(beginning.getKey()))
          .max(java.util.Comparator.comparingInt(beginning -> beginning.getKey().length()))
          .map(Map.Entry::getValue);
    }
  }

  private final Map<String, Language> languages = new HashMap<>();
  private final Set<String> english =
      new HashSet<>(
          List.of(
              "the", "a", "an", "of", "to", "in", "on", "at", "is", "are", "was", "be", "do",
              "does", "did", "can", "could", "you", "i", "me", "my", "we", "it", "its", "this",
              "that", "these", "those", "there", "here", "please", "for", "and", "or", "not", "no",
              "how", "what", "which", "who", "where", "when", "why", "tell", "get", "take", "put",
              "want", "need", "have", "has", "with", "from", "into", "by", "as", "if", "so", "then",
              "all", "any", "one", "two"));

  private Glossary() {}

  /** The words that come with Rigel: German, French, Spanish and Chinese. */
  public static Glossary bundled() {
    Glossary glossary = new Glossary();
    LANGUAGES.forEach(glossary::load);
    return glossary;
  }

  private void load(String code) {
    Map<String, String> phrases = new HashMap<>();
    Map<String, String> beginnings = new HashMap<>();
    int longest = 1;
    for (String line : resource("words/" + code + ".txt").lines().toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("#") || equals < 0) {
        continue;
      }
      String phrase = plain(line.substring(0, equals));
      String meaning = line.substring(equals + 1).strip();
      if (phrase.endsWith("*")) {
        beginnings.put(phrase.substring(0, phrase.length() - 1).strip(), meaning);
      } else {
        phrases.put(phrase, meaning);
        longest = Math.max(longest, code.equals("zh") ? phrase.length() : words(phrase));
      }
      english.addAll(List.of(meaning.toLowerCase(Locale.ROOT).split("[^a-z]+")));
    }
    languages.put(code, new Language(phrases, beginnings, longest));
  }

  private static String resource(String file) {
    try (InputStream in = Glossary.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The request in rough English; empty where it is English already or in no language it knows. */
  public Optional<String> english(String request) {
    if (request.length() > LONGEST_REQUEST) {
      return Optional.empty();
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(request);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    if (tokens.stream().anyMatch(Glossary::isHan)) {
      return Optional.of(said(tokens, language("zh")));
    }
    List<String> words =
        tokens.stream().filter(t -> Character.isLetter(t.charAt(0))).map(Glossary::plain).toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    double inEnglish = words.stream().filter(english::contains).count();
    String best = "";
    double most = LEAST_KNOWN * words.size();
    for (String code : LANGUAGES) {
      double known = known(words, language(code));
      if (known >= most) {
        most = known;
        best = code;
      }
    }
    return best.isEmpty() || inEnglish >= most
        ? Optional.empty()
        : Optional.of(said(tokens, language(best)));
  }

  private Language language(String code) {
    return Objects.requireNonNull(languages.get(code), code);
  }

  /** How many of the words the language has, alone or in a phrase. */
  private static int known(List<String> words, Language language) {
    int known = 0;
    for (int i = 0; i < words.size(); ) {
      int taken = 0;
      for (int length = Math.min(language.longestPhrase(), words.size() - i);
          length > 0;
          length--) {
        String phrase = String.join(" ", words.subList(i, i + length));
        if (length == 1
            ? language.word(phrase).isPresent()
            : language.phrases().containsKey(phrase)) {
          taken = length;
          break;
        }
      }
      known += taken;
      i += Math.max(1, taken);
    }
    return known;
  }

  private static String said(List<String> tokens, Language language) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < tokens.size(); ) {
      String token = tokens.get(i);
      if (isHan(token)) {
        han(token, language, out);
        i++;
        continue;
      }
      if (!Character.isLetter(token.charAt(0))) {
        if (SENTENCE_SIGN.matcher(token).matches()) {
          i++;
          continue;
        }
        out.add(token.equals("'") || token.equals("’") || token.equals("-") ? "" : token);
        i++;
        continue;
      }
      i += phrase(tokens, i, language, out);
    }
    out.removeIf(String::isBlank);
    return String.join(" ", out);
  }

  /** Writes the longest phrase that begins here; how many tokens it takes. */
  private static int phrase(List<String> tokens, int from, Language language, List<String> out) {
    StringBuilder joined = new StringBuilder();
    Optional<String> meaning = Optional.empty();
    int taken = 1;
    int words = 0;
    for (int i = from; i < tokens.size() && words < language.longestPhrase(); i++) {
      String token = tokens.get(i);
      if (token.equals("'") || token.equals("’") || token.equals("-")) {
        continue;
      }
      if (!Character.isLetter(token.charAt(0))) {
        break;
      }
      joined.append(words++ == 0 ? "" : " ").append(plain(token));
      String text = joined.toString();
      Optional<String> found =
          words == 1 ? language.word(text) : Optional.ofNullable(language.phrases().get(text));
      if (found.isPresent()) {
        meaning = found;
        taken = i - from + 1;
      }
    }
    out.add(meaning.orElse(tokens.get(from)));
    return taken;
  }

  /** Chinese has no spaces: the longest phrase that begins at each sign. */
  private static void han(String text, Language language, List<String> out) {
    StringBuilder unknown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int length = Math.min(language.longestPhrase(), text.length() - i);
      while (length > 0 && !language.phrases().containsKey(text.substring(i, i + length))) {
        length--;
      }
      if (length == 0) {
        unknown.append(text.charAt(i++));
        continue;
      }
      if (!unknown.isEmpty()) {
        out.add(unknown.toString());
        unknown.setLength(0);
      }
      out.add(language.phrases().getOrDefault(text.substring(i, i + length), ""));
      i += length;
    }
    out.add(unknown.toString());
  }

  private static boolean isHan(String token) {
    return Character.UnicodeScript.of(token.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  private static int words(String phrase) {
    return phrase.split(" ").length;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[-'’\\s]+", " ").strip();
  }
}
