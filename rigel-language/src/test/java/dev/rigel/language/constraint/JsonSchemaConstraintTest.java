package dev.rigel.language.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonSchemaConstraintTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a","b"]} | {"a":1,"b":"x"}
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["b"]} | {"b": "x"}
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}}} | {}
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}}} | {"b":""}
          {"type":"object","properties":{"a":{}},"additionalProperties":{"type":"boolean"}} | {"a":[1,{"x":null}], "z":true,"y":false}
          {"type":"object"} | {"anything":{"goes":[]}}
          {"type":"array","items":{"type":"number"},"minItems":2,"maxItems":3} | [1.5,-2e3,0]
          {"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false} | ["a",7]
          {"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false} | ["a"]
          {"enum":["red","green","grey",3,null,{"a":[1,2]}]} | "grey"
          {"enum":["red","green","grey",3,null,{"a":[1,2]}]} | {"a": [1, 2]}
          {"const":"a \\"quoted\\" word"} | "a \\"quoted\\" word"
          {"type":"string","minLength":2,"maxLength":3} | "äö"
          {"type":"string","maxLength":1} | "\\ud83d\\ude00"
          {"type":"string","pattern":"^[A-Z]{2}\\\\d+$"} | "DE12"
          {"type":"string","pattern":"b"} | "abc"
          {"type":"string","format":"date"} | "2026-11-30"
          {"type":"string","format":"time"} | "23:59:59Z"
          {"type":"string","format":"date-time"} | "2026-11-30T08:00:00+01:00"
          {"type":"string","format":"email"} | "a.b@example.org"
          {"type":"string","format":"uri"} | "https://example.org/a?b=c#d"
          {"type":"string","format":"uuid"} | "123e4567-e89b-12d3-a456-426614174000"
          {"type":["string","null"]} | null
          {"type":"string","nullable":true} | null
          {"anyOf":[{"type":"integer"},{"type":"string"}]} | "x"
          {"oneOf":[{"type":"object","properties":{"kind":{"const":"a"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"b"},"n":{"type":"integer"}},"required":["kind","n"]}]} | {"kind":"b","n":1}
          {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"v":{"type":"integer"},"next":{"$ref":"#/$defs/node"}},"required":["v"]}}} | {"v":1,"next":{"v":2,"next":{"v":3}}}
          {"allOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"boolean"}},"required":["b"]}]} | {"a":1,"b":true}
          {"type":"object","required":["x"],"properties":{}} | {"x":5}
          """)
  void acceptsValidDocumentsAtEveryPrefixAndAtTheirEnd(String schema, String document) {
    JsonSchemaConstraint constraint = constraint(schema);

    assertThat(acceptedPrefix(constraint, document)).isEqualTo(document);
    assertThat(mayEnd(constraint, document)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | {} | {
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | {"a":1.5} | {"a":1
          {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]} | {"a":1,"b":2} | {"a":1
          {"type":"object","properties":{"a":{"type":"integer"}}} | {"a":1,"a":2} | {"a":1
          {"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2} | [1] | [1
          {"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2} | [1,2,3] | [1,2
          {"enum":["red","green"]} | "grey" | "gre
          {"type":"string","minLength":2} | "a" | "a
          {"type":"string","maxLength":2} | "abc" | "ab
          {"type":"string"} | "a\\x" | "a\\
          {"type":"string","pattern":"^[A-Z]+$"} | "Ab" | "A
          {"type":"string","format":"date"} | "2026-13-01" | "2026-1
          {"type":"string","format":"date"} | "2026-04-31" | "2026-04-3
          {"type":"integer","minimum":10,"maximum":25} | 26 | 2
          {"type":"integer","minimum":10,"maximum":25} | 3 | ``
          {"type":"integer","minimum":0} | -1 | ``
          {"type":"number","minimum":0,"maximum":1} | 1.5 | 1.
          {"type":"integer"} | 01 | 0
          {"type":"object","properties":{"a":{"type":"integer"}}} | {  "a":1} | {
          {"type":"boolean"} | True | ``
          """)
  void refusesInvalidDocumentsWhereTheyGoWrong(String schema, String document, String accepted) {
    JsonSchemaConstraint constraint = constraint(schema);

    assertThat(mayEnd(constraint, document)).isFalse();
    assertThat(acceptedPrefix(constraint, document)).isEqualTo(accepted);
  }

  @Test
  void isCompleteAtTheClosingBracketAndCutsWhatFollows() {
    JsonSchemaConstraint constraint =
        constraint("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");

    assertThat(constraint.check("[1]")).isEqualTo(new Verdict.Complete(3));
    assertThat(constraint.check("[1]\nDone.")).isEqualTo(new Verdict.Complete(3));
    assertThat(constraint.check("[1")).isInstanceOf(Verdict.Viable.class);
  }

  @Test
  void aNumberMayEndAndMayGoOn() {
    JsonSchemaConstraint constraint = constraint("{\"type\":\"integer\"}");

    assertThat(constraint.check("12")).isInstanceOf(Verdict.Viable.class);
    assertThat(constraint.mayEnd("12")).isTrue();
    assertThat(constraint.check("12 apples")).isEqualTo(new Verdict.Complete(2));
  }

  @Test
  void aNumberWithNothingToAddIsComplete() {
    JsonSchemaConstraint constraint =
        constraint("{\"type\":\"integer\",\"minimum\":10,\"maximum\":25}");

    assertThat(constraint.check("12")).isEqualTo(new Verdict.Complete(2));
  }

  @Test
  void readsACharacterThatIsNotWholeYetAsAnyThatIsNotAscii() {
    JsonSchemaConstraint constraint = constraint("{\"enum\":[\"日本\",\"ab\"]}");

    assertThat(constraint.check("\"日\uFFFD")).isInstanceOf(Verdict.Viable.class);
    assertThat(constraint.check("\"a\uFFFD")).isInstanceOf(Verdict.Refused.class);
    assertThat(constraint.check("\"日本\"")).isEqualTo(new Verdict.Complete(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"x\"",
        "[]",
        "false",
        "{\"enum\":[]}",
        "{\"$ref\":\"https://example.org/schema\"}",
        "{\"$ref\":\"#/$defs/missing\"}",
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"type\":\"wibble\"}",
        "{\"type\":\"string\",\"minLength\":3,\"maxLength\":2}",
        "{\"type\":\"integer\",\"minimum\":3,\"maximum\":2}",
        "{\"type\":\"array\",\"items\":false,\"minItems\":1}",
        "{\"type\":\"object\",\"properties\":{\"me\":{\"$ref\":\"#\"}},\"required\":[\"me\"]}",
        "{\"properties\":{\"a\":3}}",
        "{\"allOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
      })
  void refusesSchemasThatNothingSatisfiesOrThatAreNone(String schema) {
    assertThatThrownBy(() -> constraint(schema))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("schema");
  }

  @Test
  void judgesWhatIsNestedTooDeepForAGrammarAtItsEndAndBoundsItsSize() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      deep.append("{\"items\":");
    }
    deep.append("{}").append("}".repeat(300));
    assertThat(mayEnd(constraint(deep.toString()), "[".repeat(100) + "]".repeat(100))).isTrue();

    StringBuilder wide = new StringBuilder("{\"enum\":[0");
    for (int i = 1; i < 60_000; i++) {
      wide.append(',').append(i);
    }
    assertThatThrownBy(() -> constraint(wide.append("]}").toString()))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void holdsToThousandsOfEnumValues() {
    StringBuilder schema = new StringBuilder("{\"enum\":[\"word\"");
    for (int i = 0; i < 5_000; i++) {
      schema.append(",\"w").append(i * 7919).append('"');
    }
    JsonSchemaConstraint constraint = constraint(schema.append("]}").toString());

    assertThat(constraint.check("\"w39587081\"")).isInstanceOf(Verdict.Complete.class);
    assertThat(constraint.check("\"w39587082")).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string","pattern":"^(?=x)[a-z]+$"} | "xy" | "yx"
          {"type":"string","pattern":"(^i-[0-9]+\\\\Z)"} | "i-7" | "xi-3"
          {"type":"string","format":"hostname"} | "a.example.com" | "-a.com"
          {"type":"string","format":"regex"} | "a+" | "a("
          {"type":"integer","multipleOf":3} | 12 | 13
          {"type":"array","items":{"type":"integer"},"uniqueItems":true} | [1,2,12] | [1,2,1]
          {"type":"array","contains":{"type":"integer","minimum":5},"items":{"type":"integer"}} | [5,1] | [1,2]
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"dependentRequired":{"a":["b"]}} | {"a":1,"b":2} | {"a":1}
          {"type":"object","patternProperties":{"^n_":{"type":"number"}},"additionalProperties":false} | {"n_x":1.5} | {"n_x":"a"}
          {"type":"object","patternProperties":{"^n_":{"type":"number"}},"additionalProperties":{"type":"string"}} | {"m":"a","n_x":1} | {"n_x":"a"}
          {"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":{"type":"integer"}} | {"b":1} | {"c":1}
          {"type":"object","minProperties":1,"maxProperties":1,"additionalProperties":{"type":"integer"}} | {"b":1} | {"b":1,"c":2}
          {"type":"object","properties":{"kind":{"enum":["a","b"]},"n":{"type":"integer"}},"required":["kind"],"if":{"properties":{"kind":{"const":"a"}}},"then":{"required":["n"]}} | {"kind":"b"} | {"kind":"a"}
          {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"not":{"required":["b"]}} | {"a":1} | {"b":1}
          {"not":{"type":"object"}} | 7 | {}
          {"oneOf":[{"type":"integer","multipleOf":2},{"type":"integer","multipleOf":3}]} | 4 | 6
          {"allOf":[{"type":"string","pattern":"^a"},{"pattern":"b$"}]} | "acb" | "ac"
          {"type":"object","properties":{"a":{"type":"integer"}},"allOf":[{"properties":{"b":{"type":"integer"}}}],"unevaluatedProperties":false} | {"a":1,"b":2} | {"c":1}
          {"$ref":"#tree","$defs":{"t":{"$anchor":"tree","type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#tree"}}},"required":["kids"]}}} | {"kids":[{"kids":[]}]} | {"kids":[{}]}
          """)
  void holdsToWhatNoGrammarCanSay(String schema, String valid, String invalid) {
    JsonSchemaConstraint constraint = constraint(schema);

    assertThat(mayEnd(constraint, valid)).isTrue();
    assertThat(acceptedPrefix(constraint, valid)).isEqualTo(valid);
    assertThat(mayEnd(constraint, invalid)).isFalse();
  }

  @Test
  void refusesAnEscapeThatNoCharacterOfThePatternNeeds() {
    JsonSchemaConstraint constraint = constraint("{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}");

    assertThat(constraint.check("\"1\\")).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  @Timeout(60)
  void robustness48_checksPatternsThatBacktrackWithoutEndInBoundedTime() {
    for (String pattern :
        List.of("^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]$")) {
      JsonSchemaConstraint constraint =
          constraint("{\"type\":\"string\",\"pattern\":\"" + pattern + "\"}");
      assertThat(constraint.mayEnd("\"" + "a".repeat(3_000) + "!\"")).as(pattern).isFalse();
    }
    assertThat(constraint("{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}").mayEnd("\"aaa\""))
        .isTrue();
  }

  @Test
  void robustness48_holdsToPatternAndLengthAtOnce() {
    JsonSchemaConstraint constraint =
        constraint(
            "{\"type\":\"string\",\"pattern\":\"^[A-Z]+$\",\"minLength\":2,\"maxLength\":3}");

    assertThat(acceptedPrefix(constraint, "\"ABCD\"")).isEqualTo("\"ABC");
    assertThat(acceptedPrefix(constraint, "\"A\"")).isEqualTo("\"A");
    assertThat(acceptedPrefix(constraint, "\"ABC\"")).isEqualTo("\"ABC\"");
  }

  @Test
  @Timeout(60)
  void robustness48_readsAlternativesNestedTwelveDeepAndRefusesThoseThatMultiply() {
    String nested = "{\"type\":\"integer\"}";
    for (int i = 0; i < 12; i++) {
      nested =
          "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"n\":"
              + nested
              + "},\"required\":[\"n\"]},{\"type\":\"string\"}]}";
    }
    JsonSchemaConstraint constraint = constraint(nested);
    String deepest = "{\"n\":".repeat(12) + "7" + "}".repeat(12);
    assertThat(acceptedPrefix(constraint, deepest)).isEqualTo(deepest);
    assertThat(mayEnd(constraint, "{\"n\":{\"n\":\"x\"}}")).isTrue();
    assertThat(mayEnd(constraint, "{\"n\":7}")).isFalse();

    StringBuilder definitions = new StringBuilder("\"D30\":{\"type\":\"string\"}");
    for (int i = 29; i >= 0; i--) {
      String next = "{\"$ref\":\"#/$defs/D" + (i + 1) + "\",\"minLength\":1}";
      definitions.append(",\"D%d\":{\"anyOf\":[%s,%s]}".formatted(i, next, next));
    }
    assertThatThrownBy(() ->
            constraint("{\"$defs\":{" + definitions + "},\"$ref\":\"#/$defs/D0\",\"minLength\":1}"))
        .isInstanceOf(RigelException.class);
  }

  @Test
  @Timeout(60)
  void robustness48_readsOrRefusesSchemasOfFiveMegabytes() {
    assertThat(
            mayEnd(
                constraint(
                    "{\"type\":\"integer\",\"description\":\"" + "x".repeat(5_000_000) + "\"}"),
                "7"))
        .isTrue();
    StringBuilder many = new StringBuilder("{\"type\":\"object\",\"properties\":{\"p\":{}");
    for (int i = 0; i < 120_000; i++) {
      many.append(",\"property number %d\":{\"type\":\"string\"}".formatted(i));
    }
    // It has too many parts, or it takes too long: whichever shows first.
    assertThatThrownBy(() -> constraint(many.append("}}").toString()))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("cannot be used: it");
  }

  @Test
  void robustness48_takesOldAndUnknownKeywordsAsNoRules() {
    JsonSchemaConstraint old =
        constraint(
            """
            {"$schema":"http://json-schema.org/draft-04/schema#","id":"http://x.example/s#",
             "type":"object","definitions":{"a":{"type":"string","format":"moon-phase"}},
             "properties":{"id":{"$ref":"#/definitions/a"}},"required":["id"]}
            """);

    assertThat(mayEnd(old, "{\"id\":\"full\"}")).isTrue();
    assertThat(mayEnd(old, "{\"id\":7}")).isFalse();
  }

  private static String acceptedPrefix(JsonSchemaConstraint constraint, String document) {
    for (int end = 1; end <= document.length(); end++) {
      Verdict verdict = constraint.check(document.substring(0, end));
      boolean goesOn =
          switch (verdict) {
            case Verdict.Viable _ -> true;
            case Verdict.Complete(int length) -> length == end;
            case Verdict.Refused _ -> false;
          };
      if (!goesOn) {
        return document.substring(0, end - 1);
      }
    }
    return document;
  }

  private static boolean mayEnd(JsonSchemaConstraint constraint, String document) {
    return constraint.mayEnd(document);
  }

  private static JsonSchemaConstraint constraint(String schema) {
    return JsonSchemaConstraint.of(json(schema));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
