package dev.rigel.language.openai;

import dev.rigel.base.CallScope;
import dev.rigel.base.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the models behind endpoints turned out to be able to do: asked once, then kept in a file for
 * a week. A damaged file is asked anew. Thread-safe.
 */
public final class AbilityTable {
  private static final Logger LOG = LoggerFactory.getLogger(AbilityTable.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Raised when more is asked than before, so that what was kept then is asked anew. */
  private static final int FORMAT = 2;

  private static final Duration KEPT = Duration.ofDays(7);

  /** An endpoint that does not answer is asked again after this time. */
  private static final Duration SILENCE_KEPT = Duration.ofMinutes(1);

  private record Known(Abilities abilities, boolean answered, Instant at) {
    boolean holds(Instant now) {
      return at.plus(answered ? KEPT : SILENCE_KEPT).isAfter(now);
    }
  }

  private final Path folder;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Object> asked = new ConcurrentHashMap<>();

  /**
   * @param folder where one small file for each endpoint and model is kept; made when needed
   */
  public AbilityTable(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** What is known already; empty when the model has not been asked lately. */
  public Optional<Abilities> known(EndpointSettings settings) {
    return entry(settings).filter(Known::answered).map(Known::abilities);
  }

  /** The same, but asks the model when nothing is known; nothing when it does not answer. */
  Abilities find(EndpointSettings settings, Supplier<Optional<Abilities>> asking, CallScope scope) {
    // One endpoint's silence does not hold up the others.
    synchronized (asked.computeIfAbsent(key(settings), _ -> new Object())) {
      Optional<Known> before = entry(settings);
      if (before.isPresent()) {
        return before.get().abilities();
      }
      scope.check();
      Optional<Abilities> found = asking.get();
      Known now = new Known(found.orElse(Abilities.NONE), found.isPresent(), clock.instant());
      known.put(key(settings), now);
      if (found.isPresent()) {
        keep(settings, now);
      }
      return now.abilities();
    }
  }

  private Optional<Known> entry(EndpointSettings settings) {
    Known entry = known.computeIfAbsent(key(settings), _ -> read(settings).orElse(null));
    return Optional.ofNullable(entry).filter(e -> e.holds(clock.instant()));
  }

  private static String key(EndpointSettings settings) {
    return Hashes.sha256(FORMAT + "\n" + settings.baseUrl() + "\n" + settings.model())
        .substring(0, 32);
  }

  private Path file(EndpointSettings settings) {
    return folder.resolve(key(settings) + ".json");
  }

  private Optional<Known> read(EndpointSettings settings) {
    Path file = file(settings);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      Set<String> names =
          node.path("abilities").values().stream()
              .map(name -> name.asString(""))
              .collect(Collectors.toSet());
      Set<Ability> abilities = EnumSet.noneOf(Ability.class);
      Arrays.stream(Ability.values()).filter(a -> names.contains(a.name())).forEach(abilities::add);
      int context = node.path("context_length").asInt(0);
      OptionalInt contextLength = context > 0 ? OptionalInt.of(context) : OptionalInt.empty();
      return Optional.of(
          new Known(
              new Abilities(abilities, contextLength),
              true,
              Instant.parse(node.path("asked").asString(""))));
    } catch (IOException | JacksonException | DateTimeException e) {
      LOG.debug("the abilities in {} are asked anew: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private void keep(EndpointSettings settings, Known now) {
    ObjectNode node = JSON.createObjectNode().put("model", settings.model());
    node.put("asked", now.at().toString());
    ArrayNode names = node.putArray("abilities");
    now.abilities().known().stream().sorted().forEach(ability -> names.add(ability.name()));
    now.abilities().contextLength().ifPresent(tokens -> node.put("context_length", tokens));
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "abilities", ".part");
      try {
        Files.write(part, JSON.writeValueAsBytes(node));
        Files.move(part, file(settings), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.warn("what {} can do could not be kept: {}", settings.model(), e.toString());
    }
  }
}
