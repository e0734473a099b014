package dev.rigel.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Media;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.media.pixel.LabelMap;
import dev.rigel.media.quality.PictureQuality;
import dev.rigel.tools.Info;
import dev.rigel.tools.Tag;
import java.awt.Color;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShapeMatcherTest {
  private static final Image RED = AgentBench.picture(40, 30, Color.RED);
  private static final Image BLUE = AgentBench.picture(40, 30, Color.BLUE);

  private static final Region DOG = AgentBench.region("dog", 0.1, 0.2, 0.3, 0.4);
  private static final Region CAT = AgentBench.region("cat", 0.5, 0.5, 0.25, 0.25);

  private static final String IMAGE_REF =
      """
      {"title":"ImageRef","type":"object","properties":{"id":{"type":"string","pattern":"^img_\\\\w{6}$"}},
       "required":["id"]}\
      """;

  /** References by order of naming. */
  private static final class Names implements MediaNames {
    private final List<Media> all = new ArrayList<>();

    @Override
    public String reference(Media media) {
      if (!all.contains(media)) {
        all.add(media);
      }
      return (media instanceof Document ? "doc_00000" : "img_00000") + all.indexOf(media);
    }

    @Override
    public String url(Media media) {
      return "http://here.example/" + reference(media);
    }
  }

  private static AnswerValues answer(Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return AnswerValues.of(values);
  }

  private static String match(String schema, AnswerValues answer) {
    JsonNode json = JsonMapper.shared().readTree(schema.replace("'", "\""));
    Optional<JsonNode> value = new ShapeMatcher(json, new Names()).match(answer);
    value.ifPresent(v -> assertThat(new AnswerSchema(json).violation(v)).isEmpty());
    return value.map(JsonNode::toString).orElse("nothing").replace("\"", "'");
  }

  private static String object(String properties, AnswerValues answer) {
    return match(
        "{'type':'object','properties':{"
            + properties
            + "},'required':["
            + names(properties)
            + "]}",
        answer);
  }

  private static String names(String properties) {
    JsonNode parsed = JsonMapper.shared().readTree(("{" + properties + "}").replace("'", "\""));
    return String.join(",", parsed.propertyNames().stream().map(n -> "'" + n + "'").toList());
  }

  // --- regions

  @Test
  void detectionsAsPydanticWritesThem() {
    String schema =
        """
        {"$defs":{"Detection":{"properties":{
            "label":{"title":"Label","type":"string"},
            "xywh":{"title":"Xywh","type":"array","minItems":4,"maxItems":4,
              "prefixItems":[{"type":"number"},{"type":"number"},{"type":"number"},{"type":"number"}]},
            "confidence":{"anyOf":[{"type":"number"},{"type":"null"}],"default":null}},
           "required":["label","xywh"],"title":"Detection","type":"object"}},
         "properties":{"detections":{"items":{"$ref":"#/$defs/Detection"},"type":"array"}},
         "required":["detections"],"title":"Detections","type":"object","additionalProperties":false}\
        """;
    assertThat(match(schema, answer("text", "Found 2.", "boxes", List.of(DOG, CAT))))
        .isEqualTo(
            "{'detections':[{'label':'dog','xywh':[0.1,0.2,0.3,0.4],'confidence':0.9},"
                + "{'label':'cat','xywh':[0.5,0.5,0.25,0.25],'confidence':0.9}]}");
    assertThat(match(schema, answer("text", "Found 0.", "boxes", List.of())))
        .isEqualTo("{'detections':[]}");
  }

  @Test
  void pointsHaveTheMiddleOfTheBox() {
    assertThat(
            object(
                "'points':{'type':'array','items':{'type':'object','properties':{"
                    + "'label':{'type':'string'},'xy':{'type':'array','items':{'type':'number'},"
                    + "'minItems':2,'maxItems':2}},'required':['label','xy']}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("{'points':[{'label':'dog','xy':[0.25,0.4]}]}");
    assertThat(
            object(
                "'points':{'type':'array','items':{'type':'object','properties':{"
                    + "'x':{'type':'number'},'y':{'type':'number'},'label':{'type':'string'}},"
                    + "'required':['x','y','label']}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("{'points':[{'x':0.25,'y':0.4,'label':'dog'}]}");
  }

  @Test
  void edgesCanBeSeparateNumbers() {
    assertThat(
            object(
                "'boxes':{'type':'array','items':{'type':'object','properties':{'x':{'type':'number'},"
                    + "'y':{'type':'number'},'width':{'type':'number'},'height':{'type':'number'}},"
                    + "'required':['x','y','width','height']}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("{'boxes':[{'x':0.1,'y':0.2,'width':0.3,'height':0.4}]}");
    assertThat(
            object(
                "'boxes':{'type':'array','items':{'type':'object','properties':{'x1':{'type':'number'},"
                    + "'y1':{'type':'number'},'x2':{'type':'number'},'y2':{'type':'number'}},"
                    + "'required':['x1','y1','x2','y2']}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("{'boxes':[{'x1':0.1,'y1':0.2,'x2':0.4,'y2':0.6}]}");
    assertThat(
            object(
                "'objects':{'type':'array','items':{'type':'object','properties':{"
                    + "'bbox_xyxy':{'type':'array','items':{'type':'number'}}},'required':['bbox_xyxy']}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("{'objects':[{'bbox_xyxy':[0.1,0.2,0.4,0.6]}]}");
  }

  @Test
  void groundedTextHasContentBoxAndPage() {
    Region line =
        new Region("source", new Box(0.6163, 0.1968, 0.1675, 0.0264), "text", "9/15/2001", 0.82)
            .onPage(3);
    assertThat(
            object(
                "'bboxes':{'type':'array','items':{'type':'object','properties':{"
                    + "'content':{'type':'string'},'bbox':{'type':'object','properties':{"
                    + "'xywh':{'type':'array','items':{'type':'number'}}},'required':['xywh']},"
                    + "'page':{'type':'integer'},'confidence':{'type':'number'}},"
                    + "'required':['content','bbox','page']}}",
                answer("boxes", List.of(line))))
        .isEqualTo(
            "{'bboxes':[{'content':'9/15/2001','bbox':{'xywh':[0.6163,0.1968,0.1675,0.0264]},"
                + "'page':2,'confidence':0.82}]}");
    assertThat(
            object(
                "'lines':{'type':'array','items':{'type':'object','properties':{"
                    + "'text':{'type':'string'},'page_number':{'type':'integer'},"
                    + "'bbox':{'type':'array','items':{'type':'number'}},"
                    + "'confidence':{'enum':['hi','med','lo'],'type':'string'}},'required':['text','page_number']}}",
                answer("boxes", List.of(line))))
        .isEqualTo(
            "{'lines':[{'text':'9/15/2001','page_number':3,"
                + "'bbox':[0.6163,0.1968,0.1675,0.0264],'confidence':'hi'}]}");
  }

  @Test
  void labelsCanBeHeldToAList() {
    String properties =
        "'detections':{'type':'array','items':{'type':'object','properties':{"
            + "'label':{'enum':['Dog','Cat']},'bbox':{'type':'array','items':{'type':'number'}}},"
            + "'required':['label','bbox']}}";
    String schema = properties.replace("'enum'", "'type':'string','enum'");
    assertThat(object(schema, answer("boxes", List.of(DOG)))).contains("'label':'Dog'");
    assertThat(object(schema, answer("boxes", List.of(AgentBench.region("car", 0, 0, 1, 1)))))
        .isEqualTo("nothing");
  }

  @Test
  void outlinesAreGivenWhereThereAreSome() {
    String properties =
        "'segments':{'type':'array','items':{'type':'object','properties':{'label':{'type':'string'},"
            + "'bbox':{'type':'array','items':{'type':'number'}},"
            + "'polygon':{'type':'array','items':{'type':'array','items':{'type':'number'}}}},"
            + "'required':['label','polygon']}}";
    Region outlined = DOG.withPoints(List.of(new Point(0.1, 0.2), new Point(0.4, 0.6)));
    assertThat(object(properties, answer("boxes", List.of(outlined))))
        .contains("'polygon':[[0.1,0.2],[0.4,0.6]]");
    assertThat(object(properties, answer("boxes", List.of(DOG)))).isEqualTo("nothing");
  }

  /** The left half, with a hole that is cut in, and a corner apart. */
  private static final Region MASKED = masked();

  private static Region masked() {
    byte[] alpha = new byte[8 * 8];
    for (int i = 0; i < alpha.length; i++) {
      boolean left = i % 8 < 4 && !(i / 8 == 4 && i % 8 == 2);
      alpha[i] = (byte) (left || (i % 8 > 5 && i / 8 > 5) ? 255 : 0);
    }
    return new Region(
            "x",
            OptionalInt.empty(),
            OptionalDouble.empty(),
            DOG.box(),
            "dog",
            "",
            0.9,
            List.of(),
            Optional.of(new Mask(8, 8, alpha)),
            OptionalDouble.empty())
        .withInstance(3);
  }

  private static String segments(String name, String form) {
    return object(
        "'segments':{'type':'array','items':{'type':'object','properties':{"
            + "'bbox':{'type':'array','items':{'type':'number'}},'instance_id':{'type':'integer'},'"
            + name
            + "':"
            + form
            + "},'required':['"
            + name
            + "','instance_id']}}",
        answer("boxes", List.of(MASKED)));
  }

  @Test
  void masksAreGivenAsPolygonsInTheFormThatIsAskedFor() {
    String numbers = "{'type':'array','items':{'type':'number'}}";
    String points = "{'type':'array','items':" + numbers + "}";
    assertThat(segments("polygon", points))
        .contains("'instance_id':3", "'polygon':[[0,0],[0.5,0],", "[0.5,1],[0,1]");
    assertThat(segments("polygons", "{'type':'array','items':" + points + "}"))
        .contains("'polygons':[[[0,0],[0.5,0],", "[[0.75,0.75],[1,0.75],[1,1],[0.75,1]]]");
    assertThat(segments("polygon", numbers)).contains("'polygon':[0,0,0.5,0,");
    assertThat(
            segments(
                "segmentation",
                "{'type':'array','items':{'type':'array','minItems':6,'items':{'type':'number'}}}"))
        .contains("'segmentation':[[0,0,0.5,0,", "[0.75,0.75,1,0.75,1,1,0.75,1]]");
    assertThat(
            segments(
                "points",
                "{'type':'array','items':{'type':'object','properties':{"
                    + "'x':{'type':'number'},'y':{'type':'number'}}}}"))
        .contains("'points':[{'x':0,'y':0},{'x':0.5,'y':0},");
  }

  @Test
  void tagsAreWordsOrObjects() {
    AnswerValues tags = answer("data", List.of(new Tag("cup", 0.9, "objects", List.of())));
    assertThat(object("'tags':{'type':'array','items':{'type':'string'}}", tags))
        .isEqualTo("{'tags':['cup']}");
    assertThat(
            object(
                "'tags':{'type':'array','items':{'type':'object','properties':{"
                    + "'label':{'type':'string'},'confidence':{'type':'number'},"
                    + "'source':{'type':'string'}},'required':['label','source']}}",
                tags))
        .contains("'label':'cup'", "'source':'objects'");
  }

  @Test
  void aMaskCanComeAsItsOwnPicture() {
    assertThat(
            object(
                "'segments':{'type':'array','items':{'type':'object','properties':{"
                    + "'label':{'type':'string'},'mask_url':{'type':'string'}},"
                    + "'required':['label','mask_url']}}",
                answer(
                    "boxes",
                    List.of(MASKED),
                    "images",
                    List.of(LabelMap.binary(8, 8, List.of(MASKED))))))
        .contains("'label':'dog'")
        .contains("'mask_url':'http");
  }

  @Test
  void oneRegionCanBeTheWholeAnswer() {
    assertThat(
            object(
                "'label':{'type':'string'},'xywh':{'type':'array','items':{'type':'number'}}",
                answer("text", "dog", "boxes", List.of(DOG))))
        .isEqualTo("{'label':'dog','xywh':[0.1,0.2,0.3,0.4]}");
    assertThat(
            object(
                "'bbox':{'type':'array','items':{'type':'number'}},'answer':{'type':'string'}",
                answer("text", "A dog.", "boxes", List.of(DOG))))
        .isEqualTo("{'bbox':[0.1,0.2,0.3,0.4],'answer':'A dog.'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"location", "position", "region", "center", "coordinates"})
  void aPlaceInWordsIsNoBox(String name) {
    assertThat(
            object(
                "'shop':{'type':'string'},'" + name + "':{'type':'string'}",
                answer("data", Map.of("shop", "ACME", name, "Berlin"), "boxes", List.of(DOG))))
        .isEqualTo("{'shop':'ACME','" + name + "':'Berlin'}");
    JsonNode schema =
        JsonMapper.shared()
            .readTree(
                "{\"type\":\"object\",\"properties\":{\"" + name + "\":{\"type\":\"string\"}}}");
    assertThat(SchemaFields.of(schema).wantsMediaOrPlaces()).isFalse();
  }

  // --- media

  @Test
  void typedReferencesGetIds() {
    assertThat(object("'image':" + IMAGE_REF, answer("text", "Done.", "image", RED)))
        .isEqualTo("{'image':{'id':'img_000000'}}");
    assertThat(
            object(
                "'before':" + IMAGE_REF + ",'after':" + IMAGE_REF,
                answer("images", List.of(RED, BLUE))))
        .isEqualTo("{'before':{'id':'img_000000'},'after':{'id':'img_000001'}}");
    assertThat(object("'before':" + IMAGE_REF + ",'after':" + IMAGE_REF, answer("image", RED)))
        .isEqualTo("nothing");
    assertThat(
            object(
                "'images':{'type':'array','items':" + IMAGE_REF + "}",
                answer("images", List.of(RED, BLUE))))
        .isEqualTo("{'images':[{'id':'img_000000'},{'id':'img_000001'}]}");
  }

  @Test
  void referencesBehindDefinitionsAndNullAreFound() {
    String schema =
        "{'$defs':{'ImageRef':"
            + IMAGE_REF
            + "},'type':'object','properties':{'image':{'anyOf':[{'$ref':'#/$defs/ImageRef'},"
            + "{'type':'null'}],'default':null},'note':{'type':'string','description':'what was done'}},"
            + "'required':['note']}";
    assertThat(match(schema, answer("text", "Blurred.", "image", RED)))
        .isEqualTo("{'image':{'id':'img_000000'},'note':'Blurred.'}");
    assertThat(match(schema, answer("text", "Nothing to blur.")))
        .isEqualTo("{'image':null,'note':'Nothing to blur.'}");
  }

  @Test
  void aReferenceOfAnotherKindIsNotGiven() {
    String video = IMAGE_REF.replace("img_", "vid_").replace("ImageRef", "VideoRef");
    assertThat(object("'video':" + video, answer("image", RED))).isEqualTo("nothing");
  }

  @Test
  void stringsDescribedAsUrlsGetUrls() {
    assertThat(
            object(
                "'url':{'type':'string','description':'presigned URL of the cropped image'}",
                answer("text", "Cut out.", "image", RED)))
        .isEqualTo("{'url':'http://here.example/img_000000'}");
    assertThat(
            object(
                "'image_urls':{'type':'array','items':{'type':'string'}},'description':{'type':'string'}",
                answer("text", "Two.", "images", List.of(RED, BLUE))))
        .isEqualTo(
            "{'image_urls':['http://here.example/img_000000','http://here.example/img_000001'],"
                + "'description':'Two.'}");
    assertThat(object("'url':{'type':'string'}", answer("text", "none"))).isEqualTo("nothing");
  }

  @Test
  void cropsComeWithTheirPlaces() {
    assertThat(
            object(
                "'crops':{'type':'array','items':{'type':'object','properties':{"
                    + "'url':{'type':'string'},'label':{'type':'string'},"
                    + "'xywh':{'type':'array','items':{'type':'number'}}},"
                    + "'required':['url','label','xywh']}}",
                answer("images", List.of(RED, BLUE), "boxes", List.of(DOG, CAT))))
        .isEqualTo(
            "{'crops':[{'url':'http://here.example/img_000000','label':'dog','xywh':[0.1,0.2,0.3,0.4]},"
                + "{'url':'http://here.example/img_000001','label':'cat','xywh':[0.5,0.5,0.25,0.25]}]}");
  }

  @Test
  void mediaInTheDataAreNamedToo() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("image", RED);
    data.put("count", BigInteger.TWO);
    assertThat(object("'image':" + IMAGE_REF + ",'count':{'type':'integer'}", answer("data", data)))
        .isEqualTo("{'image':{'id':'img_000000'},'count':2}");
    assertThat(answer("data", data).media()).containsExactly(RED);
    assertThat(new PlainJson(_ -> "img_123456").of(data).toString())
        .isEqualTo("{\"image\":{\"id\":\"img_123456\"},\"count\":2}");
  }

  // --- numbers, truth, words

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count|integer|Found 2.|2",
        "count|integer|Some dogs and cats.|3",
        "num_dogs|integer|Dogs: 2, cats: 1|2",
        "dogs|integer|Dogs: 2, cats: 1|2",
        "catCount|integer|Dogs: 2, cats: 1|1",
        "total|number|Sum: 12.40|12.40",
        "amount|number|Sum: 12.40|12.40",
        "total|integer|Two kinds.|3",
        "page_count|integer|3|3",
        "distinct_dates|integer|7|7",
        "order_number|integer|There are some.|nothing",
        "width|integer|100 x 200 pixels|nothing",
        "horses|integer|Dogs: 2, cats: 1|nothing",
        "average|number|1,234.50|1234.50"
      })
  void numbersAreTheOnesThatAreMeant(String name, String type, String text, String expected) {
    AnswerValues answer = answer("text", text, "boxes", List.of(DOG, DOG, CAT));
    assertThat(object("'" + name + "':{'type':'" + type + "'}", answer))
        .isEqualTo(expected.equals("nothing") ? expected : "{'" + name + "':" + expected + "}");
  }

  @Test
  void nothingFoundIsACountOfZero() {
    assertThat(object("'count':{'type':'integer'}", answer("text", "There are none.")))
        .isEqualTo("{'count':0}");
    assertThat(object("'price':{'type':'number'}", answer("text", "There is none.")))
        .isEqualTo("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Yes.|true",
        "No.|false",
        "yes, two of them|true",
        "None.|false",
        "Perhaps.|nothing",
        "Notes|nothing"
      })
  void truthIsWhatTheTextBeginsWith(String text, String expected) {
    assertThat(object("'visible':{'type':'boolean'}", answer("text", text)))
        .isEqualTo(expected.equals("nothing") ? expected : "{'visible':" + expected + "}");
  }

  @Test
  void oneYesDoesNotAnswerTwoQuestions() {
    assertThat(
            object(
                "'has_dog':{'type':'boolean'},'has_cat':{'type':'boolean'}",
                answer("text", "Yes.")))
        .isEqualTo("nothing");
  }

  @Test
  void wordsGoWhereWordsAreWanted() {
    assertThat(object("'caption':{'type':'string'}", answer("text", "A dog.")))
        .isEqualTo("{'caption':'A dog.'}");
    assertThat(object("'whatever':{'type':'string'}", answer("text", "A dog.")))
        .isEqualTo("{'whatever':'A dog.'}");
    assertThat(
            object("'vendor':{'type':'string'},'city':{'type':'string'}", answer("text", "ACME")))
        .isEqualTo("nothing");
    assertThat(
            object(
                "'caption':{'type':'string'},'tags':{'type':'array','items':{'type':'string'}}",
                answer("text", "A dog and a cat.", "boxes", List.of(DOG, CAT, DOG))))
        .isEqualTo("{'caption':'A dog and a cat.','tags':['dog','cat']}");
    assertThat(
            object(
                "'objects':{'type':'array','items':{'type':'string'}},"
                    + "'colors':{'type':'array','items':{'type':'string'}}",
                answer("boxes", List.of(DOG))))
        .isEqualTo("nothing");
    assertThat(
            object(
                "'lines':{'type':'array','items':{'type':'string'}}",
                answer("boxes", AgentBench.lines("first", "second"))))
        .isEqualTo("{'lines':['first','second']}");
  }

  @Test
  void oneOfSomeWordsMustBeMeantClearly() {
    String kind = "'kind':{'type':'string','enum':['invoice','letter','report']}";
    assertThat(object(kind, answer("text", "This is an Invoice."))).isEqualTo("{'kind':'invoice'}");
    assertThat(object(kind, answer("text", "letter"))).isEqualTo("{'kind':'letter'}");
    assertThat(object(kind, answer("text", "An invoice or a letter"))).isEqualTo("nothing");
    assertThat(object(kind, answer("text", "Nothing like that"))).isEqualTo("nothing");
    assertThat(
            object(
                "'type':{'const':'detection','type':'string'},'count':{'type':'integer'}",
                answer("text", "3")))
        .isEqualTo("{'type':'detection','count':3}");
  }

  // --- data

  @Test
  void dataFillFieldsByName() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("invoice_number", "77");
    data.put("total", 141.5);
    data.put("due", null);
    assertThat(
            match(
                "{'type':'object','properties':{'Invoice No.':{'type':'string'},"
                    + "'InvoiceNumber':{'type':'string'},'TOTAL':{'type':'number'},"
                    + "'due':{'anyOf':[{'type':'string'},{'type':'null'}]}},'required':['InvoiceNumber','TOTAL','due']}",
                answer("data", data)))
        .isEqualTo("{'InvoiceNumber':'77','TOTAL':141.5,'due':null}");
  }

  @Test
  void aMissingRequiredFieldIsNotInvented() {
    assertThat(
            object(
                "'total':{'type':'number'},'vat':{'type':'number'}",
                answer("data", Map.of("total", 3.5))))
        .isEqualTo("nothing");
    Map<String, @Nullable Object> none = new HashMap<>();
    none.put("total", null);
    assertThat(object("'total':{'type':'number'}", answer("data", none))).isEqualTo("nothing");
  }

  @Test
  void onlyNullsAreNoAnswer() {
    String schema =
        "{'type':'object','properties':{'vendor':{'type':['string','null']},"
            + "'total':{'type':['number','null']}}}";
    assertThat(match(schema, answer("text", "ACME, total 3.50 of 7"))).isEqualTo("nothing");
    assertThat(match(schema, answer("data", Map.of("other", "x")))).isEqualTo("nothing");
    Map<String, @Nullable Object> looked = new HashMap<>();
    looked.put("vendor", null);
    looked.put("total", null);
    assertThat(match(schema, answer("data", looked))).isEqualTo("{'vendor':null,'total':null}");
  }

  @Test
  void listsAndFreeMapsAreTakenAsTheyAre() {
    assertThat(
            object(
                "'numbers':{'type':'array','items':{'type':'number'}}",
                answer("text", "1, 2.5", "data", List.of(BigInteger.ONE, 2.5))))
        .isEqualTo("{'numbers':[1,2.5]}");
    assertThat(
            object(
                "'counts':{'type':'object','additionalProperties':{'type':'integer'}}",
                answer("text", "cup: 2", "data", Map.of("cup", BigInteger.TWO))))
        .isEqualTo("{'counts':{'cup':2}}");
    assertThat(
            object(
                "'counts':{'type':'object','additionalProperties':{'type':'integer'}}",
                answer("boxes", List.of(DOG, CAT, DOG))))
        .isEqualTo("{'counts':{'cat':1,'dog':2}}");
    assertThat(match("{'type':'array','items':{'type':'string'}}", answer("data", List.of("a"))))
        .isEqualTo("['a']");
    assertThat(
            object(
                "'pair':{'type':'array','prefixItems':[{'type':'string'},{'type':'integer'}]}",
                answer("data", Map.of("pair", List.of("a", BigInteger.TWO)))))
        .isEqualTo("{'pair':['a',2]}");
  }

  @Test
  void nestedObjectsAreFilledFromNestedData() {
    assertThat(
            object(
                "'vendor':{'type':'object','properties':{'name':{'type':'string'}},'required':['name']},"
                    + "'items':{'type':'array','items':{'type':'object','properties':{"
                    + "'name':{'type':'string'},'price':{'type':'number'}},'required':['name','price']}}",
                answer(
                    "data",
                    Map.of(
                        "vendor", Map.of("name", "ACME"),
                        "items", List.of(Map.of("name", "Tea", "price", 2.5))))))
        .isEqualTo("{'vendor':{'name':'ACME'},'items':[{'name':'Tea','price':2.5}]}");
  }

  @Test
  void tablesBecomeRows() {
    Table table =
        new Table(
            List.of(List.of("Article", "Price"), List.of("Tea", "2.50"), List.of("Milk", "1.20")),
            DOG.onPage(2));
    assertThat(
            object(
                "'rows':{'type':'array','items':{'type':'array','items':{'type':'string'}}}",
                answer("data", Map.of("rows", table))))
        .isEqualTo("{'rows':[['Article','Price'],['Tea','2.50'],['Milk','1.20']]}");
    assertThat(
            object(
                "'items':{'type':'array','items':{'type':'object','properties':{"
                    + "'article':{'type':'string'},'price':{'type':'number'}},'required':['article','price']}}",
                answer("data", Map.of("items", table))))
        .isEqualTo("{'items':[{'article':'Tea','price':2.50},{'article':'Milk','price':1.20}]}");
    assertThat(
            object(
                "'tables':{'type':'array','items':{'type':'object','properties':{"
                    + "'headers':{'type':'array','items':{'type':'string'}},"
                    + "'data':{'type':'array','items':{'type':'array','items':{'type':'string'}}},"
                    + "'page':{'type':'integer'}},'required':['headers','data']}}",
                answer("data", List.of(table))))
        .isEqualTo(
            "{'tables':[{'headers':['Article','Price'],'data':[['Tea','2.50'],['Milk','1.20']],'page':1}]}");
  }

  @Test
  void factsOfAMediumAreFields() {
    assertThat(
            object(
                "'width':{'type':'integer'},'height':{'type':'integer'}",
                answer("data", new Info("image", 40, 30, OptionalInt.empty()))))
        .isEqualTo("{'width':40,'height':30}");
  }

  @Test
  void theQualityOfAPictureIsAnObjectOfItsMeasures() {
    PictureQuality quality =
        new PictureQuality(
            0.25, OptionalDouble.of(2.1), 3, -1, 0.8, 0.1, List.of(PictureQuality.Fault.BLURRED));
    assertThat(
            object(
                "'sharpness':{'type':'number'},'verdict':{'type':'string'},"
                    + "'faults':{'type':'array','items':{'type':'string'}}",
                answer("data", quality)))
        .isEqualTo("{'sharpness':0.25,'verdict':'blurred','faults':['blurred']}");
  }

  @Test
  void textIsNotReadAsANumberUnlessItIsOne() {
    assertThat(object("'total':{'type':'number'}", answer("data", Map.of("total", "1,234.50"))))
        .isEqualTo("{'total':1234.50}");
    assertThat(object("'total':{'type':'number'}", answer("data", Map.of("total", "about 3"))))
        .isEqualTo("nothing");
    assertThat(object("'total':{'type':'integer'}", answer("data", Map.of("total", 2.5))))
        .isEqualTo("nothing");
  }

  // --- hostile schemas

  @Test
  void schemasThatReferToThemselvesEnd() {
    String tree =
        "{'$defs':{'Node':{'type':'object','properties':{'value':{'type':'string'},"
            + "'left':{'anyOf':[{'$ref':'#/$defs/Node'},{'type':'null'}]},"
            + "'right':{'anyOf':[{'$ref':'#/$defs/Node'},{'type':'null'}]},"
            + "'children':{'type':'array','items':{'$ref':'#/$defs/Node'}}},"
            + "'required':['value']}},'$ref':'#/$defs/Node'}";
    Map<String, Object> child = Map.of("value", "leaf");
    assertThat(match(tree, answer("data", Map.of("value", "root", "left", child))))
        .isEqualTo(
            "{'value':'root','left':{'value':'leaf','left':null,'right':null},'right':null}");
    assertThat(match(tree, answer("text", "word"))).isNotEmpty();
    assertThat(match("{'$ref':'#'}", answer("text", "word"))).isEqualTo("nothing");
    assertThat(
            match(
                "{'$defs':{'A':{'$ref':'#/$defs/B'},'B':{'$ref':'#/$defs/A'}},"
                    + "'properties':{'x':{'$ref':'#/$defs/A'}}}",
                AnswerValues.of(Map.of())))
        .isEqualTo("nothing");
  }

  @Test
  void schemasThatBranchWithoutEndAreGivenUp() {
    StringBuilder definitions = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String next =
          i == 39
              ? "{'type':'object','properties':{'z':{'type':'number'}},'required':['z']}"
              : "{'$ref':'#/$defs/D" + (i + 1) + "'}";
      definitions
          .append(i == 0 ? "" : ",")
          .append(
              "'D"
                  + i
                  + "':{'type':'object','properties':{'a':"
                  + next
                  + ",'b':"
                  + next
                  + ",'c':{'oneOf':["
                  + next
                  + ","
                  + next
                  + "]}},'required':['a','b','c']}");
    }
    long start = System.nanoTime();
    JsonNode schema =
        JsonMapper.shared()
            .readTree(("{'$defs':{" + definitions + "},'$ref':'#/$defs/D0'}").replace("'", "\""));
    assertThat(new ShapeMatcher(schema, new Names()).match(answer("text", "x"))).isEmpty();
    assertThat(new ShapeMatcher(schema, new Names()).match(answer("data", Map.of("a", Map.of()))))
        .isEmpty();
    assertThat(SchemaFields.of(schema).wantsMediaOrPlaces()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void everyValueOfAProgramHasAPlainForm() {
    PlainJson plain = new PlainJson(_ -> "img_123456");
    assertThat(
            plain
                .of(
                    Arrays.asList(
                        null,
                        true,
                        BigInteger.TEN,
                        2.5,
                        Double.NaN,
                        "x",
                        DOG,
                        RED,
                        new Info("image", 4, 3, OptionalInt.empty())))
                .toString()
                .replace("\"", "'"))
        .isEqualTo(
            "[null,true,10,2.5,'NaN','x',"
                + "{'label':'dog','xywh':[0.1,0.2,0.3,0.4],'confidence':0.9},"
                + "{'id':'img_123456'},{'kind':'image','width':4,'height':3}]");
  }
}
