package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who wrote a document and whom it is for, with their addresses: told by labels such as "bill to",
 * by legal forms, by size and place of the writing, and by which name stands above which address.
 */
final class Parties {
  private static final Pattern LEGAL_FORM =
      Pattern.compile(
          "(?:^|.*[\\s,])(?:Ltd\\.?|Limited|LLC|L\\.L\\.C\\.|Inc\\.?|Corp\\.?|Corporation|PLC|plc|LLP"
              + "|GmbH(?: & Co\\.? KG)?|AG|KG|OHG|UG|e\\.K\\.|SE|S\\.A\\.(?:R\\.L\\.)?|SA|SARL|SAS|S\\.L\\.|S\\.p\\.A\\."
              + "|S\\.r\\.l\\.|SpA|Srl|B\\.V\\.|BV|N\\.V\\.|NV|AB|ApS|A/S|Oy|Pty\\.? Ltd\\.?|Sdn\\.? Bhd\\.?|SDN BHD"
              + "|K\\.K\\.|Co\\.)[,.]?(?=$|[\\s,;|·(]).*");

  private static final Pattern INSTITUTION =
      Pattern.compile(
          "(?i).*\\b(bank|credit union|sparkasse|market|foods?|cafe|café|bakery|restaurant|shop|store"
              + "|hardware|pharmacy|hotel|supermarket|company|group|services|university|clinic|hospital)\\b.*");

  private static final Pattern TITLE =
      Pattern.compile(
          "(?i)(?:(?:tax|sales|pro ?forma|commercial|vat|customer|your|account|bank|cash|payment|club|original|copy|duplicate)[ -]?)*"
              + "(?:invoice|receipt|statement(?: of account)?|bill|quotation|quote|order|credit note|delivery note|rechnung|quittung"
              + "|beleg|facture|factura|fattura|factuur|kontoauszug|application|form|sheet|sign-?up|thank you.*|welcome.*|page \\d.*)[!.]?");

  private static final Set<String> ADDRESS_PARTS = Set.of("street", "city", "postal code", "state");

  private final PageLayout layout;
  private final PageLabels labels;
  private final Set<Piece> taken;
  private final List<AddressBlock> blocks;
  private final Map<Party, List<AddressBlock>> owned = new java.util.EnumMap<>(Party.class);
  private final List<Piece> issuers;

  /**
   * @param taken pieces of tables
   */
  Parties(PageLayout layout, PageLabels labels, Set<Piece> taken) {
    this.layout = layout;
    this.labels = labels;
    this.taken = taken;
    this.blocks = AddressBlock.in(layout, labels);
    for (AddressBlock block : blocks) {
      owner(block)
          .ifPresent(party -> owned.computeIfAbsent(party, _ -> new ArrayList<>()).add(block));
    }
    this.issuers =
        layout.pieces().stream()
            .filter(this::mayBeIssuer)
            .sorted(Comparator.comparingDouble(this::issuerScore).reversed())
            .limit(3)
            .toList();
    assignRest();
  }

  /** By the label above the name, above the street, or beside either. */
  private Optional<Party> owner(AddressBlock block) {
    List<Piece> tops = new ArrayList<>(block.name().stream().toList());
    tops.add(block.lines().getFirst());
    for (Piece top : tops) {
      Optional<Party> above = layout.above(top).flatMap(this::partyOfLabel);
      if (above.isPresent()) {
        return above;
      }
      Optional<Party> beside =
          layout.pieces().stream()
              .filter(p -> layout.rightOf(p).filter(r -> r == top).isPresent())
              .findFirst()
              .flatMap(this::partyOfLabel);
      if (beside.isPresent()) {
        return beside;
      }
    }
    return Optional.empty();
  }

  private Optional<Party> partyOfLabel(Piece piece) {
    for (LabelHit hit : labels.in(piece)) {
      for (Meaning meaning : hit.isAlone() ? hit.meanings() : List.<Meaning>of()) {
        if (meaning.names().contains("buyer") || meaning.names().contains("account holder")) {
          return Optional.of(Party.RECIPIENT);
        }
        if (meaning.names().contains("ship to")) {
          return Optional.of(Party.DELIVERY);
        }
        if (meaning.names().contains("seller") || meaning.names().contains("merchant")) {
          return Optional.of(Party.ISSUER);
        }
      }
    }
    return Optional.empty();
  }

  private boolean mayBeIssuer(Piece piece) {
    String text = piece.text().strip();
    boolean labelled =
        owned.values().stream()
            .flatMap(List::stream)
            .anyMatch(b ->
                b.name().filter(n -> n == piece).isPresent()
                    && owner(b).filter(p -> p != Party.ISSUER).isPresent());
    return !taken.contains(piece)
        && !labelled
        && text.length() >= 3
        && text.length() <= 60
        && !TITLE.matcher(text).matches()
        && !text.contains("@")
        && !text.endsWith(":")
        && text.chars().filter(Character::isDigit).count() <= 2
        && text.chars().filter(Character::isLetter).count() >= 3
        && labels.in(piece).stream()
            .noneMatch(h -> h.start() == 0 && (h.isAlone() || h.separated()))
        && !AddressBlock.isTown(text)
        && !AddressBlock.isStreet(text)
        && !followsRecipientLabel(piece)
        && !isSentence(text);
  }

  /** Names have capitals; of a sentence most words begin small. */
  private static boolean isSentence(String text) {
    long small =
        java.util.Arrays.stream(text.split("\\s+"))
            .filter(word -> Character.isLowerCase(word.codePointAt(0)))
            .count();
    return small >= 3 && !LEGAL_FORM.matcher(text).matches();
  }

  private boolean followsRecipientLabel(Piece piece) {
    return layout
        .above(piece)
        .flatMap(this::partyOfLabel)
        .filter(p -> p != Party.ISSUER)
        .isPresent();
  }

  private double issuerScore(Piece piece) {
    double tallest = layout.pieces().stream().mapToDouble(Piece::height).max().orElse(1);
    double top = layout.pieces().stream().mapToDouble(p -> p.flat().top()).min().orElse(0);
    double depth = (piece.flat().top() - top) / Math.max(0.01, layout.aspect());
    String text = piece.text().strip();
    double score = 0.1 + 0.3 * piece.height() / tallest;
    score += LEGAL_FORM.matcher(text).matches() ? 0.3 : 0;
    score += INSTITUTION.matcher(text).matches() ? 0.2 : 0;
    score += depth < 0.12 ? 0.22 * (1 - depth / 0.24) : depth > 0.4 ? -0.15 : 0;
    score +=
        blocks.stream()
                .anyMatch(b -> b.name().filter(n -> n == piece).isPresent() && owner(b).isEmpty())
            ? 0.12
            : 0;
    score +=
        layout.above(piece).flatMap(this::partyOfLabel).filter(p -> p == Party.ISSUER).isPresent()
            ? 0.4
            : 0;
    return Math.min(0.97, score);
  }

  /** Addresses without a label: the one below the issuer's name is the issuer's. */
  private void assignRest() {
    List<AddressBlock> rest = new ArrayList<>();
    for (AddressBlock block : blocks) {
      if (owner(block).isEmpty()) {
        boolean issuer =
            !issuers.isEmpty() && block.name().filter(n -> n == issuers.getFirst()).isPresent();
        if (issuer) {
          owned.computeIfAbsent(Party.ISSUER, _ -> new ArrayList<>()).add(block);
        } else {
          rest.add(block);
        }
      }
    }
    for (AddressBlock block : rest) {
      // A line of its own at the head or foot is the writer's; a name above it the reader's.
      boolean named =
          block
              .name()
              .filter(n -> labels.in(n).stream().noneMatch(LabelHit::separated))
              .isPresent();
      boolean free = !owned.containsKey(Party.RECIPIENT);
      Party party = named && block.lines().size() > 1 && free ? Party.RECIPIENT : Party.ISSUER;
      if (party == Party.RECIPIENT || !owned.containsKey(Party.ISSUER)) {
        owned.computeIfAbsent(party, _ -> new ArrayList<>()).add(block);
      }
    }
  }

  List<Candidate> of(Field field) {
    Party party = party(field);
    List<Candidate> found = new ArrayList<>();
    if (field.form() == Form.NAME && party == Party.ISSUER) {
      issuers.forEach(p -> found.add(whole(field, p, issuerScore(p))));
    }
    for (AddressBlock block : owned.getOrDefault(party, List.of())) {
      double trust = owner(block).isPresent() ? 0.95 : 0.8;
      if (field.form() == Form.NAME && party != Party.ISSUER) {
        block.name().ifPresent(name -> found.add(whole(field, name, trust)));
      }
      if (field.form() == Form.ADDRESS) {
        found.add(address(field, block, trust));
      }
      if (field.party() != Party.NONE && field.meaning().isPresent()) {
        for (String meaning : ADDRESS_PARTS) {
          if (field.means(meaning)) {
            block.part(meaning).ifPresent(part -> found.add(part(field, part, trust)));
          }
        }
      }
    }
    if (field.form() == Form.NAME && party == Party.RECIPIENT && found.isEmpty()) {
      layout.pieces().stream()
          .filter(p -> !taken.contains(p) && followsRecipientLabel(p) && !labels.isLabel(p))
          .forEach(p -> found.add(whole(field, p, 0.8)));
    }
    return found;
  }

  /** Whether the piece stands in the recipient's corner, so that it is not the issuer's. */
  boolean isRecipients(Piece piece) {
    return owned.getOrDefault(Party.RECIPIENT, List.of()).stream()
        .anyMatch(block -> {
          Rectangle last = block.lines().getLast().flat();
          double gap = piece.flat().top() - last.bottom();
          return gap > -0.2 * last.height()
              && gap < 3 * last.height()
              && piece.flat().sharedWidth(last) > 0;
        });
  }

  static Party party(Field field) {
    if (field.party() != Party.NONE) {
      return field.party();
    }
    if (field.means("seller") || field.means("merchant") || field.means("bank name")) {
      return Party.ISSUER;
    }
    return field.means("buyer") || field.means("account holder") ? Party.RECIPIENT : Party.NONE;
  }

  private static Candidate whole(Field field, Piece piece, double score) {
    int start = piece.text().length() - piece.text().stripLeading().length();
    return part(
        field, new AddressBlock.Part(piece, start, piece.text().stripTrailing().length()), score);
  }

  private static Candidate part(Field field, AddressBlock.Part part, double score) {
    Piece piece = part.piece();
    return new Candidate(
        field,
        piece.text().substring(part.start(), part.end()).strip(),
        piece.span(part.start(), part.end(), field.path()),
        piece,
        part.start(),
        part.end(),
        score);
  }

  private static Candidate address(Field field, AddressBlock block, double score) {
    Region first = block.lines().getFirst().line().region();
    Box box =
        block.lines().stream().map(p -> p.line().region().box()).reduce(Box::union).orElseThrow();
    double confidence =
        block.lines().stream().mapToDouble(p -> p.line().region().confidence()).min().orElse(0);
    Region region =
        new Region(
            first.source(),
            first.page(),
            first.time(),
            box,
            field.path(),
            String.join(" ", block.lines().stream().map(p -> p.text().strip()).toList()),
            confidence,
            List.of(),
            Optional.empty(),
            OptionalDouble.empty());
    Piece piece = block.lines().getFirst();
    return new Candidate(field, block.text(), region, piece, 0, piece.text().length(), score);
  }
}
