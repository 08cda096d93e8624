package org.nexusauth.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gate needs to know of a request.
 *
 * @param headerValues all values of the key's header as the container gives them, never joined;
 *     empty when the header is missing
 * @param method the HTTP method, as sent
 * @param path the decoded path, relative to the context; starts with {@code /}
 * @param remoteAddress the peer's address as the container knows it, or null
 * @param requestId the id of the request for events and logs
 * @param clientVersion the client's version for events and logs, or null
 */
public record GateRequest(
    List<String> headerValues,
    String method,
    String path,
    @Nullable String remoteAddress,
    String requestId,
    @Nullable String clientVersion) {

  /** Copies the values. */
  public GateRequest {
    headerValues = List.copyOf(headerValues);
  }

  /** Returns method, path and request id; no header value, so no key. */
  @Override
  public String toString() {
    return "GateRequest[%s %s, %s header value(s), requestId=%s]"
        .formatted(method, path, headerValues.size(), requestId);
  }
}
