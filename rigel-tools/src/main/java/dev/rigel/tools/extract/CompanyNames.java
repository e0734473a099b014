package dev.rigel.tools.extract;

import dev.rigel.tools.reading.TextLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of companies, told by their legal form. Whoever wrote a document stands on it first. */
final class CompanyNames {
  private static final Set<String> FIELDS =
      Set.of(
          "supplier",
          "vendor",
          "seller",
          "company",
          "company name",
          "shop",
          "shop name",
          "store",
          "store name",
          "merchant",
          "merchant name",
          "issuer",
          "sender",
          "supplier name",
          "vendor name");

  private static final Pattern LEGAL_FORM =
      Pattern.compile(
          "^[^:@]{2,60}?[\\s,](?:Ltd\\.?|Limited|LLC|L\\.L\\.C\\.|Inc\\.?|Corp\\.?|Corporation|PLC|plc|LLP"
              + "|GmbH(?: & Co\\.? KG)?|AG|KG|OHG|UG|e\\.K\\.|SE|S\\.A\\.(?:R\\.L\\.)?|SA|SARL|SAS|S\\.L\\.|S\\.p\\.A\\."
              + "|S\\.r\\.l\\.|SpA|Srl|B\\.V\\.|BV|N\\.V\\.|NV|AB|ApS|A/S|Oy|Pty\\.? Ltd\\.?|Sdn\\.? Bhd\\.?|SDN BHD"
              + "|K\\.K\\.|Co\\.)(?=$|[\\s,;|·(])");

  private CompanyNames() {}

  static boolean isMeantBy(Field field) {
    return field.kind() == FieldKind.TEXT && FIELDS.contains(field.words());
  }

  static Optional<String> first(List<TextLine> segments) {
    for (TextLine segment : segments) {
      Matcher matcher = LEGAL_FORM.matcher(segment.text().strip());
      if (matcher.find()) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }
}
