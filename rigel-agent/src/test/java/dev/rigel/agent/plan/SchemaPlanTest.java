package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import java.awt.Color;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SchemaPlanTest {
  private static final String READ_AS_TEXT = "content = text(doc1)\nanswer(content)";

  private static final Media PAPER =
      AgentBench.READER.read(
          Base64.getDecoder()
              .decode(AgentBench.pdf(AgentBench.picture(60, 80, Color.WHITE)).split(",", 2)[1]),
          CallScope.unlimited());

  private static String program(String request, String schema) {
    return SchemaPlan.program(
            new Turn(
                request,
                "",
                List.of(),
                List.of(new TurnInput("doc1", "doc_000000", PAPER)),
                Optional.of(JsonMapper.shared().readTree(schema.replace('\'', '"'))),
                List.of(),
                Variant.AUTO))
        .orElse("");
  }

  private static String object(String properties) {
    return "{'type':'object','properties':{" + properties + "}}";
  }

  @Test
  void objectsAndRowsAreReadInTheSchemasShape() {
    String seller = object("'name':{'type':'string'},'type':{'type':'string'}");
    String rows =
        "{'type':'array','items':"
            + object("'description':{'type':'string'},'price':{'type':['number','null']}")
            + "}";
    assertThat(program("Extract the invoice", object("'seller':" + seller + ",'lines':" + rows)))
        .isEqualTo(
            """
            fields = extract(doc1, {"seller": {"properties": {"name": "str", "type": "str"}}, \
            "lines": [{"description": "str", "price": "float"}]})
            answer(data=fields)\
            """);
  }

  @Test
  void whatTheSchemaSaysOfAValueIsKept() {
    assertThat(
            program(
                "Read it",
                object(
                    "'total':{'type':'number','description':'what is \\\"due\\\"'},"
                        + "'kind':{'enum':['a','b'],'type':'string'}")))
        .isEqualTo(
            """
            fields = extract(doc1, {"total": {"type": "float", \
            "description": "what is \\"due\\""}, "kind": {"type": "str", "enum": ["a", "b"]}})
            answer(data=fields)\
            """);
  }

  @Test
  void listsOfWordsAndPartsToBeWordedAreLeftToTheLanguageModel() {
    assertThat(program("Extract it", object("'names':{'type':'array','items':{'type':'string'}}")))
        .isEqualTo(READ_AS_TEXT);
    assertThat(
            program(
                "Extract it",
                object("'part':" + object("'no':{'type':'integer'},'summary':{'type':'string'}"))))
        .isEqualTo(READ_AS_TEXT);
  }

  @Test
  void schemasThatReferToThemselvesEnd() {
    assertThat(program("Extract it", object("'name':{'type':'string'},'child':{'$ref':'#'}")))
        .isEqualTo(READ_AS_TEXT);
  }

  @Test
  void questionsInNestedFormAreNotReadAsFields() {
    String nested = object("'place':" + object("'page':{'type':'integer'}"));
    assertThat(program("On which page is the word Notice?", nested)).isEqualTo(READ_AS_TEXT);
  }
}
