package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.CacheHeaders;
import org.nexusauth.web.AttributeMap;

/**
 * Keeps shared caches from serving the answer of a guarded resource to another caller: once when
 * the request comes, so that error pages of the server have the headers, and once when JAX-RS has
 * its answer, so that what the application says is merged or kept.
 *
 * @param header the name of the key's header
 * @param answer the server's answer, or null where there is none besides that of JAX-RS
 */
record CacheProtection(String header, @Nullable ServerAnswer answer) {
  private static final String NAME = "org.nexusauth.jaxrs.caches";

  /**
   * Sets the headers of the server's answer and leaves this in the request.
   *
   * @param first true when no filter of ours has set them before
   */
  void begin(AttributeMap request, boolean first) {
    if (answer != null) {
      answer.set(CacheHeaders.VARY, CacheHeaders.vary(answer.values(CacheHeaders.VARY), header));
      if (first && answer.values(CacheHeaders.CACHE_CONTROL).isEmpty()) {
        answer.set(CacheHeaders.CACHE_CONTROL, CacheHeaders.PRIVATE);
      }
    }
    request.set(NAME, this);
  }

  /** Completes the answer of a request that is guarded; leaves all others alone. */
  static void complete(
      Function<String, @Nullable Object> request,
      MultivaluedMap<String, Object> headers,
      MultivaluedMap<String, String> texts) {
    if (request.apply(NAME) instanceof CacheProtection protection) {
      protection.complete(headers, texts);
    }
  }

  private void complete(
      MultivaluedMap<String, Object> headers, MultivaluedMap<String, String> texts) {
    List<String> vary = new ArrayList<>(values(texts, CacheHeaders.VARY));
    List<String> cacheControl = values(texts, CacheHeaders.CACHE_CONTROL);
    if (answer == null) {
      headers.putSingle(CacheHeaders.VARY, CacheHeaders.vary(vary, header));
      if (cacheControl.isEmpty()) {
        headers.putSingle(CacheHeaders.CACHE_CONTROL, CacheHeaders.PRIVATE);
      }
      return;
    }
    // To the server's answer alone: some implementations replace what is there, others add to it.
    vary.addAll(answer.values(CacheHeaders.VARY));
    answer.set(CacheHeaders.VARY, CacheHeaders.vary(vary, header));
    headers.remove(CacheHeaders.VARY);
    if (!cacheControl.isEmpty()) {
      answer.set(CacheHeaders.CACHE_CONTROL, String.join(", ", cacheControl));
      headers.remove(CacheHeaders.CACHE_CONTROL);
    }
  }

  private static List<String> values(MultivaluedMap<String, String> texts, String name) {
    List<String> values = texts.get(name);
    return values == null ? List.of() : values;
  }
}
