package org.nexusauth.benchmarks.exchange;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response that keeps its headers, and no body. */
final class HeaderResponse extends HttpServletResponseWrapper {
  private static final HttpServletResponse NOTHING_ELSE = Absent.of(HttpServletResponse.class);

  private final Map<String, String> headers = new HashMap<>();

  HeaderResponse() {
    super(NOTHING_ELSE);
  }

  /** So that no answer is written when a key is denied. */
  @Override
  public boolean isCommitted() {
    return true;
  }

  @Override
  public void setHeader(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    headers.merge(name, value, (one, other) -> one + ", " + other);
  }

  @Override
  public boolean containsHeader(String name) {
    return headers.containsKey(name);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Collection<String> getHeaders(String name) {
    String value = headers.get(name);
    return value == null ? List.of() : List.of(value);
  }
}
