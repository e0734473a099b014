package dev.rigel.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.AgentBench.Opener;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import java.awt.Color;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionMediaTest {
  private static final CallScope SCOPE = CallScope.unlimited();
  private static final Image GREEN = AgentBench.picture(50, 40, Color.GREEN);

  private final AgentBench bench = new AgentBench();

  private interface Use {
    void with(SessionMedia media);
  }

  /** One turn: what it keeps is there in the next. */
  private void turn(Use use) {
    try (Workspace workspace = AgentBench.workspace()) {
      SessionMedia media =
          new SessionMedia(
              workspace,
              bench.sources(),
              AgentBench.CALLER,
              AgentBench.SESSION,
              bench.sessions.artifacts("someone", AgentBench.SESSION));
      use.with(media);
      bench.sessions.commit(
          new TurnRecord(
              "someone",
              AgentBench.SESSION,
              "chatcmpl-" + UUID.randomUUID(),
              Instant.EPOCH,
              false,
              List.of(),
              media.fresh(),
              "",
              "{}",
              "{}",
              TurnUsage.NONE,
              Optional.empty()));
    }
  }

  private List<StoredArtifact> kept() {
    return bench.sessions.artifacts("someone", AgentBench.SESSION);
  }

  @Test
  void whatComesInIsKeptAsItCame() {
    String source = AgentBench.png(GREEN);
    turn(media -> media.bringIn(source, SCOPE));
    assertThat(kept()).hasSize(1);
    StoredArtifact artifact = kept().getFirst();
    assertThat(artifact.mediaType()).isEqualTo("image/png");
    assertThat(artifact.produced()).isFalse();
    assertThat(AgentBench.uri("image/png", bench.blobs.content.get(artifact.blob())))
        .isEqualTo(source);
  }

  @Test
  void theSameContentHasTheSameReferenceInAllTurns() {
    String[] first = new String[2];
    turn(media -> {
      first[0] = media.bringIn(AgentBench.png(Color.RED), SCOPE);
      first[1] = media.reference(GREEN);
    });
    turn(media -> {
      assertThat(media.bringIn(AgentBench.png(Color.RED), SCOPE)).isEqualTo(first[0]);
      assertThat(media.reference(AgentBench.picture(50, 40, Color.GREEN))).isEqualTo(first[1]);
    });
    turn(media -> {
      // Opened again from its bytes, and then made once more.
      Media again = media.find(first[1], SCOPE).orElseThrow();
      assertThat(media.reference(again)).isEqualTo(first[1]);
      assertThat(media.reference(AgentBench.picture(50, 40, Color.GREEN))).isEqualTo(first[1]);
      assertThat(media.fresh()).isEmpty();
    });
    assertThat(kept()).hasSize(2);
  }

  @Test
  void whatWasMadeCanBeSentBackUnderItsReference() {
    String[] made = new String[1];
    turn(media -> made[0] = media.reference(GREEN));
    String sentBack =
        AgentBench.uri("image/png", bench.blobs.content.get(kept().getFirst().blob()));
    turn(media -> assertThat(media.bringIn(sentBack, SCOPE)).isEqualTo(made[0]));
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().produced()).isTrue();
  }

  @Test
  void aReferenceNeverStandsForOtherContent() {
    String png = AgentBench.png(Color.RED);
    String[] usual = new String[1];
    try (Workspace workspace = AgentBench.workspace()) {
      usual[0] = workspace.add(new Opener().open(png, false, SCOPE).media());
    }
    // By chance the session has other content under just that reference.
    String other = bench.blobs.put(GREEN.encode(ImageFormat.PNG));
    bench.sessions.keep(
        "someone",
        AgentBench.SESSION,
        new StoredArtifact(usual[0], "image/png", Optional.empty(), other, 10, true));
    turn(media ->
        assertThat(media.bringIn(png, SCOPE)).matches("img_[0-9a-f]{6}").isNotEqualTo(usual[0]));
    assertThat(kept()).hasSize(2);
  }

  @Test
  void keptMediaAreFoundAndOthersAreNot() {
    String[] made = new String[1];
    turn(media -> made[0] = media.reference(GREEN));
    turn(media -> {
      assertThat(media.knows(made[0])).isTrue();
      assertThat(media.find(made[0], SCOPE))
          .hasValueSatisfying(m -> assertThat(((Image) m).width()).isEqualTo(50));
      assertThat(media.find(made[0], SCOPE).orElseThrow())
          .isSameAs(media.find(made[0], SCOPE).orElseThrow());
      assertThat(media.knows("img_ffffff")).isFalse();
      assertThat(media.find("img_ffffff", SCOPE)).isEmpty();
    });
  }

  @Test
  void contentThatIsGoneSaysSo() {
    String[] made = new String[1];
    turn(media -> made[0] = media.reference(GREEN));
    bench.blobs.content.clear();
    turn(media ->
        assertThatThrownBy(() -> media.find(made[0], SCOPE))
            .isInstanceOfSatisfying(
                RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND)));
  }

  @Test
  void ownUrlsAreReadAndNotFetched() {
    String[] url = new String[1];
    turn(media -> url[0] = media.url(GREEN));
    assertThat(url[0]).startsWith("http://here.example/v1/signed/").endsWith(".png");
    String reference = kept().getFirst().objectId();
    turn(media -> assertThat(media.bringIn(url[0], SCOPE)).isEqualTo(reference));
    String gone = url[0].replaceFirst("img_.{6}", "img_ffffff");
    turn(media ->
        assertThatThrownBy(() -> media.bringIn(gone, SCOPE))
            .isInstanceOfSatisfying(
                RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND)));
  }

  @Test
  void urlsHaveTheEndingOfTheirContent() {
    turn(media -> {
      assertThat(media.url(GREEN)).endsWith(".png");
      Media paper = new Opener().open(AgentBench.pdf(GREEN), false, SCOPE).media();
      assertThat(media.url(paper)).endsWith(".pdf");
      assertThat(media.reference(paper)).startsWith("doc_");
      assertThat(media.url(AgentBench.picture(1600, 1300, Color.GRAY))).endsWith(".jpg");
    });
    assertThat(kept()).allMatch(StoredArtifact::produced);
  }
}
