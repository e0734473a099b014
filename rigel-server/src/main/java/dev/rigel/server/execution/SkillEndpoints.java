package dev.rigel.server.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.agent.skill.SkillLibrary;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.SkillInfo;
import dev.rigel.protocol.SkillLookup;
import dev.rigel.protocol.SkillReader;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/skills}. */
public final class SkillEndpoints {
  /** Stands where a session's id stands in the signed URL of an artifact; no session has it. */
  private static final String SIGNED = "skill";

  private static final int LISTED = 25;
  private static final List<String> ORDERS = List.of("created_at", "updated_at", "name");
  private static final String LATEST = "latest";

  private final SkillLibrary skills;
  private final ArtifactUrls urls;
  private final long urlSeconds;

  /**
   * @param urlSeconds how long the URLs are valid
   */
  public SkillEndpoints(SkillLibrary skills, ArtifactUrls urls, long urlSeconds) {
    this.skills = requireNonNull(skills, "skills");
    this.urls = requireNonNull(urls, "urls");
    this.urlSeconds = urlSeconds;
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    SkillStore.Order order = order(query);
    boolean descending = query.truth("descending", true);
    boolean grouped = query.truth("grouped", false);
    Page page = Page.byOffset(query, LISTED);
    query.throwFaults();
    ArrayNode list = Json.array();
    skills
        .skills(exchange.tenant(), order, descending, grouped, page.skip(), page.limit())
        .forEach(skill -> list.add(info(skill).toJson()));
    exchange.send(200, list);
  }

  private static SkillStore.Order order(QueryReader query) {
    return switch (query.word("order_by", "created_at", ORDERS)) {
      case "updated_at" -> SkillStore.Order.UPDATED_AT;
      case "name" -> SkillStore.Order.NAME;
      default -> SkillStore.Order.CREATED_AT;
    };
  }

  void get(Exchange exchange) {
    exchange.send(200, info(found(exchange)).toJson());
  }

  void lookup(Exchange exchange) {
    SkillLookup lookup = SkillReader.lookup(exchange.json());
    exchange.send(
        200,
        info(skills
                .byName(exchange.tenant(), lookup.name(), lookup.version())
                .orElseThrow(SkillEndpoints::unknown))
            .toJson());
  }

  void create(Exchange exchange) {
    StoredSkill skill = skills.create(exchange.tenant(), SkillReader.creation(exchange.json()));
    exchange.send(201, info(skill).toJson());
  }

  void update(Exchange exchange) {
    StoredSkill skill =
        skills.update(
            exchange.tenant(), exchange.pathParameter("id"), SkillReader.update(exchange.json()));
    exchange.send(200, info(skill).toJson());
  }

  /** A URL that gives the skill's zip to anybody who has it. */
  void download(Exchange exchange) {
    StoredSkill skill = found(exchange);
    String url =
        urls.create(
            exchange.origin(),
            new ArtifactUrls.Target(exchange.tenant(), SIGNED, skill.id() + "/" + skill.version()),
            "zip");
    exchange.send(200, Json.object().put("download_url", url).put("expires_in", urlSeconds));
  }

  /** Whether a signed URL's target is a skill. */
  public static boolean owns(ArtifactUrls.Target target) {
    return target.session().equals(SIGNED);
  }

  /** Sends what a signed URL stands for. */
  public void sendSigned(Exchange exchange, ArtifactUrls.Target target) {
    String[] parts = target.objectId().split("/", 2);
    StoredSkill skill =
        Optional.of(parts)
            .filter(p -> p.length == 2)
            .flatMap(p -> skills.byId(target.tenant(), p[0], p[1]))
            .orElseThrow(SkillEndpoints::unknown);
    exchange.header("Content-Disposition", "attachment; filename=\"" + filename(skill) + "\"");
    exchange.header("X-Content-Type-Options", "nosniff");
    exchange.send(200, "application/zip", skills.zip(skill));
  }

  private static String filename(StoredSkill skill) {
    return skill.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".zip";
  }

  private StoredSkill found(Exchange exchange) {
    String version =
        exchange.query("skill_version").or(() -> exchange.query("version")).orElse(LATEST);
    return skills
        .byId(exchange.tenant(), exchange.pathParameter("id"), version)
        .orElseThrow(SkillEndpoints::unknown);
  }

  private static SkillInfo info(StoredSkill skill) {
    return new SkillInfo(
        skill.id(),
        skill.name(),
        skill.description(),
        skill.version(),
        skill.createdAt(),
        skill.updatedAt());
  }

  private static RigelException unknown() {
    return new RigelException(ErrorCode.NOT_FOUND, "There is no such skill, or no such version.");
  }
}
