package dev.rigel.tools.extract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A value that is wanted from a document.
 *
 * @param path where it goes: {@code seller.name}, {@code items.amount}
 * @param name as the program or schema writes it: {@code due_date}
 * @param title what a schema calls it; may be empty
 * @param description what a schema says about it; may be empty
 * @param options the only values that a schema allows; empty when any will do
 * @param meaning what it is on paper, when its name is a usual one
 * @param party whose it is
 */
record Field(
    String path,
    String name,
    String title,
    FieldKind kind,
    String description,
    List<String> options,
    Optional<Meaning> meaning,
    Party party) {

  Field {
    requireNonNull(path, "path");
    requireNonNull(name, "name");
    requireNonNull(title, "title");
    requireNonNull(kind, "kind");
    requireNonNull(description, "description");
    options = List.copyOf(options);
    requireNonNull(meaning, "meaning");
    requireNonNull(party, "party");
  }

  /**
   * A field by its name and the names of the objects around it.
   *
   * @param column whether it is wanted from the rows of a table
   */
  static Field of(
      String parents,
      String name,
      String title,
      FieldKind kind,
      String description,
      List<String> options,
      boolean column,
      Vocabulary vocabulary) {
    String words = words(name);
    Party party = Party.of(words(parents.replace('.', ' ')));
    if (party == Party.NONE) {
      party = Party.of(words);
    }
    return new Field(
        parents.isEmpty() ? name : parents + "." + name,
        name,
        title,
        kind,
        description,
        options,
        meaning(words, words(title), party, column, vocabulary),
        party);
  }

  private static Optional<Meaning> meaning(
      String words, String title, Party party, boolean column, Vocabulary vocabulary) {
    String bare = withoutAdditions(words);
    String rest = party.rest(words);
    boolean name = rest.isEmpty() || rest.equals("name") || rest.equals("full name");
    if (!column && party != Party.NONE && name && vocabulary.ofName(words, false).isEmpty()
        || party != Party.NONE && words.equals("name")) {
      return vocabulary.ofName(
          switch (party) {
            case ISSUER, NONE -> "seller";
            case RECIPIENT -> "buyer";
            case DELIVERY -> "ship to";
          },
          false);
    }
    for (String candidate :
        List.of(words, bare, party.rest(words), withoutAdditions(party.rest(words)), title)) {
      Optional<Meaning> found = vocabulary.ofName(candidate, column);
      if (found.isPresent()) {
        return found;
      }
    }
    // A table may have columns that pages name too, such as a reference.
    return column ? meaning(words, title, party, false, vocabulary) : Optional.empty();
  }

  /** The name in words: {@code due date} for {@code due_date} and {@code dueDate}. */
  static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2")
        .replaceAll("[_\\-.\\s]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** {@code total_eur}, {@code the_iban} and {@code iban_number} mean the shorter names. */
  private static String withoutAdditions(String words) {
    return words
        .replaceAll("^(the|document|our|invoice|receipt|statement) (?=\\p{L})", "")
        .replaceAll(" (value|eur|usd|gbp|chf|in (eur|usd|gbp|chf)|id|field|text)$", "")
        .replaceAll("^(iban|bic) number$", "$1")
        .replaceAll(" no$", " number");
  }

  String words() {
    return words(name);
  }

  Form form() {
    return switch (kind) {
      case NUMBER -> meaning.map(Meaning::form).filter(Form::isNumeric).orElse(Form.AMOUNT);
      case INTEGER -> Form.QUANTITY;
      case BOOLEAN -> Form.YES_NO;
      case DATE -> Form.DATE;
      case EMAIL -> Form.EMAIL;
      case PHONE -> Form.PHONE;
      case URL -> Form.URL;
      case IBAN -> Form.IBAN;
      case TEXT, TEXTS, NUMBERS -> meaning.map(Meaning::form).orElseGet(this::formByWords);
    };
  }

  private Form formByWords() {
    String words = words();
    if (words.matches(".*\\b(number|no|id|code|reference|ref)$")) {
      return Form.CODE;
    }
    if (words.matches(".*\\be ?mail\\b.*")) {
      return Form.EMAIL;
    }
    if (words.matches(".*\\b(phone|telephone|mobile)\\b.*")) {
      return Form.PHONE;
    }
    if (words.matches(".*\\bdate\\b.*")) {
      return Form.DATE;
    }
    return words.matches(".*\\bamount\\b.*") ? Form.AMOUNT : Form.TEXT;
  }

  /** Whether the field's meaning has this name. */
  boolean means(String meaningName) {
    return meaning.isPresent() && meaning.get().names().contains(meaningName);
  }
}
