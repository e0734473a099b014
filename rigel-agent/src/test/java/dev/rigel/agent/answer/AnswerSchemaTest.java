package dev.rigel.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class AnswerSchemaTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace("'", "\""));
  }

  private static AnswerSchema schema(String text) {
    return new AnswerSchema(json(text));
  }

  private static boolean isValid(String schema, String value) {
    return schema(schema).violation(json(value)).isEmpty();
  }

  private static void assertRefused(String schema) {
    assertThatThrownBy(() -> schema(schema).violation(json("{}")))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(e.param()).contains("response_format");
            });
  }

  @Test
  void saysWhereAValueIsWrong() {
    assertThat(schema("{'properties':{'a':{'type':'integer'}}}").violation(json("{'a':'x'}")))
        .hasValueSatisfying(v -> assertThat(v).contains("/a").contains("integer"));
    assertThat(isValid("{'properties':{'a':{'type':'integer'}}}", "{'a':3}")).isTrue();
  }

  @Test
  void oneOfManyAlternativesIsFound() {
    String schema =
        "{'anyOf':[{'type':'string'},{'oneOf':[{'type':'integer'},{'type':'array','items':{'type':'null'}}]}]}";
    assertThat(isValid(schema, "3")).isTrue();
    assertThat(isValid(schema, "[null]")).isTrue();
    assertThat(isValid(schema, "[1]")).isFalse();
  }

  @Test
  void unsatisfiableSchemasAreNeverSatisfied() {
    assertThat(isValid("{'type':'string','enum':[1]}", "'x'")).isFalse();
    assertThat(isValid("false", "{}")).isFalse();
    assertThat(isValid("{'allOf':[{'type':'string'},{'type':'number'}]}", "1")).isFalse();
  }

  @Test
  void recursionIsFollowedAsFarAsTheValueGoes() {
    String tree =
        "{'$defs':{'N':{'type':'object','properties':{'c':{'type':'array','items':{'$ref':'#/$defs/N'}}}}},"
            + "'$ref':'#/$defs/N'}";
    assertThat(isValid(tree, "{'c':[{'c':[]},{}]}")).isTrue();
    assertThat(isValid(tree, "{'c':[{'c':3}]}")).isFalse();
  }

  @Test
  void referencesInACircleEnd() {
    assertRefused(
        "{'$defs':{'A':{'$ref':'#/$defs/B'},'B':{'$ref':'#/$defs/A'}},'$ref':'#/$defs/A'}");
    assertRefused("{'$ref':'#'}");
    assertRefused(
        "{'$defs':{'A':{'anyOf':[{'$ref':'#/$defs/A'},{'$ref':'#/$defs/A'}]}},'$ref':'#/$defs/A'}");
  }

  @Test
  void referencesToNothingAreRefused() {
    assertRefused("{'$ref':'#/$defs/Missing'}");
  }

  @Test
  void nothingIsEverFetched() throws IOException {
    AtomicInteger visits = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/json-schema.org/x";
      assertRefused("{'$ref':'" + there + "'}");
      assertRefused("{'properties':{'a':{'items':{'$ref':'" + there + "'}}}}");
      assertRefused("{'$dynamicRef':'" + there + "'}");
      assertRefused("{'$schema':'" + there + "','type':'object'}");
      assertRefused("{'$ref':'file:///etc/passwd'}");
      assertRefused("{'$ref':'other.json'}");
      assertThat(isValid("{'$id':'" + there + "','type':'object'}", "{}")).isTrue();
      assertThat(visits).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void patternsThatBacktrackWithoutEndAreStopped() {
    AnswerSchema schema =
        schema("{'properties':{'a':{'type':'string','pattern':'^(a+)+\\\\1b$'}}}");
    JsonNode value = json("{'a':'" + "a".repeat(60) + "!'}");
    assertThatThrownBy(() -> schema.violation(value))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("pattern");
    assertThat(schema.violation(json("{'a':'aab'}"))).isEmpty();
    AnswerSchema names = schema("{'patternProperties':{'^(a+)+\\\\1b$':{'type':'string'}}}");
    assertThatThrownBy(() -> names.violation(json("{'" + "a".repeat(60) + "!':'x'}")))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void brokenAndEndlessPatternsAreRefused() {
    assertRefused("{'properties':{'a':{'pattern':'('}}}");
    assertRefused("{'properties':{'a':{'pattern':'" + "a?".repeat(600) + "'}}}");
    assertRefused("{'patternProperties':{'" + "b?".repeat(600) + "':{}}}");
  }

  @Test
  void alternativesNestedTwelveDeepAreChecked() {
    String schema = "{'type':'integer'}";
    for (int i = 0; i < 12; i++) {
      schema =
          "{'oneOf':[{'type':'object','properties':{'n':"
              + schema
              + "},'required':['n']},{'type':'string'}]}";
    }
    assertThat(isValid(schema, "'x'")).isTrue();
    assertThat(isValid(schema, "{'n':{'n':'x'}}")).isTrue();
    assertThat(isValid(schema, "{'n':{'n':3}}")).isFalse();
    StringBuilder deep = new StringBuilder("{'type':'integer'}");
    for (int i = 0; i < 60; i++) {
      deep.insert(0, "{'anyOf':[").append("]}");
    }
    assertRefused(deep.toString());
  }

  @Test
  void alternativesThatMultiplyAreStopped() {
    StringBuilder definitions = new StringBuilder("'D30':{'type':'string'}");
    for (int i = 29; i >= 0; i--) {
      String next = "{'$ref':'#/$defs/D" + (i + 1) + "'}";
      definitions
          .append(",'D")
          .append(i)
          .append("':{'anyOf':[")
          .append(next)
          .append(',')
          .append(next)
          .append("]}");
    }
    assertRefused("{'$defs':{" + definitions + "},'$ref':'#/$defs/D0'}");
  }

  @Test
  void hugeSchemasAreRefusedOrRead() {
    StringBuilder many = new StringBuilder("{'type':'object','properties':{");
    for (int i = 0; i < 60_000; i++) {
      many.append(i == 0 ? "" : ",").append("'p").append(i).append("':{'type':'string'}");
    }
    assertRefused(many.append("}}").toString());
    assertThat(isValid("{'type':'object','description':'" + "x".repeat(5_000_000) + "'}", "{}"))
        .isTrue();
    assertRefused("{'items':".repeat(250) + "{}" + "}".repeat(250));
  }

  @Test
  void keywordsOfOtherTimesAndUnknownFormatsDoNoHarm() {
    assertThat(
            isValid(
                "{'$schema':'http://json-schema.org/draft-04/schema#','id':'http://x.example/s',"
                    + "'type':'object','definitions':{'a':{'type':'string'}},"
                    + "'properties':{'b':{'$ref':'#/definitions/a'}}}",
                "{'b':'x'}"))
        .isTrue();
    assertThat(isValid("{'properties':{'a':{'type':'string','format':'moon-phase'}}}", "{'a':'x'}"))
        .isTrue();
    assertThat(isValid("{'properties':{'a':{'type':'string','format':'date'}}}", "{'a':'x'}"))
        .isFalse();
    assertThat(
            isValid(
                "{'properties':{'a':{'type':'string','pattern':'^[A-Z]+$','maxLength':3}}}",
                "{'a':'ABCD'}"))
        .isFalse();
    assertThat(isValid("{'patternProperties':{'^n_':{'type':'number'}}}", "{'n_a':1,'other':'x'}"))
        .isTrue();
  }

  @Test
  void onlyObjectsAndTruthAreSchemas() {
    assertRefused("[]");
    assertRefused("'string'");
    assertRefused("{'properties':{'a':3}}");
  }
}
