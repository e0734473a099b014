package dev.rigel.tools.mcp;

import io.modelcontextprotocol.client.McpSyncClient;

/**
 * One open connection to an MCP server and the number of calls on it. A retired line is closed when
 * its last call has ended. Thread-safe.
 */
final class McpLine implements AutoCloseable {
  private final McpSyncClient client;
  private int calls;
  private boolean retired;

  McpLine(McpSyncClient client) {
    this.client = client;
  }

  McpSyncClient client() {
    return client;
  }

  synchronized void take() {
    calls++;
  }

  void release() {
    boolean last;
    synchronized (this) {
      calls--;
      last = retired && calls == 0;
    }
    if (last) {
      client.close();
    }
  }

  void retire() {
    boolean idle;
    synchronized (this) {
      idle = !retired && calls == 0;
      retired = true;
    }
    if (idle) {
      client.close();
    }
  }

  /** Ends the calls on it too. */
  @Override
  public void close() {
    client.close();
  }
}
