package org.nexusauth.filter;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.CacheHeaders;
import org.nexusauth.decision.KeyHeaders;
import org.nexusauth.web.RequestIdHeaders;

/**
 * The answer of a guarded path, which no shared cache may serve to another caller.
 *
 * <p>{@code Vary} and {@code Cache-Control} are set before the application runs, so that they are
 * in an answer that is sent early, too. What the application says afterwards is merged into {@code
 * Vary} and takes the place of our {@code Cache-Control}, of which the application sees nothing: it
 * may set its own only where there is none.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
  private final String header;

  /** What the answer tells of the caller's key. */
  private KeyHeaders told = KeyHeaders.NONE;

  /** Whether the {@code Cache-Control} is ours: the application set none. */
  private boolean cacheControlIsOurs;

  private GuardedResponse(HttpServletResponse response, String header, boolean ours) {
    super(response);
    this.header = header;
    this.cacheControlIsOurs = ours;
  }

  /**
   * Returns the response of a guarded path, its headers set; the same one when it is that already.
   *
   * @param header the name of the key's header
   */
  static HttpServletResponse guard(HttpServletResponse response, String header) {
    if (findGuarded(response) != null) {
      return response;
    }
    GuardedResponse guarded = new GuardedResponse(response, header, false);
    guarded.setHeaders();
    return guarded;
  }

  /** Sets the headers of a response that stays as it is: of the page around an included path. */
  static void setHeaders(HttpServletResponse response, String header) {
    if (findGuarded(response) == null) {
      new GuardedResponse(response, header, false).setHeaders();
    }
  }

  /**
   * Tells of the caller's key in a guarded response, once. The application may announce another end
   * of the key, but not other limits.
   */
  static void tell(HttpServletResponse response, KeyHeaders headers) {
    GuardedResponse guarded = findGuarded(response);
    if (guarded != null && guarded.told.isEmpty()) {
      guarded.told = headers;
      guarded.setTold();
    }
  }

  /** Tells of the caller's key in the page around an included path. */
  static void tellAround(HttpServletResponse page, KeyHeaders headers) {
    headers.forEach(page::setHeader);
  }

  private void setTold() {
    told.forEach(super::setHeader);
  }

  /** Returns the container's own response, guarded where one above it is. */
  static ServletResponse unwrap(ServletResponse response) {
    GuardedResponse guarded = findGuarded(response);
    ServletResponse origin = response;
    while (origin instanceof ServletResponseWrapper wrapper) {
      origin = wrapper.getResponse();
    }
    if (guarded != null && origin instanceof HttpServletResponse http) {
      GuardedResponse unwrapped =
          new GuardedResponse(http, guarded.header, guarded.cacheControlIsOurs);
      unwrapped.told = guarded.told;
      return unwrapped;
    }
    return origin;
  }

  private static @Nullable GuardedResponse findGuarded(ServletResponse response) {
    ServletResponse inner = response;
    while (inner instanceof ServletResponseWrapper wrapper) {
      if (inner instanceof GuardedResponse guarded) {
        return guarded;
      }
      inner = wrapper.getResponse();
    }
    return null;
  }

  private void setHeaders() {
    setHeader(CacheHeaders.VARY, null);
    if (!super.containsHeader(CacheHeaders.CACHE_CONTROL)) {
      super.setHeader(CacheHeaders.CACHE_CONTROL, CacheHeaders.PRIVATE);
      cacheControlIsOurs = true;
    }
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (told.isReserved(name)) {
      return;
    }
    if (isVary(name)) {
      mergeVary(value == null ? super.getHeaders(name) : List.of(value));
    } else if (!isCacheControl(name)) {
      super.setHeader(name, value);
    } else if (value != null) {
      cacheControlIsOurs = false;
      super.setHeader(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    if (!told.isReserved(name)) {
      super.setIntHeader(name, value);
    }
  }

  @Override
  public void addIntHeader(String name, int value) {
    if (!told.isReserved(name)) {
      super.addIntHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    if (told.isReserved(name)) {
      return;
    }
    if (value != null && isVary(name)) {
      List<String> values = new ArrayList<>(super.getHeaders(name));
      values.add(value);
      mergeVary(values);
    } else if (value != null && isOurs(name)) {
      setHeader(name, value);
    } else {
      super.addHeader(name, value);
    }
  }

  private void mergeVary(Collection<String> values) {
    super.setHeader(CacheHeaders.VARY, CacheHeaders.mergeVary(values, header));
  }

  /** The request's id and ours are in every answer, whatever the application starts again with. */
  @Override
  public void reset() {
    String id = super.getHeader(RequestIdHeaders.REQUEST_ID);
    super.reset();
    if (id != null) {
      super.setHeader(RequestIdHeaders.REQUEST_ID, id);
    }
    setHeaders();
    setTold();
  }

  @Override
  public boolean containsHeader(String name) {
    return !isOurs(name) && super.containsHeader(name);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isOurs(name) ? null : super.getHeader(name);
  }

  @Override
  public Collection<String> getHeaders(String name) {
    if (isOurs(name)) {
      return List.of();
    }
    return super.getHeaders(name);
  }

  @Override
  public Collection<String> getHeaderNames() {
    if (!cacheControlIsOurs) {
      return super.getHeaderNames();
    }
    List<String> names = new ArrayList<>(super.getHeaderNames());
    names.removeIf(GuardedResponse::isCacheControl);
    return names;
  }

  private boolean isOurs(String name) {
    return cacheControlIsOurs && isCacheControl(name);
  }

  private static boolean isVary(String name) {
    return CacheHeaders.VARY.equalsIgnoreCase(name);
  }

  private static boolean isCacheControl(String name) {
    return CacheHeaders.CACHE_CONTROL.equalsIgnoreCase(name);
  }
}
