package dev.rigel.agent.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rigel.agent.answer.AnswerSchema;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HubTest {
  private static final Hub HUB = Hub.bundled();

  static Stream<Domain> domains() {
    return HUB.domains().stream();
  }

  @Test
  void knowsWhatItHas() {
    assertThat(HUB.domains()).hasSize(18);
    assertThat(HUB.domain("document.invoice")).isPresent();
    assertThat(HUB.domain("document.nothing")).isEmpty();
    assertThat(HUB.domain("../hub/document.invoice")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("domains")
  void everySchemaIsOneThatAnswersCanSatisfy(Domain domain) {
    JsonNode meta =
        JsonMapper.shared().readTree("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(meta);
    assertThat(schema.validate(domain.schema())).isEmpty();
    assertThat(new AnswerSchema(domain.schema()).json()).isEqualTo(domain.schema());
    assertThat(domain.title()).isNotBlank();
    assertThat(domain.description()).isNotBlank();
  }

  /** Clients write a class of it, whose fields must not hide the type of another. */
  @ParameterizedTest
  @MethodSource("domains")
  void everySchemaCanBecomeAClass(Domain domain) {
    assertThat(domain.schema().path("title").asString()).matches("[A-Z][A-Za-z0-9]*");
    assertThat(namesOfFields(domain.schema())).doesNotContain("date", "datetime", "timedelta");
  }

  private static Set<String> namesOfFields(JsonNode schema) {
    Set<String> names = new HashSet<>();
    schema.findValues("properties").forEach(fields -> names.addAll(fields.propertyNames()));
    return names;
  }

  @ParameterizedTest
  @MethodSource("domains")
  void everyFieldIsDescribedAndEveryDefinitionUsed(Domain domain) {
    Set<String> used = new HashSet<>();
    check(domain.schema(), domain.name(), used);
    Set<String> defined = new HashSet<>(domain.schema().path("$defs").propertyNames());
    assertThat(used).isEqualTo(defined);
  }

  private static void check(JsonNode schema, String path, Set<String> used) {
    if (schema.path("$ref").isString()) {
      used.add(schema.path("$ref").stringValue().replace("#/$defs/", ""));
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> {
          assertThat(field.getValue().path("description").asString(""))
              .as(path + "." + field.getKey())
              .endsWith(".")
              .hasSizeGreaterThan(5);
          assertThat(field.getKey()).matches("[a-z][a-z0-9_]*");
          check(field.getValue(), path + "." + field.getKey(), used);
        });
    schema.path("$defs").properties().forEach(d -> check(d.getValue(), d.getKey(), used));
    schema.path("anyOf").values().forEach(s -> check(s, path, used));
    if (schema.path("items").isObject()) {
      check(schema.path("items"), path, used);
    }
  }
}
