package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
  @Test
  void readsTheUsualForm() {
    assertThat(
            PostgresUrl.parse(
                "postgres://anna:s%2Fec+ret@db.example.com:6543/rigel?sslmode=require"))
        .isEqualTo(
            new PostgresUrl(
                "jdbc:postgresql://db.example.com:6543/rigel?sslmode=require",
                Optional.of("anna"),
                Optional.of("s/ec+ret")));
  }

  @Test
  void readsWithoutUserPasswordAndPort() {
    assertThat(PostgresUrl.parse("postgresql://db/rigel"))
        .isEqualTo(
            new PostgresUrl("jdbc:postgresql://db/rigel", Optional.empty(), Optional.empty()));
    assertThat(PostgresUrl.parse("postgresql://anna@[::1]/rigel"))
        .isEqualTo(
            new PostgresUrl(
                "jdbc:postgresql://[::1]/rigel", Optional.of("anna"), Optional.empty()));
  }

  @Test
  void leavesTheDriversFormAsItIs() {
    String url =
        "jdbc:postgresql://a:1,b:2/rigel?user=anna&password=secret&targetServerType=primary";
    assertThat(PostgresUrl.parse(url).jdbcUrl()).isEqualTo(url);
  }

  @Test
  void showsNoPassword() {
    assertThat(PostgresUrl.parse("postgres://anna:secret@db/rigel").toString())
        .doesNotContain("secret");
    assertThat(PostgresUrl.parse("jdbc:postgresql://db/rigel?password=secret").toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db",
        "mysql://anna:secret@db/rigel",
        "jdbc:mysql://db/secret",
        "postgres://anna:secret@db",
        "postgres://anna:secret@db/",
        "postgres:///secret",
        "postgres://anna:sec ret@db/rigel"
      })
  void refusesWhatIsNoPostgresUrlWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> PostgresUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sec");
  }
}
