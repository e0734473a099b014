package dev.rigel.tools.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose value a field is, as its name or the names around it say. */
enum Party {
  /** Who wrote the document: the seller, the shop, the bank. */
  ISSUER(
      "seller|vendor|supplier|merchant|store|shop|issuer|sender|provider|restaurant|company|bank"),
  /** Whom it is for: the buyer, the holder of the account. */
  RECIPIENT("buyer|customer|client|recipient|purchaser|bill to|billed to|account holder|holder"),
  /** Where goods go. */
  DELIVERY("ship to|shipping|delivery|deliver to|consignee"),
  NONE("(?!)");

  private final Pattern words;

  Party(String words) {
    this.words = Pattern.compile("^(?:the )?(?:" + words + ")\\b");
  }

  static Party of(String words) {
    for (Party party : values()) {
      if (party.words.matcher(words).find()) {
        return party;
      }
    }
    return NONE;
  }

  /** What is left of a field's name without the party: {@code address} of {@code buyer address}. */
  String rest(String words) {
    Matcher matcher = this.words.matcher(words);
    return matcher.find() ? words.substring(matcher.end()).strip() : words;
  }
}
