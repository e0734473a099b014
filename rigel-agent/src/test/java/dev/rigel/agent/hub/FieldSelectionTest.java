package dev.rigel.agent.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldSelectionTest {
  private static final JsonNode SCHEMA =
      json(
          """
          {"type":"object","required":["a","b"],
           "properties":{
             "a":{"type":"string"},
             "b":{"$ref":"#/$defs/B"},
             "c":{"anyOf":[{"$ref":"#/$defs/B"},{"type":"null"}],"description":"maybe"},
             "d":{"type":"array","items":{"$ref":"#/$defs/B"},"description":"many"}},
           "$defs":{"B":{"type":"object","required":["x"],
             "properties":{"x":{"type":"integer"},"y":{"type":"string"}}}}}
          """);

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static JsonNode selected(String selection) {
    return FieldSelection.parse(selection).of(SCHEMA);
  }

  @Test
  void keepsTheNamedFieldsInTheirOrder() {
    JsonNode schema = selected("{ d a }");
    assertThat(schema.path("properties").propertyNames()).containsExactly("d", "a");
    assertThat(schema.path("required")).isEqualTo(json("[\"a\"]"));
    assertThat(schema.path("properties").path("d")).isEqualTo(SCHEMA.path("properties").path("d"));
  }

  @Test
  void reachesIntoObjectsListsAndAlternatives() {
    JsonNode properties =
        selected("query Q {\n b { x }, c { y } # and so on {\n d { x y } }").path("properties");
    assertThat(properties.path("b"))
        .isEqualTo(
            json(
                "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"x\":{\"type\":\"integer\"}}}"));
    JsonNode maybe = properties.path("c");
    assertThat(maybe.path("description").asString()).isEqualTo("maybe");
    assertThat(maybe.path("anyOf").path(0).path("properties").propertyNames()).containsExactly("y");
    assertThat(maybe.path("anyOf").path(1)).isEqualTo(json("{\"type\":\"null\"}"));
    assertThat(properties.path("d").path("items").path("properties").propertyNames())
        .containsExactly("x", "y");
    assertThat(SCHEMA.path("properties")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "{",
        "}",
        "{}",
        "{ a",
        "{ a } b",
        "{ a { } }",
        "{ { a } }",
        "{ a: b }",
        "{ a(x: 1) }",
        "{ e }",
        "{ b { z } }",
        "{ a { x } }",
        "query",
        "mutation { a }",
      })
  void refusesWhatIsNoSelectionOfThisSchema(String selection) {
    assertThatThrownBy(() -> selected(selection))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.param()).contains("gql_stmt"));
  }

  @Test
  @Timeout(10)
  void endsOnHostileSelections() {
    for (String hostile :
        List.of(
            "{ a ".repeat(100_000),
            "{".repeat(100_000),
            "{ " + "a ".repeat(100_000) + "}",
            " ,\n".repeat(200_000) + "!",
            "{ a #" + "x".repeat(500_000))) {
      assertThatThrownBy(() -> FieldSelection.parse(hostile)).isInstanceOf(RigelException.class);
    }
  }
}
