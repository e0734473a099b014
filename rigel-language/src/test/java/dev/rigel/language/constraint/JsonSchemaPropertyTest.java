package dev.rigel.language.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rigel.language.TokenConstraint.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random schemas: what they allow is let through, and what is let through they allow. */
class JsonSchemaPropertyTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SCHEMAS = 150;

  /** What a blind writer tries, the characters that end things more often. */
  private static final String ALPHABET =
      "\"\"\"\"}}}]]],,::{[ 0123456789-.eE\\/abcdefghijklmnopqrstuvwxyzABCZT+@_é日";

  @Test
  void letsRandomValidDocumentsThroughAtEveryPrefix() {
    for (int seed = 0; seed < SCHEMAS; seed++) {
      Random random = new Random(seed);
      ObjectNode schema = schema(random, 3);
      JsonSchemaConstraint constraint = JsonSchemaConstraint.of(schema);
      for (int i = 0; i < 4; i++) {
        String document = document(schema, random).toString();
        for (int end = 1; end <= document.length(); end++) {
          if (Character.isHighSurrogate(document.charAt(end - 1))) {
            continue;
          }
          Verdict verdict = constraint.check(document.substring(0, end));
          assertThat(verdict)
              .as("seed %s, %s at %s of %s", seed, schema, end, document)
              .satisfiesAnyOf(
                  v -> assertThat(v).isInstanceOf(Verdict.Viable.class),
                  v -> assertThat(v).isEqualTo(new Verdict.Complete(document.length())));
        }
        assertThat(constraint.mayEnd(document)).as("%s for %s", document, schema).isTrue();
      }
    }
  }

  @Test
  void whateverABlindWriterFinishesIsValid() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    int finished = 0;
    for (int seed = 0; seed < SCHEMAS; seed++) {
      Random random = new Random(1_000 + seed);
      ObjectNode schema = schema(random, 3);
      JsonSchemaConstraint constraint = JsonSchemaConstraint.of(schema);
      Schema judge = registry.getSchema(schema);
      String text = blindText(constraint, random);
      if (!text.isEmpty()) {
        finished++;
        JsonNode document = JSON.readTree(text);
        List<Error> errors = judge.validate(document);
        assertThat(errors).as("seed %s: %s for %s", seed, text, schema).isEmpty();
      }
    }
    assertThat(finished).isGreaterThan(SCHEMAS / 2);
  }

  private static String blindText(JsonSchemaConstraint constraint, Random random) {
    StringBuilder text = new StringBuilder();
    for (int step = 0; step < 400; step++) {
      if (step > 0 && constraint.mayEnd(text.toString())) {
        return text.toString();
      }
      List<String> ways = new ArrayList<>();
      for (int i = 0; i < ALPHABET.length(); i++) {
        String way = ALPHABET.substring(i, i + 1);
        if (!(constraint.check(text + way) instanceof Verdict.Refused)) {
          ways.add(way);
        }
      }
      assertThat(ways).as("nothing may follow %s", text).isNotEmpty();
      text.append(ways.get(random.nextInt(ways.size())));
    }
    return "";
  }

  private static ObjectNode schema(Random random, int depth) {
    ObjectNode schema = JSON.createObjectNode();
    switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> {
        schema.put("type", "integer");
        if (random.nextBoolean()) {
          int least = random.nextInt(200) - 100;
          schema.put("minimum", least).put("maximum", least + random.nextInt(300));
        }
      }
      case 1 -> {
        schema.put("type", "number");
        if (random.nextBoolean()) {
          schema.put("minimum", -2.5).put("maximum", random.nextInt(50) + 0.25);
        }
      }
      case 2 -> {
        schema.put("type", "string").put("minLength", random.nextInt(3));
        schema.put("maxLength", 3 + random.nextInt(5));
      }
      case 3 -> schema.put("type", "boolean");
      case 4 -> schema.putArray("enum").add("one").add("on").add(1 + random.nextInt(9)).add(true);
      case 5 -> {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (int i = 0; i < random.nextInt(4); i++) {
          properties.set("p" + i, schema(random, depth - 1));
          if (random.nextBoolean()) {
            required.add("p" + i);
          }
        }
        schema.put("additionalProperties", false);
      }
      case 6 -> {
        int least = random.nextInt(3);
        schema.put("type", "array").put("minItems", least).put("maxItems", least + 2);
        schema.set("items", schema(random, depth - 1));
      }
      default ->
          schema.putArray("anyOf").add(schema(random, depth - 1)).add(schema(random, depth - 1));
    }
    return schema;
  }

  private static JsonNode document(JsonNode schema, Random random) {
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    if (schema.has("anyOf")) {
      return document(schema.path("anyOf").get(random.nextInt(2)), random);
    }
    return switch (schema.path("type").asString()) {
      case "integer" -> {
        long least = schema.path("minimum").asLong(-1_000_000);
        long most = schema.path("maximum").asLong(1_000_000);
        yield JSON.getNodeFactory().numberNode(random.nextLong(least, most + 1));
      }
      case "number" -> {
        double most = schema.path("maximum").asDouble(1000);
        yield JSON.getNodeFactory()
            .numberNode(
                java.math.BigDecimal.valueOf(Math.round(random.nextDouble() * most * 50), 2));
      }
      case "string" -> {
        int length =
            random.nextInt(schema.path("minLength").asInt(), schema.path("maxLength").asInt() + 1);
        StringBuilder text = new StringBuilder();
        int[] characters = {'a', 'Z', '"', '\\', '\n', 0xE9, 0x65E5, 0x1F600, '/', 1};
        for (int i = 0; i < length; i++) {
          text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        yield JSON.getNodeFactory().stringNode(text.toString());
      }
      case "boolean" -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case "array" -> {
        ArrayNode items = JSON.createArrayNode();
        int count =
            random.nextInt(schema.path("minItems").asInt(), schema.path("maxItems").asInt() + 1);
        for (int i = 0; i < count; i++) {
          items.add(document(schema.path("items"), random));
        }
        yield items;
      }
      default -> {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema
            .path("properties")
            .properties()
            .forEach(property -> {
              if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), document(property.getValue(), random));
              }
            });
        yield object;
      }
    };
  }
}
