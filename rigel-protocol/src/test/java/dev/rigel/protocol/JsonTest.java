package dev.rigel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hello|0",
        "{\"a\":1|6",
        "{\"a\":|5",
        "{\"a\":1} x|8",
        "{\"a\":1}{}|7",
        "[1,2,]|5",
        "[NaN]|4",
        "[Infinity]|9",
        "[-Infinity]|10",
        "[1e999]|1",
        "{\"a\":1,\"a\":2}|7",
        "[01]|1",
        "['a']|1",
        "[\"a|2",
      })
  void robustness1_refusesWhatIsNotJsonAndSaysWhere(String document, int offset) {
    ErrorDetail fault = fault(document.getBytes(StandardCharsets.UTF_8));
    assertThat(fault.type()).isEqualTo("json_invalid");
    assertThat(fault.loc().getFirst()).isEqualTo("body");
    // Readers differ by a byte or two in where they put a fault.
    assertThat((Integer) fault.loc().get(1)).isBetween(offset - 1, offset + 2);
  }

  @Test
  void robustness1_refusesAByteOrderMark() {
    assertThat(fault("\uFEFF{}".getBytes(StandardCharsets.UTF_8)).loc()).containsExactly("body", 0);
    assertThat(fault("{}".getBytes(StandardCharsets.UTF_16)).type()).isEqualTo("json_invalid");
    assertThat(fault("{}".getBytes(StandardCharsets.UTF_16LE)).type()).isEqualTo("json_invalid");
  }

  @Test
  void robustness2_refusesBottomlessNesting() {
    assertThat(fault("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)).type())
        .isEqualTo("json_invalid");
    assertThat(fault("{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8)).msg())
        .contains("depth");
    assertThat(Json.parse("[".repeat(100) + "]".repeat(100)).isArray()).isTrue();
  }

  @Test
  void robustness2_refusesAMillionKeys() {
    StringBuilder document = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      document.append("\"k").append(i).append("\":0,");
    }
    document.append("\"end\":0}");
    assertThat(fault(document.toString().getBytes(StandardCharsets.UTF_8)).msg()).contains("limit");
  }

  @Test
  void robustness2_refusesANumberOfTenThousandDigits() {
    assertThat(fault(("[" + "9".repeat(10_000) + "]").getBytes(StandardCharsets.UTF_8)).msg())
        .contains("limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"\\ud800\"]",
        "[\"\\udc00\"]",
        "[\"\\ud800x\"]",
        "{\"\\udfff\":1}",
        "[\"a\\u0000b\"]",
        "{\"\\u0000\":1}"
      })
  void robustness3_refusesLoneSurrogatesAndNul(String document) {
    assertThat(fault(document.getBytes(StandardCharsets.UTF_8)).type()).isEqualTo("json_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "f8888080", "80", "e282", "f09f98", "00"})
  void robustness3_refusesInvalidUtf8(String hex) {
    byte[] wrong = java.util.HexFormat.of().parseHex(hex);
    byte[] document = new byte[wrong.length + 4];
    document[0] = '[';
    document[1] = '"';
    System.arraycopy(wrong, 0, document, 2, wrong.length);
    document[document.length - 2] = '"';
    document[document.length - 1] = ']';
    assertThat(fault(document).loc().get(1)).isEqualTo(2);
  }

  @Test
  void keepsEveryOtherCharacter() {
    String text = "ä 漢字 😀 \\ \" \u2028 \u007f";
    assertThat(Json.parse(Json.text(Json.array().add(text))).get(0).stringValue()).isEqualTo(text);
    assertThat(Json.parse("[\"\\ud83d\\ude00\"]").get(0).stringValue()).isEqualTo("😀");
  }

  @Test
  void neverFailsWithAnythingButAValidationFailure() {
    Random random = new Random(7);
    byte[] good =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"ä\\u00e4😀\"}]}],\"n\":1.5e3}"
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = good.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        RequestReader.read(broken);
      } catch (ValidationException e) {
        refused++;
        assertThat(Json.text(ErrorBody.of(e, "r").toJson())).contains("\"detail\":[");
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static ErrorDetail fault(byte[] document) {
    ValidationException failure =
        catchThrowableOfType(
            ValidationException.class,
            () -> {
              JsonNode node = Json.parse(document);
              assertThat(node).isNull();
            });
    assertThat(failure).isNotNull();
    return failure.details().getFirst();
  }
}
