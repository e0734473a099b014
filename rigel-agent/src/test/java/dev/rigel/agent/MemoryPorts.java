package dev.rigel.agent;

import dev.rigel.agent.port.AgentStore;
import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.base.RigelException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ports of what lasts, in memory, as tests need them; and the time that passes between. */
public final class MemoryPorts {
  public final Time clock = new Time();
  public final Files files = new Files();
  public final Skills skills = new Skills();
  public final Agents agents = new Agents();
  public final Executions executions = new Executions();
  public final Deliveries deliveries = new Deliveries();
  public final Jobs jobs = new Jobs();

  /** A clock that stands until it is moved. */
  public static final class Time extends Clock {
    private Instant now = Instant.parse("2026-07-20T10:00:00Z");

    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  public static final class Files implements FileStore {
    public final Map<String, StoredFile> all = new LinkedHashMap<>();

    @Override
    public void add(StoredFile file) {
      all.put(file.tenant() + file.id(), file);
    }

    @Override
    public Optional<StoredFile> file(String tenant, String id) {
      return Optional.ofNullable(all.get(tenant + id));
    }

    @Override
    public Optional<StoredFile> byMd5(String tenant, String md5) {
      return files(tenant, 0, 1_000).stream()
          .filter(file -> file.md5().equals(Optional.of(md5)))
          .findFirst();
    }

    @Override
    public List<StoredFile> files(String tenant, int skip, int limit) {
      return new ArrayList<>(all.values())
          .reversed().stream()
              .filter(file -> file.tenant().equals(tenant))
              .skip(skip)
              .limit(limit)
              .toList();
    }

    @Override
    public boolean complete(
        String tenant, String id, String blob, long size, String md5, String mediaType) {
      throw new UnsupportedOperationException("no test here uploads in two steps");
    }

    @Override
    public boolean share(String tenant, String id, boolean shared) {
      throw new UnsupportedOperationException("no test here shares");
    }

    @Override
    public Optional<StoredFile> delete(String tenant, String id) {
      return Optional.ofNullable(all.remove(tenant + id));
    }
  }

  public static final class Skills implements SkillStore {
    public final List<StoredSkill> all = new ArrayList<>();

    @Override
    public void add(StoredSkill version) {
      if (all.stream()
          .anyMatch(other ->
              other.tenant().equals(version.tenant())
                  && other.name().equals(version.name())
                  && !other.id().equals(version.id()))) {
        throw RigelException.invalid("There is another skill of this name.", "name");
      }
      all.add(version);
    }

    @Override
    public Optional<StoredSkill> byId(String tenant, String id, Optional<String> version) {
      return all.reversed().stream()
          .filter(skill -> skill.tenant().equals(tenant) && skill.id().equals(id))
          .filter(skill -> version.isEmpty() || skill.version().equals(version.get()))
          .findFirst();
    }

    @Override
    public Optional<StoredSkill> byName(String tenant, String name, Optional<String> version) {
      return all.reversed().stream()
          .filter(skill -> skill.tenant().equals(tenant) && skill.name().equals(name))
          .filter(skill -> version.isEmpty() || skill.version().equals(version.get()))
          .findFirst();
    }

    @Override
    public List<StoredSkill> skills(
        String tenant, Order order, boolean descending, boolean latestOnly, int offset, int limit) {
      Comparator<StoredSkill> by =
          switch (order) {
            case CREATED_AT -> Comparator.comparing(StoredSkill::createdAt);
            case UPDATED_AT -> Comparator.comparing(StoredSkill::updatedAt);
            case NAME -> Comparator.comparing(StoredSkill::name);
          };
      return all.stream()
          .filter(skill -> skill.tenant().equals(tenant))
          .filter(skill ->
              !latestOnly || byId(tenant, skill.id(), Optional.empty()).orElseThrow().equals(skill))
          .sorted(descending ? by.reversed() : by)
          .skip(offset)
          .limit(limit)
          .toList();
    }

    @Override
    public boolean delete(String tenant, String id) {
      return all.removeIf(skill -> skill.tenant().equals(tenant) && skill.id().equals(id));
    }
  }

  public static final class Agents implements AgentStore {
    public final List<StoredAgent> all = new ArrayList<>();

    @Override
    public String put(StoredAgent agent) {
      Optional<StoredAgent> there =
          all.stream()
              .filter(a -> a.tenant().equals(agent.tenant()) && a.name().equals(agent.name()))
              .findFirst();
      there.ifPresent(all::remove);
      String id = there.map(StoredAgent::id).orElse(agent.id());
      all.add(
          new StoredAgent(
              agent.tenant(),
              id,
              agent.name(),
              agent.description(),
              agent.prompt(),
              agent.config(),
              agent.createdAt(),
              agent.updatedAt()));
      return id;
    }

    @Override
    public Optional<StoredAgent> byId(String tenant, String id) {
      return newest(tenant).filter(agent -> agent.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StoredAgent> byName(String tenant, String name) {
      return newest(tenant)
          .filter(agent ->
              agent.name().equals(name)
                  || (name.indexOf(':') < 0 && agent.name().startsWith(name + ":")))
          .findFirst();
    }

    @Override
    public Optional<StoredAgent> byPrompt(String tenant, String prompt) {
      return newest(tenant).filter(agent -> agent.prompt().equals(prompt)).findFirst();
    }

    @Override
    public List<StoredAgent> agents(String tenant, int skip, int limit) {
      return newest(tenant).skip(skip).limit(limit).toList();
    }

    private java.util.stream.Stream<StoredAgent> newest(String tenant) {
      return all.reversed().stream().filter(agent -> agent.tenant().equals(tenant));
    }
  }

  public final class Executions implements ExecutionStore {
    public final Map<String, StoredExecution> all = new LinkedHashMap<>();

    @Override
    public void add(StoredExecution execution) {
      all.put(execution.id(), execution);
    }

    @Override
    public Optional<StoredExecution> execution(String tenant, String id) {
      return Optional.ofNullable(all.get(id)).filter(found -> found.tenant().equals(tenant));
    }

    @Override
    public List<StoredExecution> executions(
        String tenant, StoredExecution.Kind kind, int skip, int limit) {
      return new ArrayList<>(all.values())
          .reversed().stream()
              .filter(found -> found.tenant().equals(tenant) && found.kind() == kind)
              .skip(skip)
              .limit(limit)
              .toList();
    }

    @Override
    public Optional<StoredExecution> begin(String id) {
      StoredExecution found = all.get(id);
      if (found == null || found.status().isFinal()) {
        return Optional.empty();
      }
      StoredExecution begun =
          changed(
              found,
              StoredExecution.Status.RUNNING,
              Optional.empty(),
              found.usage(),
              Optional.empty(),
              found.attempts() + 1,
              Optional.empty());
      all.put(id, begun);
      return Optional.of(begun);
    }

    @Override
    public boolean finish(String id, End end) {
      StoredExecution found = all.get(id);
      if (found == null || found.status().isFinal()) {
        return false;
      }
      all.put(
          id,
          changed(
              found,
              end.status(),
              end.response(),
              end.usage(),
              end.error(),
              found.attempts(),
              Optional.of(end.at())));
      end.delivery().ifPresent(delivery -> deliveries.all.put(delivery.id(), delivery));
      return true;
    }

    @Override
    public List<String> unfinished(int limit) {
      return all.values().stream()
          .filter(found -> !found.status().isFinal())
          .map(StoredExecution::id)
          .limit(limit)
          .toList();
    }

    private static StoredExecution changed(
        StoredExecution found,
        StoredExecution.Status status,
        Optional<String> response,
        String usage,
        Optional<String> error,
        int attempts,
        Optional<Instant> completedAt) {
      return new StoredExecution(
          found.tenant(),
          found.id(),
          found.kind(),
          found.name(),
          found.domain(),
          found.request(),
          found.origin(),
          status,
          response,
          usage,
          error,
          found.callbackUrl(),
          attempts,
          found.createdAt(),
          completedAt);
    }
  }

  public static final class Deliveries implements DeliveryStore {
    public final Map<String, StoredDelivery> all = new LinkedHashMap<>();
    public final Map<String, String> outcomes = new LinkedHashMap<>();

    @Override
    public Optional<StoredDelivery> pending(String id) {
      return Optional.ofNullable(all.get(id)).filter(_ -> !outcomes.containsKey(id));
    }

    @Override
    public List<String> allPending(int limit) {
      return all.keySet().stream().filter(id -> !outcomes.containsKey(id)).limit(limit).toList();
    }

    @Override
    public void failed(String id, String reason) {
      all.computeIfPresent(
          id,
          (_, found) ->
              new StoredDelivery(
                  found.tenant(),
                  found.id(),
                  found.execution(),
                  found.url(),
                  found.body(),
                  found.attempts() + 1,
                  found.createdAt()));
    }

    @Override
    public void done(String id, String outcome) {
      outcomes.put(id, outcome);
    }
  }

  /** Jobs that run when the test says so. */
  public final class Jobs implements JobQueue {
    private record Job(String kind, String id) {}

    public final Map<String, Instant> due = new LinkedHashMap<>();
    private final Map<String, Job> queued = new LinkedHashMap<>();
    private Map<String, Handler> handlers = Map.of();

    @Override
    public void submit(String kind, String id, Instant notBefore) {
      if (queued.putIfAbsent(kind + id, new Job(kind, id)) == null) {
        due.put(kind + id, notBefore);
      }
    }

    @Override
    public void start(Map<String, Handler> all) {
      handlers = all;
    }

    @Override
    public void stop() {
      handlers = Map.of();
    }

    /** Runs what is due now, each job once; gives how many there were. */
    public int runDue() {
      List<Job> now =
          queued.values().stream()
              .filter(job -> !due.get(job.kind() + job.id()).isAfter(clock.instant()))
              .toList();
      for (Job job : now) {
        String key = job.kind() + job.id();
        Optional<Instant> again = handlers.get(job.kind()).run(job.id());
        if (again.isPresent()) {
          due.put(key, again.get());
        } else {
          due.remove(key);
          queued.remove(key);
        }
      }
      return now.size();
    }
  }
}
