package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/** Keeps programs. What a call has returned from is durable. */
public interface ProgramStore {
  void add(StoredProgram program);

  Optional<StoredProgram> program(String tenant, String id);

  /** Newest first. */
  List<StoredProgram> programs(String tenant, int skip, int limit);

  boolean delete(String tenant, String id);
}
