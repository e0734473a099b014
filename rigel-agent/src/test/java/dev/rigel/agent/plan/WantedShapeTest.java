package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class WantedShapeTest {
  private static final String PICTURE =
      "{\"title\": \"ImageRef\", \"type\": \"object\","
          + " \"properties\": {\"id\": {\"type\": \"string\"}}}";

  private static WantedShape shape(String schema) {
    return new WantedShape(JsonMapper.shared().readTree(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'object','properties':{'count':{'type':'integer'}}}|{\"count\": int}",
        "{'type':'object','properties':{'names':{'type':'array','items':{'type':'string'}}}}"
            + "|{\"names\": [str]}",
        "{'type':'object','properties':{'due':{'type':['string','null'],'format':'date'}}}"
            + "|{\"due\": date}",
        "{'$defs':{'n':{'type':'number'}},'type':'object','properties':{'x':{'$ref':'#/$defs/n'}}}"
            + "|{\"x\": float}",
        "{'type':'object','properties':{'t':{'anyOf':[{'type':'null'},{'type':'boolean'}]}}}"
            + "|{\"t\": bool}"
      })
  void saysWhatIsWantedInTheWordsOfPrograms(String schema, String text) {
    assertThat(shape(schema.replace('\'', '"')).text()).isEqualTo(text);
  }

  @Test
  void namesTheWordsThatAreAllowed() {
    assertThat(shape("{\"properties\": {\"kind\": {\"enum\": [\"a\", \"b\"]}}}").text())
        .isEqualTo("{\"kind\": \"a\" | \"b\"}");
  }

  @Test
  void asksForTheMediumThatMustBeReferredTo() {
    String schema =
        "{\"type\": \"object\", \"required\": [\"made\"], \"properties\": {\"made\": %s}}";
    assertThat(shape(schema.formatted(PICTURE)).requiredAnswers()).containsExactly("image");
    assertThat(shape(schema.formatted(PICTURE)).text()).isEqualTo("{\"made\": image}");
    assertThat(shape(schema.replace("[\"made\"]", "[]").formatted(PICTURE)).requiredAnswers())
        .isEmpty();
  }

  @Test
  void staysShortAndEndsForSchemasThatReferToThemselves() {
    String tree =
        "{\"type\": \"object\", \"properties\": {\"child\": {\"$ref\": \"#\"},"
            + " \"loop\": {\"$ref\": \"#/properties/loop\"}}}";
    assertThat(shape(tree).text()).hasSizeLessThan(300).startsWith("{\"child\": {\"child\"");
  }
}
