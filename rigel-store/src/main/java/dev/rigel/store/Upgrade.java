package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings older tables up to date by Flyway. Apart from its callers, because loading the library
 * takes longer than the rest of a start: it is loaded only when there is something to do.
 */
final class Upgrade {
  private Upgrade() {}

  /**
   * @param engine the folder of the files
   * @param made the version with which the tables were made where Flyway has not been; 0 where
   *     there are none yet
   */
  static void run(DataSource dataSource, String engine, int made) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:dev/rigel/store/" + engine)
            .failOnMissingLocations(true);
    if (made > 0) {
      configuration.baselineOnMigrate(true).baselineVersion(Integer.toString(made));
    }
    try {
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The tables cannot be brought up to date. The database must be Rigel's own, its user must"
              + " be allowed to make tables, and its history must be whole.");
    }
  }
}
