package dev.rigel.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lends one connection to one thread at a time, as if each borrower had its own: closing gives it
 * back. SQLite has one writer, so two connections that write would only wait for each other.
 */
final class SharedConnection implements DataSource {
  private final Connection connection;
  private final ReentrantLock lock;

  /**
   * @param lock held by whoever uses the connection otherwise
   */
  SharedConnection(Connection connection, ReentrantLock lock) {
    this.connection = connection;
    this.lock = lock;
  }

  /** To be closed by the thread that got it. */
  @Override
  public Connection getConnection() {
    lock.lock();
    return (Connection)
        Proxy.newProxyInstance(
            SharedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Loan()::invoke);
  }

  private final class Loan {
    private boolean given = true;

    private @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          if (given) {
            given = false;
            lock.unlock();
          }
          return null;
        }
        case "isClosed" -> {
          return !given;
        }
        default -> {
          if (!given) {
            throw new SQLException("the connection was given back");
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          }
        }
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper for " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
