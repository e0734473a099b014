package dev.rigel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExecutionReaderTest {
  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  private static List<String> faults(Function<JsonNode, ?> reader, String body) {
    return catchThrowableOfType(ValidationException.class, () -> reader.apply(json(body)))
        .details()
        .stream()
        .map(fault -> fault.path() + " " + fault.type())
        .toList();
  }

  @Test
  void takesWhatClientsSendForNothing() {
    ExecutionRequest request =
        ExecutionReader.execution(
            json(
                "{'name':null,'inputs':null,'batch':true,'config':{},'toolsets':null,'metadata':"
                    + "{'environment':'dev','session_id':null,'allow_training':true},"
                    + "'callback_url':null,'unknown':{}}"));
    assertThat(request.name()).isEmpty();
    assertThat(request.batch()).isTrue();
    assertThat(request.model()).isEmpty();
    assertThat(request.inputs()).isEmpty();
    assertThat(request.config()).isEqualTo(RunConfig.NONE);
    assertThat(request.metadata()).isPresent();
    assertThat(ExecutionReader.execution(json("{}")).batch()).isTrue();
    assertThat(ExecutionReader.prediction(json("{'url':'https://a.example'}"), false).batch())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'name':7}                             | name string_type
          {'name':'a\\\\b'}                      | name string_pattern_mismatch
          {'name':'a:b:c'}                       | name string_pattern_mismatch
          {'batch':7}                            | batch bool_parsing
          {'inputs':[]}                          | inputs dict_type
          {'inputs':{'a':{'type':'image_url'}}}  | inputs.a.image_url missing
          {'model':'gpt'}                        | model enum
          {'config':7}                           | config model_attributes_type
          {'config':{'prompt':7}}                | config.prompt string_type
          {'config':{'json_schema':'x'}}         | config.json_schema dict_type
          {'config':{'skills':[{}]}}             | config.skills[0].skill_id missing
          {'config':{'grounding':'perhaps'}}     | config.grounding bool_parsing
          {'config':{'max_tokens':0}}            | config.max_tokens greater_than_equal
          {'config':{'temperature':3}}           | config.temperature less_than_equal
          {'config':{'page_indices':0}}          | config.page_indices list_type
          {'config':{'page_indices':[1.5]}}      | config.page_indices[0] int_from_float
          {'config':{'detail':'fine'}}           | config.detail literal_error
          {'config':{'service_tier':1}}          | config.service_tier literal_error
          {'priority':'urgent'}                  | priority literal_error
          {'toolsets':'core'}                    | toolsets list_type
          {'callback_url':7}                     | callback_url string_type
          {'file_ids':'x'}                       | file_ids list_type
          []                                     | ' model_attributes_type'
          """)
  void namesFaultsOfExecutions(String body, String fault) {
    assertThat(faults(ExecutionReader::execution, body)).contains(fault);
  }

  @Test
  void joinsNameAndVersion() {
    assertThat(name("{'name':'reader','version':'latest'}")).contains("reader");
    assertThat(name("{'name':'reader','version':'2'}")).contains("reader:2");
    assertThat(name("{'name':'reader:1','version':'2'}")).contains("reader:1");
    assertThat(name("{'name':''}")).isEmpty();
  }

  private static Optional<String> name(String body) {
    return ExecutionReader.execution(json(body)).name();
  }

  @Test
  void keepsWhatAnAgentIsMadeOf() {
    AgentCreation creation =
        ExecutionReader.agent(
            json(
                "{'name':'reader:v1','config':{'prompt':'Read','json_schema':{'type':'object'}},"
                    + "'inputs':{'language':'German'},'callback_url':'https://a.example'}"));
    assertThat(creation.name()).contains("reader:v1");
    assertThat(creation.prompt()).isEqualTo("Read");
    ExecutionRequest stored = ExecutionReader.stored(creation.config());
    assertThat(stored.config().prompt()).isEmpty();
    assertThat(stored.config().jsonSchema()).isPresent();
    assertThat(stored.inputs()).containsExactly(new RunInput.Text("language", "German"));
    assertThat(stored.callbackUrl()).contains("https://a.example");

    assertThat(faults(ExecutionReader::agent, "{}")).containsExactly("config missing");
    assertThat(faults(ExecutionReader::agent, "{'config':{}}"))
        .containsExactly("config.prompt missing");
    assertThat(faults(ExecutionReader::agent, "{'config':{'prompt':'x','json_schema':1}}"))
        .containsExactly("config.json_schema dict_type");
    assertThat(faults(ExecutionReader::agent, "{'config':{'prompt':' '}}"))
        .containsExactly("config.prompt string_too_short");
  }

  @Test
  void looksUpByExactlyOneThing() {
    assertThat(ExecutionReader.lookup(json("{'id':'1','name':null}")))
        .isEqualTo(new AgentLookup.ById("1"));
    assertThat(ExecutionReader.lookup(json("{'name':'a'}"))).isEqualTo(new AgentLookup.ByName("a"));
    assertThat(ExecutionReader.lookup(json("{'prompt':'a b'}")))
        .isEqualTo(new AgentLookup.ByPrompt("a b"));
    assertThat(faults(ExecutionReader::lookup, "{}")).containsExactly(" value_error");
    assertThat(faults(ExecutionReader::lookup, "{'id':'1','name':'a'}"))
        .containsExactly(" value_error");
  }

  @Test
  void readsPredictions() {
    PredictionRequest pictures =
        ExecutionReader.prediction(
            json(
                "{'images':['data:image/png;base64,AA==','https://a.example/1.jpg'],'model':'vlm-1',"
                    + "'domain':'document.invoice','batch':true,'config':{'detail':'auto',"
                    + "'gql_stmt':null,'max_retries':3,'page_indices':[0,2],'confidence':true}}"),
            false);
    assertThat(pictures.media())
        .containsExactly(
            new ContentPart.ImageUrl("data:image/png;base64,AA=="),
            new ContentPart.ImageUrl("https://a.example/1.jpg"));
    assertThat(pictures.config().pageIndices()).contains(List.of(0, 2));
    assertThat(pictures.config().confidence()).isTrue();
    assertThat(pictures.model()).isEmpty();
    assertThat(ExecutionReader.prediction(json("{'file_id':'f','images':null}"), false).media())
        .containsExactly(new ContentPart.InputFile(Optional.of("f"), Optional.empty()));

    Function<JsonNode, ?> named = body -> ExecutionReader.prediction(body, true);
    assertThat(faults(named, "{'url':'https://a.example'}")).containsExactly("name missing");
    Function<JsonNode, ?> plain = body -> ExecutionReader.prediction(body, false);
    assertThat(faults(plain, "{}")).containsExactly(" value_error");
    assertThat(faults(plain, "{'images':[1]}")).containsExactly("images[0] string_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "reader:v2", "my agent 7", "team/reader:2026.1", "Prüfer"})
  void knowsNamesOfAgents(String name) {
    assertThat(ExecutionReader.isAgentName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a:", ":b", "a\nb", "a:b c", "<script>"})
  void knowsWhatIsNoNameOfAnAgent(String name) {
    assertThat(ExecutionReader.isAgentName(name)).isFalse();
  }

  @Test
  void readsSkillRequests() {
    assertThat(
            SkillReader.creation(json("{'prompt':'x','json_schema':{'type':'object'}}")).source())
        .isEqualTo(new SkillCreation.Source.Prompt("x", Optional.of(json("{'type':'object'}"))));
    assertThat(
            SkillReader.creation(
                json("{'file_id':'f','name':'n','description':'d','prompt':null}")))
        .isEqualTo(
            new SkillCreation(
                new SkillCreation.Source.File("f"), Optional.of("n"), Optional.of("d")));
    assertThat(faults(SkillReader::creation, "{}")).containsExactly(" value_error");
    assertThat(faults(SkillReader::creation, "{'prompt':'x','file_id':'f'}"))
        .containsExactly(" value_error");
    assertThat(faults(SkillReader::creation, "{'prompt':'x','name':'a/b'}"))
        .containsExactly("name string_pattern_mismatch");
    assertThat(faults(SkillReader::update, "{}")).containsExactly(" value_error");
    assertThat(SkillReader.lookup(json("{'name':'n','skill_version':3}")))
        .isEqualTo(new SkillLookup("n", "3"));
    assertThat(SkillReader.lookup(json("{'name':'n','version':null}")))
        .isEqualTo(new SkillLookup("n", "latest"));
    assertThat(faults(SkillReader::lookup, "{}")).containsExactly("name missing");
  }

  @Test
  void everyKeyIsThereThatClientsNeed() {
    Instant at = Instant.parse("2026-07-20T10:00:00.123456789Z");
    RunInfo info =
        new RunInfo(
            "1",
            "",
            Optional.empty(),
            JobStatus.ENQUEUED,
            Optional.empty(),
            CreditUsage.NONE.toJson(),
            Optional.empty(),
            at,
            Optional.empty());
    assertThat(Json.parse(Json.text(info.toExecutionJson())))
        .isEqualTo(
            json(
                "{'id':'1','name':'','created_at':'2026-07-20T10:00:00.123456Z','completed_at':null,"
                    + "'response':null,'status':'enqueued','usage':{'elements_processed':null,"
                    + "'element_type':null,'credits_used':null,'steps':null,'message':null,"
                    + "'duration_seconds':0}}"));
    assertThat(List.copyOf(info.toPredictionJson().propertyNames()))
        .contains("id", "created_at", "status", "usage", "domain", "message")
        .doesNotContain("name");
    assertThat(new AgentInfo("1", "n", "", "p", Optional.empty(), at, at).toJson().propertyNames())
        .contains("id", "name", "description", "prompt", "created_at", "updated_at", "status");
    assertThat(new SkillInfo("1", "n", "d", "20260720-b19b53d9", at, at).toJson())
        .isEqualTo(
            json(
                "{'id':'1','name':'n','description':'d','skill_version':'20260720-b19b53d9',"
                    + "'version':'20260720-b19b53d9','created_at':'2026-07-20T10:00:00.123456Z',"
                    + "'updated_at':'2026-07-20T10:00:00.123456Z','status':'completed',"
                    + "'is_public':false}"));
  }
}
