package dev.rigel.protocol;

import tools.jackson.databind.node.ObjectNode;

/** What an API key may use, as on the wire; 0 means without limit. */
public record KeyLimitsInfo(
    int requestsPerMinute, int concurrentRuns, long bytesPerDay, double creditsPerMonth) {
  public static final KeyLimitsInfo NONE = new KeyLimitsInfo(0, 0, 0, 0);

  public ObjectNode toJson() {
    return Json.object()
        .put("requests_per_minute", requestsPerMinute)
        .put("concurrent_runs", concurrentRuns)
        .put("bytes_per_day", bytesPerDay)
        .put("credits_per_month", creditsPerMonth);
  }
}
