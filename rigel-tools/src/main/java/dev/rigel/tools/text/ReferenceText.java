package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers by which things are filed: of orders, invoices, customers, contracts, licences.
 * They have no form of their own; the words before tell them.
 */
public final class ReferenceText implements TextFinder {
  private static final String THING =
      "(?:order|invoice|customer|client|account|policy|licen[cs]e|contract|ticket|tracking|case|claim"
          + "|booking|reservation|member(?:ship)?|serial|article|item|part|job|project|quote|receipt|delivery"
          + "|shipment|transaction|passport|permit|registration|employee|patient|student|purchase order|p\\.?o\\.?"
          + "|our|your|file|document)";

  private static final String GERMAN =
      "(?:rechnungs?|bestell(?:ungs)?|auftrags?|kunden|vertrags?|liefer(?:schein)?|artikel|serien"
          + "|mitglieds?|konto|akten?|policen?|versicherungs?|ausweis|buchungs?|vorgangs?)";

  private static final Pattern LABELLED =
      Pattern.compile(
          "(?:\\b"
              + THING
              + "\\s*(?:number|num|no|nr|id|code|ref(?:erence)?|#)(?:\\.|\\b|(?=\\s))|\\b"
              + GERMAN
              + "[- ]?(?:nr|nummer|zeichen|id)\\.?|\\b(?:ref(?:erence)?|aktenzeichen|az)(?:\\s*(?:no|nr|number))?\\.?"
              + "|n[°º]\\s*(?:de\\s+)?(?:facture|commande|client|contrat|dossier|pedido|factura|cliente)"
              + "|\\b"
              + THING
              + "\\s*(?=[:#]))\\s*[:#]?\\s*(?<value>[A-Z0-9][A-Z0-9/._-]*[A-Z0-9](?: ?\\d{3,})*)(?![\\p{L}\\p{N}])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int SHORTEST = 3;
  private static final int LONGEST = 30;

  private final DateText dates = new DateText(DateText.Order.UNKNOWN);
  private final AmountText amounts = new AmountText();

  @Override
  public List<Match> find(String line) {
    List<Match> taken = new ArrayList<>(dates.find(line));
    taken.addAll(amounts.find(line));
    List<Match> found = new ArrayList<>();
    Matcher matcher = LABELLED.matcher(line);
    while (matcher.find()) {
      String value = matcher.group("value");
      Match match = new Match(matcher.start("value"), matcher.end("value"), value, 0.85);
      boolean filed =
          value.length() >= SHORTEST
              && value.length() <= LONGEST
              && value.chars().anyMatch(Character::isDigit);
      if (filed && taken.stream().noneMatch(match::overlaps)) {
        found.add(match);
      }
    }
    return found;
  }
}
