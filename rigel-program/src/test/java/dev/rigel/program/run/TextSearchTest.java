package dev.rigel.program.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextSearchTest {
  @Test
  void finds_what_java_finds() {
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 6_000; i++) {
        text.append(random.nextInt(40) == 0 ? 'b' : 'a');
      }
      String all = text.toString();
      int start = random.nextInt(4_000);
      String wanted =
          random.nextBoolean() ? all.substring(start, start + 1_500) : "a".repeat(700) + "b";
      int from = random.nextInt(3_000);

      assertThat(TextSearch.first(all, wanted, from)).isEqualTo(all.indexOf(wanted, from));
      assertThat(TextSearch.last(all, wanted, all.length())).isEqualTo(all.lastIndexOf(wanted));
      int end = 3_000 + random.nextInt(3_000);
      assertThat(TextSearch.last(all, wanted, end))
          .isEqualTo(all.lastIndexOf(wanted, end - wanted.length()));
    }
  }

  @Test
  @Timeout(20)
  void the_worst_case_is_linear() {
    String text = "a".repeat(4_000_000);
    String wanted = "a".repeat(2_000_000) + "b";

    assertThat(TextSearch.first(text, wanted, 0)).isEqualTo(-1);
    assertThat(TextSearch.last(text, "b" + "a".repeat(2_000_000), text.length())).isEqualTo(-1);
  }
}
