package dev.rigel.store;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import javax.sql.DataSource;

/** Puts jobs into the queue. */
class JobClient {
  private final SchedulerClient client;

  JobClient(SchedulerClient client) {
    this.client = client;
  }

  /** For a process that runs none. */
  static JobClient of(DataSource dataSource) {
    return new JobClient(SchedulerClient.Builder.create(dataSource).build());
  }

  final void submit(String kind, String id, Instant notBefore) {
    client.scheduleIfNotExists(new TaskInstance<Void>(kind, id), notBefore);
  }
}
