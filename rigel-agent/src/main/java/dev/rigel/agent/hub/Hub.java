package dev.rigel.agent.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of domains, each with its schema; read once. */
public final class Hub {
  /** The catalogue's own version: rises with every schema that is added or changed. */
  public static final String VERSION = "1.0.0";

  private static final List<String> NAMES =
      List.of(
          "accounting.form-payslip",
          "accounting.form-w2",
          "aerospace.remote-sensing",
          "document.bank-check",
          "document.bank-statement",
          "document.invoice",
          "document.markdown",
          "document.receipt",
          "document.resume",
          "document.us-drivers-license",
          "document.us-passport",
          "document.utility-bill",
          "healthcare.hipaa-release",
          "healthcare.medical-insurance-card",
          "healthcare.patient-referral",
          "media.tv-news",
          "retail.ecommerce-product-caption",
          "retail.product-catalog");

  private final Map<String, Domain> domains;

  private Hub(Map<String, Domain> domains) {
    this.domains = Collections.unmodifiableMap(domains);
  }

  /** The domains that come with Rigel. */
  public static Hub bundled() {
    Map<String, Domain> domains = new LinkedHashMap<>();
    NAMES.forEach(name -> domains.put(name, read(name)));
    return new Hub(domains);
  }

  private static Domain read(String name) {
    String file = name + ".json";
    try (InputStream in = Hub.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + file + " is not packaged");
      }
      ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(in.readAllBytes());
      String title = schema.path("title").asString();
      schema.put("title", className(name));
      return new Domain(name, title, schema.path("description").asString(), VERSION, schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients make a class of a schema and call it by the schema's title: {@code UsPassport}. */
  private static String className(String domain) {
    return Arrays.stream(domain.substring(domain.indexOf('.') + 1).split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** In the order of their names. */
  public Collection<Domain> domains() {
    return domains.values();
  }

  public Optional<Domain> domain(String name) {
    return Optional.ofNullable(domains.get(name));
  }
}
