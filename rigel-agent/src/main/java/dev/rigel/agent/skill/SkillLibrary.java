package dev.rigel.agent.skill;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.media.DataUri;
import dev.rigel.protocol.AgentSkill;
import dev.rigel.protocol.SkillCreation;
import dev.rigel.protocol.SkillReader;
import dev.rigel.protocol.SkillUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The skills of all tenants: makes them, keeps their versions, and opens the ones that requests
 * name or bring along. A skill of another tenant does not exist.
 */
public final class SkillLibrary implements Skills {
  /** What the library keeps and reads. */
  public record Parts(
      SkillStore skills, BlobStore blobs, FileStore files, SessionStore sessions, Clock clock) {
    public Parts {
      requireNonNull(skills, "skills");
      requireNonNull(blobs, "blobs");
      requireNonNull(files, "files");
      requireNonNull(sessions, "sessions");
      requireNonNull(clock, "clock");
    }
  }

  /** What a skill asks of a run beside its instructions. */
  public record Demands(boolean schema, Optional<String> model) {}

  private static final String LATEST = "latest";
  private static final int HASH_DIGITS = 8;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
  private static final int LISTED_AT_ONCE = 500;

  private final Parts parts;
  private final OpenedSkills opened = new OpenedSkills();

  public SkillLibrary(Parts parts) {
    this.parts = parts;
  }

  @Override
  public ActiveSkill resolve(Caller caller, AgentSkill skill, CallScope scope) {
    return switch (skill) {
      case AgentSkill.Inline inline -> folder(inline).active(inline.name());
      case AgentSkill.ById reference -> {
        StoredSkill stored = named(caller.tenant(), reference);
        yield folder(stored).active(stored.name());
      }
    };
  }

  /**
   * What a skill asks of the run that it steers.
   *
   * @throws RigelException as {@link #resolve}
   */
  public Demands demands(Caller caller, AgentSkill skill) {
    SkillFolder folder =
        switch (skill) {
          case AgentSkill.Inline inline -> folder(inline);
          case AgentSkill.ById reference -> folder(named(caller.tenant(), reference));
        };
    return new Demands(folder.schema().isPresent(), folder.model());
  }

  /**
   * A skill by its id or its name.
   *
   * @throws RigelException {@code not_found}
   */
  private StoredSkill named(String tenant, AgentSkill.ById reference) {
    return byId(tenant, reference.id(), reference.version())
        .or(() -> byName(tenant, reference.id(), reference.version()))
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND,
                "There is no skill "
                    + EntryNames.shown(reference.id())
                    + (reference.version().equals(LATEST)
                        ? "."
                        : " of version " + EntryNames.shown(reference.version()) + "."),
                "skills"));
  }

  /**
   * @param version {@code latest}, a version's name, or its number counted from 1
   */
  public Optional<StoredSkill> byId(String tenant, String id, String version) {
    return version.equals(LATEST)
        ? parts.skills().byId(tenant, id, Optional.empty())
        : parts
            .skills()
            .byId(tenant, id, Optional.of(version))
            .or(() -> counted(tenant, id, version));
  }

  /** As {@link #byId}, by the skill's name. */
  public Optional<StoredSkill> byName(String tenant, String name, String version) {
    return parts
        .skills()
        .byName(tenant, name, Optional.empty())
        .flatMap(latest ->
            version.equals(LATEST) ? Optional.of(latest) : byId(tenant, latest.id(), version));
  }

  private Optional<StoredSkill> counted(String tenant, String id, String version) {
    if (!COUNT.matcher(version).matches()) {
      return Optional.empty();
    }
    int left = Integer.parseInt(version);
    for (int offset = 0; ; offset += LISTED_AT_ONCE) {
      List<StoredSkill> some =
          parts
              .skills()
              .skills(tenant, SkillStore.Order.UPDATED_AT, false, false, offset, LISTED_AT_ONCE);
      for (StoredSkill skill : some) {
        if (skill.id().equals(id) && --left == 0) {
          return Optional.of(skill);
        }
      }
      if (some.size() < LISTED_AT_ONCE) {
        return Optional.empty();
      }
    }
  }

  public List<StoredSkill> skills(
      String tenant,
      SkillStore.Order order,
      boolean descending,
      boolean latestOnly,
      int offset,
      int limit) {
    return parts.skills().skills(tenant, order, descending, latestOnly, offset, limit);
  }

  /**
   * Makes a skill. A name that is there already gets a new version; the same content again is the
   * version that is there, so that a request sent twice makes one.
   *
   * @throws RigelException naming what is wrong with the source
   */
  public StoredSkill create(String tenant, SkillCreation creation) {
    return switch (creation.source()) {
      case SkillCreation.Source.Prompt prompt -> ofPrompt(tenant, creation, prompt);
      case SkillCreation.Source.Session session -> ofSession(tenant, creation, session.id());
      case SkillCreation.Source.File file -> {
        byte[] zip = uploaded(tenant, file.id());
        SkillFolder folder = opened.get(Hashes.sha256(zip), () -> zip);
        String name =
            creation
                .name()
                .or(folder::name)
                .orElseThrow(() ->
                    RigelException.invalid(
                        "The skill has no name: write name: … between the dashes at the top of its"
                            + " SKILL.md, or send a name.",
                        "name"));
        yield add(tenant, name, creation.description().orElse(folder.description()), zip);
      }
    };
  }

  private StoredSkill ofPrompt(
      String tenant, SkillCreation creation, SkillCreation.Source.Prompt source) {
    source.schema().ifPresent(AnswerSchema::new);
    String name =
        creation
            .name()
            .orElseGet(() ->
                SkillText.name(source.prompt() + source.schema().map(Object::toString).orElse("")));
    String description =
        creation.description().orElseGet(() -> SkillText.description(source.prompt()));
    return add(
        tenant,
        name,
        description,
        SkillWriter.zip(name, description, source.prompt(), source.schema()));
  }

  private StoredSkill ofSession(String tenant, SkillCreation creation, String id) {
    Session session =
        parts
            .sessions()
            .session(tenant, id.toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "There is no session with this id.", "session_id"));
    String body =
        SkillText.ofConversation(session)
            .orElseThrow(() ->
                RigelException.invalid(
                    "Nothing was asked in this session yet, so there is nothing to make a skill"
                        + " of.",
                    "session_id"));
    String name = creation.name().orElseGet(() -> SkillText.name(body));
    String description = creation.description().orElseGet(() -> SkillText.description(body));
    return add(
        tenant, name, description, SkillWriter.zip(name, description, body, Optional.empty()));
  }

  /**
   * Adds a version to a skill.
   *
   * @throws RigelException {@code not_found} when there is no such skill
   */
  public StoredSkill update(String tenant, String id, SkillUpdate update) {
    StoredSkill latest =
        byId(tenant, id, LATEST)
            .orElseThrow(() ->
                new RigelException(ErrorCode.NOT_FOUND, "There is no skill with this id.", "id"));
    String blob = latest.blob();
    if (update.fileId().isPresent()) {
      byte[] zip = uploaded(tenant, update.fileId().get());
      opened.get(Hashes.sha256(zip), () -> zip);
      blob = parts.blobs().put(zip);
    }
    return version(latest, update.description().orElse(latest.description()), blob);
  }

  /** The zip of a version. */
  public byte[] zip(StoredSkill skill) {
    return bytes(skill.blob());
  }

  private StoredSkill add(String tenant, String name, String description, byte[] zip) {
    String blob = parts.blobs().put(zip);
    Optional<StoredSkill> there = byName(tenant, name, LATEST);
    if (there.isPresent()) {
      return version(there.get(), description, blob);
    }
    Instant now = Instant.now(parts.clock());
    StoredSkill first =
        new StoredSkill(
            tenant,
            UUID.randomUUID().toString(),
            name,
            versionName(now, blob, description, ""),
            description,
            blob,
            now,
            now);
    try {
      parts.skills().add(first);
      return first;
    } catch (RigelException e) {
      // Made by another request meanwhile.
      StoredSkill other = byName(tenant, name, LATEST).orElseThrow(() -> e);
      return version(other, description, blob);
    }
  }

  private StoredSkill version(StoredSkill latest, String description, String blob) {
    if (latest.blob().equals(blob) && latest.description().equals(description)) {
      return latest;
    }
    Instant now = Instant.now(parts.clock());
    StoredSkill next =
        new StoredSkill(
            latest.tenant(),
            latest.id(),
            latest.name(),
            versionName(now, blob, description, latest.version()),
            description,
            blob,
            latest.createdAt(),
            now);
    parts.skills().add(next);
    return next;
  }

  /** The day, and digits that differ from those of every earlier version. */
  private static String versionName(Instant now, String blob, String description, String earlier) {
    String all = blob + '\n' + description + '\n' + earlier;
    return DAY.format(now) + "-" + Hashes.sha256(all).substring(0, HASH_DIGITS);
  }

  private SkillFolder folder(StoredSkill skill) {
    return opened.get(skill.blob(), () -> bytes(skill.blob()));
  }

  private SkillFolder folder(AgentSkill.Inline skill) {
    if (!SkillReader.isName(skill.name())) {
      throw RigelException.invalid(
          "An inline skill's name has up to 100 letters, digits, spaces and ._-", "skills");
    }
    if (skill.bundle().length() > SkillArchive.MOST_BYTES / 3 * 4 + 1024) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The skill's zip is larger than %,d bytes.".formatted(SkillArchive.MOST_BYTES),
          "skills");
    }
    return opened.get("inline " + Hashes.sha256(skill.bundle()), () -> decoded(skill.bundle()));
  }

  private static byte[] decoded(String bundle) {
    try {
      return DataUri.decode(
          DataUri.is(bundle) ? bundle : "data:application/zip;base64," + bundle,
          SkillArchive.MOST_BYTES);
    } catch (RigelException e) {
      throw RigelException.causedBy(
              e, e.code(), "The inline skill is not a zip in base64, or too large a one.")
          .at("skills");
    }
  }

  private byte[] uploaded(String tenant, String fileId) {
    StoredFile file =
        parts
            .files()
            .file(tenant, fileId)
            .filter(found -> found.blob().isPresent())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "There is no uploaded file with this id.", "file_id"));
    if (file.size() > SkillArchive.MOST_BYTES) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The skill's zip is larger than %,d bytes.".formatted(SkillArchive.MOST_BYTES),
          "file_id");
    }
    return bytes(file.blob().orElseThrow());
  }

  private byte[] bytes(String blob) {
    try (InputStream content =
        parts
            .blobs()
            .open(blob)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "The content of this skill is gone; upload it again."))) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
