package dev.rigel.tools.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of things that are found in text by rule. */
public enum TextKind {
  EMAIL,
  PHONE,
  DATE,
  AMOUNT,
  URL,
  IBAN,
  CARD,
  BIC,
  VAT,
  POSTCODE,
  TIME,
  PERCENTAGE,
  ISBN,
  IP,
  REFERENCE;

  /** As programs write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(TextKind::word).toList();
  }

  public static Optional<TextKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /**
   * @param wholeText all text around, which tells in what order dates are written
   */
  public TextFinder finder(String wholeText) {
    return switch (this) {
      case EMAIL -> new EmailText();
      case PHONE -> new PhoneText();
      case DATE -> DateText.in(wholeText);
      case AMOUNT -> new AmountText();
      case URL -> new UrlText();
      case IBAN -> new IbanText();
      case CARD -> new CardText();
      case BIC -> new BicText();
      case VAT -> new VatText();
      case POSTCODE -> new PostcodeText();
      case TIME -> new TimeText();
      case PERCENTAGE -> new PercentageText();
      case ISBN -> new IsbnText();
      case IP -> new IpText();
      case REFERENCE -> new ReferenceText();
    };
  }
}
