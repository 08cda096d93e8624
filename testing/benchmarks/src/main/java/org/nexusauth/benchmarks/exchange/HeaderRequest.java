package org.nexusauth.benchmarks.exchange;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GET request with a key, as far as a filter reads it, and at next to no cost. */
final class HeaderRequest extends HttpServletRequestWrapper {
  private static final HttpServletRequest NOTHING_ELSE = Absent.of(HttpServletRequest.class);
  private static final ServletContext APPLICATION = Absent.of(ServletContext.class);

  private final String key;
  private final Map<String, Object> attributes = new HashMap<>();

  HeaderRequest(String key) {
    super(NOTHING_ELSE);
    this.key = key;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isKey(name) ? key : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.enumeration(isKey(name) ? List.of(key) : List.of());
  }

  private static boolean isKey(String name) {
    return name.equalsIgnoreCase("api-key");
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestURI() {
    return "/app/v1/agents";
  }

  @Override
  public String getContextPath() {
    return "/app";
  }

  @Override
  public String getServletPath() {
    return "/v1/agents";
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public String getRemoteAddr() {
    return "192.0.2.1";
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public @Nullable HttpServletMapping getHttpServletMapping() {
    return null;
  }

  @Override
  public ServletContext getServletContext() {
    return APPLICATION;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }
}
